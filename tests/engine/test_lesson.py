"""Lessons of small networks: what they are told of, and that they learn and leave MNIST be."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mnist_desk.core import lesson
from mnist_desk.core.calibration import Calibration
from mnist_desk.core.dataset import Dataset, Splits
from mnist_desk.core.lesson import LessonProgress, Taught, held_back
from mnist_desk.core.model import Model
from mnist_desk.core.reading import outputs_of_images
from mnist_desk.core.recipe import Recipe
from mnist_desk.engine.lesson import teach
from mnist_desk.engine.predictor import evaluate
from mnist_desk.engine.trainer import train


@pytest.fixture(scope="module")
def start(few: Splits) -> Model:
    """A linear network that knows MNIST a little."""
    *_, last = train(Recipe(hidden=(), epochs=4, learning_rate=0.005), few)
    return replace(last.model, calibration=Calibration(1.5, 2.0))


@pytest.fixture(scope="module")
def mine(few: Splits) -> Dataset:
    """A hand that writes upside down."""
    return Dataset(few.train.images[:100, ::-1, ::-1].copy(), few.train.labels[:100])


@pytest.fixture(scope="module")
def values(start: Model, mine: Dataset, few: Splits) -> list[LessonProgress]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lesson, "IMAGES", 6400)
        patch.setattr(lesson, "SHARE", 0.5)
        return list(teach(start, mine, few))


@pytest.fixture(scope="module")
def taught(values: list[LessonProgress]) -> Taught:
    assert values[-1].taught is not None
    return values[-1].taught


def test_a_lesson_tells_how_far_it_is(values: list[LessonProgress]) -> None:
    done = [value.done for value in values]
    assert done == sorted(done)
    assert (done[0], done[-1]) == (0, 1)
    assert len(set(done)) > 3
    assert all(value.taught is None for value in values[:-1])


def test_a_lesson_teaches(taught: Taught, start: Model, mine: Dataset) -> None:
    held = held_back(mine.labels)
    assert taught.learnt == (~held).sum()
    assert taught.before.mine.n == taught.after.mine.n == held.sum()
    assert taught.after.mine.loss < 0.9 * taught.before.mine.loss


def test_the_marks_are_those_of_the_models(taught: Taught, start: Model, few: Splits) -> None:
    for model, marks in ((start, taught.before), (taught.model, taught.after)):
        np.testing.assert_array_equal(evaluate(model, few.test).confusion, marks.mnist.confusion)
    assert taught.model.scores is taught.after.mnist


def test_it_is_told_what_is_read_of_each_digit_held_back(
    taught: Taught, start: Model, mine: Dataset
) -> None:
    assert taught.held == tuple(np.flatnonzero(held_back(mine.labels)).tolist())
    images, labels = mine.images[list(taught.held)], mine.labels[list(taught.held)]
    for model, marks in ((start, taught.before), (taught.model, taught.after)):
        expected = outputs_of_images(model.layers, images).argmax(axis=1)
        np.testing.assert_array_equal(marks.answers, expected)
        assert (labels == marks.answers).mean() == marks.mine.accuracy
    assert taught.turned()


def test_a_taught_model_is_one_that_can_be_kept(taught: Taught, start: Model) -> None:
    model = taught.model
    assert model.calibration == start.calibration
    assert model.recipe.name == f"{start.recipe.name}, taught"
    assert model.steps_left == 0
    assert model.state is None
    assert "digits" in model.made["taught"]
    assert [np.shape(kernel) for kernel, _ in model.layers] == [(784, 10)]


def test_what_is_held_back_can_be_chosen(start: Model, mine: Dataset, few: Splits) -> None:
    run = teach(start, mine, few, held=held_back(mine.labels, 0))
    assert next(run).done == 0
    run.close()
