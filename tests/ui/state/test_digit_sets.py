"""Which digits a network is tried on."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mnist_desk.core import collection
from mnist_desk.core.drawing import picture_of
from mnist_desk.core.grey import Grey
from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import InkRecord, write_ink
from mnist_desk.ui.state.digit import Digit
from mnist_desk.ui.state.digit_sets import Source
from mnist_desk.ui.state.session import Session

from ..conftest import PATIENCE, SMALL, FakeEngine

LINE = Ink((((10.0, 10.0), (90.0, 200.0)),))


def test_the_test_images_come_first(qtbot: QtBot, session: Session, engine: FakeEngine) -> None:
    sets = session.digit_sets
    assert sets.current is None
    with qtbot.waitSignal(sets.changed):
        sets.choose(Source.TEST)
    assert sets.current is not None
    assert sets.current.data is SMALL.test
    sets.choose(Source.TRAIN)
    assert sets.current.data is SMALL.train


def test_ones_own_are_the_same_set_until_they_change(qtbot: QtBot, session: Session) -> None:
    sets = session.digit_sets
    sets.choose(Source.MINE)
    qtbot.waitUntil(lambda: sets.is_empty)
    with qtbot.waitSignal(sets.changed):
        session.my_digits.keep(Digit(InkRecord(LINE, 3, "Ada")))
    first = sets.current
    assert first is not None
    assert first.writers == ("Ada",)
    assert first.drawing(0) == LINE
    assert sets.current is first
    with qtbot.waitSignal(sets.changed):
        session.my_digits.relabel(session.my_digits.digits, 4)
    assert sets.current is not first
    assert sets.current.data.labels.tolist() == [4]


def test_a_file_of_ink_is_opened(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "class.jsonl"
    write_ink(path, [InkRecord(LINE, 7), InkRecord(LINE)])
    with qtbot.waitSignal(session.digit_sets.changed):
        session.digit_sets.open(path)
    current = session.digit_sets.current
    assert current is not None
    assert current.title == "class.jsonl"
    assert current.data.labels.tolist() == [7]
    assert session.digit_sets.source is Source.FILE


def test_a_file_without_labels_is_told_and_the_set_stays(
    qtbot: QtBot, session: Session, engine: FakeEngine, tmp_path: Path
) -> None:
    path = tmp_path / "bare.jsonl"
    write_ink(path, [InkRecord(LINE)])
    session.digit_sets.choose(Source.TEST)
    qtbot.waitUntil(lambda: session.digit_sets.current is not None)
    with qtbot.waitSignal(session.notices.warned) as told:
        session.digit_sets.open(path)
    assert told.args[0] == "No drawing has a label to compare with."
    assert session.digit_sets.source is Source.TEST


def test_a_large_file_is_left_while_its_drawings_are_made_into_pictures(
    qtbot: QtBot, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "class.jsonl"
    write_ink(path, [InkRecord(LINE, 7)] * 300)
    made, go_on = threading.Event(), threading.Event()
    drawings: list[Ink] = []

    def slowly(drawing: Ink) -> Grey:
        drawings.append(drawing)
        made.set()
        assert go_on.wait(PATIENCE)
        return picture_of(drawing)

    monkeypatch.setattr(collection, "picture_of", slowly)
    session.digit_sets.open(path)
    assert made.wait(PATIENCE)
    session.files.leave()
    go_on.set()
    qtbot.waitUntil(lambda: not session.files.busy)
    assert len(drawings) == 100
    assert session.digit_sets.file is None
