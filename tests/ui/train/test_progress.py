from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.model import EpochRecord, History, Model
from mnist_desk.core.progress import Progress
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.train.progress import TrainingProgress, duration_text, seconds_taken
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
def progress(session: Session) -> TrainingProgress:
    return TrainingProgress(session.runs, session.training)


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


def test_it_is_empty_at_first(progress: TrainingProgress) -> None:
    assert progress.done[0] == 0
    assert progress.text == ""


def test_it_says_that_a_run_is_being_prepared(
    progress: TrainingProgress, session: Session, trainer: Trainer, recipe: Recipe
) -> None:
    session.training.start(recipe)
    assert "preparing" in progress.text


def test_it_says_the_epoch_the_speed_and_the_time_left(
    progress: TrainingProgress, session: Session, tell: Tell, recipe: Recipe, at: Progress
) -> None:
    session.training.start(recipe)
    tell(at)
    assert progress.done == (30, 60)
    # 30 steps of 128 images are left, 25,600 images a second: 0.15 s.
    assert progress.text == "my recipe · epoch 2 of 3 · 25,600 images/s · 0:00 left"


def test_the_speed_is_smoothed(
    progress: TrainingProgress, session: Session, tell: Tell, recipe: Recipe, at: Progress
) -> None:
    session.training.start(recipe)
    tell(at)
    tell(later(at, 31, images=0))
    assert "20,480 images/s" in progress.text


def test_it_says_that_a_run_is_paused(
    progress: TrainingProgress, session: Session, tell: Tell, recipe: Recipe, at: Progress
) -> None:
    session.training.start(recipe)
    tell(at)
    session.training.pause()
    assert progress.text == "my recipe · epoch 2 of 3 · paused"


def test_it_says_that_a_run_is_being_stopped_and_then_that_it_is(
    qtbot: QtBot,
    progress: TrainingProgress,
    session: Session,
    trainer: Trainer,
    tell: Tell,
    recipe: Recipe,
    at: Progress,
) -> None:
    session.training.start(recipe)
    tell(at)
    session.training.stop()
    assert progress.text == "my recipe · epoch 2 of 3 · stopping…"
    end(qtbot, session, trainer)
    assert progress.text == "my recipe · epoch 2 of 3 · stopped"


def test_it_says_when_all_is_done(
    qtbot: QtBot,
    progress: TrainingProgress,
    session: Session,
    trainer: Trainer,
    tell: Tell,
    recipe: Recipe,
    at: Progress,
) -> None:
    session.training.start(recipe)
    tell(later(at, 60))
    end(qtbot, session, trainer)
    assert progress.done == (60, 60)
    assert "done" in progress.text


def test_a_new_run_forgets_the_one_before(
    qtbot: QtBot,
    progress: TrainingProgress,
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
    assert progress.done[0] == 0
    assert "epoch" not in progress.text
    tell(replace(at, model=replace(at.model), images=128))
    assert " 256 images/s" in progress.text


def test_resuming_keeps_the_speed(
    progress: TrainingProgress, session: Session, tell: Tell, recipe: Recipe, at: Progress
) -> None:
    session.training.start(recipe)
    tell(at)
    session.training.pause()
    session.training.resume()
    assert "25,600 images/s" in progress.text


def test_while_a_training_runs_it_is_told_of_whatever_is_looked_at(
    qtbot: QtBot,
    progress: TrainingProgress,
    session: Session,
    trainer: Trainer,
    tell: Tell,
    recipe: Recipe,
    at: Progress,
) -> None:
    """Its buttons pause and stop that training."""
    session.training.start(recipe)
    tell(at)
    session.runs.choose(session.runs.shipped)
    assert not progress.is_shipped
    tell(later(at, 40))
    assert progress.done == (40, 60)
    assert "epoch 2 of 3" in progress.text
    session.training.pause()
    assert progress.text == "my recipe · epoch 2 of 3 · paused"
    end(qtbot, session, trainer)
    assert progress.is_shipped
    assert progress.text == ""


def test_a_model_that_was_not_trained_here_has_no_progress_of_another(
    qtbot: QtBot,
    progress: TrainingProgress,
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
    assert (progress.done[0], progress.text) == (0, "")


def test_a_stopped_run_that_is_chosen_has_stopped(
    qtbot: QtBot,
    progress: TrainingProgress,
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
    session.runs.choose(session.runs.shipped)
    session.runs.choose(stopped)
    assert progress.done[0] == 30
    assert progress.text == "my recipe · epoch 2 of 3 · stopped"


def test_it_tells_of_every_change(
    qtbot: QtBot,
    progress: TrainingProgress,
    session: Session,
    trainer: Trainer,
    tell: Tell,
    recipe: Recipe,
    at: Progress,
) -> None:
    told = QSignalSpy(progress.changed)
    counts = [0]

    def is_told() -> bool:
        counts.append(told.count())
        return counts[-1] > counts[-2]

    session.training.start(recipe)
    assert is_told(), "a training begins"
    tell(at)
    assert is_told(), "it goes on"
    session.training.pause()
    assert is_told(), "it pauses"
    end(qtbot, session, trainer)
    assert is_told(), "it has ended"
    session.runs.choose(session.runs.shipped)
    assert is_told(), "another model is chosen"


def test_the_time_left_is_known_with_the_pace(
    qtbot: QtBot,
    progress: TrainingProgress,
    session: Session,
    trainer: Trainer,
    tell: Tell,
    recipe: Recipe,
    at: Progress,
) -> None:
    session.training.start(recipe)
    assert progress.seconds_left is None
    tell(replace(at, images=128, seconds=0.5))
    assert progress.seconds_left == pytest.approx(30 * 0.5)
    session.training.pause()
    assert progress.seconds_left == pytest.approx(30 * 0.5)
    end(qtbot, session, trainer)
    assert progress.seconds_left is None


def test_the_time_taken_counts_the_steps_after_the_last_epoch(at: Progress, model: Model) -> None:
    assert seconds_taken(at.model) == pytest.approx(1.5)
    assert seconds_taken(model) is None


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (9.6, "0:10"), (65, "1:05"), (3600, "60:00")]
)
def test_durations_are_minutes_and_seconds(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text
