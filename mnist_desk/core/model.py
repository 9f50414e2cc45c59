"""A trained network as a value, with all that it came from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .calibration import Calibration
from .data_origin import MNIST_ORIGIN, DataOrigin
from .network import Layers, initial_layers
from .recipe import Recipe
from .scores import Scores


class EpochRecord(NamedTuple):
    """One epoch gone through: mean loss of its steps, scores after it, seconds of training.

    train_accuracy: of a part of the training images, in [0, 1]; None where nobody looked.
    """

    epoch: int
    train_loss: float
    test_loss: float
    test_accuracy: float
    seconds: float
    train_accuracy: float | None = None


@dataclass(frozen=True, eq=False)
class History:
    """losses: float32 (steps,), one for each step since the first; epochs: the whole ones;
    steps_per_epoch: at least 1.
    """

    losses: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, np.float32))
    epochs: tuple[EpochRecord, ...] = ()
    steps_per_epoch: int = 1


@dataclass(frozen=True, eq=False)
class OptimizerState:
    """What going on needs besides the model's layers.

    slots: one Layers for each slot of the optimiser (Adam has two), shaped like the weights.
    raw: the weights as they are, when the model's layers are their running average.
    """

    slots: tuple[Layers, ...] = ()
    raw: Layers | None = None


@dataclass(frozen=True, eq=False)
class Model:
    """A network and where it came from. Nothing in it is changed once it is made.

    layers: NumPy float32. scores: on the test set, at the end of the last whole epoch, if there
    was one. calibration: how far to believe the outputs. made: versions and device, for people.
    data: what it learnt from, MNIST where nobody said.
    """

    layers: Layers
    recipe: Recipe
    history: History = field(default_factory=History)
    scores: Scores | None = None
    state: OptimizerState | None = None
    calibration: Calibration = field(default_factory=Calibration)
    made: dict[str, str] = field(default_factory=dict)
    data: DataOrigin = MNIST_ORIGIN

    @property
    def names(self) -> tuple[str, ...]:
        """What its ten outputs are called."""
        return self.data.names

    @property
    def steps(self) -> int:
        """Training steps that led here."""
        return len(self.history.losses)

    @property
    def steps_left(self) -> int:
        """Steps to the end of the recipe's epochs."""
        return max(0, self.recipe.epochs * self.history.steps_per_epoch - self.steps)

    def to_learn_from(self, data: DataOrigin) -> Model:
        """The same to go on with, where it learnt from these data; to begin with, where it learnt
        from others: their steps and epochs, of which there are more or fewer, are not counted among
        those to come.
        """
        if data.digest == self.data.digest or not self.steps:
            return self
        return replace(self, history=History(), scores=None, state=None, data=data)

    @classmethod
    def fresh(cls, recipe: Recipe) -> Model:
        """The untrained network that a recipe starts from."""
        return cls(initial_layers(recipe), recipe)
