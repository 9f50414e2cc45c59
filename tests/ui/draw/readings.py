"""Readings made up for tests."""

from __future__ import annotations

import numpy as np

from mnist_desk.core.digit_reading import DrawingReading, Part
from mnist_desk.core.drawing import Drawing, prepared
from mnist_desk.core.ink import Ink
from mnist_desk.core.mnist_digit import MnistDigit
from mnist_desk.core.model import Model
from mnist_desk.core.reading import Reading
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.stages import ALL

PAPER = np.zeros((28, 28), np.float32)
INK = Ink((((60.0, 60.0), (200.0, 60.0), (120.0, 240.0)),))


def read(digit: int, share: float = 0.998, second: int = 0, unsure: bool = False) -> Reading:
    """Probabilities: this digit's share; the second has all that is left, if one is named."""
    values = np.full(10, 0 if second else (1 - share) / 9, np.float32)
    values[second] = 1 - share if second else values[second]
    values[digit] = share
    return Reading(PAPER, values, values, True, unsure)


def between(digit: int, second: int) -> Reading:
    return read(digit, 0.6, second, unsure=True)


def none(nearest: int) -> Reading:
    return read(nearest, 0.3, unsure=True)


def raw(digit: int) -> Reading:
    values = 0.87 * np.eye(10, dtype=np.float32)[digit]
    return Reading(PAPER, values, values, False, False)


def no_answer() -> Reading:
    """What a network that diverged gives; it may even call itself unsure."""
    values = np.full(10, np.nan, np.float32)
    return Reading(PAPER, values, values, True, True)


def an_image(label: int, number: int = 583) -> MnistDigit:
    return MnistDigit(PAPER.copy(), True, number=number, label=label)


def part(reading: Reading, drawing: Drawing = INK) -> Part:
    return Part(drawing, reading, prepared(INK, ALL))


def drawing_reading(*readings: Reading, selected: int = 0) -> DrawingReading:
    model = Model.fresh(Recipe(hidden=()))
    return DrawingReading(tuple(map(part, readings)), selected, ALL, model)
