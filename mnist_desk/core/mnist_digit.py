"""Test images of MNIST as drawings, and which of them a network gets wrong."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .dataset import PIXELS, Dataset, read_npz
from .drawing import Picture
from .model import Model
from .network import forward, relu, unbounded
from .places import resource
from .translate import translate

MNIST_TRAIN = translate("digits", "MNIST training")
MNIST_TEST = translate("digits", "MNIST test")
"""What the two parts are called."""

_AT_ONCE = 1000
"""Images that are read in one go; the memory it takes stays below 10 MB."""


@dataclass(frozen=True, eq=False)
class MnistDigit(Picture):
    """One image of a set. number: its place there, from 1. label: the digit it shows. source: what
    the set is called.
    """

    number: int = 1
    label: int = 0
    source: str = MNIST_TEST


def load_test_images() -> Dataset:
    """The bundled 10,000 test images, without the training images: 0.1 s."""
    return read_npz(resource("mnist", "mnist.npz"), "test")


def mnist_digit(images: Dataset, index: int) -> MnistDigit:
    """The image at an index, from 0, as a drawing."""
    grey = images.images[index].astype(np.float32) / np.float32(255)
    return MnistDigit(grey, True, index + 1, int(images.labels[index]))


@unbounded
def wrong(model: Model, images: Dataset) -> NDArray[np.intp]:
    """The indices of the images that a model reads as another digit: (k,), k may be 0."""
    winners = []
    for start in range(0, len(images), _AT_ONCE):
        x = images.images[start : start + _AT_ONCE].reshape(-1, PIXELS)
        outputs = forward(model.layers, x.astype(np.float32) / np.float32(255), relu)
        winners.append(np.asarray(outputs).argmax(axis=1))
    return np.flatnonzero(np.concatenate(winners) != images.labels)
