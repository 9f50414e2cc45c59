"""Digits whose labels are known, to be read by a network: images, and where each came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .collection import drawing_of, pictures_of
from .dataset import SIDE, Dataset
from .drawing import Drawing
from .errors import InputError
from .ink_file import InkRecord
from .intake import Watch, unwatched
from .mnist_digit import MnistDigit
from .translate import translate


@dataclass(frozen=True, eq=False)
class DigitSet:
    """title: what people call it, as "MNIST test". data: images and labels (n,). records: what the
    images were made of, one each, or none for a set of images. every, whole: of a larger set these
    are every so many-th, from the first; how many digits that has. exact: float32 (n, 28, 28) in
    [0, 1], the pictures that are read, where `data` has them rounded.
    """

    title: str
    data: Dataset
    records: tuple[InkRecord, ...] = ()
    every: int = 1
    whole: int | None = None
    exact: NDArray[np.float32] | None = None

    def __len__(self) -> int:
        return len(self.data)

    @property
    def total(self) -> int:
        """How many digits the numbers go to."""
        return len(self) if self.whole is None else self.whole

    def number(self, index: int) -> int:
        """By which number people know a digit, from 1, by its index from 0."""
        return index * self.every + 1

    def drawing(self, index: int) -> Drawing:
        """A digit for the canvas, by its index from 0: as it was drawn, if it was."""
        if self.records:
            return drawing_of(self.records[index])
        if self.exact is None:
            grey = self.data.images[index].astype(np.float32) / np.float32(255)
        else:
            grey = self.exact[index].copy()
        label = int(self.data.labels[index])
        return MnistDigit(grey, True, self.number(index), label, self.title)

    def writer(self, index: int) -> str | None:
        """Who drew it, where that is known."""
        return self.records[index].writer if self.records else None

    @property
    def writers(self) -> tuple[str | None, ...]:
        """Of each digit who drew it; empty when that is known of none."""
        writers = tuple(record.writer for record in self.records)
        return writers if any(writers) else ()


def drawn_set(title: str, records: Sequence[InkRecord], watch: Watch = unwatched) -> DigitSet:
    """The drawings that have a label, as pictures of the network: 1 s for 2,000 of them.

    Raises InputError when there is none.
    """
    labelled = tuple(record for record in records if record.label is not None)
    if not labelled:
        raise InputError(translate("errors", "No drawing has a label to compare with."))
    images = pictures_of(labelled, watch).reshape(-1, SIDE, SIDE)
    labels = np.array([record.label for record in labelled])
    return DigitSet(title, Dataset(images, labels), labelled)
