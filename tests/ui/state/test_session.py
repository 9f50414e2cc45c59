from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.recipe import Recipe
from mnist_desk.core.runs import KeptRuns
from mnist_desk.ui.state.session import Session

if TYPE_CHECKING:
    from ..conftest import FakeEngine


def values(spy: QSignalSpy) -> list[Any]:
    return [spy.at(index)[0] for index in range(spy.count())]


def test_ready_turns_true_once(qtbot: QtBot, session: Session, recipe: Recipe) -> None:
    told = QSignalSpy(session.readyChanged)
    assert session.property("ready") is False
    with qtbot.waitSignal(session.engine.changed):
        session.engine.load(recipe)
    assert session.property("ready") is True
    assert values(told) == [True]


def test_close_keeps_what_was_trained(
    qtbot: QtBot, ready_session: Session, recipe: Recipe, engine: FakeEngine, kept_runs: KeptRuns
) -> None:
    ready_session.training.start(recipe)
    engine.let(1)
    qtbot.waitUntil(lambda: engine.asked == 2)
    engine.free()
    ready_session.close()
    (name,) = kept_runs.names()
    assert kept_runs.load(name).steps == 1
