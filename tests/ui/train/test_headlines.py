from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mnist_desk.core.model import EpochRecord, History, Model
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.scores import Scores
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.train.headlines import Headlines
from mnist_desk.ui.train.progress import TrainingProgress

if TYPE_CHECKING:
    from ..conftest import FakeEngine


@pytest.fixture
def headlines(qtbot: QtBot, session: Session) -> Headlines:
    headlines = Headlines(TrainingProgress(session.runs, session.training, session))
    qtbot.addWidget(headlines)
    headlines.show()
    return headlines


@pytest.fixture
def trained(model: Model) -> Model:
    """Two epochs of two steps, of 40 seconds each."""
    epochs = tuple(EpochRecord(n, 0.5, 0.5, right, 40.0) for n, right in enumerate((0.8, 0.9)))
    return replace(model, history=History(np.ones(4, np.float32), epochs, 2))


def texts(headlines: Headlines) -> list[str]:
    return [figure.text for figure in (headlines.accuracy, headlines.loss, headlines.time)]


def test_of_a_network_that_is_not_trained_nothing_is_known(
    headlines: Headlines, model: Model
) -> None:
    headlines.show_model(model, None)
    assert texts(headlines) == ["–", "–", "–"]


def test_it_tells_accuracy_loss_and_the_time_it_took(headlines: Headlines, trained: Model) -> None:
    headlines.show_model(trained, 0.123456)
    assert texts(headlines) == ["90.00 %", "0.123", "1:20"]
    assert headlines.time.caption == "time taken"


def test_scores_count_where_there_are_some(headlines: Headlines, trained: Model) -> None:
    confusion = 2 * np.eye(10, dtype=np.int64)
    confusion[4, 4], confusion[4, 9] = 1, 1
    headlines.show_model(replace(trained, scores=Scores(0.1, confusion)), 0.1)
    assert headlines.accuracy.text == "95.00 %"


@pytest.mark.parametrize("loss", [math.nan, math.inf])
def test_a_loss_that_is_no_number_is_a_dash(
    headlines: Headlines, trained: Model, loss: float
) -> None:
    headlines.show_model(trained, loss)
    assert headlines.loss.text == "–"


def test_while_it_trains_the_time_left_is_told(
    qtbot: QtBot, headlines: Headlines, ready_session: Session, recipe: Recipe, engine: FakeEngine
) -> None:
    ready_session.training.start(recipe)
    engine.let(2)
    qtbot.waitUntil(lambda: headlines.time.caption == "time left")
    assert headlines.time.text == "0:00"
    with qtbot.waitSignal(ready_session.training.ended):
        engine.let(4)
    assert headlines.time.caption == "time taken"


def test_the_figures_are_larger_than_their_captions_in_every_font(headlines: Headlines) -> None:
    number = headlines.findChild(QLabel, "headlineLoss")
    for size in (9.0, 18.0):
        font = headlines.font()
        font.setPointSizeF(size)
        headlines.setFont(font)
        assert number.font().pointSizeF() > 1.5 * size


def test_a_screen_reader_reads_caption_and_figure_together(
    headlines: Headlines, trained: Model
) -> None:
    headlines.show_model(trained, 0.5)
    number = headlines.findChild(QLabel, "headlineAccuracy")
    assert number.accessibleName() == "test accuracy: 90.00 %"


def test_digits_more_or_less_move_nothing(headlines: Headlines, trained: Model) -> None:
    headlines.resize(600, 60)
    headlines.show_model(trained, 0.1)
    places = [figure.x() for figure in (headlines.accuracy, headlines.loss, headlines.time)]
    headlines.show_model(trained, 0.0001234)
    headlines.layout().activate()
    assert places == [figure.x() for figure in (headlines.accuracy, headlines.loss, headlines.time)]


def test_a_caption_widens_nothing(headlines: Headlines, model: Model) -> None:
    widths = set()
    for loss in ("mse", "cross-entropy"):
        headlines.show_model(replace(model, recipe=replace(model.recipe, loss=loss)), 0.5)
        widths.add(headlines.minimumSizeHint().width())
    assert len(widths) == 1
