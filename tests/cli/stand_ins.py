"""Data, models and runs so small that tests take no time."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

from mnist_desk.core.dataset import Dataset, Splits
from mnist_desk.core.errors import InputError
from mnist_desk.core.model import EpochRecord, History, Model
from mnist_desk.core.model_file import save_model
from mnist_desk.core.network import Layer
from mnist_desk.core.places import resource
from mnist_desk.core.progress import Progress
from mnist_desk.core.recipe import Recipe

SAMPLES = resource("ink", "samples.jsonl")
SMALL = ("--hidden", "16", "--batch-size", "500", "--device", "cpu")
"""A network and batches with which an epoch takes no time: 120 steps."""

Training = Callable[..., Iterator[Any]]
"""What takes the place of the engine's train()."""


def tiny_data() -> Splits:
    images = np.random.default_rng(0).integers(0, 256, (20, 28, 28), dtype=np.uint8)
    labels = np.arange(20) % 10
    return Splits(Dataset(images, labels), Dataset(images[:10], labels[:10]))


def silent_model(answer: int = 3, loss: str = "cross-entropy", strength: float = 2.0) -> Model:
    """A network that always gives the same answer."""
    bias = np.zeros(10, np.float32)
    bias[answer] = strength
    recipe = Recipe.from_json({"name": "silent", "hidden": [], "loss": loss})
    return Model((Layer(np.zeros((784, 10), np.float32), bias),), recipe)


def saved(model: Model, path: Path) -> Path:
    save_model(model, path)
    return path


def no_room(*_: Any) -> NoReturn:
    """Takes the place of what writes a file."""
    raise InputError("There is no room.")


class Full(io.StringIO):
    """A standard output on a disk that is full."""

    def write(self, text: str) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class Gone(io.StringIO):
    """A standard output whose reader went away."""

    def write(self, text: str) -> int:
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))


def progress(steps: int, epochs: int = 0) -> Progress:
    """What train() yields, so many steps further, with a loss of 1/4."""
    records = tuple(EpochRecord(epoch, 0.25, 0.5, 0.75, 1.0) for epoch in range(epochs))
    history = History(np.full(steps, 0.25, np.float32), records, steps_per_epoch=200)
    model = Model(silent_model().layers, silent_model().recipe, history)
    return Progress(np.full(min(steps, 1), 0.25, np.float32), model)
