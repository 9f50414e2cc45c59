"""A person's verdicts on labels, kept beside the data, which stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np

from .dataset import DIGITS, Dataset
from .errors import InputError
from .label_file import LabelFile
from .translate import translate

CORRECTIONS = "label-corrections.json"
"""The name of the file, in the user's data folder."""

Kind = Literal["keep", "fix", "ambiguous"]

_FILE = LabelFile(
    "mnist-desk label corrections",
    translate("errors", "{path} has no corrections that can be used: {reason}."),
    translate(
        "errors", "The corrections cannot be written to {path} ({reason}); choose another file."
    ),
)


class Verdict(NamedTuple):
    """kind: the label is right; it is `label` instead; or nobody can tell, so that the image is
    left out. label: what the image shows, the old label unless it is fixed.
    """

    kind: Kind
    label: int


@dataclass(frozen=True)
class Corrections:
    """A value. data: the digest of the data set it is about. verdicts: number of an image, from 0,
    -> what was decided.
    """

    data: str
    verdicts: Mapping[int, Verdict] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.verdicts)

    @property
    def changing(self) -> int:
        """How many images are learnt otherwise, or not at all."""
        return sum(verdict.kind != "keep" for verdict in self.verdicts.values())

    def with_verdicts(self, verdicts: Mapping[int, Verdict | None]) -> Corrections:
        """The same with these in place of others; None takes one back."""
        merged = {**self.verdicts, **verdicts}
        return Corrections(
            self.data, {image: one for image, one in merged.items() if one is not None}
        )

    def applied_to(self, data: Dataset) -> Dataset:
        """The images with the labels that were decided on, without the ambiguous ones.

        Raises InputError when this is about other data, or nothing is left.
        """
        if data.digest != self.data:
            raise InputError(
                translate(
                    "errors", "These corrections are of other images; find doubtful labels anew."
                )
            )
        labels, kept = data.labels.copy(), np.ones(len(data), bool)
        for image, verdict in self.verdicts.items():
            if verdict.kind == "fix":
                labels[image] = verdict.label
            kept[image] = verdict.kind != "ambiguous"
        return Dataset(data.images[kept], labels[kept], data.names)


def write_corrections(corrections: Corrections, path: Path) -> None:
    """Write the file whole or not at all. Raises InputError when that is impossible."""
    verdicts = [
        {"image": image, "verdict": verdict.kind, "label": verdict.label}
        for image, verdict in sorted(corrections.verdicts.items())
    ]
    _FILE.write(path, {"data": corrections.data, "corrections": verdicts}, indent=1)


def read_corrections(path: Path, data: Dataset) -> Corrections:
    """Read the corrections of a data set. Raises InputError when they are none, damaged, or of
    other data, and FileNotFoundError.
    """

    def of_data(told: Mapping[str, Any]) -> Corrections:
        if told["data"] != data.digest:
            raise InputError(translate("errors", "they are of other images"))
        return Corrections(data.digest, dict(_verdicts(told["corrections"], len(data))))

    return _FILE.read(path, of_data)


def _verdicts(told: Iterable[Any], n: int) -> Iterable[tuple[int, Verdict]]:
    """n: images. Raises ValueError, TypeError or KeyError when they are something else."""
    for one in told:
        image, kind, label = one["image"], one["verdict"], one["label"]
        if type(image) is not int or type(label) is not int:
            raise TypeError("no number")
        if kind not in ("keep", "fix", "ambiguous") or not 0 <= label < DIGITS:
            raise ValueError("no verdict")
        if not 0 <= image < n:
            raise ValueError("no image")
        yield image, Verdict(kind, label)
