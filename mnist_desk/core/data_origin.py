"""What a network remembers of the images that it learnt from."""

from __future__ import annotations

from typing import NamedTuple

from .dataset import DIGIT_NAMES, MNIST, Splits


class DataOrigin(NamedTuple):
    """title: what people call the data. digest: SHA-256 of its training images and labels. names:
    what its ten classes are called.
    """

    title: str
    digest: str
    names: tuple[str, ...] = DIGIT_NAMES

    @property
    def has_names(self) -> bool:
        """Whether its classes are something else than the digits."""
        return self.names != DIGIT_NAMES


MNIST_ORIGIN = DataOrigin(MNIST, "edc0d1098aa497be14ace79ddd5171e5a3dcf9c4d196c015389203eb3ba1f59b")
"""The bundled training images."""


def origin_of(data: Splits) -> DataOrigin:
    """What a network that learns from the data remembers. Corrections make no other data of it."""
    return DataOrigin(data.title, (data.published or data.train).digest, data.train.names)
