from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from mnist_desk.core.model import EpochRecord, History, Model
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.timeline import Timeline
from mnist_desk.ui.state.engine import EngineState
from mnist_desk.ui.state.preferences import SHOW_LOG, Preferences
from mnist_desk.ui.state.run import Run
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.train.curves import Curves
from mnist_desk.ui.train.empty_state import EmptyState
from mnist_desk.ui.train.progress import TrainingProgress
from mnist_desk.ui.work.job import close_all

if TYPE_CHECKING:
    from ..conftest import FakeEngine

Make = Callable[[], Curves]


@pytest.fixture
def make(qtbot: QtBot, session: Session) -> Make:
    def make() -> Curves:
        curves = Curves(session, TrainingProgress(session.runs, session.training, session))
        qtbot.addWidget(curves, before_close_func=close_all)
        curves.resize(600, 600)
        with qtbot.waitExposed(curves):
            curves.show()
        return curves

    return make


@pytest.fixture
def curves(make: Make) -> Curves:
    return make()


@pytest.fixture
def trained(model: Model) -> Model:
    """Three epochs of two steps."""
    epochs = tuple(EpochRecord(n, 0.5, 0.5, 0.9, 1.0) for n in range(3))
    return replace(model, history=History(np.ones(6, np.float32), epochs, 2))


def log(curves: Curves) -> QPlainTextEdit:
    return curves.findChild(QPlainTextEdit, "trainingLog")


def invites(curves: Curves) -> bool:
    return curves.findChild(EmptyState).isVisible()


def another(session: Session, model: Model) -> Run:
    run = Run("another", Timeline(model))
    session.runs.add(run)
    return run


def test_before_anything_was_trained_it_invites_to_start(
    curves: Curves, session: Session, shipped: Model
) -> None:
    session.runs.reach(session.runs.shipped, shipped)
    curves.show_model(session.runs.shipped, shipped)
    assert invites(curves)
    assert not curves.loss_plot.isVisible()
    assert len(curves.loss_plot.table().columns[0]) == 0, "its 235,000 steps are not even looked at"
    assert not curves.headlines.isVisibleTo(curves)


def test_how_the_shipped_model_was_trained_is_shown_to_who_asks(
    qtbot: QtBot, curves: Curves, session: Session, trained: Model
) -> None:
    session.runs.reach(session.runs.shipped, trained)
    curves.show_model(session.runs.shipped, trained)
    button = curves.findChild(QPushButton, "shippedCurvesButton")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not invites(curves)
    assert len(curves.loss_plot.table().columns[0]) == 6


def test_what_was_trained_is_shown_and_then_the_shipped_model_too(
    curves: Curves, session: Session, model: Model, trained: Model
) -> None:
    curves.show_model(another(session, trained), trained)
    assert not invites(curves)
    assert curves.loss_plot.isVisible()
    assert curves.accuracy_plot.isVisible()
    curves.show_model(session.runs.shipped, model)
    assert not invites(curves)


def test_the_log_is_behind_its_button_and_remembered(
    make: Make, session: Session, trained: Model, preferences: Preferences
) -> None:
    run = another(session, trained)
    for was, is_ in ((False, True), (True, False)):
        curves = make()
        curves.show_model(run, trained)
        assert log(curves).isVisible() is was
        assert curves.log_button.isChecked() is was
        curves.log_button.click()
        assert log(curves).isVisible() is is_
        assert preferences.get(SHOW_LOG) is is_


def test_the_log_is_below_where_there_is_no_room_beside(
    curves: Curves, session: Session, trained: Model
) -> None:
    curves.show_model(another(session, trained), trained)
    curves.log_button.setChecked(True)
    for width, beside in ((600, True), (300, False)):
        curves.resize(width, 600)
        curves.layout().activate()
        plot = curves.accuracy_plot
        right = plot.mapTo(curves, plot.rect().topRight()).x()
        assert (log(curves).mapTo(curves, log(curves).rect().topLeft()).x() > right) is beside


def test_a_run_that_is_trained_has_its_accuracies_a_moment_after_its_losses(
    qtbot: QtBot, curves: Curves, session: Session, trained: Model
) -> None:
    """Both at once would keep the window from answering for twice as long."""

    def rows() -> tuple[int, ...]:
        plots = (curves.loss_plot, curves.accuracy_plot)
        return tuple(len(plot.table().columns[0]) for plot in plots)

    run = another(session, trained)
    run.grows = True
    curves.show_model(run, replace(trained, history=History()))
    curves.show_model(run, trained)
    assert rows() == (6, 0)
    qtbot.waitUntil(lambda: rows() == (6, 3))
    curves.show_model(run, replace(trained, history=History()))
    run.grows = False
    curves.show_model(run, trained)
    assert rows() == (6, 3), "what does not change any more is there at once"


def test_another_run_is_seen_whole(curves: Curves, session: Session, trained: Model) -> None:
    trained = replace(trained, history=History(np.ones(200, np.float32), (), 2))
    run, other = another(session, trained), another(session, trained)
    curves.show_model(run, trained)
    curves.loss_plot.zoom_view.zoom(3)
    curves.show_model(run, trained)
    assert curves.loss_plot.zoom_view.is_zoomed
    curves.show_model(other, trained)
    assert not curves.loss_plot.zoom_view.is_zoomed


def test_the_letters_of_the_log_grow_with_the_others(curves: Curves) -> None:
    font, before = curves.font(), log(curves).font().pointSizeF()
    font.setPointSizeF(2 * font.pointSizeF())
    curves.setFont(font)
    assert log(curves).font().pointSizeF() == pytest.approx(2 * before)


def test_no_numbers_of_the_shipped_model_stand_above_the_invitation(
    curves: Curves, session: Session
) -> None:
    curves.show_model(session.runs.current, session.network.model)
    assert invites(curves)
    assert not curves.headlines.isVisible()


def test_without_an_engine_it_says_what_to_do(
    qtbot: QtBot, curves: Curves, session: Session, engine: FakeEngine, recipe: Recipe
) -> None:
    engine.error = ImportError("no TensorFlow")
    session.engine.load(recipe)
    qtbot.waitUntil(lambda: session.engine.state is EngineState.UNAVAILABLE)
    words = " ".join(label.text() for label in curves.findChild(EmptyState).findChildren(QLabel))
    assert "Press Start" not in words
    assert "Install the program again" in words


def test_the_plots_know_what_they_are_of(curves: Curves, session: Session, trained: Model) -> None:
    curves.show_model(another(session, trained), trained)
    for plot in (curves.loss_plot, curves.accuracy_plot):
        assert plot.about == "another · 90.00 % of the test images read right"
    unscored = replace(trained, history=History(np.ones(1, np.float32), (), 2))
    curves.show_model(another(session, unscored), unscored)
    assert curves.loss_plot.about == "another"


def test_the_plots_get_higher_with_larger_letters(
    curves: Curves, session: Session, trained: Model
) -> None:
    curves.show_model(another(session, trained), trained)
    before = curves.minimumSizeHint().height()
    font = curves.font()
    font.setPointSizeF(3 * font.pointSizeF())
    curves.setFont(font)
    assert curves.minimumSizeHint().height() > before + 300
