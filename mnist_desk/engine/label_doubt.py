"""Training images read by networks that have not learnt from them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from mnist_desk.core.calibration import Calibration, fitted_temperature
from mnist_desk.core.dataset import DIGITS, Dataset, Splits
from mnist_desk.core.folds import USUAL
from mnist_desk.core.label_doubt import Both, DoubtProgress, dealt, ranked
from mnist_desk.core.progress import DeviceChoice
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.recipes import QUICK

from .predictor import evaluate, outputs_of
from .trainer import train

ROUNDS = 2
"""How often each image is read, each time by another network."""


def doubts(
    data: Dataset, parts: int = USUAL, choice: DeviceChoice = "auto", recipe: Recipe = QUICK
) -> Iterator[DoubtProgress]:
    """Deal the images into parts; train a network on all but one and let it read that one, for each
    part in turn (k-fold cross-validation), and all that twice, dealt otherwise.

    Two networks seldom make the same mistake; what both read instead of the label is doubtful. Each
    is made as sure as it should be by the part that it reads (core.calibration).
    """
    started = time.perf_counter()
    probabilities = np.zeros((len(data), DIGITS), np.float32)
    yield DoubtProgress(0.0)
    for turn in range(ROUNDS * parts):
        round_, number = divmod(turn, parts)
        held = dealt(data, parts, round_) == number
        asked, learnt = _some(data, held), _some(data, ~held)
        for progress in train(replace(recipe, seed=turn), Splits(learnt, asked), choice):
            model = progress.model
            done = model.steps / max(model.steps + model.steps_left, 1)
            yield DoubtProgress((turn + done) / (ROUNDS * parts))
        outputs = outputs_of(model, asked)
        sure = Calibration(fitted_temperature(outputs, asked.labels))
        probabilities[held] += sure.probabilities(outputs) / ROUNDS
    found = ranked(data, probabilities, parts, time.perf_counter() - started)
    yield DoubtProgress(1.0, found)


def with_and_without(
    data: Splits, corrected: Dataset, choice: DeviceChoice = "auto", recipe: Recipe = QUICK
) -> Iterator[Both]:
    """Train the same recipe, seed and all, on the training images as they are and on the corrected
    ones.
    """
    scores = []
    for number, learnt in enumerate((data.train, corrected)):
        for progress in train(recipe, Splits(learnt, data.test), choice):
            model = progress.model
            done = model.steps / max(model.steps + model.steps_left, 1)
            yield Both((number + done) / 2)
        scores.append(evaluate(model, data.test))
    yield Both(1.0, *scores)


def _some(data: Dataset, chosen: NDArray[np.bool_]) -> Dataset:
    return Dataset(data.images[chosen], data.labels[chosen], data.names)
