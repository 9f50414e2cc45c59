"""What several verbs take in: a model, and drawings that say what they were meant to be."""

from __future__ import annotations

from pathlib import Path

from mnist_desk.core.ink_file import InkRecord, read_ink
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import load_model
from mnist_desk.core.places import shipped_model


def chosen_model(path: Path | None) -> Model:
    """The model of the file, the shipped one without. Raises InputError when it is no good."""
    return load_model(shipped_model() if path is None else path)


def labelled_drawings(path: Path) -> list[InkRecord]:
    """The drawings of an ink file that have a label. Raises InputError as read_ink does."""
    return [record for record in read_ink(path) if record.label is not None]
