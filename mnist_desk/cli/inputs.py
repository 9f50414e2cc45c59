"""What several verbs take in: a model, and drawings that say what they were meant to be."""

from __future__ import annotations

from pathlib import Path

from mnist_desk.core.data_origin import origin_of
from mnist_desk.core.dataset import Splits, load_mnist
from mnist_desk.core.dataset_files import read_splits
from mnist_desk.core.file_stamp import FileStamp
from mnist_desk.core.ink_file import InkRecord, read_ink
from mnist_desk.core.intake import MB
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import load_model
from mnist_desk.core.places import shipped_model
from mnist_desk.core.shown import shown
from mnist_desk.core.translate import translate

from .waiting import progress_of


def chosen_model(path: Path | None) -> Model:
    """The model of the file, the shipped one without. Raises InputError when it is no good."""
    return load_model(shipped_model() if path is None else path)


def drawings(path: Path) -> list[InkRecord]:
    """The drawings of an ink file. Raises InputError as read_ink does."""
    stamp = FileStamp.of(path)
    is_long = stamp is not None and stamp.size > MB
    with progress_of(translate("cli", "Reading ink"), is_long=is_long) as watch:
        return read_ink(path, watch)


def labelled_drawings(path: Path) -> list[InkRecord]:
    """Those of the drawings that have a label."""
    return [record for record in drawings(path) if record.label is not None]


def chosen_data(name: str, *, test_alone: bool = False) -> Splits:
    """The data of a file or folder, MNIST for its name, as read_splits gives it.

    Raises InputError when it is no good.
    """
    if name == "mnist":
        return load_mnist()
    with progress_of(translate("cli", "Reading the data"), is_long=True) as watch:
        return read_splits(Path(name), watch, test_alone=test_alone)


def told_of_other_data(model: Model, data: Splits) -> str:
    """A line that says so when a model was made from other data; empty when it was not."""
    if model.data.digest == origin_of(data).digest:
        return ""
    text = translate("cli", "This model learnt from {learnt}; the data here is {given}.")
    return text.format(learnt=shown(model.data.title), given=shown(data.title))
