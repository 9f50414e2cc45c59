"""A person's verdicts on labels, kept beside the data, which stays as it is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np

from .dataset import DIGITS, Dataset
from .errors import InputError
from .intake import DOUBTS, opened, parsed
from .places import replacing
from .translate import translate

CORRECTIONS = "label-corrections.json"
"""The name of the file, in the user's data folder."""

Kind = Literal["keep", "fix", "ambiguous"]

_KIND, _FORMAT = "mnist-desk label corrections", 1
_MOST_VALUES = 2_000_000


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
            labels[image] = verdict.label
            kept[image] = verdict.kind != "ambiguous"
        return Dataset(data.images[kept], labels[kept], data.names)


def write_corrections(corrections: Corrections, path: Path) -> None:
    """Write the file whole or not at all. Raises InputError when that is impossible."""
    told = {
        "kind": _KIND,
        "format": _FORMAT,
        "data": corrections.data,
        "corrections": [
            {"image": image, "verdict": verdict.kind, "label": verdict.label}
            for image, verdict in sorted(corrections.verdicts.items())
        ],
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as temporary:
            temporary.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(
            translate(
                "errors",
                "The corrections cannot be written to {path} ({reason}); choose another file.",
            ),
            path=path,
            reason=error.strerror or error,
        ) from error


def read_corrections(path: Path, data: Dataset) -> Corrections:
    """Read the corrections of a data set. Raises InputError when they are none, damaged, or of
    other data, and FileNotFoundError.
    """
    try:
        with opened(path, DOUBTS) as file:
            told = parsed(file.read(DOUBTS.most), _MOST_VALUES)
        if told["kind"] != _KIND or told["format"] != _FORMAT:
            raise ValueError("another kind of file")
        corrections = Corrections(str(told["data"]), dict(_verdicts(told["corrections"], data)))
    except FileNotFoundError:
        raise
    except InputError as error:
        raise _unreadable(path, error) from None
    except (OSError, ValueError, TypeError, KeyError) as error:
        damaged = InputError(translate("errors", "it is damaged, or another file"))
        raise _unreadable(path, damaged) from error
    if corrections.data != data.digest:
        raise _unreadable(path, InputError(translate("errors", "they are of other images")))
    return corrections


def _verdicts(told: Iterable[Any], data: Dataset) -> Iterable[tuple[int, Verdict]]:
    """Raises ValueError, TypeError or KeyError when they are something else."""
    for one in told:
        image, kind, label = one["image"], one["verdict"], one["label"]
        if type(image) is not int or type(label) is not int:
            raise TypeError("no number")
        if kind not in ("keep", "fix", "ambiguous") or not 0 <= label < DIGITS:
            raise ValueError("no verdict")
        # Those of other data are told as such, not as damaged.
        if 0 <= image < len(data):
            yield image, Verdict(kind, label)


def _unreadable(path: Path, reason: InputError) -> InputError:
    return InputError(
        translate("errors", "{path} has no corrections that can be used: {reason}."),
        path=path,
        reason=reason,
    )
