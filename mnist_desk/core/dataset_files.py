"""Data sets from outside, whatever their format: read whole, as what a network learns from and what
it is tried on.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .class_names import clean_names, names_of
from .collection import pictures_of
from .csv_digits import read_csv
from .dataset import DIGITS, SIDE, Dataset, Splits, checked
from .endings import INK_ENDINGS
from .errors import InputError
from .four_files import FourFiles, set_of, sets_in
from .ink_file import read_ink
from .intake import Watch, part_of, unwatched
from .npz_file import array_names, read_arrays, read_texts
from .picture_classes import class_folders, names_of_classes, read_classes
from .shown import elided, shown
from .translate import translate

HELD_BACK = 6
"""One image of so many is held back where a file has none to try a network on."""

_LONGEST_TITLE = 60

_CSV_ENDINGS = (".csv", ".csv.gz")
_TRANSPOSED = "emnist"
"""Stands in the name of files whose images have rows and columns exchanged (G. Cohen and others,
"EMNIST", 2017)."""


def read_splits(path: Path, watch: Watch = unwatched, *, test_alone: bool = False) -> Splits:
    """Read a .npz file, four IDX or .npz files, CSV, ink, or folders of pictures.

    A folder is one of four files or one with a folder for each class, maybe in folders train and
    test. Without images to try a network on every sixth of each class is held back. test_alone:
    whether .npz and IDX files of test images alone will do; these stand in both parts then. Raises
    InputError when nothing is there, or it is damaged, too large or no data set.
    """
    name = path.name.lower()
    with contextlib.suppress(OSError):  # A name that is too long.
        if path.is_dir():
            return _read_folder(path, watch, test_alone)
    if name.endswith(INK_ENDINGS):
        return _alone(path, _read_ink(path, watch))
    if name.endswith(_CSV_ENDINGS):
        return _alone(path, checked(path, *read_csv(path, watch), names_of(path)))
    if name.endswith(".npz") and len(array_names(path)) > 1:
        return _read_npz(path, watch, test_alone)
    if files := set_of(path):
        return _read_four(files, path, watch, test_alone)
    return _read_npz(path, watch, test_alone)


def title_of_test(data: Splits) -> str:
    """What people call the images that a network is tried on."""
    text = translate("digits", "{title} test")
    if data.held_back:
        text = translate("digits", "{title}, every sixth")
    return text.format(title=data.title)


def title_of_training(data: Splits) -> str:
    """What people call the images that a network learns from."""
    return translate("digits", "{title} training").format(title=data.title)


def _titled(path: Path) -> str:
    name = path.name or str(path)
    for ending in (".gz", *INK_ENDINGS, ".csv", ".npz"):
        name = name.removesuffix(ending)
    return elided(shown(name), _LONGEST_TITLE)


def _alone(path: Path, data: Dataset) -> Splits:
    """Data without test images, divided."""
    held = every_sixth(data.labels)
    if not held.any() or held.all():
        raise InputError(
            translate(
                "errors",
                "{path} has no test images, and no class has {count} images or more, of which one "
                "could be held back.",
            ),
            path=path,
            count=HELD_BACK,
        )
    learnt, asked = (
        Dataset(data.images[which], data.labels[which], data.names) for which in (~held, held)
    )
    return Splits(learnt, asked, _titled(path), held_back=True)


def every_sixth(labels: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Which images are held back: bool (n,), of each class the sixth, the twelfth and so on."""
    held = np.zeros(len(labels), np.bool_)
    for label in range(DIGITS):
        held[np.flatnonzero(labels == label)[HELD_BACK - 1 :: HELD_BACK]] = True
    return held


def _read_npz(path: Path, watch: Watch, test_alone: bool) -> Splits:
    there = array_names(path)
    names = _own_names(path) if "names" in there else names_of(path)
    if test_alone and not {"x_train", "y_train"} & there:
        test = checked(path, *read_arrays(path, ("x_test", "y_test"), watch), names)
        return Splits(test, test, _titled(path))
    train = checked(path, *read_arrays(path, ("x_train", "y_train"), part_of(watch, 0)), names)
    if not {"x_test", "y_test"} & there:
        return _alone(path, train)
    test = checked(path, *read_arrays(path, ("x_test", "y_test"), part_of(watch, 1)), names)
    return Splits(train, test, _titled(path))


def _own_names(path: Path) -> tuple[str, ...]:
    """What an archive itself calls the classes."""
    texts = read_texts(path, "names")
    try:
        return clean_names(texts)
    except InputError as error:
        raise InputError(
            translate("errors", "{path} cannot be used: {reason}"), path=path, reason=error
        ) from None


def _read_ink(path: Path, watch: Watch) -> Dataset:
    records = [one for one in read_ink(path, part_of(watch, 0)) if one.label is not None]
    if not records:
        raise InputError(translate("errors", "No drawing in {path} has a label."), path=path)
    images = pictures_of(records, part_of(watch, 1)).reshape(-1, SIDE, SIDE)
    return checked(path, images, np.array([one.label for one in records]))


def _read_folder(folder: Path, watch: Watch, test_alone: bool) -> Splits:
    try:
        sets = sets_in(folder)
        if len(sets) > 1:
            raise InputError(
                translate("errors", "{folder} has several data sets; choose one of their files."),
                folder=folder,
            )
        if sets:
            return _read_four(sets[0], folder, watch, test_alone)
        return _read_pictures(folder, watch)
    except OSError as error:
        raise InputError(
            translate("errors", "The folder {folder} cannot be read ({reason})."),
            folder=folder,
            reason=error.strerror or error,
        ) from error


def _read_four(files: FourFiles, asked: Path, watch: Watch, test_alone: bool) -> Splits:
    """asked: what was to be opened, the folder or one of its files."""
    is_turned = _TRANSPOSED in f"{files.which}{files.folder.name}".lower()
    names = names_of(files.folder / files.which)

    def part(images: NDArray[Any], labels: NDArray[Any]) -> Dataset:
        if is_turned and images.ndim == 3:
            images = np.ascontiguousarray(images.transpose(0, 2, 1))
        return checked(asked, images, labels, names)

    title = elided(shown(files.which.strip("-_ ") or _titled(files.folder)), _LONGEST_TITLE)
    if test_alone and not files.has_training:
        test = part(*files.test(watch))
        return Splits(test, test, title)
    train = part(*files.training(part_of(watch, 0)))
    if not files.has_test:
        return _alone(asked, train)
    return Splits(train, part(*files.test(part_of(watch, 1))), title)


def _read_pictures(folder: Path, watch: Watch) -> Splits:
    folders = class_folders(folder)
    parts = {name.lower(): name for name in folders}
    read: Callable[[Path, list[str], tuple[str, ...], Watch], Dataset] = read_classes
    if "train" not in parts:
        if not folders:
            raise InputError(
                translate(
                    "errors",
                    "{folder} is no data set: it has no files of images and labels, and no folder "
                    "for each class.",
                ),
                folder=folder,
            )
        return _alone(folder, read(folder, folders, names_of_classes(folders, folder), watch))
    train = folder / parts["train"]
    classes = class_folders(train)
    names = names_of_classes(classes, train)
    learnt = read(train, classes, names, part_of(watch, 0))
    if "test" not in parts:
        return _alone(folder, learnt)
    test = folder / parts["test"]
    if strange := sorted(set(class_folders(test)) - set(classes)):
        raise InputError(
            translate("errors", "{folder} has a class {name} that is not among those to train on."),
            folder=test,
            name=strange[0],
        )
    # All of them, so that each class has the same number in both parts.
    there = [name if (test / name).is_dir() else "" for name in classes]
    return Splits(learnt, read(test, there, names, part_of(watch, 1)), _titled(folder))
