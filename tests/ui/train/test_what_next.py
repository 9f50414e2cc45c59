from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mnist_desk.core.expectation import measured
from mnist_desk.core.model import EpochRecord, History, Model
from mnist_desk.core.progress import Diverged
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.recipes import RECIPES
from mnist_desk.core.scores import Scores
from mnist_desk.core.timeline import Timeline
from mnist_desk.core.translate import Phrase
from mnist_desk.ui.state.run import Run
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.train.progress import TrainingProgress
from mnist_desk.ui.train.what_next import WhatNext
from mnist_desk.ui.widgets.announcer import Announcer

if TYPE_CHECKING:
    from ..conftest import FakeEngine


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All that is given to the announcer."""
    said: list[str] = []
    monkeypatch.setattr(Announcer, "say", lambda _, text: said.append(text))
    return said


@pytest.fixture
def what_next(qtbot: QtBot, said: list[str], session: Session) -> WhatNext:
    what_next = WhatNext(TrainingProgress(session.runs, session.training, session))
    qtbot.addWidget(what_next)
    return what_next


def train(
    qtbot: QtBot, session: Session, engine: FakeEngine, recipe: Recipe | Model, steps: int
) -> None:
    """Train so many steps and stop."""
    session.training.start(recipe)
    engine.let(steps)
    trained = session.training.run
    qtbot.waitUntil(lambda: not trained.grows or trained.model.steps == steps)
    if session.training.busy:
        with qtbot.waitSignal(session.training.ended):
            session.training.stop()
            engine.let(1)


def test_of_the_shipped_model_it_says_what_it_is(what_next: WhatNext, session: Session) -> None:
    assert "Press Start" in what_next.text()


def test_while_it_trains_one_can_draw(
    qtbot: QtBot, what_next: WhatNext, ready_session: Session, recipe: Recipe
) -> None:
    ready_session.training.start(recipe)
    assert "Draw a digit" in what_next.text()
    ready_session.training.pause()
    assert what_next.text().startswith("Paused.")
    ready_session.training.stop()
    assert what_next.text() == ""


@pytest.mark.parametrize(("name", "better"), [("classic", "quick"), ("quick", "accurate")])
def test_when_it_is_done_it_tells_the_score_and_what_comes_next(
    qtbot: QtBot,
    what_next: WhatNext,
    ready_session: Session,
    engine: FakeEngine,
    said: list[str],
    name: str,
    better: str,
) -> None:
    recipe = replace(RECIPES[name], hidden=(), epochs=2)
    train(qtbot, ready_session, engine, recipe, 4)
    text = (
        f"{name} is done: 100.00 % of the test images read right in 2 s. Draw a digit, look "
        f"inside, or try {better}: it reads {100 * measured().figures[better].accuracy:.1f} %."
    )
    qtbot.waitUntil(lambda: what_next.text() == text)
    assert said[-1] == text


def test_of_an_own_recipe_no_better_one_is_known(
    qtbot: QtBot, what_next: WhatNext, ready_session: Session, recipe: Recipe, engine: FakeEngine
) -> None:
    train(qtbot, ready_session, engine, recipe, 6)
    qtbot.waitUntil(lambda: what_next.text().endswith("or change a field and compare."))


def test_when_it_was_stopped_one_can_go_on(
    qtbot: QtBot, what_next: WhatNext, ready_session: Session, recipe: Recipe, engine: FakeEngine
) -> None:
    train(qtbot, ready_session, engine, recipe, 2)
    assert what_next.text().startswith("my recipe was stopped in epoch 2 of 3.")
    assert "At the end of epoch 1 it read" in what_next.text()
    assert "Go on" in what_next.text()


def test_when_it_diverged_a_smaller_learning_rate_may_help(
    qtbot: QtBot, what_next: WhatNext, ready_session: Session, recipe: Recipe, engine: FakeEngine
) -> None:
    ready_session.training.start(replace(recipe, learning_rate=0.7))
    trained = ready_session.training.run
    engine.let(2)
    qtbot.waitUntil(lambda: trained.model.steps == 2)
    engine.error = Diverged(Phrase("errors", "The loss grew.").text)
    with qtbot.waitSignal(ready_session.training.ended):
        engine.let(1)
    assert what_next.text().startswith("my recipe diverged in epoch 2:")
    assert "smaller than 0.7" in what_next.text()


def test_the_end_of_each_epoch_is_announced(
    qtbot: QtBot,
    what_next: WhatNext,
    ready_session: Session,
    recipe: Recipe,
    engine: FakeEngine,
    said: list[str],
) -> None:
    ready_session.training.start(recipe)
    trained = ready_session.training.run
    for epoch in (1, 2):
        engine.let(2)
        qtbot.waitUntil(lambda epoch=epoch: trained.model.steps == 2 * epoch)
        assert said[-1] == f"Epoch {epoch}: 100.00 % of the test images read right"


def test_looking_at_another_model_announces_nothing(
    qtbot: QtBot,
    what_next: WhatNext,
    ready_session: Session,
    recipe: Recipe,
    engine: FakeEngine,
    said: list[str],
) -> None:
    train(qtbot, ready_session, engine, recipe, 6)
    train(qtbot, ready_session, engine, recipe, 6)
    said.clear()
    ready_session.runs.choose(ready_session.runs.all[1])
    ready_session.runs.choose(ready_session.runs.shipped)
    assert said == []


@pytest.mark.parametrize("width", [280, 420, 600, 1100])
@pytest.mark.parametrize("size", [9.0, 12.0])
def test_there_is_always_room_for_a_sentence_so_that_nothing_jumps(
    what_next: WhatNext, width: int, size: float
) -> None:
    font = what_next.font()
    font.setPointSizeF(size)
    what_next.setFont(font)
    what_next.resize(width, 50)
    what_next.show()
    what_next.setText(
        "accurate is done: 99.34 % of the test images read right in 58 s. Draw a digit, look "
        "inside, or try best next."
    )
    assert what_next.minimumHeight() >= what_next.heightForWidth(width)
    assert what_next.minimumHeight() <= 4 * what_next.fontMetrics().lineSpacing()


def test_names_from_outside_are_shown_as_they_are(
    qtbot: QtBot, what_next: WhatNext, ready_session: Session, recipe: Recipe, engine: FakeEngine
) -> None:
    strange = replace(recipe, name="<b>x</b>\x1b" + "W" * 80)
    train(qtbot, ready_session, engine, strange, 2)
    assert what_next.textFormat() == Qt.TextFormat.PlainText
    assert what_next.text().startswith("<b>x</b>\\x1b")
    assert len(what_next.text()) < 200


def ended(session: Session, model: Model, test: float, training: float) -> None:
    """A run of this model that was trained to its end is looked at."""
    epochs = (EpochRecord(0, 0.5, 0.5, test, 1.0, training),)
    history = History(np.ones(2, np.float32), epochs, 2)
    right = round(1000 * test)
    confusion = np.zeros((10, 10), np.int64)
    confusion[0, :2] = right, 1000 - right
    recipe = replace(model.recipe, epochs=1)
    done = replace(model, recipe=recipe, history=history, scores=Scores(0.5, confusion))
    session.runs.add(Run("run", Timeline(done)))


def test_what_is_little_better_than_guessing_is_called_so(
    qtbot: QtBot, what_next: WhatNext, session: Session, model: Model
) -> None:
    ended(session, model, 0.101, 0.1)
    assert "guessing" in what_next.text()
    assert "learning rate smaller than 0.001" in what_next.text()


@pytest.mark.parametrize(("training", "told"), [(0.997, True), (0.985, False)])
def test_learning_by_heart_is_told(
    qtbot: QtBot, what_next: WhatNext, session: Session, model: Model, training: float, told: bool
) -> None:
    ended(session, model, 0.98, training)
    assert ("by heart" in what_next.text()) == told
