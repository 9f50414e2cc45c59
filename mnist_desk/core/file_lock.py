"""One program at a time writes a file."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_PATIENCE = 5.0
"""Seconds that a writer waits for the others: one that hangs must not stop them all."""


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Be alone with a file, among the programs and threads that ask for it in this way.

    The lock is on an empty file beside it, which stays; it ends with the program, however that
    ends. Where there can be no lock, on a disk that is read-only or has none, nobody waits.
    """
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):
            beside = path.with_name(f".{path.name}.lock")
            file = stack.enter_context(beside.open("ab"))
            _wait_for(file)
        yield


def _wait_for(file: IO[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while not _take(file) and time.monotonic() < end:
        time.sleep(0.01)


def _take(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
