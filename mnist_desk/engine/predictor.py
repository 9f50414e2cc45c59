"""What a network answers: for one drawing at once, for a whole data set at once."""

from __future__ import annotations

import functools
from typing import Any, NamedTuple

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from mnist_desk.core.dataset import PIXELS, Dataset
from mnist_desk.core.grey import Grey
from mnist_desk.core.model import Model
from mnist_desk.core.network import Layer, Layers, forward
from mnist_desk.core.scores import Scores, score

Tensor = Any

_AT_ONCE = 10_000
"""Images that are read in one go, as many as MNIST has to test: what a network of two layers makes
of them takes 80 MB.
"""


class DeviceData(NamedTuple):
    """images: uint8 (n, 784); labels: int32 (n,), on a device."""

    images: Tensor
    labels: Tensor


@functools.lru_cache(maxsize=3)
def device_data(data: Dataset, device: str) -> DeviceData:
    """A data set on a device, kept there for the next run: what is learnt from, what is asked of
    it again, and the test images.
    """
    with tf.device(device):
        return DeviceData(
            tf.constant(data.images.reshape(-1, PIXELS)),
            tf.constant(data.labels.astype(np.int32)),
        )


class DrawingReader:
    """Reads one drawing after the other; keeps the weights it was given last as tensors."""

    def __init__(self) -> None:
        self._layers: Layers | None = None
        self._tensors: Layers = ()

    def __call__(self, layers: Layers, picture: Grey) -> NDArray[np.float32]:
        """A picture, float32 (28, 28) in [0, 1] -> outputs (10,)."""
        if layers is not self._layers:
            self._layers = layers
            self._tensors = tuple(Layer(tf.constant(k), tf.constant(b)) for k, b in layers)
        x = tf.constant(picture.reshape(1, PIXELS))
        # To NumPy first: taking a row of a tensor costs as much as reading the drawing.
        outputs = np.asarray(_outputs(self._tensors, x), np.float32)
        return np.asarray(outputs[0])


def evaluate(model: Model, data: Dataset, device: str = "CPU:0") -> Scores:
    """The scores of a model on a data set."""
    outputs = outputs_of(model, data, device)
    return score(outputs, data.labels, model.recipe.loss, model.calibration)


def outputs_of(model: Model, data: Dataset, device: str = "CPU:0") -> NDArray[np.float32]:
    """The outputs (n, 10) for all images of a data set."""
    with tf.device(device):
        images = device_data(data, device).images
        outputs = [
            _outputs_of_images(model.layers, images[start : start + _AT_ONCE]).numpy()
            for start in range(0, len(data), _AT_ONCE)
        ]
    return np.concatenate(outputs)


def accuracy(layers: Layers, data: Dataset, device: str = "CPU:0") -> float:
    """The part of a data set that is read right: all of Scores that costs next to nothing."""
    with tf.device(device):
        outputs = _outputs_of_images(layers, device_data(data, device).images)
    return float((outputs.numpy().argmax(axis=1) == data.labels).mean())


@tf.function(autograph=False, reduce_retracing=True)  # type: ignore[untyped-decorator]
def _outputs(layers: Layers, x: Tensor) -> Tensor:
    return forward(layers, x, tf.nn.relu)


@tf.function(autograph=False, reduce_retracing=True)  # type: ignore[untyped-decorator]
def _outputs_of_images(layers: Layers, images: Tensor) -> Tensor:
    return forward(layers, tf.cast(images, tf.float32) / 255, tf.nn.relu)
