"""What the ten classes of a data set are called."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .dataset import DIGIT_NAMES, DIGITS
from .errors import InputError
from .intake import SETTINGS, opened
from .known_classes import KNOWN
from .shown import elided, shown
from .translate import translate

LONGEST_CLASS = 40
"""Characters of a class's name."""

_FILES = ("labels.txt", "classes.txt", "names.txt")


def names_of(path: Path) -> tuple[str, ...]:
    """The names beside a file or in a folder, those of a set that is known by its name, or 0 to 9.

    Raises InputError when a file of names is there and has not ten.
    """
    folder = path if path.is_dir() else path.parent
    for name in _FILES:
        if (file := folder / name).is_file():
            return _read_names(file)
    for place in (path.name, path.parent.name):
        for known, names in KNOWN.items():
            if known in place.lower():
                return names
    return DIGIT_NAMES


def clean_names(names: Sequence[str]) -> tuple[str, ...]:
    """Names as they are shown: each in one line, of 40 characters at most.

    Raises InputError, a part of a sentence, when they are not ten, or two are alike.
    """
    clean = tuple(elided(shown(name.strip()), LONGEST_CLASS) for name in names)
    if len(clean) != DIGITS or not all(clean) or len(set(clean)) != DIGITS:
        raise InputError(translate("errors", "there must be ten names of classes, all different."))
    return clean


def _read_names(path: Path) -> tuple[str, ...]:
    """A name in each line; a number before it, as "7 Sneaker", must be its place."""
    try:
        with opened(path, SETTINGS) as file:
            text = file.read().decode("utf-8-sig")
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return clean_names([_without_number(line, at) for at, line in enumerate(lines)])
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            translate("errors", "{path} cannot be read as text."), path=path
        ) from error
    except InputError as error:
        raise InputError(
            translate("errors", "{path} cannot be used: {reason}"), path=path, reason=error
        ) from None


def _without_number(line: str, place: int) -> str:
    number, *rest = line.split(maxsplit=1)
    return rest[0] if rest and number.strip(":.,") == str(place) else line
