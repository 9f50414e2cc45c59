from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.expectation import Expectation, measured
from mnist_desk.core.model import EpochRecord, Model
from mnist_desk.core.progress import Progress
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.recipes import RECIPES
from mnist_desk.ui.state.preferences import PACES
from mnist_desk.ui.state.session import Session

from ...core.data_files import npz

if TYPE_CHECKING:
    from ..conftest import FakeEngine

QUICK = RECIPES["quick"]


@pytest.fixture(autouse=True)
def small_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The named recipe has a network that is made in no time."""
    monkeypatch.setitem(RECIPES, "quick", replace(QUICK, hidden=()))


def train(qtbot: QtBot, session: Session, engine: FakeEngine, recipe: Recipe, epochs: int) -> None:
    """The stand-in has two steps an epoch, of one second."""
    session.training.start(recipe)
    engine.let(2 * epochs)
    qtbot.waitUntil(lambda: session.network.model.steps == 2 * epochs)
    with qtbot.waitSignal(session.training.ended):
        session.training.stop()
        engine.let(1)


def test_a_training_that_is_long_enough_times_its_recipe(
    qtbot: QtBot, ready_session: Session, engine: FakeEngine
) -> None:
    pace = ready_session.pace
    before = pace.expect(RECIPES["quick"])
    assert not before.is_here
    changed = QSignalSpy(pace.changed)
    train(qtbot, ready_session, engine, RECIPES["quick"], 3)
    assert changed.count() == 1
    assert ready_session.preferences.get(PACES) == {"quick": 1.0}
    after = pace.expect(RECIPES["quick"])
    assert (after.seconds, after.is_here) == (pytest.approx(10.0), True)
    assert after.figures == before.figures == measured().figures["quick"]


def test_an_epoch_counts_also_when_the_first_news_of_the_run_is_that_it_is_over(
    ready_session: Session,
) -> None:
    """A window that has much to do hears of several steps at once."""
    training = ready_session.training
    fresh = Model.fresh(RECIPES["quick"])
    epochs = tuple(EpochRecord(n, 0.5, 0.5, 0.9, 1.0) for n in range(3))
    trained = replace(fresh, history=replace(fresh.history, epochs=epochs))
    training.started.emit(fresh)
    training.progressed.emit(Progress(np.zeros(0, np.float32), trained))
    training.ended.emit()
    assert ready_session.preferences.get(PACES) == {"quick": 1.0}


def test_two_epochs_say_too_little(
    qtbot: QtBot, ready_session: Session, engine: FakeEngine
) -> None:
    train(qtbot, ready_session, engine, RECIPES["quick"], 2)
    assert ready_session.preferences.get(PACES) == {}


def test_a_recipe_of_ones_own_times_no_other(
    qtbot: QtBot, ready_session: Session, engine: FakeEngine
) -> None:
    own = replace(RECIPES["quick"], batch_size=1)
    train(qtbot, ready_session, engine, own, 4)
    assert ready_session.preferences.get(PACES) == {}


def test_epochs_of_before_are_not_counted_when_a_training_goes_on(
    qtbot: QtBot, ready_session: Session, engine: FakeEngine
) -> None:
    train(qtbot, ready_session, engine, RECIPES["quick"], 2)
    training = ready_session.training
    training.start(ready_session.network.model)
    engine.let(2)
    qtbot.waitUntil(lambda: ready_session.network.model.steps >= 6)
    with qtbot.waitSignal(training.ended):
        training.stop()
        engine.let(1)
    assert ready_session.preferences.get(PACES) == {}


def test_of_other_data_nothing_is_known_and_nothing_is_learnt(
    qtbot: QtBot, ready_session: Session, engine: FakeEngine, tmp_path: Path
) -> None:
    pace, data = ready_session.pace, ready_session.open_data
    with qtbot.waitSignal(pace.changed):
        data.open(npz(tmp_path / "small.npz"))
    assert pace.expect(RECIPES["quick"]) == Expectation(None, is_here=False, figures=None)
    train(qtbot, ready_session, engine, RECIPES["quick"], 3)
    assert ready_session.preferences.get(PACES) == {}
    data.close()
    assert pace.expect(RECIPES["quick"]).figures is not None
