from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mnist_desk.core.model import Model
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.scores import Scores
from mnist_desk.ui.state.session import Run, Session
from mnist_desk.ui.train.run_list import RunList

if TYPE_CHECKING:
    from ..conftest import FakeEngine


@pytest.fixture
def scored(model: Model) -> Model:
    """A model that reads 19 of 20 images right."""
    confusion = 2 * np.eye(10, dtype=np.int64)
    confusion[4, 4], confusion[4, 9] = 1, 1
    return replace(model, scores=Scores(0.1, confusion))


@pytest.fixture
def runs(qtbot: QtBot, session: Session) -> RunList:
    runs = RunList(session)
    qtbot.addWidget(runs)
    with qtbot.waitExposed(runs):
        runs.show()
    return runs


def texts(runs: RunList) -> list[str]:
    return [runs.item(row).text() for row in range(runs.count())]


def add(session: Session, *models: Model) -> None:
    for model in models:
        session.runs.append(Run(f"run {len(session.runs)}", model))
    session.choose_run(session.runs[-1])


def test_it_lists_the_runs_with_their_accuracy(
    runs: RunList, session: Session, model: Model, scored: Model
) -> None:
    add(session, model, scored)
    assert texts(runs) == ["Shipped model", "run 1", "run 2 · 95.00 %"]


def test_the_current_run_is_the_selected_one(runs: RunList, session: Session, model: Model) -> None:
    assert runs.currentRow() == 0
    add(session, model)
    assert runs.currentRow() == 1
    session.choose_run(session.runs[0])
    assert runs.currentRow() == 0
    assert [index.row() for index in runs.selectedIndexes()] == [0]


def test_a_click_chooses_the_run(
    qtbot: QtBot, runs: RunList, session: Session, model: Model
) -> None:
    add(session, model, model)
    for row in (0, 2, 1):
        place = runs.visualItemRect(runs.item(row)).center()
        qtbot.mouseClick(runs.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert session.current is session.runs[row]
        assert runs.currentRow() == row
        assert [index.row() for index in runs.selectedIndexes()] == [row]


def test_the_arrow_keys_choose_the_run(
    qtbot: QtBot, runs: RunList, session: Session, model: Model
) -> None:
    add(session, model, model)
    for key, row in ((Qt.Key.Key_Up, 1), (Qt.Key.Key_Up, 0), (Qt.Key.Key_Down, 1)):
        qtbot.keyClick(runs, key)
        assert session.current is session.runs[row]


def test_the_accuracy_follows_the_training(
    qtbot: QtBot, runs: RunList, ready_session: Session, recipe: Recipe, engine: FakeEngine
) -> None:
    ready_session.start_training(recipe)
    trained = ready_session.current
    assert texts(runs)[1] == trained.title
    with qtbot.waitSignal(ready_session.training.ended):
        engine.let(6)
    assert texts(runs)[1] == f"{trained.title} · 100.00 %"


def test_the_accuracy_follows_a_training_beside_the_current_model(
    qtbot: QtBot, runs: RunList, ready_session: Session, recipe: Recipe, engine: FakeEngine
) -> None:
    ready_session.start_training(recipe)
    ready_session.choose_run(ready_session.runs[0])
    with qtbot.waitSignal(ready_session.training.ended):
        engine.let(6)
    assert texts(runs)[1].endswith("100.00 %")
    assert runs.currentRow() == 0


def test_the_current_run_is_in_sight(runs: RunList, session: Session, model: Model) -> None:
    runs.resize(200, 80)
    add(session, *[model] * 20)
    assert runs.viewport().rect().contains(runs.visualItemRect(runs.currentItem()).center())
