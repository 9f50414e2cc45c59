from __future__ import annotations

import os
from pathlib import Path

import pytest

from mnist_desk.core.file_stamp import FileStamp


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "model"
    path.write_bytes(b"1234")
    return path


def test_of_nothing_there_is_no_stamp(tmp_path: Path) -> None:
    assert FileStamp.of(tmp_path / "absent") is None


def test_it_holds_while_nobody_writes(file: Path) -> None:
    stamp = FileStamp.of(file)
    assert stamp is not None
    assert stamp.size == 4
    assert stamp.still_holds


def test_it_does_not_hold_for_another_size(file: Path) -> None:
    stamp = FileStamp.of(file)
    file.write_bytes(b"12345")
    os.utime(file, ns=(stamp.changed, stamp.changed))
    assert not stamp.still_holds


def test_it_does_not_hold_for_what_was_written_since(file: Path) -> None:
    stamp = FileStamp.of(file)
    os.utime(file, ns=(stamp.changed + 1, stamp.changed + 1))
    assert not stamp.still_holds


def test_it_does_not_hold_when_the_file_is_gone(file: Path) -> None:
    stamp = FileStamp.of(file)
    file.unlink()
    assert not stamp.still_holds
