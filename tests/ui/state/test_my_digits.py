from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mnist_desk.core.collection import CollectionFile, pictures_of
from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import InkRecord, read_ink, write_ink
from mnist_desk.core.model import Model
from mnist_desk.core.network import Layer
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.runs import KeptRuns
from mnist_desk.core.timeline import Timeline
from mnist_desk.ui.state import my_digits
from mnist_desk.ui.state.digit import Digit
from mnist_desk.ui.state.file_reading import FileReading
from mnist_desk.ui.state.my_digits import MyDigits
from mnist_desk.ui.state.network import Network
from mnist_desk.ui.state.notices import Notices
from mnist_desk.ui.state.run import Run
from mnist_desk.ui.state.runs import Runs
from mnist_desk.ui.work.job import close_all

INKS = [Ink((((10.0 * n, 20.0), (100.0, 30.0 * n)),)) for n in range(1, 8)]


def always(digit: int) -> Model:
    layer = Layer(np.zeros((784, 10), np.float32), np.eye(10, dtype=np.float32)[digit])
    return Model((layer,), Recipe(hidden=()))


def record(number: int, label: int, writer: str | None = None) -> InkRecord:
    return InkRecord(INKS[number], label, writer)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "my-digits.jsonl"


@pytest.fixture
def owner(qapp: QApplication) -> QObject:
    return QObject()


@pytest.fixture
def stack(owner: QObject) -> QUndoStack:
    return QUndoStack(owner)


@pytest.fixture
def runs(owner: QObject, stack: QUndoStack, kept_runs: KeptRuns, notices: Notices) -> Runs:
    """One run, whose model reads all as 3."""
    return Runs(always(3), kept_runs, stack, notices, owner)


@pytest.fixture
def notices(owner: QObject) -> Notices:
    return Notices(owner)


@pytest.fixture
def mine(
    path: Path, owner: QObject, stack: QUndoStack, runs: Runs, notices: Notices
) -> Iterator[MyDigits]:
    """Nothing read from the file yet; all digits are read as 3."""
    mine = MyDigits(
        CollectionFile(path),
        stack,
        Network(runs, owner),
        FileReading(notices, owner),
        notices,
        owner,
    )
    yield mine
    if shiboken6.isValid(mine):
        close_all(owner)


@pytest.fixture
def three(qtbot: QtBot, path: Path, mine: MyDigits) -> MyDigits:
    """A 3, a 5 and another 3, read from the file."""
    write_ink(path, [record(0, 3), record(1, 5), record(2, 3)])
    load(qtbot, mine)
    return mine


def load(qtbot: QtBot, mine: MyDigits) -> None:
    mine.load()
    qtbot.waitUntil(lambda: bool(mine.digits) and idle(mine))


def idle(mine: MyDigits) -> bool:
    return not mine.busy


def labels(mine: MyDigits) -> list[int]:
    return [digit.label for digit in mine.digits]


def in_file(path: Path) -> list[int | None]:
    return [json.loads(line)["label"] for line in path.read_text().splitlines()]


def texts(spy: QSignalSpy) -> list[Any]:
    return [spy.at(index)[0] for index in range(spy.count())]


def test_the_digits_of_the_file_are_read_by_the_model(three: MyDigits) -> None:
    assert labels(three) == [3, 5, 3]
    assert [digit.answer for digit in three.digits] == [3, 3, 3]
    assert [digit.is_right for digit in three.digits] == [True, False, True]
    assert three.right == 2
    assert three.seen
    np.testing.assert_array_equal(
        three.dataset().images.reshape(-1, 784), pictures_of([d.record for d in three.digits])
    )
    assert three.dataset().labels.tolist() == [3, 5, 3]


def test_what_could_not_be_written_is_written_with_the_next_change(
    qtbot: QtBot,
    three: MyDigits,
    path: Path,
    notices: Notices,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, qtbot.waitSignal(notices.warned):
        patch.setattr("os.fsync", full)
        three.keep(Digit(record(3, 7)))
        qtbot.waitUntil(lambda: idle(three))
    assert in_file(path) == [3, 5, 3]
    three.keep(Digit(record(4, 8)))
    qtbot.waitUntil(lambda: idle(three))
    assert in_file(path) == labels(three) == [3, 5, 3, 7, 8]


def test_a_kept_digit_is_in_the_file_and_seen(
    qtbot: QtBot, three: MyDigits, path: Path, stack: QUndoStack
) -> None:
    three.keep(Digit(record(3, 7)))
    qtbot.waitUntil(lambda: idle(three))
    assert in_file(path) == [3, 5, 3, 7]
    assert three.digits[-1].answer == 3
    stack.undo()
    qtbot.waitUntil(lambda: idle(three))
    assert in_file(path) == labels(three) == [3, 5, 3]
    stack.redo()
    qtbot.waitUntil(lambda: idle(three))
    assert in_file(path) == labels(three) == [3, 5, 3, 7]


def test_a_digit_kept_before_the_file_is_read_is_kept_once(
    qtbot: QtBot, path: Path, mine: MyDigits
) -> None:
    write_ink(path, [record(0, 3)])
    mine.keep(Digit(record(1, 4)))
    load(qtbot, mine)
    assert labels(mine) == in_file(path) == [3, 4]


def test_a_digit_taken_back_before_the_file_is_read_is_gone(
    qtbot: QtBot, path: Path, mine: MyDigits, stack: QUndoStack
) -> None:
    write_ink(path, [record(0, 3)])
    mine.keep(Digit(record(1, 4)))
    stack.undo()
    load(qtbot, mine)
    qtbot.waitUntil(lambda: idle(mine))
    assert labels(mine) == in_file(path) == [3]


def test_deleting_is_undone_and_puts_digits_where_they_were(
    qtbot: QtBot, three: MyDigits, path: Path, stack: QUndoStack, notices: Notices
) -> None:
    noted = QSignalSpy(notices.confirmed)
    three.delete([three.digits[0], three.digits[1]])
    qtbot.waitUntil(lambda: idle(three))
    assert in_file(path) == labels(three) == [3]
    stack.undo()
    qtbot.waitUntil(lambda: idle(three))
    assert in_file(path) == labels(three) == [3, 5, 3]
    assert [digit.record.ink for digit in three.digits] == INKS[:3]
    assert texts(noted) == ["Deleted 2 · Undo takes it back"]
    assert stack.undoText() == ""


def test_relabelling_is_undone_and_changes_what_is_right(
    qtbot: QtBot, three: MyDigits, path: Path, stack: QUndoStack
) -> None:
    three.relabel(three.digits[:2], 3)
    qtbot.waitUntil(lambda: idle(three))
    assert in_file(path) == labels(three) == [3, 3, 3]
    assert three.right == 3
    stack.undo()
    qtbot.waitUntil(lambda: idle(three))
    assert in_file(path) == labels(three) == [3, 5, 3]
    assert three.right == 2


def test_relabelling_as_before_is_no_change(three: MyDigits, stack: QUndoStack) -> None:
    three.relabel([three.digits[0]], 3)
    three.delete([])
    assert stack.count() == 0


def test_another_model_reads_them_anew_while_they_are_watched(
    qtbot: QtBot, three: MyDigits, runs: Runs
) -> None:
    runs.add(Run("five", Timeline(always(5))))
    assert not three.busy
    with qtbot.waitSignal(three.answers_changed):
        three.watch(runs, True)
    assert three.right == 1
    with qtbot.waitSignal(three.answers_changed):
        runs.add(Run("nine", Timeline(always(9))))
    assert [digit.answer for digit in three.digits] == [9, 9, 9]


def test_a_network_without_numbers_answers_nothing(
    qtbot: QtBot, three: MyDigits, runs: Runs
) -> None:
    huge = Layer(np.full((784, 10), 3e38, np.float32), np.zeros(10, np.float32))
    three.watch(runs, True)
    runs.add(Run("diverged", Timeline(Model((huge,), Recipe(hidden=())))))
    qtbot.waitUntil(lambda: [digit.answer for digit in three.digits] == [None, None, None])
    assert three.right == 0


def test_damaged_lines_are_told_and_left_out(
    qtbot: QtBot, path: Path, mine: MyDigits, notices: Notices
) -> None:
    write_ink(path, [record(0, 3), record(1, 5)])
    with path.open("a") as file:
        file.write("{\n[\n")
    said = QSignalSpy(notices.warned)
    load(qtbot, mine)
    assert labels(mine) == [3, 5]
    assert said.count() == 1
    assert "Line 3 of" in texts(said)[0]
    assert "left out" in texts(said)[0]


def test_a_file_that_cannot_be_read_is_told_and_left_alone(
    qtbot: QtBot, path: Path, mine: MyDigits, stack: QUndoStack, notices: Notices
) -> None:
    path.mkdir()
    with qtbot.waitSignal(notices.warned) as said:
        mine.load()
    assert "is a folder" in said.args[0]
    qtbot.waitUntil(lambda: idle(mine))
    mine.delete([Digit(record(0, 1))])
    qtbot.waitUntil(lambda: idle(mine))
    assert path.is_dir()


def test_files_of_a_class_are_merged_without_what_is_known(
    qtbot: QtBot, three: MyDigits, tmp_path: Path, path: Path, stack: QUndoStack, notices: Notices
) -> None:
    ada, bob = tmp_path / "ada.jsonl", tmp_path / "bob.jsonl.gz"
    write_ink(ada, [record(0, 3), record(3, 1, "Ada"), InkRecord(INKS[4], None, "Ada")])
    write_ink(bob, [record(3, 1, "Bob"), record(3, 1, "Bob")])
    with qtbot.waitSignal(notices.confirmed) as noted:
        three.import_files([ada, bob])
    assert noted.args[0] == "Added: 2. Had already: 2. Without a label: 1."
    qtbot.waitUntil(lambda: idle(three))
    assert [one.writer for one in read_ink(path)] == [None, None, None, "Ada", "Bob"]
    stack.undo()
    qtbot.waitUntil(lambda: idle(three))
    assert labels(three) == in_file(path) == [3, 5, 3]


def test_importing_what_cannot_be_read_is_told(
    qtbot: QtBot, three: MyDigits, tmp_path: Path, notices: Notices
) -> None:
    with qtbot.waitSignal(notices.warned) as said:
        three.import_files([tmp_path / "nowhere.jsonl"])
    assert "is not there" in said.args[0]
    qtbot.waitUntil(lambda: idle(three))
    assert labels(three) == [3, 5, 3]


def test_exporting_writes_what_was_asked_for(
    qtbot: QtBot, three: MyDigits, tmp_path: Path, notices: Notices
) -> None:
    out = tmp_path / "out.jsonl.gz"
    with qtbot.waitSignal(notices.confirmed) as noted:
        three.export(out, three.digits[1:])
    assert [one.label for one in read_ink(out)] == [5, 3]
    assert noted.args[0] == f"Exported to {out}: 2."
    with qtbot.waitSignal(notices.warned) as said:
        three.export(tmp_path / "nowhere" / "out.jsonl", three.digits)
    assert "choose another place" in said.args[0]


def test_closing_writes_what_is_not_written(path: Path, mine: MyDigits) -> None:
    for number in range(5):
        mine.keep(Digit(record(number, number)))
    close_all(mine)
    assert in_file(path) == [0, 1, 2, 3, 4]


def test_a_file_that_is_imported_twice_at_once_is_added_once(
    qtbot: QtBot, three: MyDigits, tmp_path: Path, notices: Notices
) -> None:
    write_ink(tmp_path / "ada.jsonl", [record(3, 1), record(4, 2)])
    confirmed = QSignalSpy(notices.confirmed)
    for _ in range(2):
        three.import_files([tmp_path / "ada.jsonl"])
    qtbot.waitUntil(lambda: confirmed.count() == 2 and idle(three))
    assert labels(three) == [3, 5, 3, 1, 2]
    assert texts(confirmed)[1] == "Added: 0. Had already: 2. Without a label: 0."


def test_a_picture_that_could_not_be_worked_out_is_tried_again(
    qtbot: QtBot, mine: MyDigits, notices: Notices, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: object) -> None:
        raise MemoryError("no room")

    with monkeypatch.context() as broken:
        broken.setattr(my_digits, "pictures_of", fails)
        with qtbot.waitSignal(notices.warned):
            mine.keep(Digit(record(0, 3)))
        qtbot.waitUntil(lambda: idle(mine))
    assert not mine.seen
    mine.keep(Digit(record(1, 5)))
    qtbot.waitUntil(lambda: mine.seen)
