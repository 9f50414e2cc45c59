from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from mnist_desk.core import places
from mnist_desk.core.model_file import load_model
from mnist_desk.core.places import (
    replacing,
    resource,
    shipped_model,
    user_data,
    user_settings,
)


class Unlucky(Exception):
    """What goes wrong in the tests."""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the program believes to be installed in."""
    package = tmp_path / "site-packages" / "mnist_desk"
    monkeypatch.setattr(places, "__file__", str(package / "core" / "places.py"))
    return package


@pytest.mark.parametrize(
    "parts", [("mnist", "mnist.npz"), ("mnist", "NOTICE.md"), ("ink", "samples.jsonl")]
)
def test_bundled_files_are_there(parts: tuple[str, ...]) -> None:
    assert resource(*parts).is_file()


def test_shipped_model_can_be_loaded() -> None:
    assert load_model(shipped_model()).layers


def test_resources_of_a_checkout_are_beside_the_package(program: Path) -> None:
    (program.parent / "resources").mkdir(parents=True)
    assert resource("a", "b") == program.parent / "resources" / "a" / "b"


def test_resources_of_a_wheel_are_inside_the_package(program: Path) -> None:
    (program.parent / "resources").mkdir(parents=True)
    (program / "resources").mkdir(parents=True)
    assert resource("a", "b") == program / "resources" / "a" / "b"


def test_resources_of_a_frozen_program_are_where_it_was_unpacked(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (program / "resources").mkdir(parents=True)
    (tmp_path / "unpacked" / "resources").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "unpacked"), raising=False)
    assert resource("a", "b") == tmp_path / "unpacked" / "resources" / "a" / "b"


def test_missing_resource_has_a_path_all_the_same(program: Path) -> None:
    assert resource("a").parent.name == "resources"


def test_user_folders_are_the_users_own(own_home: Path) -> None:
    assert user_data() == own_home / "data"
    assert user_settings() == own_home / "config" / "settings.json"
    assert not list(own_home.iterdir())


@pytest.mark.parametrize("old", [None, "old"])
def test_file_is_replaced_when_the_block_ends_well(old: str | None, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    if old is not None:
        path.write_text(old)
    with replacing(path) as temporary:
        temporary.write_text("new")
        assert temporary.parent == tmp_path
        assert path.exists() == (old is not None)
    assert path.read_text() == "new"
    assert list(tmp_path.glob("*.txt*")) == [path]
    assert not temporary.exists()


@pytest.mark.parametrize("old", [None, "old"])
@pytest.mark.parametrize("failure", [Unlucky, KeyboardInterrupt])
def test_old_file_stays_when_the_block_fails(
    old: str | None, failure: type[BaseException], tmp_path: Path
) -> None:
    path = tmp_path / "folder" / "a.txt"
    path.parent.mkdir()
    if old is not None:
        path.write_text(old)
    with pytest.raises(failure), replacing(path) as temporary:
        temporary.write_text("half of the ne")
        raise failure
    assert list(path.parent.iterdir()) == ([path] if old is not None else [])
    assert old is None or path.read_text() == old


def test_nothing_is_left_when_the_target_cannot_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder" / "a.txt").mkdir(parents=True)
    with pytest.raises(OSError), replacing(tmp_path / "folder" / "a.txt") as temporary:
        temporary.write_text("new")
    assert not temporary.exists()
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["a.txt"]


def test_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "no" / "a.txt"):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_new_file_may_be_read_by_those_whom_the_umask_allows(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        with replacing(tmp_path / "a.txt") as temporary:
            temporary.write_text("new")
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_what_is_no_ordinary_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with replacing(pipe) as path:
        assert path == pipe
    assert pipe.is_fifo()
