from __future__ import annotations

from pathlib import Path

import pytest

from mnist_desk.core.collection import MY_DIGITS
from mnist_desk.core.data_folder import KEPT, move_data
from mnist_desk.core.errors import InputError


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "before"
    (folder / KEPT).mkdir(parents=True)
    (folder / MY_DIGITS).write_text("digits", encoding="utf-8")
    (folder / KEPT / "a.safetensors").write_text("model", encoding="utf-8")
    (folder / "other.txt").write_text("not ours", encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_models_and_digits_are_moved_and_nothing_else(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "deep" / "after"
    move_data(source, target)
    assert files(target) == {MY_DIGITS: "digits", "kept/a.safetensors": "model"}
    assert files(source) == {"other.txt": "not ours"}


def test_from_a_folder_without_any_nothing_is_moved(tmp_path: Path) -> None:
    move_data(tmp_path / "nowhere", tmp_path / "after")
    assert files(tmp_path / "after") == {}


def test_what_is_there_already_is_not_touched(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "after"
    target.mkdir()
    (target / MY_DIGITS).write_text("another's", encoding="utf-8")
    before = files(source)
    with pytest.raises(InputError, match=r"my-digits\.jsonl of its own"):
        move_data(source, target)
    assert files(source) == before
    assert files(target) == {MY_DIGITS: "another's"}


def test_where_the_folder_cannot_be_made_all_stays(source: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    before = files(source)
    with pytest.raises(InputError, match="they are where they were"):
        move_data(source, tmp_path / "file" / "after")
    assert files(source) == before


def test_a_move_that_fails_midway_is_taken_back(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    move, target = shutil.move, tmp_path / "after"

    def fails(one: Path, other: Path) -> None:
        if one == source / KEPT:
            raise OSError(28, "No space left on device")
        move(one, other)

    before = files(source)
    monkeypatch.setattr("mnist_desk.core.data_folder.shutil.move", fails)
    with pytest.raises(InputError, match="No space left"):
        move_data(source, target)
    assert files(source) == before
    assert files(target) == {}
