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

from .step_random import StepRandom
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


def strengths(recipe: Recipe, first: int, count: int, steps_per_epoch: int) -> NDArray[np.float32]:
    """How strong the distortions of `count` steps from step `first` on are: float32 (count,).

    1 until they fade, then linearly to 0 at the last step of the last epoch.
    """
    last, steps = recipe.epochs * steps_per_epoch - 1, np.arange(first, first + count)
    fading = max(recipe.fading * last, 1)
    left = np.clip((last - steps) / fading, 0, 1) if recipe.fading > 0 else np.ones(count)
    return left.astype(np.float32)


def distort(
    x: Tensor,
    labels: Tensor,
    marks: Tensor,
    recipe: Recipe,
    seed: Tensor,
    step: Tensor,
    strength: Tensor = 1.0,
) -> Tensor:
    """x (batch, 784) in [0, 1], labels int32 (batch,), marks (batch, 7) -> x distorted.

    strength: float32 scalar, a part of what the recipe says.
    """
    draws = StepRandom(x.shape[0], seed, step, strength)
    if recipe.thickness > 0:
        x = _thickened(x, draws.around_zero(recipe.thickness))
    at = Landmarks(*tf.split(marks, len(Landmarks._fields), axis=1))
    if any(getattr(recipe, name) > 0 for name in VARIANTS):
        x = varied(x, labels[:, tf.newaxis], at, recipe, draws)
    if any(getattr(recipe, name) > 0 for name in _SHAPES):
        x = _warped(x, at, recipe, draws)
    return x


@functools.lru_cache(maxsize=1)
def _turns() -> NDArray[np.int32]:
    """Of each digit the pixels of a turned or mirrored picture of it, which is no digit: (10, 784).

    A 3 mirrored is an E, a 4 upside down an h, a 7 an L; 0 and 8 would stay digits and are laid on
    their side, to be drawn over.
    """
    pixels = np.arange(PIXELS, dtype=np.int32).reshape(SIDE, SIDE)
    on_its_side, mirrored, upside_down = pixels.T[:, ::-1], pixels[:, ::-1], pixels[::-1, ::-1]
    turns = {3: mirrored, 4: upside_down, 7: upside_down, 9: mirrored}
    return np.stack([turns.get(digit, on_its_side).ravel() for digit in range(DIGITS)])


def made_nonsense(
    x: Tensor, y: Tensor, labels: Tensor, recipe: Recipe, seed: Tensor, step: Tensor
) -> tuple[Tensor, Tensor]:
    """Make some of the pictures x (batch, 784) unreadable and their targets y (batch, 10) even.

    Such a picture is a digit turned or mirrored, alone or with another drawn over it, or its lower
    half alone, or that below half of another digit upside down. labels: int32 (batch,).
    """
    draws = StepRandom(x.shape[0], seed, -1 - step)
    # Gathered, not transposed and rolled: XLA would do that again wherever a pixel is used.
    turned = tf.gather(x, tf.gather(tf.constant(_turns()), labels), batch_dims=1)
    others = tf.gather(x, np.roll(np.arange(x.shape[0]), 1))
    kind = draws.between(0, 4)
    stays = ((labels == 0) | (labels == 8))[:, tf.newaxis]
    whole = tf.where((kind < 1) | stays, tf.maximum(turned, others), turned)
    above = tf.where(kind < 3, others[:, ::-1], 0)
    upper = np.arange(PIXELS)[np.newaxis] < PIXELS // 2
    broken = tf.where(kind < 2, whole, tf.where(upper, above, x))
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


def _warped(x: Tensor, at: Landmarks, recipe: Recipe, draws: StepRandom) -> Tensor:
    """One bilinear warp: each pixel of the result looks up where it comes from."""
    px, py = pixel_grid()
    mass = tf.reduce_sum(x, axis=1, keepdims=True) + 1e-6
    centre_x = tf.reduce_sum(x * px, axis=1, keepdims=True) / mass
    centre_y = tf.reduce_sum(x * py, axis=1, keepdims=True) / mass
    # Without strength the picture stays where it is.
    middle_x, middle_y = (
        centre + draws.strength * (CENTRE - 0.5 - centre) for centre in (centre_x, centre_y)
    )
    angle = draws.around_zero(np.radians(recipe.rotation))
    size, stretch = draws.around_zero(recipe.scale), draws.around_zero(recipe.stretch)
    shear = draws.around_zero(recipe.shear)
    away_x = px - middle_x - draws.around_zero(recipe.shift)
    away_y = py - middle_y - draws.around_zero(recipe.shift)
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
        bend = draws.strength * recipe.elastic * tf.gather(tf.constant(_elastic_bank()), field)
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
