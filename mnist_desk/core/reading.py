"""What a model says of one drawing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .dataset import DIGITS, PIXELS
from .grey import Grey
from .model import Model
from .network import Layers, forward, relu, unbounded

_BEYOND = 1e9
"""An output of this size tells nothing."""

_TWO_HOLD = 0.8
"""Of an answer that is not sure: from this share of the probability on, which its first two digits
hold together, it is between them (figures: core/README.md).
"""

_AT_ONCE = 5000
"""Images that are read in one go; the memory it takes stays below 40 MB."""

Doubt = Literal["", "between", "none"]
"""Why an answer is not to be believed: it lies between two digits, or looks like none."""

Outputs = Callable[[Layers, Grey], NDArray[np.float32]]
"""Layers and a picture (28, 28) -> the outputs (10,)."""


@dataclass(frozen=True, eq=False)
class Reading:
    """outputs: (10,) as the network gives them. values: (10,) as they are shown: probabilities
    when the network learnt with cross-entropy, else the outputs themselves. unsure: whether the
    network should not be believed, as far as its model tells.

    Outputs of a network whose weights have grown beyond all bounds are no answer (`are_answers`).
    """

    picture: Grey
    outputs: NDArray[np.float32]
    values: NDArray[np.float32]
    are_probabilities: bool
    unsure: bool

    @cached_property
    def is_answer(self) -> bool:
        """Whether the outputs tell a digit."""
        return bool(are_answers(self.outputs))

    @property
    def winner(self) -> int:
        """The digit with the largest output, or -1 when there is no answer."""
        return int(self.outputs.argmax()) if self.is_answer else -1

    @property
    def doubt(self) -> Doubt:
        """The kind of `unsure`; empty when it is sure, or no answer at all."""
        if not (self.unsure and self.is_answer):
            return ""
        return "between" if float(np.sort(self.values)[-2:].sum()) >= _TWO_HOLD else "none"

    @property
    def candidates(self) -> tuple[int, int]:
        """The two digits with the largest outputs, the winner first; there must be an answer."""
        winner = int(self.outputs.argmax())
        others = (digit for digit in range(DIGITS) if digit != winner)
        return winner, max(others, key=lambda digit: float(self.outputs[digit]))


@unbounded
def are_answers(outputs: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Outputs (..., 10) -> whether they tell a digit, (...).

    Those of a network that diverged do not, be they finite still: its last ones are of 1e18 and
    more, where runs that came to their end stay below 1e4 (figures: core/README.md).
    """
    return np.asarray(np.abs(outputs).max(axis=-1) < _BEYOND)


@unbounded
def numpy_outputs(layers: Layers, picture: Grey) -> NDArray[np.float32]:
    """The forward pass in NumPy: 0.1 ms for the default network, without TensorFlow."""
    return np.asarray(forward(layers, picture.reshape(1, PIXELS), relu)[0], np.float32)


@unbounded
def outputs_of_images(layers: Layers, images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The outputs (n, 10) for many images (n, 28, 28), 255 is ink: 50 ms for 5,000 of them."""
    outputs = np.empty((len(images), DIGITS), np.float32)
    for start in range(0, len(images), _AT_ONCE):
        x = images[start : start + _AT_ONCE].reshape(-1, PIXELS).astype(np.float32)
        outputs[start : start + _AT_ONCE] = forward(layers, x / np.float32(255), relu)
    return outputs


def read_drawing(model: Model, picture: Grey, outputs_of: Outputs = numpy_outputs) -> Reading:
    outputs = outputs_of(model.layers, picture)
    if model.recipe.loss != "cross-entropy":
        return Reading(picture, outputs, outputs, are_probabilities=False, unsure=False)
    values = model.calibration.probabilities(outputs)
    unsure = bool(model.calibration.is_unsure(outputs))
    return Reading(picture, outputs, values, are_probabilities=True, unsure=unsure)
