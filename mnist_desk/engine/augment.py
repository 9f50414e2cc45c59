"""Random distortions of a batch, inside the compiled graph: what other hands would have written.

Each image is changed in three stages, in the order of a real pen: the line (its thickness, and
strokes that MNIST lacks but real handwriting has), then the shape (one bilinear warp that rotates,
scales, stretches, shears, shifts and bends elastically about the centre of mass). All randomness
comes from one stateless draw, so a step can be repeated.

Coordinates are pixels, x to the right and y down, the first pixel's centre at 0.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from mnist_desk.core.dataset import DIGITS, PIXELS, SIDE, Dataset
from mnist_desk.core.picture import CENTRE
from mnist_desk.core.recipe import Recipe

Tensor = Any

_ELASTIC_FIELDS = 512
"""How many bending fields there are to draw from."""

_ELASTIC_SIGMA = 4.0
"""Smoothing of a bending field, pixels; as in P. Simard, D. Steinkraus, J. Platt, "Best practices
for convolutional neural networks applied to visual document analysis", ICDAR 2003."""

_DRAWS = 32
"""Uniform numbers drawn for each image."""


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


@functools.lru_cache(maxsize=1)
def _elastic_bank() -> NDArray[np.float32]:
    """Smooth bending fields of a strength of one pixel (root mean square): (fields, 784, 2)."""
    random = np.random.default_rng(0)
    noise = random.uniform(-1, 1, (_ELASTIC_FIELDS, 2, SIDE, SIDE))
    frequency = np.fft.fftfreq(SIDE)
    falloff = np.exp(-2 * (np.pi * _ELASTIC_SIGMA * frequency) ** 2)
    smooth = np.fft.ifft2(np.fft.fft2(noise) * np.outer(falloff, falloff)).real
    smooth -= smooth.mean(axis=(2, 3), keepdims=True)
    smooth /= np.sqrt((smooth**2).mean())
    return smooth.reshape(_ELASTIC_FIELDS, 2, PIXELS).transpose(0, 2, 1).astype(np.float32)


class _Draws:
    """Hands out the random numbers of a step, each (batch, 1)."""

    def __init__(self, batch: int, seed: Tensor, step: Tensor) -> None:
        self._uniform = tf.random.stateless_uniform((batch, _DRAWS), tf.stack([seed, step]))
        self._used = 0

    def between(self, low: float, high: float) -> Tensor:
        self._used += 1
        drawn = self._uniform[:, self._used - 1 : self._used]
        return low + (high - low) * drawn

    def around_zero(self, reach: float) -> Tensor:
        return self.between(-reach, reach)

    def chance(self, probability: float) -> Tensor:
        """True with this probability."""
        return self.between(0, 1) < probability


def distorts(recipe: Recipe) -> bool:
    """Whether a recipe asks for any distortion."""
    return any(getattr(recipe, name) > 0 for name in (*_SHAPES, "thickness", *_VARIANTS))


_SHAPES = ("rotation", "scale", "stretch", "shear", "shift", "elastic")
_VARIANTS = ("slashed_zeros", "flagged_ones", "open_fours", "crossed_sevens", "hooked_nines")


def distort(
    x: Tensor, labels: Tensor, marks: Tensor, recipe: Recipe, seed: Tensor, step: Tensor
) -> Tensor:
    """x (batch, 784) in [0, 1], labels int32 (batch,), marks (batch, 7) -> x distorted."""
    draws = _Draws(x.shape[0], seed, step)
    if recipe.thickness > 0:
        x = _thickened(x, draws.around_zero(recipe.thickness))
    at = Landmarks(*tf.split(marks, len(Landmarks._fields), axis=1))
    if any(getattr(recipe, name) > 0 for name in _VARIANTS):
        x = _varied(x, labels[:, tf.newaxis], at, recipe, draws)
    if any(getattr(recipe, name) > 0 for name in _SHAPES):
        x = _warped(x, at, recipe, draws)
    return x


def made_nonsense(
    x: Tensor, y: Tensor, recipe: Recipe, seed: Tensor, step: Tensor
) -> tuple[Tensor, Tensor]:
    """Make some of the pictures x (batch, 784) unreadable and their targets y (batch, 10) even.

    Such a picture is a digit on its side with another drawn over it, or its lower half alone, or
    that below half of another digit upside down.
    """
    draws = _Draws(x.shape[0], seed, -1 - step)
    # Gathered, not transposed and rolled: XLA would do that again wherever a pixel is used.
    on_its_side = np.arange(PIXELS).reshape(SIDE, SIDE).T[:, ::-1].ravel()
    turned = tf.gather(x, on_its_side, axis=1)
    others = tf.gather(x, np.roll(np.arange(x.shape[0]), 1))
    kind = draws.between(0, 3)
    above = tf.where(kind < 2, others[:, ::-1], 0)
    upper = np.arange(PIXELS)[np.newaxis] < PIXELS // 2
    broken = tf.where(kind < 1, tf.maximum(turned, others), tf.where(upper, above, turned))
    chosen = draws.chance(recipe.nonsense)
    return tf.where(chosen, broken, x), tf.where(chosen, tf.ones_like(y) / DIGITS, y)


def _thickened(x: Tensor, by: Tensor) -> Tensor:
    """Towards the largest of the 3 x 3 neighbours when `by` is positive, else the smallest."""
    grown, shrunk = x, x
    for distance in (1, SIDE):
        grown = _of_neighbours(tf.maximum, grown, distance)
        shrunk = _of_neighbours(tf.minimum, shrunk, distance)
    return x + tf.maximum(by, 0) * (grown - x) - tf.maximum(-by, 0) * (x - shrunk)


def _of_neighbours(choose: Any, x: Tensor, distance: int) -> Tensor:
    """In rows as long as images are wide; what wraps around an edge meets paper on both sides."""
    padded = tf.pad(x, [[0, 0], [distance, distance]])
    return choose(choose(padded[:, : -2 * distance], x), padded[:, 2 * distance :])


@dataclass
class _Segment:
    """A straight stroke from (x0, y0) to (x1, y1), (batch, 1) each; drawn where `there`."""

    x0: Tensor
    y0: Tensor
    x1: Tensor
    y1: Tensor
    there: Tensor


def _varied(x: Tensor, labels: Tensor, at: Landmarks, recipe: Recipe, draws: _Draws) -> Tensor:
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


def _slash(at: Landmarks, recipe: Recipe, draws: _Draws) -> _Segment:
    """A stroke through the middle of a zero, from flat to upright to a little beyond."""
    angle = draws.between(np.radians(25), np.radians(125))
    x = (at.left + at.right) / 2 + draws.around_zero(2)
    y = (at.top + at.bottom) / 2 + draws.around_zero(2)
    half = draws.between(0.3, 0.75) * (at.bottom - at.top)
    dx, dy = half * tf.cos(angle), half * tf.sin(angle)
    return _Segment(x - dx, y + dy, x + dx, y - dy, draws.chance(recipe.slashed_zeros))


def _flag(at: Landmarks, recipe: Recipe, draws: _Draws) -> _Segment:
    """An upstroke to the top of a one, from the left."""
    angle = draws.between(np.radians(0), np.radians(70))
    length = draws.between(3, 11)
    x, y = at.top_x - length * tf.cos(angle), at.top + length * tf.sin(angle)
    return _Segment(x, y, at.top_x, at.top, draws.chance(recipe.flagged_ones))


def _foot(at: Landmarks, recipe: Recipe, draws: _Draws) -> _Segment:
    """A serif under a one."""
    left, right = at.bottom_x - draws.between(2, 9), at.bottom_x + draws.between(2, 9)
    tilt = draws.around_zero(1.5)
    there = draws.chance(recipe.flagged_ones / 2)
    return _Segment(left, at.bottom + tilt, right, at.bottom - tilt, there)


def _crossbar(at: Landmarks, recipe: Recipe, draws: _Draws) -> _Segment:
    """A short stroke across the stem of a seven."""
    angle = draws.around_zero(np.radians(30))
    half = draws.between(2.5, 6.5)
    y = (at.top + at.bottom) / 2 + draws.around_zero(2.5)
    dx, dy = half * tf.cos(angle), half * tf.sin(angle)
    there = draws.chance(recipe.crossed_sevens)
    return _Segment(at.middle_x - dx, y + dy, at.middle_x + dx, y - dy, there)


def _hook(at: Landmarks, recipe: Recipe, draws: _Draws) -> _Segment:
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
    px, py = _pixel_grid()
    dx, dy = segment.x1 - segment.x0, segment.y1 - segment.y0
    along = ((px - segment.x0) * dx + (py - segment.y0) * dy) / (dx * dx + dy * dy + 1e-6)
    along = tf.clip_by_value(along, 0, 1)
    far = tf.sqrt(tf.square(px - segment.x0 - along * dx) + tf.square(py - segment.y0 - along * dy))
    ink = tf.clip_by_value(width / 2 + 0.5 - far, 0, 1)
    return tf.maximum(x, tf.where(segment.there, ink, 0))


def _opened_four(x: Tensor, at: Landmarks, draws: _Draws) -> Tensor:
    """A four whose right stem begins lower: its upper part is left out."""
    px, py = _pixel_grid()
    height = at.bottom - at.top
    right_of = at.top_x + draws.between(-0.1, 0.15) * height
    above = at.top + draws.between(0.15, 0.5) * height
    erased = tf.clip_by_value(px - right_of, 0, 1) * tf.clip_by_value(above - py, 0, 1)
    return x * (1 - erased)


def _warped(x: Tensor, at: Landmarks, recipe: Recipe, draws: _Draws) -> Tensor:
    """One bilinear warp: each pixel of the result looks up where it comes from."""
    px, py = _pixel_grid()
    mass = tf.reduce_sum(x, axis=1, keepdims=True) + 1e-6
    centre_x = tf.reduce_sum(x * px, axis=1, keepdims=True) / mass
    centre_y = tf.reduce_sum(x * py, axis=1, keepdims=True) / mass
    middle = CENTRE - 0.5
    angle = draws.around_zero(np.radians(recipe.rotation))
    size, stretch = draws.around_zero(recipe.scale), draws.around_zero(recipe.stretch)
    shear = draws.around_zero(recipe.shear)
    away_x = px - middle - draws.around_zero(recipe.shift)
    away_y = py - middle - draws.around_zero(recipe.shift)
    # A stretched digit is made smaller or larger again, so that its longer side fills its box.
    width, height = at.right - at.left + 1, at.bottom - at.top + 1
    wider, flatter = width * tf.exp(stretch), height * tf.exp(-stretch)
    fit = tf.maximum(wider, flatter) / tf.maximum(width, height) * tf.exp(-size)
    across, down = fit * tf.exp(-stretch), fit * tf.exp(stretch)
    from_x = across * (tf.cos(angle) * away_x - tf.sin(angle) * away_y)
    from_y = down * (tf.sin(angle) * away_x + tf.cos(angle) * away_y)
    from_x += shear * from_y
    if recipe.elastic > 0:
        field = tf.cast(draws.between(0, _ELASTIC_FIELDS - 1e-3)[:, 0], tf.int32)
        bend = recipe.elastic * tf.gather(tf.constant(_elastic_bank()), field)
        from_x, from_y = from_x + bend[:, :, 0], from_y + bend[:, :, 1]
    return _looked_up(x, from_x + centre_x, from_y + centre_y)


def _looked_up(x: Tensor, at_x: Tensor, at_y: Tensor) -> Tensor:
    """Bilinear values of x (batch, 784) at positions (batch, 784); paper outside.

    A position outside is moved to the edge, where a frame of one pixel is made paper.
    """
    edge = np.pad(np.ones((SIDE - 2, SIDE - 2), np.float32), 1).reshape(1, PIXELS)
    x = x * tf.constant(edge)
    at_x, at_y = tf.clip_by_value(at_x, 0, SIDE - 1.001), tf.clip_by_value(at_y, 0, SIDE - 1.001)
    left, above = tf.floor(at_x), tf.floor(at_y)
    right_part, lower_part = at_x - left, at_y - above
    index = tf.cast(above * SIDE + left, tf.int32)
    a, b, c, d = (tf.gather(x, index + step, batch_dims=1) for step in (0, 1, SIDE, SIDE + 1))
    upper = a + right_part * (b - a)
    lower = c + right_part * (d - c)
    return upper + lower_part * (lower - upper)


def _pixel_grid() -> tuple[Tensor, Tensor]:
    """x and y of each pixel: float32 (1, 784)."""
    y, x = np.mgrid[:SIDE, :SIDE].astype(np.float32)
    return tf.constant(x.reshape(1, PIXELS)), tf.constant(y.reshape(1, PIXELS))
