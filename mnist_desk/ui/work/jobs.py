"""The only door from the window to the engine.

Each job is a plain iterator for a worker to pump. The engine is imported when the first value is
asked for, in the worker's thread: importing it imports TensorFlow, which takes seconds.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mnist_desk.core.answers import Answers
from mnist_desk.core.corrections import Corrections
from mnist_desk.core.dataset import SIDE, Dataset, Splits, load_mnist
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.errors import InputError
from mnist_desk.core.grey import Grey
from mnist_desk.core.label_doubt import Both, DoubtProgress
from mnist_desk.core.lesson import LessonProgress
from mnist_desk.core.model import Model
from mnist_desk.core.progress import DeviceChoice, Diverged, Progress
from mnist_desk.core.reading import Outputs, outputs_of_images
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.robustness import Distortion, RobustnessCurve
from mnist_desk.core.translate import Phrase, translate

mnist = functools.cache(load_mnist)


@dataclass(frozen=True)
class LoadedEngine:
    """What there is once TensorFlow is loaded.

    devices: what can be asked for -> what it is called. outputs: the forward pass for one drawing.
    """

    devices: dict[DeviceChoice, str]
    outputs: Outputs


def load_engine(recipe: Recipe) -> Iterator[Phrase | LoadedEngine]:
    """Import TensorFlow, load the images, compile what training a recipe and reading need.

    Yields what is being done, and in the end the engine.
    """
    yield Phrase("jobs", translate("jobs", "Loading TensorFlow"))
    from mnist_desk.engine.predictor import DrawingReader, evaluate
    from mnist_desk.engine.runtime import describe_device, devices, find_device
    from mnist_desk.engine.trainer import train

    yield Phrase("jobs", translate("jobs", "Loading the images"))
    data = mnist()
    yield Phrase("jobs", translate("jobs", "Preparing the network"))
    warm = train(recipe, data)
    untrained = next(warm).model
    next(warm)
    device = find_device("auto")
    evaluate(untrained, data.test, device)
    reader = DrawingReader()
    reader(untrained.layers, np.zeros((SIDE, SIDE), np.float32))
    yield LoadedEngine({"auto": describe_device(device), **devices()}, reader)


def training(
    start: Recipe | Model,
    keep: Callable[[Model], None],
    choice: DeviceChoice = "auto",
    corrections: Corrections | None = None,
    data: Splits | None = None,
) -> Iterator[Progress]:
    """Train, and keep the model safe after each epoch and at the end, however it comes.

    corrections: of the labels that are learnt from, if there are to be any. data: what is learnt
    from, MNIST without.

    When keeping fails the training goes on, without trying again; the failure is raised at the end.
    """
    from mnist_desk.engine.trainer import train

    unkept: Model | None = None
    trouble: InputError | None = None
    try:
        data = data or mnist()
        if corrections is not None:
            data = data.corrected(corrections.applied_to(data.train))
        for progress in train(start, data, choice):
            unkept = progress.model if len(progress.losses) else None
            if progress.scores and trouble is None:
                try:
                    keep(progress.model)
                    unkept = None
                except InputError as error:
                    trouble = error
            yield progress
    except Diverged:
        # That the run diverged is what a person must know; the model is not worth keeping.
        unkept = trouble = None
        raise
    finally:
        if trouble is not None:
            raise trouble
        if unkept is not None:
            keep(unkept)


def label_doubts(parts: int, choice: DeviceChoice = "auto") -> Iterator[DoubtProgress]:
    """Which training images may be labelled wrongly."""
    from mnist_desk.engine.label_doubt import doubts

    yield from doubts(mnist().train, parts, choice)


def with_and_without(corrections: Corrections, choice: DeviceChoice = "auto") -> Iterator[Both]:
    """What corrections of labels are worth."""
    from mnist_desk.engine.label_doubt import with_and_without as both

    data = mnist()
    yield from both(data, corrections.applied_to(data.train), choice)


def lesson(
    start: Model, mine: Dataset, choice: DeviceChoice = "auto", data: Splits | None = None
) -> Iterator[LessonProgress]:
    """Teach a model a person's digits among other data, MNIST without."""
    from mnist_desk.engine.lesson import teach

    yield from teach(start, mine, data or mnist(), choice)


def answers(model: Model, digits: DigitSet, through_engine: bool) -> Iterator[Answers]:
    """What a model answers to a set, through TensorFlow or NumPy."""
    if through_engine:
        from mnist_desk.engine.predictor import outputs_of

        outputs = outputs_of(model, digits.data)
    else:
        outputs = outputs_of_images(model.layers, digits.data.images)
    yield Answers(digits, model, outputs).work_out()


def robustness(model: Model, digits: DigitSet, distortion: Distortion) -> Iterator[RobustnessCurve]:
    """The curve of a model's failing, as far as it is known."""
    from mnist_desk.engine.robustness import curve, tried_on

    yield from curve(model, tried_on(digits, distortion), distortion)


def spoilt(
    model: Model, digits: DigitSet, distortion: Distortion, level: float
) -> Iterator[Answers]:
    """The digits of that curve as they are at one strength."""
    from mnist_desk.engine.robustness import examples, tried_on

    yield from examples(model, tried_on(digits, distortion), distortion, level)


def strengths(
    model: Model, picture: Grey, distortion: Distortion
) -> Iterator[tuple[NDArray[np.float32], NDArray[np.float32]]]:
    """One picture at every strength (k, 28, 28), and the outputs for each (k, 10)."""
    from mnist_desk.engine.robustness import series

    yield from series(model, picture, distortion)


def change(model: Model, picture: Grey, digit: int) -> Iterator[tuple[Grey | None]]:
    """The nearest picture found that the model calls `digit`, or None."""
    from mnist_desk.engine.explain import smallest_change

    yield (smallest_change(model, picture, digit),)
