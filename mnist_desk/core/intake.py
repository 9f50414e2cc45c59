"""The gate for files from outside: what they are and how large is asked before they are believed.

A model, ink, data, a picture, the settings: each is opened here. Only regular files are; their size
is known before they are read, what is packed is counted while it is unpacked, and what JSON holds
before it is made into values.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import math
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple, NoReturn

from .errors import InputError
from .translate import Phrase, translate

MB = 1_000_000

Watch = Callable[[float], None]
"""Told how much of a file is read, from 0 to 1; what it raises ends the reading."""


class Limit(NamedTuple):
    """most: bytes that a file may have, unpacked if it is packed. what: the kind of file."""

    most: int
    what: Phrase


MODEL = Limit(1_000 * MB, Phrase("errors", translate("errors", "A model")))
INK = Limit(256 * MB, Phrase("errors", translate("errors", "An ink file")))
DATA = Limit(2_000 * MB, Phrase("errors", translate("errors", "A data set")))
PICTURE = Limit(200 * MB, Phrase("errors", translate("errors", "A picture")))
DOUBTS = Limit(64 * MB, Phrase("errors", translate("errors", "A file of labels")))
SETTINGS = Limit(1 * MB, Phrase("errors", translate("errors", "A file of settings")))

_AT_ONCE = 65_536
"""Bytes that are read in one go; the watcher is told after each."""

_DEEPEST = 64
"""Lists within lists that JSON may have."""


def unwatched(_: float) -> None:
    """Nobody is told."""


def part_of(watch: Watch, place: int, count: int = 2) -> Watch:
    """Of several parts that are done one after the other, the watch of one."""
    return lambda part: watch((place + part) / count)


@contextlib.contextmanager
def opened(path: Path, limit: Limit, watch: Watch = unwatched) -> Iterator[io.BufferedReader[Any]]:
    """A file to be read from its beginning.

    Raises InputError when it is a folder, a pipe, a device or a socket, or larger than the limit,
    and OSError as `open` does, FileNotFoundError for one.
    """
    with io.BufferedReader(_File(_descriptor(path), watch), _AT_ONCE) as file:
        if os.fstat(file.fileno()).st_size > limit.most:
            raise too_large(path, limit)
        yield file


def _descriptor(path: Path) -> int:
    try:
        is_file = stat.S_ISREG(path.stat().st_mode)
        # It may have become another since: a pipe that nobody writes to must not hold us up.
        handle = os.open(path, os.O_RDONLY | _NO_WAITING) if is_file else -1
    except ValueError:  # A path with a zero byte.
        is_file, handle = False, -1
    if is_file and stat.S_ISREG(os.fstat(handle).st_mode):
        return handle
    if handle >= 0:
        os.close(handle)
    raise InputError(
        translate("errors", "{path} is a folder, a pipe or a device; choose a file."), path=path
    )


_NO_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class _File(io.FileIO):
    """Tells how far it is read."""

    def __init__(self, handle: int, watch: Watch) -> None:
        super().__init__(handle, "rb")
        self._watch = watch
        self._size = max(os.fstat(handle).st_size, 1)

    def readinto(self, buffer: Any, /) -> int | None:
        count = super().readinto(buffer)
        self._watch(min(self.tell() / self._size, 1.0))
        return count


def unpacked(file: IO[bytes], path: Path, limit: Limit) -> io.BufferedReader:
    """What a gzip file holds. Reading raises InputError where it goes beyond the limit, before more
    memory is taken, and EOFError, OSError or zlib.error where it is damaged.
    """
    return io.BufferedReader(_Counted(gzip.GzipFile(fileobj=file, mode="rb"), path, limit))


class _Counted(io.RawIOBase):
    """Gives no more bytes than the limit says."""

    def __init__(self, source: gzip.GzipFile, path: Path, limit: Limit) -> None:
        super().__init__()
        self._source, self._path, self._limit = source, path, limit
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        chunk = self._source.read(len(buffer))
        self._count += len(chunk)
        if self._count > self._limit.most:
            raise too_large(self._path, self._limit)
        buffer[: len(chunk)] = chunk
        return len(chunk)


def too_large(path: Path, limit: Limit) -> InputError:
    """What is said of a file that goes beyond its limit."""
    return InputError(
        translate("errors", "{path} is too large: {what} can have {most:,} MB at most."),
        path=path,
        what=limit.what,
        most=limit.most // MB,
    )


def parsed(text: str | bytes, most: int) -> Any:
    """The values that JSON tells of. most: how many values it may hold, about.

    Raises InputError, a part of a sentence, when it is no JSON, holds more, holds infinite numbers
    or numbers too long for Python, or is nested deeper than 64 lists; UnicodeDecodeError when it is
    no text.
    """
    if values_in(text) > most:
        raise InputError(translate("errors", "it holds more than {most:,} values"), most=most)
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise
    except ValueError:
        raise InputError(translate("errors", "it is not JSON")) from None
    except RecursionError:
        raise _too_deep() from None
    _check([value], _DEEPEST + 1)
    return value


def values_in(text: str | bytes) -> int:
    """How many values JSON holds at most, before they are made: each stands behind a mark."""
    if isinstance(text, str):
        return sum(map(text.count, ",[{"))
    return sum(map(text.count, (b",", b"[", b"{")))


def _refuse_constant(name: str) -> NoReturn:
    raise InputError(translate("errors", "numbers must be finite, not {number}"), number=name)


def _check(values: Iterable[Any], left: int) -> None:
    """left: how deep lists may be in what holds these values."""
    for value in values:
        if type(value) is float:
            if math.isinf(value):
                # Python reads 1e999 so.
                _refuse_constant(str(value))
        elif isinstance(value, list | dict):
            if left == 1:
                raise _too_deep()
            _check(value if isinstance(value, list) else value.values(), left - 1)


def _too_deep() -> InputError:
    return InputError(translate("errors", "its lists are nested too deep"))
