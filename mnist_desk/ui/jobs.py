"""The only door from the window to the engine. Importing it imports TensorFlow: do it in a worker.

Each job is a plain iterator for a Worker to pump.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

import numpy as np

from mnist_desk.core.dataset import SIDE, Dataset, Splits, load_mnist
from mnist_desk.core.errors import InputError
from mnist_desk.core.grey import Grey
from mnist_desk.core.model import Model
from mnist_desk.core.recipe import Recipe
from mnist_desk.engine.explain import smallest_change
from mnist_desk.engine.lesson import Teaching, teach
from mnist_desk.engine.predictor import DrawingReader, evaluate
from mnist_desk.engine.runtime import DeviceChoice, describe_device, devices, find_device
from mnist_desk.engine.trainer import Progress, train

__all__ = ["DrawingReader", "change", "prepare", "teaching", "training"]

mnist = functools.cache(load_mnist)


def prepare(recipe: Recipe) -> Iterator[str | dict[DeviceChoice, str]]:
    """Load the images, compile what training and reading need; yield what is being done.

    The last value is the devices to choose from: what to ask for, what it is called.
    """
    yield "Loading the images"
    data: Splits = mnist()
    yield "Preparing the network"
    warm = train(recipe, data)
    untrained = next(warm).model
    next(warm)
    device = find_device("auto")
    evaluate(untrained, data.test, device)
    DrawingReader()(untrained.layers, np.zeros((SIDE, SIDE), np.float32))
    yield {"auto": describe_device(device), **devices()}


def change(model: Model, picture: Grey, digit: int) -> Iterator[tuple[Grey | None]]:
    """The nearest picture found that the model calls `digit`, or None."""
    yield (smallest_change(model, picture, digit),)


def training(
    start: Recipe | Model, keep: Callable[[Model], None], choice: DeviceChoice = "auto"
) -> Iterator[Progress]:
    """Train, and keep the model safe after each epoch and at the end, however it comes.

    When keeping fails the training goes on, without trying again; the failure is raised at the end.
    """
    unkept: Model | None = None
    trouble: InputError | None = None
    try:
        for progress in train(start, mnist(), choice):
            unkept = progress.model if len(progress.losses) else None
            if progress.scores and trouble is None:
                try:
                    keep(progress.model)
                    unkept = None
                except InputError as error:
                    trouble = error
            yield progress
    except ArithmeticError:
        # That the run diverged is what a person must know; the model is not worth keeping.
        unkept = trouble = None
        raise
    finally:
        if trouble is not None:
            raise trouble
        if unkept is not None:
            keep(unkept)


def teaching(start: Model, mine: Dataset, choice: DeviceChoice = "auto") -> Iterator[Teaching]:
    """Teach a model a person's digits."""
    return teach(start, mine, mnist(), choice)
