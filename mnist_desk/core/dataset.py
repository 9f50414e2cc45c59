"""Labelled images, in two parts; and the bundled MNIST."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .errors import InputError
from .intake import Watch, unwatched
from .npz_file import read_arrays
from .places import resource
from .translate import translate

SIDE = 28
PIXELS = SIDE * SIDE
DIGITS = 10

DIGIT_NAMES = tuple(map(str, range(DIGITS)))
"""What the ten classes of MNIST are called."""

MNIST = "MNIST"
"""What people call it."""

SplitName = Literal["train", "test"]


@dataclass(frozen=True, eq=False)
class Dataset:
    """Images and what digit each one shows.

    images: uint8 (n, 28, 28), 0 is paper, 255 is ink. labels: integers (n,), 0 to 9, kept as
    uint8. names: what the ten classes are called. Raises InputError when shapes, dtypes or labels
    are not so, or when there is no image.
    """

    images: NDArray[np.uint8]
    labels: NDArray[np.uint8]
    names: tuple[str, ...] = DIGIT_NAMES

    def __post_init__(self) -> None:
        images, labels = self.images, self.labels
        if images.dtype != np.uint8 or images.ndim != 3 or images.shape[1:] != (SIDE, SIDE):
            raise InputError(
                translate(
                    "errors",
                    "The images must be uint8 of shape (n, 28, 28), not {dtype} of shape {shape}.",
                ),
                dtype=images.dtype,
                shape=images.shape,
            )
        if not np.issubdtype(labels.dtype, np.integer) or labels.shape != images.shape[:1]:
            raise InputError(
                translate(
                    "errors",
                    "The labels must be {count} whole numbers, one for each image, not {dtype} of "
                    "shape {shape}.",
                ),
                count=len(images),
                dtype=labels.dtype,
                shape=labels.shape,
            )
        if len(labels) == 0:
            raise InputError(translate("errors", "There are no images in this data."))
        if labels.min() < 0 or labels.max() >= DIGITS:
            raise InputError(
                translate(
                    "errors", "The labels must be digits 0 to 9; found {least} to {largest}."
                ),
                least=labels.min(),
                largest=labels.max(),
            )
        object.__setattr__(self, "labels", labels.astype(np.uint8))

    def __len__(self) -> int:
        return len(self.images)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of images and labels, in hexadecimal: 30 ms for 60,000."""
        summary = hashlib.sha256(np.ascontiguousarray(self.images).data)
        summary.update(np.ascontiguousarray(self.labels).data)
        return summary.hexdigest()


class Splits(NamedTuple):
    """What a network learns from, and what it is tried on. title: what people call the data.
    held_back: whether the file had no test images, so that every sixth image is one. published:
    the training images as they came, when some of their labels were corrected.
    """

    train: Dataset
    test: Dataset
    title: str = MNIST
    held_back: bool = False
    published: Dataset | None = None

    def corrected(self, train: Dataset) -> Splits:
        """The same data with other labels to learn from."""
        return self._replace(train=train, published=self.train)


def load_mnist() -> Splits:
    """The bundled MNIST: 60,000 training and 10,000 test images in the original order."""
    path = resource("mnist", "mnist.npz")
    return Splits(read_npz(path, "train"), read_npz(path, "test"))


def read_npz(path: Path, part: SplitName, watch: Watch = unwatched) -> Dataset:
    """Read arrays x_<part> and y_<part>, as in the mnist.npz of Keras.

    Raises InputError when they are not there, damaged, too large or no data set.
    """
    return checked(path, *read_arrays(path, (f"x_{part}", f"y_{part}"), watch))


def checked(
    path: Path,
    images: NDArray[Any],
    labels: NDArray[Any],
    names: tuple[str, ...] = DIGIT_NAMES,
) -> Dataset:
    """The data set of these arrays. Raises InputError, which names the path, when they are none."""
    try:
        return Dataset(images, labels, names)
    except InputError as error:
        raise InputError(
            translate("errors", "{path} cannot be used: {reason}"), path=path, reason=error
        ) from None
