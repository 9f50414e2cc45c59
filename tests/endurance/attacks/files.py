"""The files of cases, made for as long as they are looked at."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bad_files import Case


class NotMadeError(Exception):
    """The file of a case could not be made: its disk is full, or the case is wrong."""


@contextlib.contextmanager
def given(case: Case, scratch: Path) -> Iterator[tuple[Path, Path]]:
    """The folder that a case has to itself, and the path that the program is given.

    Raises NotMadeError.
    """
    folder = Path(tempfile.mkdtemp(dir=scratch))
    try:
        try:
            path = case.make(folder)
        except OSError as error:
            raise NotMadeError(f"could not be made: {error}") from error
        yield folder, path
    finally:
        remove(folder)


def remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
