"""What the tests of Data share: a small data set that is open, and a network."""

from __future__ import annotations

import numpy as np
import pytest

from mnist_desk.core.dataset import Dataset
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.model import Model
from mnist_desk.core.network import Layer
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.state.open_data import DataSets
from mnist_desk.ui.state.session import Session

NAMES = ("Top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Boot")


def some_digits(n: int, title: str, names: tuple[str, ...] = NAMES) -> DigitSet:
    """The digit number i is labelled i % 10, and has a block of ink whose height grows with i."""
    images = np.zeros((n, 28, 28), np.uint8)
    for index in range(n):
        images[index, : index % 28 + 1, 4:20] = 100 + index
    return DigitSet(title, Dataset(images, np.arange(n) % 10, names))


def always_4() -> Model:
    """Takes everything for a 4; its outputs for a digit tell nothing else."""
    layer = Layer(np.zeros((784, 10), np.float32), 5 * np.eye(10, dtype=np.float32)[4])
    return Model((layer,), Recipe(hidden=(), loss="cross-entropy"))


def use(session: Session, model: Model) -> None:
    """The run comes to this model."""
    session.runs.reach(session.runs.current, model)


@pytest.fixture
def sets() -> DataSets:
    return DataSets(some_digits(60, "Some training"), some_digits(20, "Some test"))


@pytest.fixture
def open_session(session: Session, sets: DataSets) -> Session:
    """The small data set is open, and the network takes everything for a 4."""
    use(session, always_4())
    open_sets(session, sets)
    return session


def open_sets(session: Session, sets: DataSets) -> None:
    session.open_data.sets = sets
    session.open_data.changed.emit()
