from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from mnist_desk.core.model import EpochRecord, History, Model
from mnist_desk.ui.state.training import State
from mnist_desk.ui.train.progress import TrainingProgress, duration_text


@dataclass
class Progress:
    """What the bar wants to know of engine.trainer.Progress."""

    model: Model
    images: int = 0
    seconds: float = 0.0


@pytest.fixture
def bar(qtbot: QtBot) -> TrainingProgress:
    bar = TrainingProgress()
    qtbot.addWidget(bar)
    bar.show_state(State.LOADING)
    bar.show_state(State.IDLE)
    return bar


@pytest.fixture
def at(model: Model) -> Progress:
    """In the second of three epochs, 30 of 60 steps done, 12,800 images in 0.5 s."""
    history = History(
        np.ones(30, np.float32), (EpochRecord(0, 0.5, 0.5, 0.9, 1.0),), steps_per_epoch=20
    )
    return Progress(replace(model, history=history), images=12_800, seconds=0.5)


def test_it_is_empty_at_first(bar: TrainingProgress) -> None:
    assert bar.value() == 0
    assert bar.text() == ""


def test_it_says_that_a_run_is_being_prepared(bar: TrainingProgress) -> None:
    bar.show_state(State.RUNNING)
    assert "preparing" in bar.text()


def test_it_says_the_epoch_the_speed_and_the_time_left(bar: TrainingProgress, at: Progress) -> None:
    bar.show_state(State.RUNNING)
    bar.show_progress(at)
    assert (bar.value(), bar.maximum()) == (30, 60)
    # 30 steps of 128 images are left, 25,600 images a second: 0.15 s.
    assert bar.text() == "my recipe · epoch 2 of 3 · 25,600 images/s · 0:00 left"


def test_the_speed_is_smoothed(bar: TrainingProgress, at: Progress) -> None:
    bar.show_state(State.RUNNING)
    bar.show_progress(at)
    bar.show_progress(replace(at, images=0))
    assert "20,480 images/s" in bar.text()


@pytest.mark.parametrize(
    ("state", "word"),
    [(State.PAUSED, "paused"), (State.STOPPING, "stopping"), (State.IDLE, "stopped")],
)
def test_it_says_why_nothing_moves(
    bar: TrainingProgress, at: Progress, state: State, word: str
) -> None:
    bar.show_state(State.RUNNING)
    bar.show_progress(at)
    bar.show_state(state)
    assert "epoch 2 of 3" in bar.text()
    assert word in bar.text()
    assert "images/s" not in bar.text()


def test_it_says_when_all_is_done(bar: TrainingProgress, at: Progress) -> None:
    bar.show_state(State.RUNNING)
    done = replace(at.model.history, losses=np.ones(60, np.float32))
    bar.show_progress(Progress(replace(at.model, history=done), 128, 0.1))
    bar.show_state(State.IDLE)
    assert bar.value() == bar.maximum() == 60
    assert "done" in bar.text()


def test_a_new_run_forgets_the_one_before(bar: TrainingProgress, at: Progress) -> None:
    bar.show_state(State.RUNNING)
    bar.show_progress(at)
    bar.show_state(State.IDLE)
    bar.show_state(State.RUNNING)
    assert bar.value() == 0
    assert "epoch" not in bar.text()


def test_resuming_keeps_the_speed(bar: TrainingProgress, at: Progress) -> None:
    bar.show_state(State.RUNNING)
    bar.show_progress(at)
    bar.show_state(State.PAUSED)
    bar.show_state(State.RUNNING)
    assert "25,600 images/s" in bar.text()


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (9.6, "0:10"), (65, "1:05"), (3600, "60:00")]
)
def test_durations_are_minutes_and_seconds(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text
