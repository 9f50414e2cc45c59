"""Networks that answer what a test wants, and digits to try them on."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Sequence
from typing import Any

import numpy as np
from pytestqt.qtbot import QtBot

from mnist_desk.core.dataset import Dataset
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.model import History, Model
from mnist_desk.core.network import Layer
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.timeline import Timeline
from mnist_desk.ui.state.open_data import DataSets
from mnist_desk.ui.state.run import Run
from mnist_desk.ui.state.session import Session


def some_digits(labels: Sequence[int], title: str = "some") -> DigitSet:
    """Each image has one dot of ink, whose place tells networks which image it is."""
    images = np.zeros((len(labels), 28, 28), np.uint8)
    for place in range(len(labels)):
        images[place].flat[place] = 255
    return DigitSet(title, Dataset(images, np.array(labels)))


def answering(answers: Sequence[int], steps: int = 0) -> Model:
    """A network that answers so to the images of `some_digits`, of the first the surest."""
    kernel = np.zeros((784, 10), np.float32)
    kernel[np.arange(len(answers)), answers] = 4 / (1 + np.arange(len(answers)))
    layer = Layer(kernel, np.zeros(10, np.float32))
    history = History(np.ones(steps, np.float32), steps_per_epoch=2)
    return Model((layer,), Recipe(hidden=(), epochs=3), history)


def open_digits(session: Session, digits: DigitSet) -> None:
    """Let the session's data set be these."""
    session.open_data.sets = DataSets(digits, digits)
    session.open_data.changed.emit()


def add_run(session: Session, title: str, model: Model) -> Run:
    """Put a network in the list and choose it."""
    run = Run(title, Timeline(model))
    session.runs.add(run)
    return run


def start_training(qtbot: QtBot, session: Session, epochs: int = 2) -> None:
    """A network of one layer is trained, as far as the stand-in lets it."""
    session.engine.load(Recipe(hidden=()))
    qtbot.waitUntil(lambda: session.ready)
    session.training.start(Recipe(hidden=(), epochs=epochs))


def is_gone(what: weakref.ref[Any]) -> bool:
    """Whether a value has left memory; a worker that is at its end may hold it a little longer."""
    gc.collect()
    return what() is None
