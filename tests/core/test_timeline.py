from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mnist_desk.core.model import EpochRecord, History, Model, OptimizerState
from mnist_desk.core.network import Layer, Layers
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.scores import Scores
from mnist_desk.core.timeline import Timeline


def layers(step: int) -> Layers:
    return (Layer(np.full((784, 10), step, np.float32), np.zeros(10, np.float32)),)


@pytest.fixture
def newest() -> Model:
    """Three epochs of four steps and one step more."""
    epochs = tuple(EpochRecord(epoch, 0.5, 0.5, 0.9, 1.0) for epoch in range(3))
    history = History(np.arange(13, dtype=np.float32), epochs, 4)
    scores = Scores(0.5, np.eye(10, dtype=np.int64))
    return Model(layers(13), Recipe(hidden=()), history, scores, OptimizerState())


@pytest.fixture
def timeline(newest: Model) -> Timeline:
    timeline = Timeline(newest)
    for step in (9, 0, 5):
        timeline.keep(step, layers(step))
    return timeline


def test_its_steps_are_in_order(timeline: Timeline) -> None:
    assert timeline.steps == [0, 5, 9, 13]


@pytest.mark.parametrize(
    ("step", "known"), [(0, 0), (4, 0), (5, 5), (8, 5), (12, 9), (13, 13), (99, 13), (-1, 0)]
)
def test_a_step_has_the_weights_that_were_last_known_then(
    timeline: Timeline, step: int, known: int
) -> None:
    model = timeline.as_of(step)
    assert model.layers[0].kernel[0, 0] == known
    assert model.steps == known


def test_a_moment_knows_nothing_of_what_came_later(timeline: Timeline, newest: Model) -> None:
    model = timeline.as_of(9)
    np.testing.assert_array_equal(model.history.losses, newest.history.losses[:9])
    assert model.history.epochs == newest.history.epochs[:2]
    assert model.history.steps_per_epoch == 4
    assert model.scores is None
    assert model.state is None
    assert model.recipe is newest.recipe


def test_the_newest_is_given_as_it_is(timeline: Timeline, newest: Model) -> None:
    assert timeline.as_of(13) is timeline.newest is newest


def test_the_same_step_is_the_same_object(timeline: Timeline, newest: Model) -> None:
    before = timeline.as_of(5)
    timeline.reach(replace(newest, layers=layers(14)))
    assert timeline.as_of(5) is before
    assert timeline.as_of(7) is before
