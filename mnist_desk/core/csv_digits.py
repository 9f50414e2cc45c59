"""Images in a CSV file: in each line a label, first or last, and 784 pixels."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .dataset import DIGITS, PIXELS, SIDE
from .errors import InputError
from .intake import DATA, MB, Watch, opened, unpacked, unwatched
from .translate import translate

Table = NDArray[np.uint8]
"""(n, 785): all that a file holds."""

_COLUMNS = PIXELS + 1
_LONGEST_LINE = 64_000
_LABELS = ("label", "class", "y", "target")


def read_csv(path: Path, watch: Watch = unwatched) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The images (n, 28, 28) and labels (n,); the name ends in .gz when the file is packed.

    A first line of words is skipped, and tells where the label stands. Raises InputError when the
    file is not there, too large, or a line is no such row (the message has its number).
    """
    is_packed = path.name.lower().endswith(".gz")
    try:
        with opened(path, DATA, watch) as file:
            return _read(unpacked(file, path, DATA) if is_packed else file, path)
    except FileNotFoundError:
        raise InputError(
            translate("errors", "The data file {path} is not there; check the path."), path=path
        ) from None
    except (OSError, EOFError, zlib.error, MemoryError) as error:
        raise InputError(translate("errors", "{path} is damaged."), path=path) from error


def _read(file: io.BufferedReader, path: Path) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    first = file.readline(_LONGEST_LINE).removeprefix(b"\xef\xbb\xbf")
    header = _header(first)
    tables: list[Table] = []
    number = 1
    lines = [] if header else [first]
    while lines or not tables:
        lines += _some_lines(file)
        if not lines:
            break
        tables.append(_table(lines, number + bool(header), path))
        number += len(lines)
        lines = _some_lines(file)
    table = np.concatenate(tables) if tables else np.zeros((0, _COLUMNS), np.uint8)
    if not len(table):
        raise InputError(translate("errors", "There are no images in {path}."), path=path)
    labels, pixels = table[:, 0], table[:, 1:]
    if _label_is_last(header, table):
        labels, pixels = table[:, -1], table[:, :-1]
    return np.ascontiguousarray(pixels).reshape(-1, SIDE, SIDE), labels.copy()


def _some_lines(file: io.BufferedReader) -> list[bytes]:
    """The next 4 MB in whole lines. One that does not end is cut, whatever it would take to hold
    it: it is no row then either.
    """
    some = file.read(4 * MB) + file.readline(_LONGEST_LINE)
    return io.BytesIO(some).readlines()


def _header(line: bytes) -> list[str]:
    """The words of the first line, none when it is of numbers."""
    words = line.decode("latin-1").strip().lower().replace('"', "").split(",")
    return words if any(word[:1].isalpha() for word in words) else []


def _label_is_last(header: list[str], table: Table) -> bool:
    """As the header says, or as the values do: corners are all paper, and pixels reach beyond 9.

    So do labels of more classes than there may be, which are refused later: the corner tells more.
    """
    if header:
        return header[-1].strip() in _LABELS and header[0].strip() not in _LABELS
    first, last = table[:, 0], table[:, -1]
    if last.min() == last.max() or first.min() == first.max():
        return bool(last.min() != last.max())
    return bool(first.max() >= DIGITS and last.max() < DIGITS)


def _table(lines: list[bytes], number: int, path: Path) -> Table:
    """The values of whole lines. number: of the first of them, from 1."""
    clean = [line.translate(None, b' "\r\n') for line in lines]
    table = _rows(clean)
    if table is None:
        wrong = (at for at, line in enumerate(clean) if _rows([line]) is None)
        raise _no_row(path, number + next(wrong, 0))
    return table


def _rows(lines: list[bytes]) -> Table | None:
    """The rows of lines of which some may be empty; None when one has other than 785 whole numbers
    from 0 to 255.
    """
    full = [line.decode("latin-1") for line in lines if line]
    if not full:
        return np.zeros((0, _COLUMNS), np.uint8)
    if any(set(line) - _CHARACTERS for line in full):
        return None
    try:
        table = np.loadtxt(full, np.uint8, comments=None, delimiter=",", ndmin=2)
    except ValueError:
        return None
    return table if table.shape[1] == _COLUMNS else None


_CHARACTERS = frozenset("0123456789,")
"""All that a row is written with. Some versions of NumPy take 1.5 for 1."""


def _no_row(path: Path, number: int) -> InputError:
    return InputError(
        translate(
            "errors",
            "Line {number} of {path} is not a label and 784 pixels, whole numbers from 0 to 255.",
        ),
        number=number,
        path=path,
    )
