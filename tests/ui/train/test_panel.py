from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mnist_desk.core.errors import InputError
from mnist_desk.core.model import Model
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.recipes import RECIPES
from mnist_desk.core.timeline import Timeline
from mnist_desk.ui.state.preferences import RECIPE, Preferences
from mnist_desk.ui.state.run import Run
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.state.training import TrainingPhase
from mnist_desk.ui.train.panel import TrainPanel
from mnist_desk.ui.work.job import close_all

if TYPE_CHECKING:
    from ..conftest import FakeEngine

BUTTONS = ("start", "stop", "continue")


@pytest.fixture
def panel(
    qtbot: QtBot, session: Session, recipe: Recipe, actions: dict[str, QAction]
) -> TrainPanel:
    panel = TrainPanel(session)
    qtbot.addWidget(panel, before_close_func=close_all)
    panel.form.set_recipe(recipe)
    actions["start"].triggered.connect(panel.start)
    panel.take_actions(actions)
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
    return len(panel.loss_plot.table().columns[0])


def log_lines(panel: TrainPanel) -> list[str]:
    return panel.findChild(QPlainTextEdit, "trainingLog").toPlainText().splitlines()


def advance(qtbot: QtBot, session: Session, engine: FakeEngine, steps: int) -> None:
    """Let the training take so many steps more, and wait until the session has them."""
    trained = session.training.run
    assert trained is not None
    target = trained.model.steps + steps
    engine.let(steps)
    qtbot.waitUntil(lambda: trained.model.steps == target)


def test_start_pressed_too_early_is_remembered_and_says_so(
    qtbot: QtBot, panel: TrainPanel, session: Session, recipe: Recipe
) -> None:
    assert usable(panel) == {"start"}
    click(qtbot, panel, "start")
    assert not session.training.busy
    assert usable(panel) == set()
    assert "as soon as TensorFlow is loaded" in button(panel, "start").toolTip()
    assert "as soon as TensorFlow is loaded" in panel.transport.words.text()
    with qtbot.waitSignal(session.readyChanged):
        session.engine.load(recipe)
    assert session.training.busy
    assert session.training.run is not None
    assert session.training.run.model.recipe == panel.form.recipe()


def test_a_start_that_waits_for_an_engine_that_does_not_come_is_forgotten(
    qtbot: QtBot, panel: TrainPanel, session: Session, recipe: Recipe, engine: FakeEngine
) -> None:
    click(qtbot, panel, "start")
    engine.error = ImportError("no libtensorflow")
    with qtbot.waitSignal(session.notices.warned):
        session.engine.load(recipe)
    assert not session.training.busy
    assert "could not be loaded" in button(panel, "start").toolTip()


def test_start_says_when_there_is_no_engine(
    qtbot: QtBot, panel: TrainPanel, session: Session, recipe: Recipe, engine: FakeEngine
) -> None:
    engine.error = ImportError("no libtensorflow")
    with qtbot.waitSignal(session.notices.warned):
        session.engine.load(recipe)
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
    said = QSignalSpy(ready_session.notices.warned)
    ready.form.findChild(QLineEdit, "recipe_hidden").setText("nonsense")
    ready.start()
    assert said.count() == 1
    assert ready_session.training.phase is TrainingPhase.IDLE
    assert len(ready_session.runs.all) == 1


def test_start_trains_the_recipe_of_the_form(
    qtbot: QtBot, ready: TrainPanel, ready_session: Session, recipe: Recipe, engine: FakeEngine
) -> None:
    wanted = replace(recipe, epochs=2, seed=5)
    ready.form.set_recipe(wanted)
    with qtbot.waitSignal(ready_session.training.ended):
        click(qtbot, ready, "start")
        assert usable(ready) == {"start", "stop"}
        engine.let(4)
    assert replace(ready_session.network.model.recipe, name=wanted.name) == wanted
    assert usable(ready) == {"start"}


def test_the_recipe_of_a_model_comes_back_into_the_form(
    qtbot: QtBot, ready: TrainPanel, ready_session: Session, recipe: Recipe
) -> None:
    ready.form.set_recipe(RECIPES["classic"])
    ready.run_list.run_actions.recipe.trigger()
    assert replace(ready.form.recipe(), name="") == replace(
        ready_session.network.model.recipe, name=""
    )


def test_the_loss_plot_and_the_bar_follow_the_training(
    qtbot: QtBot, ready: TrainPanel, ready_session: Session, engine: FakeEngine
) -> None:
    click(qtbot, ready, "start")
    assert losses(ready) == 0
    for steps in (1, 2, 3):
        advance(qtbot, ready_session, engine, 1)
        assert ready.progress.done == (steps, 6)
        qtbot.waitUntil(lambda steps=steps: losses(ready) == steps)
    assert list(ready.accuracy_plot.table().columns[1]) == [100]
    assert ready.curves.headlines.accuracy.text == "100.00 %"


def test_start_becomes_pause_and_resume(
    qtbot: QtBot, ready: TrainPanel, ready_session: Session, engine: FakeEngine
) -> None:
    for phase in (TrainingPhase.RUNNING, TrainingPhase.PAUSED, TrainingPhase.RUNNING):
        click(qtbot, ready, "start")
        assert ready_session.training.phase is phase
        assert usable(ready) == {"start", "stop"}
    advance(qtbot, ready_session, engine, 2)


def test_stop_keeps_the_model_and_one_can_go_on_with_it(
    qtbot: QtBot, ready: TrainPanel, ready_session: Session, engine: FakeEngine
) -> None:
    click(qtbot, ready, "start")
    advance(qtbot, ready_session, engine, 1)
    stopped = ready_session.runs.current
    with qtbot.waitSignal(ready_session.training.ended):
        click(qtbot, ready, "stop")
        assert usable(ready) == set(), "the press is acknowledged at once"
        engine.let(1)
    reached = stopped.model.steps
    assert reached in (1, 2), "a step that was asked for before is still taken"
    assert usable(ready) == {"start", "continue"}

    click(qtbot, ready, "continue")
    advance(qtbot, ready_session, engine, 1)
    assert ready_session.runs.current is not stopped
    assert ready_session.network.model.steps == reached + 1
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
    untrained, short, long = ready_session.runs.all
    for run, epochs in ((untrained, 0), (long, 3), (short, 2), (long, 3)):
        ready_session.runs.choose(run)
        assert losses(ready) == 2 * epochs
        assert len(log_lines(ready)) == epochs


def test_a_model_that_was_opened_shows_its_history(
    panel: TrainPanel, session: Session, shipped: Model
) -> None:
    session.runs.add(Run("opened", Timeline(shipped)))
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
    ready.curves.log_button.setChecked(True)
    ready.show()
    with qtbot.waitSignal(ready_session.training.ended):
        click(qtbot, ready, "start")
        engine.let(6)
    bar = log.verticalScrollBar()
    assert bar.maximum() > 0
    assert bar.value() == bar.maximum()
    assert not log.horizontalScrollBar().isVisible(), "long lines are wrapped"


def test_start_waits_for_a_lesson_and_says_so(
    qtbot: QtBot, ready: TrainPanel, ten_digits: Session, engine: FakeEngine
) -> None:
    ten_digits.lesson.start()
    assert usable(ready) == set()
    assert "lesson" in button(ready, "start").toolTip()
    engine.let(2)
    qtbot.waitUntil(lambda: not ten_digits.lesson.busy)
    assert usable(ready) == {"start"}
    assert "lesson" not in button(ready, "start").toolTip()


def test_the_transport_stands_above_all_and_can_be_put_elsewhere(
    qtbot: QtBot, ready: TrainPanel, ready_session: Session
) -> None:
    ready.resize(800, 600)
    with qtbot.waitExposed(ready):
        ready.show()
    assert ready.transport.geometry().bottom() < ready.columns.geometry().top()
    elsewhere = QWidget()
    QVBoxLayout(elsewhere).addWidget(ready.transport)
    elsewhere.show()
    start = elsewhere.findChild(QPushButton, "startButton")
    qtbot.mouseClick(start, Qt.MouseButton.LeftButton)
    assert ready_session.training.busy
    ready.layout().addWidget(ready.transport)  # It is deleted with the panel.


def test_start_is_reached_before_the_form_by_the_tab_key(ready: TrainPanel) -> None:
    first = ready.nextInFocusChain()
    while first.focusPolicy() == Qt.FocusPolicy.NoFocus or not first.isEnabled():
        first = first.nextInFocusChain()
    assert first.objectName() == "startButton"


def test_the_recipe_and_the_shares_of_the_room_are_remembered(
    qtbot: QtBot, panel: TrainPanel, session: Session, preferences: Preferences
) -> None:
    panel.resize(1000, 700)
    panel.show()
    panel.form.set_recipe(RECIPES["classic"])
    panel.splitter.setSizes([400, 500])
    panel.save(preferences)
    again = TrainPanel(session)
    qtbot.addWidget(again)
    again.resize(1000, 700)
    again.show()
    again.restore(preferences)
    assert again.form.recipe() == RECIPES["classic"]
    assert again.splitter.sizes() == panel.splitter.sizes()


def test_a_wrong_recipe_is_not_remembered(panel: TrainPanel, preferences: Preferences) -> None:
    panel.form.findChild(QLineEdit, "recipe_hidden").setText("nonsense")
    panel.save(preferences)
    assert preferences.get(RECIPE) == RECIPE.default


def test_the_action_of_the_menu_says_as_the_button_does_why_it_cannot_start(
    qtbot: QtBot, panel: TrainPanel, actions: dict[str, QAction]
) -> None:
    click(qtbot, panel, "start")
    assert not actions["start"].isEnabled()
    assert actions["start"].statusTip() == button(panel, "start").toolTip()
    assert {name for name in ("pause", "stop") if actions[name].isEnabled()} == set()


def test_where_there_is_no_room_for_both_the_curves_come_when_it_starts(
    qtbot: QtBot, ready: TrainPanel
) -> None:
    ready.resize(480, 400)
    with qtbot.waitExposed(ready):
        ready.show()
    assert ready.form.isVisible()
    assert not ready.curves.isVisible()
    click(qtbot, ready, "start")
    assert ready.curves.isVisible()
    assert not ready.form.isVisible()


@pytest.mark.parametrize("size", [(480, 370), (590, 500), (880, 630)])
def test_everything_is_reached_in_little_room(
    qtbot: QtBot, ready: TrainPanel, size: tuple[int, int]
) -> None:
    ready.resize(*size)
    with qtbot.waitExposed(ready):
        ready.show()
    click(qtbot, ready, "start")
    assert ready.size().toTuple() == size
    for scroll in ready.findChildren(QScrollArea):
        if scroll.isVisible() and scroll.widget() is not None:
            # Nothing is cut off.
            qtbot.waitUntil(lambda s=scroll: s.widget().width() <= s.viewport().width())


def test_larger_letters_have_wider_columns(qtbot: QtBot, ready: TrainPanel) -> None:
    ready.resize(900, 600)
    with qtbot.waitExposed(ready):
        ready.show()
    assert not ready.columns.is_narrow
    font = ready.font()
    font.setPointSizeF(3 * font.pointSizeF())
    ready.setFont(font)
    qtbot.waitUntil(lambda: ready.columns.is_narrow)
