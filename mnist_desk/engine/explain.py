"""The smallest change of a picture that makes the network answer what one chose."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from mnist_desk.core.dataset import DIGITS, PIXELS, SIDE
from mnist_desk.core.grey import Grey
from mnist_desk.core.model import Model
from mnist_desk.core.network import Layers, forward
from mnist_desk.core.samples import sample_pictures

from .sphere_search import least_changes

Tensor = Any

STEPS = 120
_RADII = (0.5, 1.5)
"""Spheres on which the search begins from the picture itself."""
_SAMPLES = 3
"""So many drawings of the digit are begun from, too; the best of all searches counts."""
_FARTHEST = 12.0


def smallest_change(model: Model, picture: Grey, digit: int) -> Grey | None:
    """A picture, (28, 28) in [0, 1], near the given one, that the network calls `digit`.

    Near is the Euclidean distance. The digit leads by its margin: e to 1 in probability after
    cross-entropy, 0.1 in the raw outputs otherwise. None when the search finds no such picture.

    The search (engine.sphere_search) follows its log-probability. It begins from the nearest sample
    drawings of the digit as well: from the picture alone it misses many changes (figures:
    engine/README.md).
    """
    margin = model.calibration.temperature if model.recipe.loss == "cross-entropy" else 0.1
    x = picture.reshape(1, PIXELS)
    images, labels = sample_pictures()
    towards = images[labels == digit] - x
    nearest = np.argsort(np.linalg.norm(towards, axis=1))[:_SAMPLES]
    starts = np.concatenate([np.zeros((len(_RADII), PIXELS), np.float32), towards[nearest]])
    radii = np.append(_RADII, np.linalg.norm(towards[nearest], axis=1)).astype(np.float32)
    change, found = _search(
        tuple((tf.constant(kernel), tf.constant(bias)) for kernel, bias in model.layers),
        tf.constant(np.repeat(x, len(starts), axis=0)),
        tf.constant(starts),
        tf.constant(radii[:, np.newaxis]),
        tf.constant(digit),
        tf.constant(margin, tf.float32),
    )
    if not bool(found):
        return None
    changed: NDArray[np.float32] = picture + change.numpy().reshape(SIDE, SIDE)
    return np.clip(changed, 0, 1)


@tf.function(autograph=False, reduce_retracing=True)  # type: ignore[untyped-decorator]
def _search(
    layers: Layers, x: Tensor, change: Tensor, radius: Tensor, digit: Tensor, margin: Tensor
) -> tuple[Tensor, Tensor]:
    """x: (n, 784), copies of one picture; change (n, 784) and radius (n, 1): where to begin.

    Returns the least change (784,), and whether there is one.
    """
    others = -1e9 * tf.one_hot(digit, DIGITS)

    def leads(pictures: Tensor) -> tuple[Tensor, Tensor]:
        outputs = forward(layers, pictures, tf.nn.relu)  # (n, 10)
        wanted = outputs[:, digit]
        smooth = tf.reduce_logsumexp(outputs / margin + others, axis=1)
        lead = wanted - tf.reduce_max(outputs + others, axis=1)
        return wanted - margin * smooth, lead >= margin

    best, least = least_changes(x, change, radius, leads, STEPS, _FARTHEST)
    nearest = tf.argmin(least[:, 0])
    return best[nearest], tf.math.is_finite(least[nearest, 0])
