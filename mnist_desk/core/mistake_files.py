"""What a network misreads, as a folder of pictures."""

from __future__ import annotations

import contextlib
import csv
import re
from pathlib import Path

from PIL import Image

from .answers import Answers
from .errors import InputError
from .places import replacing
from .shown import shown
from .translate import translate

INDEX = "mistakes.csv"
"""The table beside the pictures."""
_PICTURE = re.compile(r".+-as-.+-\d{5,}\.png")


def check_folder(folder: Path) -> None:
    """Say before long work that the pictures could not be written. Raises InputError."""
    usable = False
    with contextlib.suppress(OSError):
        usable = folder.parent.is_dir() and not folder.is_file()
        usable = usable and (not folder.exists() or not any(folder.iterdir()) or _is_ours(folder))
    if not usable:
        raise InputError(
            translate(
                "errors",
                "The mistakes cannot be written to {path}; give a folder that is new or empty, in "
                "one that is there.",
            ),
            path=folder,
        )


def _is_ours(folder: Path) -> bool:
    """Whether all in it is of an earlier time."""
    return (folder / INDEX).is_file() and all(
        path.name == INDEX or _PICTURE.fullmatch(path.name) for path in folder.iterdir()
    )


def write_mistakes(answers: Answers, folder: Path, most: int) -> int:
    """Write a PNG for each mistake, at most so many, pairs of label and answer in turn, and a table
    of them. Pictures of an earlier time leave. Returns how many were written.

    Raises InputError when that is impossible.
    """
    chosen = answers.mistakes[:most].tolist()
    names = answers.digits.data.names
    try:
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            if _PICTURE.fullmatch(old.name):
                old.unlink()
        with (
            replacing(folder / INDEX) as temporary,
            temporary.open("w", encoding="utf-8", newline="") as file,
        ):
            table = csv.writer(file)
            table.writerow(("file", "number", "label", "answer", "value", "writer"))
            for index in chosen:
                label, answer = int(answers.labels[index]), int(answers.answers[index])
                name = f"{_file(names[label])}-as-{_file(names[answer])}-{index + 1:05}.png"
                Image.fromarray(answers.digits.data.images[index]).save(folder / name)
                value = float(answers.values[index, answer])
                writer = shown(answers.digits.writer(index) or "")
                row = (name, index + 1, names[label], names[answer], f"{value:.4f}", writer)
                table.writerow([_harmless(cell) for cell in row])
    except OSError as error:
        raise InputError(
            translate(
                "errors",
                "The mistakes cannot be written to {path} ({reason}); choose another folder.",
            ),
            path=folder,
            reason=error.strerror or error,
        ) from error
    return len(chosen)


def _file(name: str) -> str:
    """The name of a class as a part of a file's name."""
    return re.sub(r"[^\w]+", "_", name)[:20] or "_"


def _harmless(cell: object) -> object:
    """Spreadsheets take for a formula what begins like one."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in tuple("=+-@") else cell
