from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from mnist_desk.core.model import EpochRecord, History, Model
from mnist_desk.core.progress import Progress
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.train.progress import TrainingProgress, duration_text
from mnist_desk.ui.work import jobs

NONE = np.zeros(0, np.float32)

Tell = Callable[[Progress], None]


class Trainer:
    """A training that makes the progress it is told to make, and ends when it is told to."""

    def __init__(self) -> None:
        self.next: queue.SimpleQueue[Progress | None] = queue.SimpleQueue()

    def training(self, start: Recipe | Model, *_: object) -> Iterator[Progress]:
        yield Progress(NONE, start if isinstance(start, Model) else Model.fresh(start))
        while (progress := self.next.get(timeout=10)) is not None:
            yield progress

    def end(self) -> None:
        self.next.put(None)


@pytest.fixture
def trainer(ready_session: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[Trainer]:
    trainer = Trainer()
    monkeypatch.setattr(jobs, "training", trainer.training)
    yield trainer
    trainer.end()


@pytest.fixture
def bar(qtbot: QtBot, session: Session) -> TrainingProgress:
    bar = TrainingProgress(session.runs, session.training)
    qtbot.addWidget(bar)
    return bar


@pytest.fixture
def tell(qtbot: QtBot, session: Session, trainer: Trainer) -> Tell:
    """Lets the training make this progress, and waits until the window has it."""

    def tell(progress: Progress) -> None:
        def has_come() -> bool:
            run = session.training.run
            return run is not None and run.model is progress.model

        trainer.next.put(progress)
        qtbot.waitUntil(has_come)

    return tell


@pytest.fixture
def at(model: Model) -> Progress:
    """In the second of three epochs, 30 of 60 steps done, 12,800 images in 0.5 s."""
    history = History(
        np.ones(30, np.float32), (EpochRecord(0, 0.5, 0.5, 0.9, 1.0),), steps_per_epoch=20
    )
    return Progress(NONE, replace(model, history=history), images=12_800, seconds=0.5)


def later(progress: Progress, steps: int, images: int = 12_800) -> Progress:
    """At another step, half a second later."""
    history = replace(progress.model.history, losses=np.ones(steps, np.float32))
    return replace(progress, model=replace(progress.model, history=history), images=images)


def end(qtbot: QtBot, session: Session, trainer: Trainer) -> None:
    with qtbot.waitSignal(session.training.ended):
        trainer.end()


def test_it_is_empty_at_first(bar: TrainingProgress) -> None:
    assert bar.value() == 0
    assert bar.text() == ""


def test_it_says_that_a_run_is_being_prepared(
    bar: TrainingProgress, session: Session, trainer: Trainer, recipe: Recipe
) -> None:
    session.training.start(recipe)
    assert "preparing" in bar.text()


def test_it_says_the_epoch_the_speed_and_the_time_left(
    bar: TrainingProgress, session: Session, tell: Tell, recipe: Recipe, at: Progress
) -> None:
    session.training.start(recipe)
    tell(at)
    assert (bar.value(), bar.maximum()) == (30, 60)
    # 30 steps of 128 images are left, 25,600 images a second: 0.15 s.
    assert bar.text() == "my recipe · epoch 2 of 3 · 25,600 images/s · 0:00 left"


def test_the_speed_is_smoothed(
    bar: TrainingProgress, session: Session, tell: Tell, recipe: Recipe, at: Progress
) -> None:
    session.training.start(recipe)
    tell(at)
    tell(later(at, 31, images=0))
    assert "20,480 images/s" in bar.text()


def test_it_says_that_a_run_is_paused(
    bar: TrainingProgress, session: Session, tell: Tell, recipe: Recipe, at: Progress
) -> None:
    session.training.start(recipe)
    tell(at)
    session.training.pause()
    assert bar.text() == "my recipe · epoch 2 of 3 · paused"


def test_it_says_that_a_run_is_being_stopped_and_then_that_it_is(
    qtbot: QtBot,
    bar: TrainingProgress,
    session: Session,
    trainer: Trainer,
    tell: Tell,
    recipe: Recipe,
    at: Progress,
) -> None:
    session.training.start(recipe)
    tell(at)
    session.training.stop()
    assert bar.text() == "my recipe · epoch 2 of 3 · stopping…"
    end(qtbot, session, trainer)
    assert bar.text() == "my recipe · epoch 2 of 3 · stopped"


def test_it_says_when_all_is_done(
    qtbot: QtBot,
    bar: TrainingProgress,
    session: Session,
    trainer: Trainer,
    tell: Tell,
    recipe: Recipe,
    at: Progress,
) -> None:
    session.training.start(recipe)
    tell(later(at, 60))
    end(qtbot, session, trainer)
    assert bar.value() == bar.maximum() == 60
    assert "done" in bar.text()


def test_a_new_run_forgets_the_one_before(
    qtbot: QtBot,
    bar: TrainingProgress,
    session: Session,
    trainer: Trainer,
    tell: Tell,
    recipe: Recipe,
    at: Progress,
) -> None:
    session.training.start(recipe)
    tell(at)
    end(qtbot, session, trainer)
    session.training.start(recipe)
    assert bar.value() == 0
    assert "epoch" not in bar.text()
    tell(replace(at, model=replace(at.model), images=128))
    assert " 256 images/s" in bar.text()


def test_resuming_keeps_the_speed(
    bar: TrainingProgress, session: Session, tell: Tell, recipe: Recipe, at: Progress
) -> None:
    session.training.start(recipe)
    tell(at)
    session.training.pause()
    session.training.resume()
    assert "25,600 images/s" in bar.text()


def test_a_model_that_is_chosen_has_no_progress_of_the_run_beside_it(
    bar: TrainingProgress, session: Session, tell: Tell, recipe: Recipe, at: Progress
) -> None:
    session.training.start(recipe)
    tell(at)
    session.runs.choose(session.runs.all[0])
    assert (bar.value(), bar.text()) == (0, "")
    tell(later(at, 40))
    session.training.pause()
    assert (bar.value(), bar.text()) == (0, "")


def test_a_model_that_was_not_trained_here_has_no_progress_of_another(
    qtbot: QtBot,
    bar: TrainingProgress,
    session: Session,
    trainer: Trainer,
    tell: Tell,
    recipe: Recipe,
    at: Progress,
) -> None:
    session.training.start(recipe)
    tell(at)
    end(qtbot, session, trainer)
    session.runs.choose(session.runs.all[0])
    assert (bar.value(), bar.text()) == (0, "")


def test_a_stopped_run_stays_stopped_while_another_one_trains(
    qtbot: QtBot,
    bar: TrainingProgress,
    session: Session,
    trainer: Trainer,
    tell: Tell,
    recipe: Recipe,
    at: Progress,
) -> None:
    session.training.start(recipe)
    tell(at)
    end(qtbot, session, trainer)
    stopped = session.runs.current
    session.training.start(recipe)
    session.runs.choose(stopped)
    tell(later(at, 45))
    assert bar.value() == 30
    assert bar.text() == "my recipe · epoch 2 of 3 · stopped"


def test_a_run_that_is_chosen_again_has_its_own_progress(
    qtbot: QtBot,
    bar: TrainingProgress,
    session: Session,
    trainer: Trainer,
    tell: Tell,
    recipe: Recipe,
    at: Progress,
) -> None:
    session.training.start(recipe)
    tell(later(at, 60))
    end(qtbot, session, trainer)
    done = session.runs.current
    session.training.start(recipe)
    tell(at)
    going = session.runs.current
    session.runs.choose(done)
    assert "done" in bar.text()
    assert bar.value() == bar.maximum() == 60
    tell(later(at, 40))
    session.runs.choose(going)
    assert (bar.value(), bar.maximum()) == (40, 60)
    assert "epoch 2 of 3" in bar.text()
    assert "images/s" in bar.text()


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (9.6, "0:10"), (65, "1:05"), (3600, "60:00")]
)
def test_durations_are_minutes_and_seconds(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text
