from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from mnist_desk.core.dataset import Dataset
from mnist_desk.core.errors import InputError
from mnist_desk.core.model import Model
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.state.session import Run, Session
from mnist_desk.ui.state.training import State
from mnist_desk.ui.train.panel import TrainPanel

if TYPE_CHECKING:
    from ..conftest import FakeEngine

BUTTONS = ("start", "pause", "stop", "continue")


@pytest.fixture
def panel(qtbot: QtBot, session: Session, recipe: Recipe) -> TrainPanel:
    panel = TrainPanel(session, recipe)
    qtbot.addWidget(panel)
    return panel


@pytest.fixture
def ready(panel: TrainPanel, ready_session: Session) -> TrainPanel:
    return panel


def button(panel: TrainPanel, name: str) -> QPushButton:
    return panel.findChild(QPushButton, f"{name}Button")


def click(qtbot: QtBot, panel: TrainPanel, name: str) -> None:
    assert button(panel, name).isEnabled()
    qtbot.mouseClick(button(panel, name), Qt.MouseButton.LeftButton)


def usable(panel: TrainPanel) -> set[str]:
    """The buttons that can be pressed now."""
    return {
        name
        for name in BUTTONS
        if button(panel, name).isVisibleTo(panel) and button(panel, name).isEnabled()
    }


def losses(panel: TrainPanel) -> int:
    """How many losses are plotted."""
    (curve,) = panel.loss_plot.getPlotItem().listDataItems()
    x, _ = curve.getOriginalDataset()
    return 0 if x is None else len(x)


def log_lines(panel: TrainPanel) -> list[str]:
    return panel.findChild(QPlainTextEdit, "trainingLog").toPlainText().splitlines()


def advance(qtbot: QtBot, session: Session, engine: FakeEngine, steps: int) -> None:
    """Let the training take so many steps more, and wait until the session has them."""
    trained = session.trained
    assert trained is not None
    target = trained.model.steps + steps
    engine.let(steps)
    qtbot.waitUntil(lambda: trained.model.steps == target)


def test_start_waits_for_the_engine_and_says_so(
    qtbot: QtBot, panel: TrainPanel, session: Session, recipe: Recipe
) -> None:
    assert usable(panel) == set()
    assert "loading" in button(panel, "start").toolTip()
    with qtbot.waitSignal(session.readyChanged):
        session.training.load_engine(recipe)
    assert usable(panel) == {"start"}
    assert "loading" not in button(panel, "start").toolTip()


def test_start_says_when_there_is_no_engine(
    qtbot: QtBot, panel: TrainPanel, session: Session, recipe: Recipe, engine: FakeEngine
) -> None:
    engine.error = ImportError("no libtensorflow")
    with qtbot.waitSignal(session.said):
        session.training.load_engine(recipe)
    assert usable(panel) == set()
    assert "could not be loaded" in button(panel, "start").toolTip()


def test_start_needs_a_right_recipe(ready: TrainPanel) -> None:
    hidden = ready.form.findChild(QLineEdit, "recipe_hidden")
    hidden.setText("nonsense")
    assert usable(ready) == set()
    assert "nonsense" in button(ready, "start").toolTip()
    hidden.setText("32")
    assert usable(ready) == {"start"}


def test_starting_with_a_wrong_recipe_says_why(ready: TrainPanel, ready_session: Session) -> None:
    said = QSignalSpy(ready_session.said)
    ready.form.findChild(QLineEdit, "recipe_hidden").setText("nonsense")
    ready.start()
    assert said.count() == 1
    assert ready_session.training.state is State.IDLE
    assert len(ready_session.runs) == 1


def test_start_trains_the_recipe_of_the_form(
    qtbot: QtBot, ready: TrainPanel, ready_session: Session, recipe: Recipe, engine: FakeEngine
) -> None:
    wanted = replace(recipe, epochs=2, seed=5)
    ready.form.set_recipe(wanted)
    with qtbot.waitSignal(ready_session.training.ended):
        click(qtbot, ready, "start")
        assert usable(ready) == {"pause", "stop"}
        engine.let(4)
    assert ready_session.model.recipe == wanted
    assert usable(ready) == {"start"}


def test_the_loss_plot_and_the_bar_follow_the_training(
    qtbot: QtBot, ready: TrainPanel, ready_session: Session, engine: FakeEngine
) -> None:
    click(qtbot, ready, "start")
    assert losses(ready) == 0
    for steps in (1, 2, 3):
        advance(qtbot, ready_session, engine, 1)
        assert ready.progress.value() == steps
        qtbot.waitUntil(lambda steps=steps: losses(ready) == steps)
    (curve,) = ready.accuracy_plot.getPlotItem().listDataItems()
    assert list(curve.getOriginalDataset()[1]) == [100]


def test_pause_becomes_resume(
    qtbot: QtBot, ready: TrainPanel, ready_session: Session, engine: FakeEngine
) -> None:
    click(qtbot, ready, "start")
    pause = button(ready, "pause")
    running = pause.text()
    click(qtbot, ready, "pause")
    assert ready_session.training.state is State.PAUSED
    assert pause.text() != running
    assert usable(ready) == {"pause", "stop"}
    click(qtbot, ready, "pause")
    assert ready_session.training.state is State.RUNNING
    assert pause.text() == running
    advance(qtbot, ready_session, engine, 2)


def test_stop_keeps_the_model_and_one_can_go_on_with_it(
    qtbot: QtBot, ready: TrainPanel, ready_session: Session, engine: FakeEngine
) -> None:
    click(qtbot, ready, "start")
    advance(qtbot, ready_session, engine, 1)
    stopped = ready_session.current
    with qtbot.waitSignal(ready_session.training.ended):
        click(qtbot, ready, "stop")
        assert usable(ready) == set(), "the press is acknowledged at once"
        engine.let(1)
    reached = stopped.model.steps
    assert reached in (1, 2), "a step that was asked for before is still taken"
    assert usable(ready) == {"start", "continue"}

    click(qtbot, ready, "continue")
    advance(qtbot, ready_session, engine, 1)
    assert ready_session.current is not stopped
    assert ready_session.model.steps == reached + 1
    assert stopped.model.steps == reached


def test_there_is_nothing_to_go_on_with_at_the_end(
    qtbot: QtBot, ready: TrainPanel, ready_session: Session, engine: FakeEngine
) -> None:
    with qtbot.waitSignal(ready_session.training.ended):
        click(qtbot, ready, "start")
        engine.let(6)
    assert usable(ready) == {"start"}


def test_the_log_has_a_line_for_every_hundredth_step_of_an_epoch(
    qtbot: QtBot, ready: TrainPanel, ready_session: Session, engine: FakeEngine
) -> None:
    with qtbot.waitSignal(ready_session.training.ended):
        click(qtbot, ready, "start")
        engine.let(6)
    starts = [line.rsplit(":", 1)[0] for line in log_lines(ready)]
    assert starts == [f"epoch:{epoch}, step: 0, loss" for epoch in range(3)]
    assert float(log_lines(ready)[0].rsplit(":", 1)[1]) == 1.0


def test_another_model_brings_its_own_history(
    qtbot: QtBot, ready: TrainPanel, ready_session: Session, engine: FakeEngine
) -> None:
    for epochs in (2, 3):
        ready.form.set_recipe(replace(ready.form.recipe(), epochs=epochs))
        with qtbot.waitSignal(ready_session.training.ended):
            click(qtbot, ready, "start")
            engine.let(2 * epochs)
    untrained, short, long = ready_session.runs
    for run, epochs in ((untrained, 0), (long, 3), (short, 2), (long, 3)):
        ready_session.choose_run(run)
        assert losses(ready) == 2 * epochs
        assert len(log_lines(ready)) == epochs


def test_a_model_that_was_trained_before_shows_its_history(
    qtbot: QtBot, session: Session, shipped: Model, recipe: Recipe
) -> None:
    session.runs[0] = session.current = Run("Shipped model", shipped)
    panel = TrainPanel(session, recipe)
    qtbot.addWidget(panel)
    assert losses(panel) == shipped.steps > 0
    assert log_lines(panel)


def test_the_loss_can_be_seen_on_a_logarithmic_scale(panel: TrainPanel) -> None:
    def is_logarithmic() -> bool:
        return bool(panel.loss_plot.getAxis("left").logMode)

    box = panel.findChild(QCheckBox, "logarithmicLoss")
    box.click()
    assert is_logarithmic()
    box.click()
    assert not is_logarithmic()


def test_a_run_that_fails_leaves_start_usable(
    qtbot: QtBot, ready: TrainPanel, ready_session: Session, engine: FakeEngine
) -> None:
    click(qtbot, ready, "start")
    advance(qtbot, ready_session, engine, 1)
    engine.error = InputError("The disk is full.")
    with qtbot.waitSignal(ready_session.training.ended):
        engine.let(1)
    assert "start" in usable(ready)


def test_the_log_stays_at_its_newest_line(
    qtbot: QtBot, ready: TrainPanel, ready_session: Session, engine: FakeEngine
) -> None:
    log = ready.findChild(QPlainTextEdit, "trainingLog")
    log.setFixedSize(120, 40)
    ready.show()
    with qtbot.waitSignal(ready_session.training.ended):
        click(qtbot, ready, "start")
        engine.let(6)
    bar = log.verticalScrollBar()
    assert bar.maximum() > 0
    assert bar.value() == bar.maximum()
    assert not log.horizontalScrollBar().isVisible(), "long lines are wrapped"


def test_start_waits_for_a_lesson_and_says_so(
    qtbot: QtBot, ready: TrainPanel, ready_session: Session, engine: FakeEngine
) -> None:
    mine = Dataset(np.zeros((10, 28, 28), np.uint8), np.arange(10))
    ready_session.teaching.start(ready_session.model, mine, "auto")
    assert not button(ready, "start").isEnabled()
    assert "lesson" in button(ready, "start").toolTip()
    engine.let(2)
    qtbot.waitUntil(lambda: not ready_session.teaching.busy)
    assert button(ready, "start").isEnabled()
