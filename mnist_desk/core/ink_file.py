"""Drawings with what is known of each, and the files that keep them: JSON Lines, packed or not."""

from __future__ import annotations

import base64
import binascii
import gzip
import json
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from .endings import INK_ENDINGS
from .errors import InputError
from .ink import Ink, Point, Stroke
from .intake import INK, MB, Watch, opened, parsed, unpacked, unwatched, values_in
from .places import replacing
from .thinning import thinned
from .translate import translate

PICTURE_BYTES = 784
"""The 28 x 28 pixels of the network's picture."""

MOST_VALUES = 12_000_000
"""Values that the lines of a file may hold together: some four million points, or 1.5 GB of memory
at the worst. 60,000 digits have ten million."""

MOST_WRITER = 200
"""Characters of a writer's name."""

_LONGEST_LINE = 32 * MB

_A_LINE = 20
"""Values that a line counts for, be it empty."""

_MOST_COMPLAINTS = 1000
"""Damaged lines after which no more of a file is read."""


@dataclass(frozen=True)
class InkRecord:
    """One line of an ink file: a drawing with what is known of it.

    label: the digit that was meant, or None. writer: who drew it, or None. extra: the other keys
    of the line, kept when it is written again. picture: of a drawing that was brought in as a
    picture and has no strokes, the 784 bytes that the network was given, row by row, 0 is paper
    and 255 is ink; in the file they are Base64 (RFC 4648).
    """

    ink: Ink
    label: int | None = None
    writer: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    picture: bytes | None = None

    def to_json(self) -> str:
        values: dict[str, Any] = dict(self.extra)
        if self.label is not None:
            values["label"] = self.label
        if self.writer is not None:
            values["writer"] = self.writer
        values["strokes"] = self.ink.strokes
        if self.picture is not None:
            values["picture"] = base64.b64encode(self.picture).decode("ascii")
        return json.dumps(values, separators=(",", ":"), allow_nan=False)

    @classmethod
    def from_json(cls, line: str) -> InkRecord:
        """Read one line of an ink file. Ink of more than a network's picture can show is thinned.

        Raises InputError, a part of a sentence, saying what is wrong with it.
        """
        values = parsed(line, MOST_VALUES)
        if not isinstance(values, dict) or "strokes" not in values:
            raise InputError(translate("errors", 'it must be an object with "strokes"'))
        ink = Ink(tuple(_stroke(points) for points in _list(values.pop("strokes"))))
        picture = _picture(values.pop("picture", None))
        label, writer = values.pop("label", None), values.pop("writer", None)
        if label is not None and (type(label) is not int or not 0 <= label <= 9):
            raise InputError(translate("errors", "its label must be a whole number 0 to 9"))
        if writer is not None and not isinstance(writer, str):
            raise InputError(translate("errors", "its writer must be text"))
        if writer is not None and len(writer) > MOST_WRITER:
            raise InputError(
                translate("errors", "its writer has more than {most} characters"), most=MOST_WRITER
            )
        return cls(thinned(ink), label, writer, values, picture)


def _picture(value: Any) -> bytes | None:
    if value is None:
        return None
    try:
        picture = base64.b64decode(value, validate=True)
    except (binascii.Error, TypeError, ValueError):
        picture = b""
    if len(picture) != PICTURE_BYTES:
        raise InputError(
            translate("errors", "its picture must be {count} bytes in Base64"), count=PICTURE_BYTES
        )
    return picture


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise InputError(translate("errors", "strokes must be lists of points"))
    return value


def _stroke(points: Any) -> Stroke:
    stroke = tuple(_point(point) for point in _list(points))
    if not stroke:
        raise InputError(translate("errors", "a stroke must have at least one point"))
    if all(len(point) == 3 for point in stroke):
        return stroke
    return tuple(point[:2] for point in stroke)


_NUMBERS = frozenset((int, float))
_LARGEST = sys.float_info.max


def _point(value: Any) -> Point:
    if not isinstance(value, list) or len(value) < 2:
        raise InputError(translate("errors", "a point must be [x, y]"))
    x, y = value[0], value[1]
    if type(x) not in _NUMBERS or type(y) not in _NUMBERS:
        raise InputError(translate("errors", "coordinates must be numbers"))
    if not (-_LARGEST <= x <= _LARGEST and -_LARGEST <= y <= _LARGEST):
        raise InputError(translate("errors", "coordinates must be finite"))
    if len(value) == 3 and type(value[2]) in (int, float) and 0 <= value[2] <= 1:
        return float(x), float(y), float(value[2])
    return float(x), float(y)


def is_ink_file(path: Path) -> bool:
    """Whether the name says that this is an ink file: .jsonl or .jsonl.gz."""
    return path.name.lower().endswith(INK_ENDINGS)


def read_ink(path: Path, watch: Watch = unwatched) -> list[InkRecord]:
    """Read an ink file: JSON Lines, gzip-packed when the name ends in .gz.

    Raises InputError when the file cannot be read, is too large, or a line is damaged (the message
    has its number).
    """
    records = []
    for number, line in _lines(path, watch):
        try:
            records.append(InkRecord.from_json(line.decode()))
        except UnicodeDecodeError:
            raise _no_ink_file(path) from None
        except InputError as error:
            raise _unreadable(number, path, error) from None
    if not records:
        raise InputError(translate("errors", "There is no drawing in {path}."), path=path)
    return records


class Salvage(NamedTuple):
    """What could be read of an ink file, and one sentence for each thing that could not."""

    records: list[InkRecord]
    complaints: list[InputError]


def salvage_ink(path: Path, watch: Watch = unwatched) -> Salvage:
    """Read what can be read of an ink file: a damaged line is left out and the rest is kept, up to
    a thousand such lines.

    Raises InputError when nothing of the file can be read.
    """
    salvage = Salvage([], [])
    try:
        for number, line in _lines(path, watch):
            if len(salvage.complaints) == _MOST_COMPLAINTS:
                raise _no_ink_file(path)
            try:
                salvage.records.append(InkRecord.from_json(line.decode()))
            except UnicodeDecodeError:
                no_text = InputError(translate("errors", "it is not text"))
                salvage.complaints.append(_unreadable(number, path, no_text))
            except InputError as error:
                reason = error.with_traceback(None)
                salvage.complaints.append(_unreadable(number, path, reason))
    except InputError as error:
        if not salvage.records:
            raise
        salvage.complaints.append(error.with_traceback(None))
    return salvage


def _unreadable(number: int, path: Path, reason: InputError) -> InputError:
    return InputError(
        translate("errors", "Line {number} of {path} cannot be read: {reason}."),
        number=number,
        path=path,
        reason=reason,
    )


def _lines(path: Path, watch: Watch) -> Iterator[tuple[int, bytes]]:
    """The lines that are not empty, with their numbers, from 1."""
    left = MOST_VALUES
    try:
        with opened(path, INK, watch) as file:
            packed = path.name.lower().endswith(".gz")
            source = unpacked(file, path, INK) if packed else file
            number = 0
            while line := source.readline(_LONGEST_LINE + 1):
                number += 1
                left -= _A_LINE + values_in(line)
                if left < 0:
                    raise InputError(
                        translate(
                            "errors",
                            "{path} holds more than {most:,} values; make several files of it.",
                        ),
                        path=path,
                        most=MOST_VALUES,
                    )
                if len(line) > _LONGEST_LINE:
                    too_long = InputError(translate("errors", "it is too long"))
                    raise _unreadable(number, path, too_long)
                if line.strip():
                    yield number, line
    except FileNotFoundError:
        raise InputError(
            translate("errors", "The ink file {path} is not there; check the path."), path=path
        ) from None
    except (OSError, EOFError, zlib.error) as error:
        raise _no_ink_file(path) from error


def _no_ink_file(path: Path) -> InputError:
    return InputError(translate("errors", "{path} is damaged or not an ink file."), path=path)


def write_ink(path: Path, records: Iterable[InkRecord]) -> None:
    """Write an ink file, packed when the name ends in .gz; whole or not at all."""
    text = "".join(f"{record.to_json()}\n" for record in records)
    data = text.encode()
    with replacing(path) as temporary:
        temporary.write_bytes(
            gzip.compress(data, mtime=0) if path.name.lower().endswith(".gz") else data
        )
