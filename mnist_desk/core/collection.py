"""A person's own labelled drawings, and the file that keeps them.

The file is an ink file (core.ink_file). To a drawing the program adds its label, `time` (ISO 8601,
UTC) and `answer`, the digit that the network took it for; a picture that was brought in has no
strokes but `picture`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Hashable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from .dataset import PIXELS, SIDE
from .drawing import Drawing, Picture, picture_of
from .errors import InputError
from .file_lock import locked
from .ink import Ink
from .ink_file import InkRecord, Salvage, salvage_ink, write_ink
from .intake import Watch, unwatched
from .translate import translate

MY_DIGITS = "my-digits.jsonl"
"""The name of the file, in the user's data folder."""

_AT_ONCE = 100
"""Drawings made into pictures between two times that the watcher is told."""


def record_of(
    drawing: Drawing, label: int, answer: int | None = None, writer: str | None = None
) -> InkRecord:
    """A drawing as it is kept now. Raises nothing; `drawing` must not be empty."""
    extra: dict[str, object] = {"time": datetime.now(UTC).isoformat(timespec="seconds")}
    if answer is not None:
        extra["answer"] = answer
    if isinstance(drawing, Ink):
        return InkRecord(drawing, label, writer, extra)
    return InkRecord(Ink(), label, writer, extra, _pixels(drawing).tobytes())


def drawing_of(record: InkRecord) -> Drawing:
    """What a record shows, to be put on the canvas or read."""
    if record.picture is None:
        return record.ink
    pixels = np.frombuffer(record.picture, np.uint8).reshape(SIDE, SIDE)
    return Picture(pixels.astype(np.float32) / np.float32(255), is_mnist=True)


def pictures_of(records: Sequence[InkRecord], watch: Watch = unwatched) -> NDArray[np.uint8]:
    """What the network is given for each record: uint8 (n, 784), 255 is ink; 1 s for 2,000."""
    pictures = []
    for place, record in enumerate(records):
        if place % _AT_ONCE == 0:
            watch(place / len(records))
        pictures.append(_pixels(drawing_of(record)))
    return np.stack(pictures) if pictures else np.zeros((0, PIXELS), np.uint8)


def _pixels(drawing: Drawing) -> NDArray[np.uint8]:
    return np.round(picture_of(drawing) * 255).astype(np.uint8).reshape(PIXELS)


def without_known(
    records: Iterable[InkRecord], known: Iterable[InkRecord]
) -> tuple[list[InkRecord], int]:
    """The records that are new, and how many were left out: the same drawing by the same writer
    with the same label is kept once.
    """
    seen = {_identity(record) for record in known}
    new, left_out = [], 0
    for record in records:
        if (identity := _identity(record)) in seen:
            left_out += 1
        else:
            seen.add(identity)
            new.append(record)
    return new, left_out


def _identity(record: InkRecord) -> Hashable:
    return record.ink, record.picture, record.label, record.writer


class CollectionFile:
    """The file of one's own drawings. One thread at a time may use it; other programs may too, and
    what they have added stays.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._readable = True
        self._damaged = False
        self._known: set[int] = set()
        """Hashes of the lines that were read or written here; what is in the file beside these is
        of others."""
        self._others: list[InkRecord] = []
        self._state: tuple[int, ...] | None = None
        """The file as it was left here, with `_others` in it."""

    def read(self) -> Salvage:
        """All drawings with a label, and what could not be read; nothing when there is no file.

        Raises InputError when the file cannot be read at all; it is never written anew then.
        """
        if not self.path.exists():
            return Salvage([], [])
        with locked(self.path):
            salvage = self._salvage()
            self._others = []
            self._note(record.to_json() for record in salvage.records)
        records = [record for record in salvage.records if record.label is not None]
        return Salvage(records, salvage.complaints)

    def add(self, records: Iterable[InkRecord]) -> None:
        """Add drawings at the end, safe on the disk on return, or none of them.

        A line that a failing machine wrote half is closed first, and skipped when it is read.
        """
        self._check_readable()
        lines = [record.to_json() for record in records]
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with locked(self.path):
                is_as_left = _state(self.path) == self._state
                _append(self.path, "".join(f"{line}\n" for line in lines).encode())
                self._note(lines, is_as_left)
        except OSError as error:
            raise self._unwritable(error) from error

    def rewrite(self, records: Iterable[InkRecord]) -> None:
        """Write all drawings anew, whole or not at all, and behind them those that other programs
        have added.

        What could not be read of the old file stays beside it, in a copy whose name says so.
        """
        self._check_readable()
        ours = list(records)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with locked(self.path):
                others = self._of_others()
                if self._damaged and self.path.exists():
                    shutil.copy2(self.path, self.path.with_name(f"damaged-{self.path.name}"))
                    self._damaged = False
                write_ink(self.path, [*ours, *others])
                self._note(record.to_json() for record in ours)
        except OSError as error:
            raise self._unwritable(error) from error

    def _check_readable(self) -> None:
        """What is no file, or too large, takes nothing that would be found again."""
        if not self._readable:
            raise InputError(
                translate(
                    "errors",
                    "{path} could not be read and is left as it is: export your digits, move it "
                    "away and start again.",
                ),
                path=self.path,
            )

    def _salvage(self) -> Salvage:
        try:
            salvage = salvage_ink(self.path)
        except InputError:
            self._readable = False
            raise
        self._damaged = bool(salvage.complaints)
        return salvage

    def _note(self, lines: Iterable[str], is_seen: bool = True) -> None:
        """These lines are ours now. is_seen: whether all else in the file was looked at."""
        self._known.update(map(hash, lines))
        self._state = _state(self.path) if is_seen else None

    def _of_others(self) -> list[InkRecord]:
        if _state(self.path) != self._state:
            records = self._salvage().records if self.path.exists() else []
            known = self._known
            self._others = [one for one in records if hash(one.to_json()) not in known]
        return self._others

    def _unwritable(self, error: OSError) -> InputError:
        return InputError(
            translate("errors", "Your digits cannot be kept in {path} ({reason}); export them."),
            path=self.path,
            reason=error.strerror or error,
        )


def _state(path: Path) -> tuple[int, ...] | None:
    """What changes with each writing: another file takes the place, or it grows."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def _append(path: Path, data: bytes) -> None:
    """Add to a file, all or nothing: a full disk takes a part of what it is given."""
    with path.open("a+b", buffering=0) as file:
        end = file.seek(0, os.SEEK_END)
        if end and not _ends_line(file):
            data = b"\n" + data
        try:
            while data:
                data = data[file.write(data) :]
            os.fsync(file.fileno())
        except OSError:
            with contextlib.suppress(OSError):
                file.truncate(end)
            raise


def _ends_line(file: IO[bytes]) -> bool:
    file.seek(-1, os.SEEK_END)
    return file.read(1) == b"\n"
