"""Which training images may be labelled wrongly, by networks that have not learnt from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .dataset import DIGITS, Dataset
from .label_file import LabelFile
from .scores import Scores
from .translate import translate

LABEL_DOUBTS = "label-doubts.json"
"""The name of the file, in the user's data folder."""

_FILE = LabelFile(
    "mnist-desk label doubts",
    translate("errors", "{path} has no doubtful labels that can be read: {reason}."),
    translate(
        "errors",
        "The doubtful labels cannot be written to {path} ({reason}); choose another file.",
    ),
)
_DIGITS_KEPT = 4
"""Of a probability, behind the point."""


class DoubtfulLabel(NamedTuple):
    """image: its number in the training set, from 0. label: what it is called; suggested: what
    networks that did not learn from it read. doubt: by how much the probability of that is above
    the label's, in (0, 1].
    """

    image: int
    label: int
    suggested: int
    doubt: float


@dataclass(frozen=True, eq=False)
class LabelDoubts:
    """data: the digest of the images and labels. parts: into how many they were dealt. seconds: how
    long it took. labels: the most doubtful first. values: float32 (m, 10), the probabilities for
    each of `labels`.
    """

    data: str
    parts: int
    seconds: float
    labels: tuple[DoubtfulLabel, ...]
    values: NDArray[np.float32]

    def to_json(self) -> dict[str, Any]:
        return {
            "data": self.data,
            "parts": self.parts,
            "seconds": round(self.seconds, 2),
            "labels": [
                {
                    **one._asdict(),
                    "doubt": round(one.doubt, _DIGITS_KEPT),
                    "probabilities": [round(float(value), _DIGITS_KEPT) for value in values],
                }
                for one, values in zip(self.labels, self.values, strict=True)
            ],
        }


class DoubtProgress(NamedTuple):
    """How far it is, in [0, 1]; what came of it, at the end."""

    done: float
    doubts: LabelDoubts | None = None


class Both(NamedTuple):
    """How far it is, in [0, 1]; at the end the scores on the test images without corrections and
    with them.
    """

    done: float
    without: Scores | None = None
    corrected: Scores | None = None


def seconds_for(parts: int) -> int:
    """About how long a search takes on two cores: 10 s for each time that it learns from as many
    images as there are, which is parts - 1 times.
    """
    return 10 * (parts - 1)


def dealt(data: Dataset, parts: int, seed: int = 0) -> NDArray[np.intp]:
    """Which part each image is in, (n,), from 0: of each digit as many in each, drawn at random but
    the same for the same seed.
    """
    part = np.empty(len(data), np.intp)
    random = np.random.default_rng(seed)
    start = 0
    for digit in range(DIGITS):
        of_digit = random.permutation(np.flatnonzero(data.labels == digit))
        # Each digit goes on where the last one ended, so that the parts are equally large.
        part[of_digit] = (start + np.arange(len(of_digit))) % parts
        start += len(of_digit)
    return part


def ranked(
    data: Dataset, probabilities: NDArray[np.float32], parts: int, seconds: float
) -> LabelDoubts:
    """Put the labels that another answer is above in order, by how far it is above.

    probabilities: (n, 10), of networks that have not learnt from the image: its "normalised
    margin" tells how doubtful a label is (C. Northcutt et al., "Confident learning: estimating
    uncertainty in dataset labels", JAIR 2021).
    """
    rows = np.arange(len(data))
    values = np.nan_to_num(probabilities)
    answers = values.argmax(axis=1)
    margin = values[rows, answers] - values[rows, data.labels]
    doubtful = np.flatnonzero((answers != data.labels) & (margin > 0))
    order = doubtful[np.argsort(-margin[doubtful], kind="stable")]
    labels = tuple(
        DoubtfulLabel(int(at), int(data.labels[at]), int(answers[at]), float(margin[at]))
        for at in order
    )
    return LabelDoubts(data.digest, parts, seconds, labels, values[order].astype(np.float32))


def write_doubts(doubts: LabelDoubts, path: Path) -> None:
    """Write the file whole or not at all. Raises InputError when that is impossible."""
    _FILE.write(path, doubts.to_json())


def read_doubts(path: Path) -> LabelDoubts:
    """Read what `write_doubts` wrote. Raises InputError when it is not that; FileNotFoundError."""
    return _FILE.read(path, _from_json)


def _from_json(told: Mapping[str, Any]) -> LabelDoubts:
    """Raises ValueError, TypeError, KeyError or OverflowError when it is something else."""
    if not isinstance(told["data"], str):
        raise TypeError("no digest")
    labels, values = [], np.zeros((len(told["labels"]), DIGITS), np.float32)
    for row, one in enumerate(told["labels"]):
        label = DoubtfulLabel(*(one[name] for name in DoubtfulLabel._fields))
        whole = (label.image, label.label, label.suggested)
        if any(type(number) is not int or number < 0 for number in whole):
            raise ValueError("no number of an image or a digit")
        if max(label.label, label.suggested) >= DIGITS:
            raise ValueError("no digit")
        doubt = float(label.doubt)
        if not 0 <= doubt <= 1:  # Rounded, it may be 0.
            raise ValueError("no difference between two probabilities")
        labels.append(label._replace(doubt=doubt))
        probabilities = np.array(one["probabilities"], np.float64)
        if probabilities.shape != (DIGITS,) or (probabilities != probabilities.clip(0, 1)).any():
            raise ValueError("not ten probabilities")
        values[row] = probabilities
    return LabelDoubts(
        told["data"], int(told["parts"]), float(told["seconds"]), tuple(labels), values
    )
