"""Random distortions of a batch, inside the compiled graph: what other hands would have written.

Each image is changed in three stages, in the order of a real pen: the line (its thickness, and
strokes that MNIST lacks but real handwriting has), then the shape (one bilinear warp that rotates,
scales, stretches, shears, shifts and bends elastically about the centre of mass). All randomness
comes from one stateless draw, so a step can be repeated.

Coordinates are pixels, x to the right and y down, the first pixel's centre at 0.
"""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from mnist_desk.core.dataset import DIGITS, PIXELS, SIDE
from mnist_desk.core.picture import CENTRE
from mnist_desk.core.recipe import Recipe

from .draws import Draws
from .strokes import VARIANTS, Landmarks, pixel_grid, varied

Tensor = Any

_ELASTIC_FIELDS = 512
"""How many bending fields there are to draw from."""

_ELASTIC_SIGMA = 4.0
"""Smoothing of a bending field, pixels; as in P. Simard, D. Steinkraus, J. Platt, "Best practices
for convolutional neural networks applied to visual document analysis", ICDAR 2003."""


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


def distorts(recipe: Recipe) -> bool:
    """Whether a recipe asks for any distortion."""
    return any(getattr(recipe, name) > 0 for name in (*_SHAPES, "thickness", *VARIANTS))


_SHAPES = ("rotation", "scale", "stretch", "shear", "shift", "elastic")


def distort(
    x: Tensor, labels: Tensor, marks: Tensor, recipe: Recipe, seed: Tensor, step: Tensor
) -> Tensor:
    """x (batch, 784) in [0, 1], labels int32 (batch,), marks (batch, 7) -> x distorted."""
    draws = Draws(x.shape[0], seed, step)
    if recipe.thickness > 0:
        x = _thickened(x, draws.around_zero(recipe.thickness))
    at = Landmarks(*tf.split(marks, len(Landmarks._fields), axis=1))
    if any(getattr(recipe, name) > 0 for name in VARIANTS):
        x = varied(x, labels[:, tf.newaxis], at, recipe, draws)
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
    draws = Draws(x.shape[0], seed, -1 - step)
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


def _warped(x: Tensor, at: Landmarks, recipe: Recipe, draws: Draws) -> Tensor:
    """One bilinear warp: each pixel of the result looks up where it comes from."""
    px, py = pixel_grid()
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
