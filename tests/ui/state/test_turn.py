from __future__ import annotations

import pytest
from PySide6.QtTest import QSignalSpy

from mnist_desk.core.translate import Phrase
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.state.turn import Turn

RACE = Phrase("turn", "A race runs.")


@pytest.fixture
def turn(ready_session: Session) -> Turn:
    return ready_session.turn


def test_nothing_can_start_while_the_engine_loads(session: Session) -> None:
    assert session.turn.why_busy() == "TensorFlow is still loading."
    assert not session.turn.take(RACE)
    assert not session.turn.is_taken


def test_one_long_work_at_a_time(turn: Turn) -> None:
    changed = QSignalSpy(turn.changed)
    assert turn.why_busy() == ""
    assert turn.take(RACE)
    assert (turn.why_busy(), turn.is_taken) == ("A race runs.", True)
    assert not turn.take(Phrase("turn", "A lesson runs."))
    assert turn.why_busy() == "A race runs."
    turn.give_back()
    assert (turn.why_busy(), turn.is_taken) == ("", False)
    assert changed.count() == 2
