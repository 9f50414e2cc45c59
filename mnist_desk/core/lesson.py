"""A lesson: what a model is taught from when it learns a person's own digits.

Every fifth of them is held back to see what the lesson was worth; the others are mixed with images
of MNIST, so that the model does not forget how everybody else writes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .dataset import DIGITS, Dataset
from .model import Model
from .recipe import LONGEST_NAME, Recipe
from .scores import Scores

FEWEST = 10
"""Digits that a lesson needs at least, the held back ones included."""

FOLDS = 5
"""One digit of so many is held back."""

IMAGES = 32_000
"""Images in an epoch of a lesson. Always so many: TensorFlow would compile anew for another."""

SHARE = 0.1
"""The part of these that are one's own digits, repeated."""

MOST_REPEATS = 400
"""How often one digit is shown in an epoch at most, distorted anew each time."""

_LIGHT = {"rotation": 10.0, "scale": 0.1, "shift": 1.0, "elastic": 0.6, "thickness": 0.3}
"""Distortions that a lesson has at least; what the model learnt with stays."""


@dataclass(frozen=True, eq=False)
class Marks:
    """mine: scores on the digits held back. mnist: scores on MNIST's test images. answers: what is
    read of each digit held back.
    """

    mine: Scores
    mnist: Scores
    answers: tuple[int, ...] = ()


class Turned(NamedTuple):
    """A digit held back that is read otherwise after a lesson. place: among the person's, from 0.
    before, after: what was and is read.
    """

    place: int
    before: int
    after: int


@dataclass(frozen=True, eq=False)
class Taught:
    """What a lesson came to. learnt: how many of the person's digits were learnt from. held: the
    places of those that were held back, from 0.
    """

    model: Model
    before: Marks
    after: Marks
    learnt: int
    held: tuple[int, ...] = ()

    def turned(self) -> list[Turned]:
        """The digits held back whose answer is another one now."""
        answers = zip(self.held, self.before.answers, self.after.answers, strict=True)
        return [Turned(*one) for one in answers if one[1] != one[2]]


@dataclass(frozen=True, eq=False)
class LessonProgress:
    """How far a lesson is, done from 0 to 1; the last value has what it came to."""

    done: float
    taught: Taught | None = None


def held_back(labels: NDArray[np.integer[Any]], fold: int = FOLDS - 1) -> NDArray[np.bool_]:
    """Which digits are held back: bool (n,), about every fifth of each digit.

    Adding digits at the end changes nothing for those before them, so that what a model was
    taught in one lesson is not asked in the next. fold: 0 to 4, another fifth each.
    """
    place = np.zeros(len(labels), np.int64)
    for digit in range(DIGITS):
        of_digit = np.flatnonzero(labels == digit)
        place[of_digit] = np.arange(len(of_digit))
    return np.asarray((place + labels) % FOLDS == fold)


def mixed(mine: Dataset, others: Dataset, seed: int = 1) -> Dataset:
    """IMAGES images: one's own, repeated, and others drawn at random."""
    own = min(round(SHARE * IMAGES), MOST_REPEATS * len(mine))
    rest = np.random.default_rng(seed).choice(
        len(others), IMAGES - own, replace=IMAGES - own > len(others)
    )
    repeated = np.resize(np.arange(len(mine)), own)
    return Dataset(
        np.concatenate([mine.images[repeated], others.images[rest]]),
        np.concatenate([mine.labels[repeated], others.labels[rest]]),
    )


def lesson_recipe(learnt: Recipe) -> Recipe:
    """How a model of any recipe is taught: its network, loss and strokes, small steps of Adam."""
    name = learnt.name.removesuffix(_TAUGHT)[: LONGEST_NAME - len(_TAUGHT)] + _TAUGHT
    distortions = {field: max(least, getattr(learnt, field)) for field, least in _LIGHT.items()}
    return replace(
        learnt,
        name=name,
        optimizer="adam",
        learning_rate=0.0005,
        schedule="cosine",
        warm_up=0.1,
        batch_size=128,
        epochs=3,
        shuffle=True,
        weight_decay=0.0,
        label_smoothing=0.0,
        dropout=0.0,
        averaging=0.0,
        fading=1.0,
        **distortions,
    )


_TAUGHT = ", taught"
