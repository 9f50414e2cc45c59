"""What both kinds of files about labels have in common; what is in them is told with each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from mnist_desk.core.errors import InputError
from mnist_desk.core.label_file import LabelFile

FILE = LabelFile("a kind", "{path} is no good: {reason}.", "no way to {path} ({reason}).")


def number_of(told: Mapping[str, Any]) -> int:
    if told["number"] == 13:
        raise InputError("it is unlucky")
    return int(told["number"])


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.json"
    FILE.write(path, {"number": 7})
    assert FILE.read(path, number_of) == 7
    assert [one.name for one in path.parent.iterdir()] == ["a.json"]


def test_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    FILE._replace(kind="another").write(path, {"number": 7})
    with pytest.raises(InputError, match="is no good: it is damaged, or another file"):
        FILE.read(path, number_of)


@pytest.mark.parametrize("number", [None, "many", 13])
def test_what_the_value_says_is_told(number: object, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    FILE.write(path, {"number": number})
    reason = "unlucky" if number == 13 else "damaged"
    with pytest.raises(InputError, match=f"is no good: it is {reason}"):
        FILE.read(path, number_of)


@pytest.mark.parametrize("raw", [b"", b"[]", b'{"kind": "a kind"}', b"\xff", b"{" * 5000])
def test_a_damaged_file_is_told(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(raw)
    with pytest.raises(InputError, match="is no good"):
        FILE.read(path, number_of)


def test_a_lacking_file_is_no_error_of_the_data(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        FILE.read(tmp_path / "a.json", number_of)


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InputError, match="no way to"):
        FILE.write(tmp_path / "file" / "a.json", {"number": 1})
