"""What a list tells of a model: it is kept when the model itself is not in memory."""

from __future__ import annotations

from typing import NamedTuple

from .data_origin import MNIST_ORIGIN
from .model import Model


class ModelSummary(NamedTuple):
    """recipe: its name. steps: those taken. steps_left: to the end of its epochs. accuracy: on the
    test set, 0 to 1, None where it was not scored. seconds: what its whole epochs took. data: what
    it learnt from, empty for MNIST.
    """

    recipe: str
    steps: int
    steps_left: int
    accuracy: float | None
    seconds: float = 0.0
    data: str = ""

    @classmethod
    def of(cls, model: Model) -> ModelSummary:
        accuracy = None if model.scores is None else model.scores.accuracy
        seconds = sum(epoch.seconds for epoch in model.history.epochs)
        data = "" if model.data == MNIST_ORIGIN else model.data.title
        return cls(model.recipe.name, model.steps, model.steps_left, accuracy, seconds, data)
