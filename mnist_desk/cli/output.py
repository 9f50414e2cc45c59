"""How results leave the program: JSON for programs, tables and lines for people."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mnist_desk.core.errors import InputError
from mnist_desk.core.places import replacing
from mnist_desk.core.shown import shown
from mnist_desk.core.translate import translate

from .outcome import Failed

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


def check_writable(*targets: Path | str | None) -> None:
    """Say before long work that what comes of it could not be saved.

    A target is a file's path, None for none, or "-" for standard output. Raises InputError.
    """
    for target in targets:
        if target is not None and target != "-":
            _check_file(Path(target))


def _check_file(path: Path) -> None:
    folder = path.absolute().parent
    fits = False
    with contextlib.suppress(OSError):  # A name that is too long.
        fits = not path.is_dir() and folder.is_dir() and os.access(folder, os.W_OK)
    if not fits:
        raise InputError(
            translate(
                "errors", "{path} cannot be written; give a file name in a folder that is there."
            ),
            path=path,
        )


@contextlib.contextmanager
def delivering() -> Iterator[None]:
    """Around the writing of what has been worked out: nothing was wrong with what was asked for,
    so that what cannot be written is Failed, not InputError.
    """
    try:
        yield
    except InputError as error:
        raise Failed(error.template, **error.values) from error


def write_json(target: str | None, value: dict[str, Any]) -> None:
    """Write one line of strict JSON to a file, to standard output for "-", nowhere for None.

    Raises InputError when a number is infinite, and Failed when the file cannot be written.
    """
    if target is None:
        return
    try:
        text = json.dumps(value, allow_nan=False) + "\n"
    except ValueError:
        raise InputError(
            translate(
                "errors",
                "The result holds infinite numbers, which JSON cannot tell; use another model.",
            )
        ) from None
    if target == "-":
        print(text, end="")
        return
    try:
        with replacing(Path(target)) as temporary:
            temporary.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Failed(
            translate(
                "errors",
                "The result cannot be written to {path} ({reason}); choose another file.",
            ),
            path=Path(target),
            reason=error.strerror or error,
        ) from error


def console() -> Console:
    """What prints for people: text as it is. Square brackets and colons in names from outside are
    no markup and no emoji.
    """
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """Columns of text, their right edges in line."""
    from rich.table import Table

    made = Table(box=None, padding=(0, 0, 0, 1))
    for heading in headings:
        made.add_column(heading, justify="right")
    for row in rows:
        made.add_row(*row)
    return made


def in_columns(values: Iterable[float]) -> str:
    """The ten outputs (10,), each behind its digit."""
    return " ".join(f"{digit}:{value:.3f}" for digit, value in enumerate(values))


def told_saved(path: Path) -> str:
    """The line that says where a model went."""
    return translate("cli", "The model was saved to {path}").format(path=shown(str(path)))
