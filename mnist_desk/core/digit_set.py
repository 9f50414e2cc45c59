"""Digits whose labels are known, to be read by a network: images, and where each came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

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
    images were made of, one each, or none for a set of images.
    """

    title: str
    data: Dataset
    records: tuple[InkRecord, ...] = ()

    def __len__(self) -> int:
        return len(self.data)

    def drawing(self, index: int) -> Drawing:
        """A digit for the canvas, by its index from 0: as it was drawn, if it was."""
        if self.records:
            return drawing_of(self.records[index])
        grey = self.data.images[index].astype(np.float32) / np.float32(255)
        return MnistDigit(grey, True, index + 1, int(self.data.labels[index]), self.title)

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
