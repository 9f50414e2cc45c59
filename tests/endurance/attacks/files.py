"""The files of cases, made for as long as they are looked at."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bad_files import Case


@contextlib.contextmanager
def given(case: Case, scratch: Path) -> Iterator[tuple[Path, Path]]:
    """The folder that a case has to itself, and the path that the program is given."""
    folder = Path(tempfile.mkdtemp(dir=scratch))
    try:
        yield folder, case.make(folder)
    finally:
        remove(folder)


def remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
