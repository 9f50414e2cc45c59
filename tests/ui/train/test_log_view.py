from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mnist_desk.core.log import LogEntry, log_entries
from mnist_desk.core.model import History
from mnist_desk.ui.train.log_view import MOST_LINES, LogView


@pytest.fixture
def log(qtbot: QtBot) -> LogView:
    log = LogView()
    qtbot.addWidget(log)
    log.resize(260, 60)
    with qtbot.waitExposed(log):
        log.show()
    return log


def history(steps: int) -> History:
    """Epochs of 250 steps; the loss is 0.5 and then 0.25."""
    losses = np.full(steps, 0.25, np.float32)
    losses[:100] = 0.5
    return History(losses, steps_per_epoch=250)


def lines(log: LogView) -> list[str]:
    return log.toPlainText().splitlines()


def is_at_the_end(log: LogView) -> bool:
    return log.verticalScrollBar().value() == log.verticalScrollBar().maximum()


def test_it_says_what_will_stand_there(log: LogView) -> None:
    assert lines(log) == []
    assert "100th step" in log.placeholderText()


def test_there_is_a_line_for_every_hundredth_step_of_an_epoch(log: LogView) -> None:
    log.show_history(history(360))
    assert lines(log) == [
        "epoch:0, step: 0, loss:0.5",
        "epoch:0, step: 100, loss:0.25",
        "epoch:0, step: 200, loss:0.25",
        "epoch:1, step: 0, loss:0.25",
        "epoch:1, step: 100, loss:0.25",
    ]


@pytest.mark.parametrize("first", [1, 100, 101, 249, 250])
def test_what_comes_later_is_added_once(log: LogView, first: int) -> None:
    log.show_history(history(360))
    whole = lines(log)
    log.begin()
    for steps in (first, first, 360, 360):
        log.show_history(history(steps))
    assert lines(log) == whole


def test_another_run_begins_with_an_empty_log(log: LogView) -> None:
    log.show_history(history(360))
    log.begin()
    assert lines(log) == []
    log.show_history(history(101))
    assert len(lines(log)) == 2


def test_of_an_earlier_moment_it_shows_the_lines_up_to_there(log: LogView) -> None:
    log.show_history(history(360))
    log.show_history(history(150))
    assert len(lines(log)) == 2
    log.show_history(history(0))
    assert lines(log) == []


def test_the_newest_line_is_in_sight(log: LogView) -> None:
    for steps in range(100, 2600, 250):
        log.show_history(history(steps))
        assert is_at_the_end(log)
    assert log.verticalScrollBar().maximum() > 0


def test_the_newest_line_stays_in_sight_in_less_room(log: LogView) -> None:
    log.show_history(history(100 * 200))
    bar = log.verticalScrollBar()
    for size in ((300, 80), (120, 60), (400, 90)):
        log.resize(*size)
        QApplication.processEvents()
        assert is_at_the_end(log)
    bar.setValue(3)
    log.resize(200, 70)
    QApplication.processEvents()
    assert not is_at_the_end(log), "who looks at older ones is left alone"


def test_what_is_marked_stays_in_sight(log: LogView) -> None:
    log.show_history(history(1000))
    log.moveCursor(QTextCursor.MoveOperation.Start)
    log.moveCursor(QTextCursor.MoveOperation.Down, QTextCursor.MoveMode.KeepAnchor)
    marked, place = log.textCursor().selectedText(), log.verticalScrollBar().value()
    log.show_history(history(2600))
    assert log.textCursor().selectedText() == marked != ""
    assert log.verticalScrollBar().value() == place
    assert not is_at_the_end(log)


def test_nobody_writes_into_it_and_a_screen_reader_knows_what_it_is(log: LogView) -> None:
    assert log.isReadOnly()
    assert log.accessibleName()


def test_of_a_long_run_the_last_lines_are_there(log: LogView) -> None:
    log.show_history(history(100 * MOST_LINES))
    for more in (0, 50):
        steps = 100 * MOST_LINES + 100 * more
        log.show_history(history(steps))
        there = lines(log)
        assert len(there) == MOST_LINES
        assert there[-1] == str(log_entries(history(steps))[-1])
        assert is_at_the_end(log)


def test_no_more_lines_are_made_than_are_shown(
    log: LogView, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[LogEntry] = []

    def text(entry: LogEntry) -> str:
        made.append(entry)
        return "line"

    monkeypatch.setattr(LogEntry, "__str__", text)
    log.show_history(History(np.zeros(5_000_000, np.float32), steps_per_epoch=1))
    assert len(made) == MOST_LINES


def test_it_keeps_nothing_to_undo(log: LogView) -> None:
    log.show_history(history(360))
    assert not log.isUndoRedoEnabled()
    assert not log.document().isUndoAvailable()


def test_its_letters_go_with_others_of_a_size(log: LogView) -> None:
    log.take_size(10)
    before = log.fontMetrics().height()
    log.take_size(20)
    assert 8 < log.font().pointSizeF() / 2 < 10
    assert log.fontMetrics().height() > 1.5 * before
