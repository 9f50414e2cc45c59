"""Teach it: a model goes on learning, from a person's digits among those of MNIST."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from mnist_desk.core.dataset import Dataset, Splits
from mnist_desk.core.lesson import LessonProgress, Marks, Taught, held_back, lesson_recipe, mixed
from mnist_desk.core.model import History, Model
from mnist_desk.core.progress import DeviceChoice
from mnist_desk.core.reading import outputs_of_images
from mnist_desk.core.scores import score

from .predictor import evaluate
from .trainer import train


def teach(
    start: Model,
    mine: Dataset,
    mnist: Splits,
    choice: DeviceChoice = "auto",
    held: NDArray[np.bool_] | None = None,
) -> Iterator[LessonProgress]:
    """Teach a model, which stays as it is, a person's digits.

    held: bool (n,), which of `mine` are held back, some and not all; core.lesson.held_back if not
    given. Raises Diverged as training does.
    """
    held = held_back(mine.labels) if held is None else held
    asked = Dataset(mine.images[held], mine.labels[held])
    learnt = Dataset(mine.images[~held], mine.labels[~held])
    yield LessonProgress(0.0)
    before = _marks(start, asked, mnist.test)
    data = Splits(mixed(learnt, mnist.train), mnist.test)
    model = replace(
        start, recipe=lesson_recipe(start.recipe), history=History(), scores=None, state=None
    )
    for progress in train(model, data, choice):
        model = progress.model
        yield LessonProgress(model.steps / (model.steps + model.steps_left))
    # A lesson changes what is read, hardly how sure the network is: its calibration stays.
    # What it was made from stays too: the lesson's images are a mixture of this one time.
    model = replace(model, calibration=start.calibration, state=None, data=start.data)
    after = _marks(model, asked, mnist.test)
    model = replace(
        model,
        scores=after.mnist,
        made={**model.made, "taught": f"{len(learnt)} digits, from {start.recipe.name}"},
    )
    places = tuple(np.flatnonzero(held).tolist())
    yield LessonProgress(1.0, Taught(model, before, after, len(learnt), places))


def _marks(model: Model, mine: Dataset, test: Dataset) -> Marks:
    outputs = outputs_of_images(model.layers, mine.images)
    mine_scores = score(outputs, mine.labels, model.recipe.loss, model.calibration)
    return Marks(mine_scores, evaluate(model, test), tuple(outputs.argmax(axis=1).tolist()))
