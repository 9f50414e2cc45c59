"""Strokes that real handwriting has and MNIST lacks, drawn onto its images inside the graph.

Slashes through zeros, flags and feet of ones, bars across sevens, tails of nines; and fours that
are open because the upper end of their stem is left out. Where they go is told by landmarks, which
are worked out once for all images. Coordinates are pixels, x to the right and y down, the first
pixel's centre at 0.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from mnist_desk.core.dataset import PIXELS, SIDE, Dataset
from mnist_desk.core.recipe import Recipe

from .step_random import StepRandom

Tensor = Any

VARIANTS = ("slashed_zeros", "flagged_ones", "open_fours", "crossed_sevens", "hooked_nines")
"""The fields of a recipe that ask for such strokes."""


class Landmarks(NamedTuple):
    """Where the ink of each image is: float32 (n, 1) each, pixels."""

    left: Tensor
    right: Tensor
    top: Tensor
    bottom: Tensor
    top_x: Tensor
    middle_x: Tensor
    bottom_x: Tensor


def landmarks(data: Dataset) -> NDArray[np.float32]:
    """The Landmarks of all images as one array (n, 7).

    The x of top, middle and bottom is the mean x of the ink in the outermost two rows and in the
    middle two.
    """
    ink: NDArray[np.bool_] = np.greater(data.images, 127)
    ink[:, SIDE // 2, SIDE // 2] |= ~ink.any(axis=(1, 2))  # An empty image has its centre.
    rows, columns = (np.any(ink, axis=axis) for axis in (2, 1))
    top, bottom = rows.argmax(axis=1), SIDE - 1 - rows[:, ::-1].argmax(axis=1)
    left, right = columns.argmax(axis=1), SIDE - 1 - columns[:, ::-1].argmax(axis=1)
    middle = (top + bottom) // 2
    x_of = functools.partial(_mean_x, ink, (left + right) / 2)
    marks = (left, right, top, bottom, x_of(top, top + 1), x_of(middle, middle + 1))
    return np.stack((*marks, x_of(bottom - 1, bottom)), axis=1).astype(np.float32)


def _mean_x(
    ink: NDArray[np.bool_],
    otherwise: NDArray[np.float64],
    first: NDArray[np.int64],
    last: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Mean x of the ink in two rows of each image."""
    each = np.arange(len(ink))
    inked = ink[each, np.clip(first, 0, SIDE - 1)] | ink[each, np.clip(last, 0, SIDE - 1)]
    count = inked.sum(axis=1)
    return np.where(count > 0, inked @ np.arange(SIDE) / np.maximum(count, 1), otherwise)


@dataclass
class _Segment:
    """A straight stroke from (x0, y0) to (x1, y1), (batch, 1) each; drawn where `there`."""

    x0: Tensor
    y0: Tensor
    x1: Tensor
    y1: Tensor
    there: Tensor


def varied(x: Tensor, labels: Tensor, at: Landmarks, recipe: Recipe, draws: StepRandom) -> Tensor:
    """Draw strokes that people draw and MNIST's writers seldom did, and leave out one."""
    opened = _opened_four(x, at, draws)
    x = tf.where((labels == 4) & draws.chance(recipe.open_fours), opened, x)
    width = draws.between(1.0, 2.6)
    first = _of_label(
        labels,
        {
            0: _slash(at, recipe, draws),
            1: _flag(at, recipe, draws),
            7: _crossbar(at, recipe, draws),
            9: _hook(at, recipe, draws),
        },
    )
    foot = _foot(at, recipe, draws)
    foot.there &= labels == 1
    return _with_stroke(_with_stroke(x, first, width), foot, width)


def _slash(at: Landmarks, recipe: Recipe, draws: StepRandom) -> _Segment:
    """A stroke through the middle of a zero, from flat to upright to a little beyond."""
    angle = draws.between(np.radians(25), np.radians(125))
    x = (at.left + at.right) / 2 + draws.around_zero(2)
    y = (at.top + at.bottom) / 2 + draws.around_zero(2)
    half = draws.between(0.3, 0.75) * (at.bottom - at.top)
    dx, dy = half * tf.cos(angle), half * tf.sin(angle)
    return _Segment(x - dx, y + dy, x + dx, y - dy, draws.chance(recipe.slashed_zeros))


def _flag(at: Landmarks, recipe: Recipe, draws: StepRandom) -> _Segment:
    """An upstroke to the top of a one, from the left."""
    angle = draws.between(np.radians(0), np.radians(70))
    length = draws.between(3, 11)
    x, y = at.top_x - length * tf.cos(angle), at.top + length * tf.sin(angle)
    return _Segment(x, y, at.top_x, at.top, draws.chance(recipe.flagged_ones))


def _foot(at: Landmarks, recipe: Recipe, draws: StepRandom) -> _Segment:
    """A serif under a one."""
    left, right = at.bottom_x - draws.between(2, 9), at.bottom_x + draws.between(2, 9)
    tilt = draws.around_zero(1.5)
    there = draws.chance(recipe.flagged_ones / 2)
    return _Segment(left, at.bottom + tilt, right, at.bottom - tilt, there)


def _crossbar(at: Landmarks, recipe: Recipe, draws: StepRandom) -> _Segment:
    """A short stroke across the stem of a seven."""
    angle = draws.around_zero(np.radians(30))
    half = draws.between(2.5, 6.5)
    y = (at.top + at.bottom) / 2 + draws.around_zero(2.5)
    dx, dy = half * tf.cos(angle), half * tf.sin(angle)
    there = draws.chance(recipe.crossed_sevens)
    return _Segment(at.middle_x - dx, y + dy, at.middle_x + dx, y - dy, there)


def _hook(at: Landmarks, recipe: Recipe, draws: StepRandom) -> _Segment:
    """The tail of a nine goes on to the left."""
    x = at.bottom_x - draws.between(3, 10)
    y = at.bottom - draws.between(-0.5, 4)
    return _Segment(x, y, at.bottom_x, at.bottom, draws.chance(recipe.hooked_nines))


def _of_label(labels: Tensor, segments: dict[int, _Segment]) -> _Segment:
    """Of each image the segment that belongs to its label; of other labels none."""
    zero = tf.zeros_like(labels, tf.float32)
    chosen = _Segment(zero, zero, zero, zero, labels < 0)
    for label, segment in segments.items():
        mine = labels == label
        chosen = _Segment(
            *(
                tf.where(mine, getattr(segment, part), getattr(chosen, part))
                for part in ("x0", "y0", "x1", "y1", "there")
            )
        )
    return chosen


def _with_stroke(x: Tensor, segment: _Segment, width: Tensor) -> Tensor:
    """Draw a segment with a round pen whose edge fades over one pixel."""
    px, py = pixel_grid()
    dx, dy = segment.x1 - segment.x0, segment.y1 - segment.y0
    along = ((px - segment.x0) * dx + (py - segment.y0) * dy) / (dx * dx + dy * dy + 1e-6)
    along = tf.clip_by_value(along, 0, 1)
    far = tf.sqrt(tf.square(px - segment.x0 - along * dx) + tf.square(py - segment.y0 - along * dy))
    ink = tf.clip_by_value(width / 2 + 0.5 - far, 0, 1)
    return tf.maximum(x, tf.where(segment.there, ink, 0))


def _opened_four(x: Tensor, at: Landmarks, draws: StepRandom) -> Tensor:
    """A four whose right stem begins lower: its upper part is left out."""
    px, py = pixel_grid()
    height = at.bottom - at.top
    right_of = at.top_x + draws.between(-0.1, 0.15) * height
    above = at.top + draws.between(0.15, 0.5) * height
    erased = tf.clip_by_value(px - right_of, 0, 1) * tf.clip_by_value(above - py, 0, 1)
    return x * (1 - erased)


def pixel_grid() -> tuple[Tensor, Tensor]:
    """x and y of each pixel: float32 (1, 784)."""
    y, x = np.mgrid[:SIDE, :SIDE].astype(np.float32)
    return tf.constant(x.reshape(1, PIXELS)), tf.constant(y.reshape(1, PIXELS))
