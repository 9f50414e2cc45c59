"""Folders of pictures: each folder is a class and has its name."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .class_names import clean_names
from .dataset import DIGIT_NAMES, DIGITS, SIDE, Dataset
from .endings import PICTURE_ENDINGS
from .errors import InputError
from .intake import Watch, unwatched
from .picture import normalise
from .picture_file import clean_picture, read_with
from .shown import elided, shown
from .translate import translate

MOST_PICTURES = 200_000
FEWEST_CLASSES = 2

_PAPER = 127
"""Shade of grey from which on paper is light."""


def class_folders(folder: Path) -> list[str]:
    """The folders in a folder, as the classes are counted; hidden ones are none."""
    with os.scandir(folder) as entries:
        names = [
            one.name for one in entries if one.is_dir() and not one.name.startswith((".", "_"))
        ]
    return sorted(names)


def names_of_classes(folders: list[str], folder: Path) -> tuple[str, ...]:
    """What ten classes are called, of folders that may be fewer; a dash stands for a lacking one.

    Raises InputError when they are more than ten, or fewer than two, or alike as they are shown.
    """
    if set(folders) <= set(DIGIT_NAMES) and folders:
        return DIGIT_NAMES
    if not FEWEST_CLASSES <= len(folders) <= DIGITS:
        raise InputError(
            translate(
                "errors",
                "{path} has {count} folders of classes; there must be {fewest} to ten, one for "
                "each class.",
            ),
            path=folder,
            count=len(folders),
            fewest=FEWEST_CLASSES,
        )
    lacking = [f"– {place}" for place in range(len(folders), DIGITS)]
    try:
        return clean_names([*folders, *lacking])
    except InputError:
        raise InputError(
            translate(
                "errors", "Two folders in {path} look alike at 40 characters; rename one of them."
            ),
            path=folder,
        ) from None


def read_classes(
    folder: Path, folders: list[str], names: tuple[str, ...], watch: Watch = unwatched
) -> Dataset:
    """The pictures in the folders of a folder; an empty name stands for a class that has none.

    What is 28 x 28 is taken as it is, light on dark or dark on light as the whole set is; others
    go through the step that drawings go through. Raises InputError when one cannot be read, there
    are none, or more than 200,000.
    """
    files = [
        (path, int(name) if names == DIGIT_NAMES else place)
        for place, name in enumerate(folders)
        if name
        for path in _pictures_in(folder / name)
    ]
    if not 0 < len(files) <= MOST_PICTURES:
        raise InputError(
            translate(
                "errors",
                "{path} has {count:,} pictures in its folders; there must be 1 to {most:,}.",
            ),
            path=folder,
            count=len(files),
            most=MOST_PICTURES,
        )
    images = np.zeros((len(files), SIDE, SIDE), np.uint8)
    as_it_is = np.zeros(len(files), np.bool_)
    for number, (path, _) in enumerate(files):
        watch(number / len(files))
        images[number], as_it_is[number] = _read(path)
    border = np.ones((SIDE, SIDE), np.bool_)
    border[1:-1, 1:-1] = False
    if as_it_is.any() and np.median(images[as_it_is][:, border]) > _PAPER:
        images[as_it_is] = 255 - images[as_it_is]
    return Dataset(images, np.array([label for _, label in files], np.uint8), names)


def _pictures_in(folder: Path) -> list[Path]:
    with os.scandir(folder) as entries:
        names = [
            one.name
            for one in entries
            if one.name.lower().endswith(PICTURE_ENDINGS) and not one.name.startswith(".")
        ]
    return [folder / name for name in sorted(names)]


def _read(path: Path) -> tuple[NDArray[np.uint8], bool]:
    def take(image: Image.Image) -> tuple[NDArray[np.uint8], bool]:
        if image.size == (SIDE, SIDE) and image.mode in ("L", "1", "P", "RGB"):
            return np.asarray(image.convert("L"), np.uint8), True
        name = elided(shown(path.name), 80)
        grey = normalise(clean_picture(image, name))
        return np.round(grey * 255).astype(np.uint8), False

    return read_with(take, path)
