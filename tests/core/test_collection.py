from __future__ import annotations

import errno
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from mnist_desk.core.collection import (
    CollectionFile,
    drawing_of,
    pictures_of,
    record_of,
    without_known,
)
from mnist_desk.core.drawing import Picture, picture_of
from mnist_desk.core.errors import InputError
from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import InkRecord, read_ink

SEVEN = Ink((((60.0, 60.0), (200.0, 60.0), (120.0, 240.0)),))
DOT = Ink((((140.0, 140.0),),))


@pytest.fixture
def file(tmp_path: Path) -> CollectionFile:
    return CollectionFile(tmp_path / "data" / "my-digits.jsonl")


def record(label: int = 7, ink: Ink = SEVEN, writer: str | None = None) -> InkRecord:
    return InkRecord(ink, label, writer)


def test_a_drawing_is_kept_with_label_time_answer_and_writer() -> None:
    kept = record_of(SEVEN, 7, answer=1, writer="Ada")
    assert (kept.ink, kept.label, kept.writer, kept.picture) == (SEVEN, 7, "Ada", None)
    assert kept.extra["answer"] == 1
    age = datetime.now(UTC) - datetime.fromisoformat(kept.extra["time"])
    assert timedelta(0) <= age < timedelta(minutes=1)
    assert kept.extra["time"].endswith("+00:00")
    assert drawing_of(kept) == SEVEN


def test_a_picture_is_kept_as_what_the_network_was_given() -> None:
    grey = np.zeros((50, 40), np.float32)
    grey[10:40, 15:20] = 1
    picture = Picture(grey)
    kept = InkRecord.from_json(record_of(picture, 1).to_json())
    assert not kept.ink.strokes
    np.testing.assert_allclose(picture_of(drawing_of(kept)), picture_of(picture), atol=1 / 255)


def test_pictures_of_records_are_what_the_network_is_given() -> None:
    pictures = pictures_of([record(), record(ink=DOT)])
    assert pictures.shape == (2, 784)
    np.testing.assert_array_equal(
        pictures[0].reshape(28, 28), np.round(picture_of(SEVEN) * 255).astype(np.uint8)
    )
    assert pictures_of([]).shape == (0, 784)


def test_what_is_added_is_in_the_file_at_once(file: CollectionFile) -> None:
    assert file.read().records == []
    file.add([record(7)])
    file.add([record(1), record(2)])
    assert [one.label for one in file.read().records] == [7, 1, 2]
    assert file.path.read_text().count("\n") == 3
    assert read_ink(file.path) == file.read().records


def test_a_torn_last_line_is_told_skipped_and_not_added_to(file: CollectionFile) -> None:
    file.add([record(7), record(8)])
    whole = file.path.read_bytes()
    file.path.write_bytes(whole[:-20])
    salvage = file.read()
    assert [one.label for one in salvage.records] == [7]
    assert [str(complaint).split(" of ")[0] for complaint in salvage.complaints] == ["Line 2"]
    file.add([record(9)])
    assert [one.label for one in file.read().records] == [7, 9]


def test_writing_anew_leaves_a_copy_of_what_was_damaged(file: CollectionFile) -> None:
    file.add([record(7)])
    with file.path.open("a") as out:
        out.write('{"half of a dr\n')
    damaged = file.path.read_text()
    file.rewrite(file.read().records)
    assert file.read().complaints == []
    assert (file.path.parent / "damaged-my-digits.jsonl").read_text() == damaged
    file.rewrite([])
    assert (file.path.parent / "damaged-my-digits.jsonl").read_text() == damaged


def test_a_file_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "my-digits.jsonl"
    path.mkdir()
    file = CollectionFile(path)
    with pytest.raises(InputError, match="is a folder, a pipe or a device"):
        file.read()
    with pytest.raises(InputError, match="left as it is"):
        file.add([])
    with pytest.raises(InputError, match="left as it is"):
        file.rewrite([record()])


def test_programs_that_share_the_file_lose_nothing_to_each_other(file: CollectionFile) -> None:
    other = CollectionFile(file.path)
    file.add([record(1)])
    other.read()
    other.add([record(2)])
    file.add([record(3)])
    for _ in range(3):
        file.rewrite([record(1), record(4)])
    assert [one.label for one in CollectionFile(file.path).read().records] == [1, 4, 2]
    other.rewrite([record(1), record(5)])
    assert [one.label for one in other.read().records] == [1, 5, 4]
    file.rewrite([])
    assert [one.label for one in file.read().records] == [5]


def test_half_a_line_of_another_program_is_left_in_a_copy(file: CollectionFile) -> None:
    file.add([record(1)])
    with file.path.open("a") as out:
        out.write(f'{record(2).to_json()}\n{{"half of a dr')
    file.rewrite([record(3)])
    assert [one.label for one in file.read().records] == [3, 2]
    assert (file.path.parent / "damaged-my-digits.jsonl").exists()


def test_what_is_not_wholly_written_is_not_written_at_all(
    file: CollectionFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full takes what there is room for."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    file.add([record(1)])
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(InputError, match="No space left on device"):
            file.add([record(2)])
    assert file.read() == ([record(1)], [])


def test_drawings_without_a_label_are_not_ours(file: CollectionFile) -> None:
    file.path.parent.mkdir()
    file.path.write_text(json.dumps({"strokes": [[[1, 2]]]}) + "\n")
    assert file.read().records == []


def test_the_same_drawing_is_known_by_strokes_label_and_writer() -> None:
    known = [record(7, writer="Ada"), record(1, DOT)]
    again = InkRecord(SEVEN, 7, "Ada", {"time": "2020-01-01T00:00:00+00:00"})
    others = [record(1, writer="Ada"), record(7, writer="Bob"), record(7), record(7, DOT, "Ada")]
    new, left_out = without_known([again, *others, others[0]], known)
    assert new == others
    assert left_out == 2


def test_writing_anew_what_was_whole_leaves_no_copy(file: CollectionFile) -> None:
    file.rewrite([record(7)])
    file.rewrite([record(8)])
    assert [path.name for path in file.path.parent.glob("[!.]*")] == ["my-digits.jsonl"]


def test_what_was_damaged_is_copied_once(file: CollectionFile) -> None:
    file.add([record(7)])
    with file.path.open("a") as out:
        out.write('{"half of a dr\n')
    damaged = file.path.read_text()
    records = file.read().records
    file.rewrite(records)
    file.rewrite([])
    assert (file.path.parent / "damaged-my-digits.jsonl").read_text() == damaged
