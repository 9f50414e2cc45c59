"""The files of doubtful labels: what was found, what was decided. All of it works in a worker."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from mnist_desk.core.corrections import Corrections, read_corrections, write_corrections
from mnist_desk.core.dataset import Dataset
from mnist_desk.core.errors import InputError
from mnist_desk.core.label_doubt import LabelDoubts, read_doubts, write_doubts
from mnist_desk.core.places import put_beside

from ..work import jobs

_T = TypeVar("_T")


class Review(NamedTuple):
    """What the files have, and what could not be read of them."""

    images: Dataset
    found: LabelDoubts | None
    corrections: Corrections
    complaints: list[InputError]


def read_review(doubts_file: Path, corrections_file: Path) -> Review:
    """What is of other images counts for nothing."""
    images = jobs.mnist().train
    complaints: list[InputError] = []
    found = _read(lambda: read_doubts(doubts_file), complaints.append)
    corrections = _read(lambda: read_corrections(corrections_file, images), complaints.append)
    if found is not None and not _fits(found, images):
        found = None
    return Review(images, found, corrections or Corrections(images.digest), complaints)


def _fits(found: LabelDoubts, images: Dataset) -> bool:
    return found.data == images.digest and all(one.image < len(images) for one in found.labels)


def keep_doubts(found: LabelDoubts, path: Path) -> None:
    """Write them; a file that cannot be read is put beside first."""
    _read(lambda: read_doubts(path), lambda _: put_beside(path))
    write_doubts(found, path)


def keep_corrections(corrections: Corrections, path: Path) -> None:
    """Write them; a file that cannot be read, or is of other images, is put beside first."""
    read = functools.partial(read_corrections, path, jobs.mnist().train)
    if _read(read, lambda _: put_beside(path)) != corrections:
        write_corrections(corrections, path)


def _read(read: Callable[[], _T], complain: Callable[[InputError], object]) -> _T | None:
    """None for no file, and for one that cannot be read, which is complained of."""
    try:
        return read()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except InputError as error:
        complain(error)
        return None
