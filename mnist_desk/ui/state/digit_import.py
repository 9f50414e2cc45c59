"""The drawings of other ink files, a class's for one, as they come among my digits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mnist_desk.core.collection import without_known
from mnist_desk.core.errors import InputError
from mnist_desk.core.ink_file import InkRecord, salvage_ink, write_ink
from mnist_desk.core.intake import Watch, unwatched
from mnist_desk.core.translate import translate


@dataclass(frozen=True)
class Found:
    """What files of drawings hold: new ones, and how many were known or have no label."""

    new: list[InkRecord]
    known: int
    unlabelled: int
    complaints: list[InputError]


def read_files(
    paths: Sequence[Path], known: Sequence[InkRecord], watch: Watch = unwatched
) -> Found:
    """Read ink files; what cannot be read is a complaint. For a worker."""
    records: list[InkRecord] = []
    complaints: list[InputError] = []
    for path in paths:
        try:
            salvage = salvage_ink(path, watch)
        except InputError as error:
            complaints.append(error)
            continue
        records += salvage.records
        complaints += salvage.complaints
    labelled = [record for record in records if record.label is not None]
    new, left_out = without_known(labelled, known)
    return Found(new, left_out, len(records) - len(labelled), complaints)


def write_file(path: Path, records: Sequence[InkRecord]) -> None:
    """Write an ink file. Raises InputError when that is impossible. For a worker."""
    try:
        write_ink(path, records)
    except OSError as error:
        raise InputError(
            translate(
                "errors",
                "The digits cannot be written to {path} ({reason}); choose another place.",
            ),
            path=path,
            reason=error.strerror,
        ) from error
