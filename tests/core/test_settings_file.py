from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mnist_desk.core.intake import SETTINGS
from mnist_desk.core.settings_file import SettingsFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "settings.json"


@pytest.fixture
def write(path: Path) -> Callable[[bytes], None]:
    def write(content: bytes) -> None:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)

    return write


def files(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir())


def test_values_come_back_and_a_folder_is_made(path: Path) -> None:
    file = SettingsFile(path)
    assert (file.values, file.trouble) == ({}, None)
    assert not path.parent.exists(), "nothing is made to read"
    file.values |= {"a": "é \udcff\n", "b": [1, True], "c": ""}
    file.write()
    assert SettingsFile(path).values == file.values
    assert files(path) == ["settings.json"]


def test_what_is_unknown_is_kept(path: Path, write: Callable[[bytes], None]) -> None:
    write(b'{"later": {"deep": [1.5, null]}, "a": 1}')
    file = SettingsFile(path)
    file.values["a"] = 2
    file.write()
    assert json.loads(path.read_bytes()) == {"later": {"deep": [1.5, None]}, "a": 2}


DAMAGED = {
    "torn": b'{"a": ',
    "empty": b"",
    "a list": b"[]",
    "a number": b"1",
    "no text": b'{"a": "\xff"}',
    "deep": b"[" * 100_000,
    "infinite": b'{"a": Infinity}',
    "infinite for Python": b'{"a": 1e999}',
    "too long a number": b'{"a": ' + b"1" * 10_000 + b"}",
    "many values": b'{"a": [' + b"1," * 50_000 + b"1]}",
    "huge": b'{"a": "' + b"x" * SETTINGS.most + b'"}',
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_damaged_settings_are_told_of_and_put_beside_before_others_are_written(
    path: Path, write: Callable[[bytes], None], content: bytes
) -> None:
    write(content)
    file = SettingsFile(path)
    assert file.values == {}
    assert str(path.parent) in str(file.trouble)
    assert str(file.trouble).count("\n") == 0
    assert path.read_bytes() == content, "nothing is moved to read"
    file.values["a"] = 1
    file.write()
    file.values["a"] = 2
    file.write()
    assert SettingsFile(path).values == {"a": 2}
    assert path.with_name("damaged-settings.json").read_bytes() == content
    assert files(path) == ["damaged-settings.json", "settings.json"]


def test_what_was_put_beside_before_is_kept_too(path: Path, write: Callable[[bytes], None]) -> None:
    for number in range(3):
        write(b"damaged %d" % number)
        SettingsFile(path).write()
    assert files(path) == [
        *("damaged-settings-2.json", "damaged-settings-3.json", "damaged-settings.json"),
        "settings.json",
    ]
    assert path.with_name("damaged-settings-3.json").read_bytes() == b"damaged 2"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
@pytest.mark.parametrize("kind", ["pipe", "folder", "device"])
def test_what_is_no_regular_file_is_left_alone(path: Path, kind: str) -> None:
    path.parent.mkdir()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero")
    file = SettingsFile(path)
    assert (file.values, file.trouble is None) == ({}, False)
    file.write()
    assert files(path) == ["settings.json"]
    assert not path.is_file()


def test_a_folder_that_cannot_be_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    file = SettingsFile(tmp_path / "file" / "settings.json")
    assert file.values == {}
    assert file.trouble is None, "there are no settings yet"
    with pytest.raises(OSError):
        file.write()


def test_the_file_is_whole_when_writing_fails(path: Path, write: Callable[[bytes], None]) -> None:
    write(b'{"a": 1}')
    file = SettingsFile(path)
    for wrong, kind in ((object(), TypeError), (float("inf"), ValueError)):
        file.values["a"] = wrong
        with pytest.raises(kind):
            file.write()
    file.values["a"] = "x" * SETTINGS.most
    with pytest.raises(ValueError, match="more than"):
        file.write()
    assert path.read_bytes() == b'{"a": 1}'
    assert files(path) == ["settings.json"]


def test_the_reason_is_told_in_words_alone(tmp_path: Path) -> None:
    (tmp_path / "round").symlink_to(tmp_path / "round")
    trouble = str(SettingsFile(tmp_path / "round").trouble)
    assert "Too many levels of symbolic links" in trouble
    assert "Errno" not in trouble
