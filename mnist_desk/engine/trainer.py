"""The training loop: a plain iterator that the window and the command line pump alike.

Many steps run in one compiled call, which leaves Python's lock to the window while it runs.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from mnist_desk.core.calibration import Calibration
from mnist_desk.core.data_origin import origin_of
from mnist_desk.core.dataset import Dataset, Splits
from mnist_desk.core.model import EpochRecord, Model, OptimizerState
from mnist_desk.core.network import Layer, Layers
from mnist_desk.core.progress import DeviceChoice, Diverged, Progress
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.scores import Scores
from mnist_desk.core.translate import translate

from .augment import strengths
from .optimizer import Weights, first_slots, learning_rates
from .predictor import accuracy, evaluate
from .runtime import (
    describe_device,
    find_device,
    give_back_memory,
    has_xla,
    versions,
)
from .steps import ABSENT, CALL_STEPS, Steps, TrainingData, compiled_steps, training_data

CALL_SECONDS = 0.08
"""How long a compiled call should last, so that Pause and Stop are felt at once."""

FIRST_STEPS = 8
"""Steps of the first call, before their pace is known."""


ASKED_AGAIN = 10_000
"""Training images that are asked after each epoch, to see how much is learnt by heart: as many as
there are test images."""

_COMPILED_BY = {True: "XLA", False: "TensorFlow's graph"}
"""What a model file tells of the code path: each has its own rounding."""


def train(
    start: Recipe | Model,
    data: Splits,
    choice: DeviceChoice = "auto",
    epochs: int | None = None,
) -> Iterator[Progress]:
    """Train to the end of the recipe's epochs, yielding the network reached on the way.

    start: a recipe begins anew; a model goes on where it was, be it in the middle of an epoch, and
    meets the very losses that training in one go meets; with other data than it learnt from it
    begins with what it has learnt. epochs: how many there shall be in the
    end, if not those of the recipe; beyond those the last learning rate stays. The first value is
    the start itself, with no losses. Stopping is not asking for the next value. Raises Diverged
    after the last finite network was yielded, and InputError when there is no such device.
    """
    device = find_device(choice)
    xla = has_xla(device)
    origin = origin_of(data)
    model = start.to_learn_from(origin) if isinstance(start, Model) else Model.fresh(start)
    recipe, per_epoch = model.recipe, steps_per_epoch(model.recipe, len(data.train))
    model = replace(
        model,
        calibration=Calibration(),
        made={**versions(), "device": describe_device(device), "compiled": _COMPILED_BY[xla]},
        history=replace(model.history, steps_per_epoch=per_epoch),
        data=origin,
    )
    yield Progress(np.zeros(0, np.float32), model)

    images = training_data(data.train, device)
    run = compiled_steps(recipe, xla)
    weights = _first_weights(model)
    begun, pace, epoch_seconds = model.steps, FIRST_STEPS, 0.0
    total = per_epoch * (recipe.epochs if epochs is None else epochs)
    while model.steps < total:
        started = time.perf_counter()
        epoch, at = divmod(model.steps, per_epoch)
        order = batches(recipe, epoch, len(data.train))[at : at + pace]
        with tf.device(device):
            reached, losses = _call(run, weights, images, order, model)
        if not (np.isfinite(losses).all() and _finite(reached)):
            with tf.device(device):
                yield from _last_finite(run, weights, images, order, model, losses)
            raise _diverged(recipe, epoch, at + _finite_count(losses))
        weights, model = reached, _extended(model, reached, losses)
        if begun == model.steps - len(losses):
            give_back_memory()  # What compiling took.
        seconds = time.perf_counter() - started
        epoch_seconds += seconds
        scores = None
        if at + len(losses) == per_epoch:
            scores = evaluate(model, data.test, device)
            by_heart = accuracy(model.layers, asked_again(data.train), device)
            model = _epoch_ended(model, epoch, scores, epoch_seconds, by_heart)
            epoch_seconds = 0.0
        yield Progress(losses, model, scores, int((order != ABSENT).sum()), seconds)
        pace = _next_pace(len(losses), seconds)


def steps_per_epoch(recipe: Recipe, images: int) -> int:
    return -(-images // recipe.batch_size)


@functools.lru_cache(maxsize=1)
def asked_again(train: Dataset) -> Dataset:
    """The training images that are asked after each epoch, plain as they are: of 60,000 every
    sixth.
    """
    chosen = slice(None, None, max(1, len(train) // ASKED_AGAIN))
    return Dataset(train.images[chosen][:ASKED_AGAIN], train.labels[chosen][:ASKED_AGAIN])


@functools.lru_cache(maxsize=1)
def _epoch_order(seed: int | None, epoch: int, images: int) -> NDArray[np.int32]:
    order = np.arange(images, dtype=np.int32)
    return order if seed is None else np.random.default_rng((seed, epoch)).permutation(order)


def batches(recipe: Recipe, epoch: int, images: int) -> NDArray[np.int32]:
    """Which images each step of an epoch learns from: int32 (steps, batch size).

    Depends on the seed and the epoch alone. The last batch is filled up with -1 (no image).
    """
    order = _epoch_order(recipe.seed if recipe.shuffle else None, epoch, images)
    full = np.full(steps_per_epoch(recipe, images) * recipe.batch_size, ABSENT, np.int32)
    full[:images] = order
    return full.reshape(-1, recipe.batch_size)


def _call(
    run: Steps,
    weights: Weights,
    data: TrainingData,
    order: NDArray[np.int32],
    model: Model,
) -> tuple[Weights, NDArray[np.float32]]:
    recipe, first, per_epoch = model.recipe, model.steps, model.history.steps_per_epoch
    padded = np.zeros((CALL_STEPS, recipe.batch_size), np.int32)
    padded[: len(order)] = order
    reached, losses = run(
        weights,
        data,
        tf.constant(padded),
        tf.constant(len(order)),
        tf.constant(learning_rates(recipe, first, CALL_STEPS, per_epoch)),
        tf.constant(strengths(recipe, first, CALL_STEPS, per_epoch)),
        tf.constant(first),
        tf.constant(recipe.seed),
    )
    return reached, losses.numpy()[: len(order)]


def _first_weights(model: Model) -> Weights:
    """What training begins with, or goes on from."""
    average = model.layers if model.recipe.averaging > 0 else ()
    state = model.state
    if state is None:
        slots = first_slots(model.recipe.optimizer, model.layers)
        return Weights(model.layers, slots, average)
    return Weights(state.raw or model.layers, state.slots, average)


def _extended(model: Model, weights: Weights, losses: NDArray[np.float32]) -> Model:
    """The model after more steps, its weights copied out of TensorFlow."""
    layers, slots, average = _copied(weights.layers), weights.slots, weights.average
    return replace(
        model,
        layers=_copied(average) if average else layers,
        state=OptimizerState(
            slots=tuple(_copied(slot) for slot in slots),
            raw=layers if average else None,
        ),
        history=replace(model.history, losses=np.concatenate([model.history.losses, losses])),
    )


def _copied(layers: Layers) -> Layers:
    return tuple(Layer(np.array(kernel), np.array(bias)) for kernel, bias in layers)


def _epoch_ended(
    model: Model, epoch: int, scores: Scores, seconds: float, train_accuracy: float
) -> Model:
    history = model.history
    losses = history.losses[epoch * history.steps_per_epoch :]
    record = EpochRecord(
        epoch, float(losses.mean()), scores.loss, scores.accuracy, seconds, train_accuracy
    )
    return replace(model, history=replace(history, epochs=(*history.epochs, record)), scores=scores)


def _next_pace(count: int, seconds: float) -> int:
    """Steps of the next call, from how long the last one took; at most four times as many."""
    fitting = int(count * CALL_SECONDS / max(seconds, 1e-6))
    return max(1, min(fitting, 4 * count, CALL_STEPS))


def _finite(weights: Weights) -> bool:
    return all(np.isfinite(part).all() for layer in weights.layers for part in layer)


def _finite_count(losses: NDArray[np.float32]) -> int:
    """How many losses are finite before the first that is not."""
    return int(np.isfinite(losses).cumprod().sum())


def _last_finite(
    run: Steps,
    weights: Weights,
    data: TrainingData,
    order: NDArray[np.int32],
    model: Model,
    losses: NDArray[np.float32],
) -> Iterator[Progress]:
    """Repeat a call up to the last step after which all is finite, and yield what it reaches."""
    for count in range(_finite_count(losses), 0, -1):
        reached, finite = _call(run, weights, data, order[:count], model)
        if _finite(reached):
            yield Progress(finite, _extended(model, reached, finite))
            return


def _diverged(recipe: Recipe, epoch: int, step: int) -> Diverged:
    return Diverged(
        translate(
            "errors",
            "The loss grew beyond all numbers in epoch {epoch}, step {step}: a learning rate of "
            "{rate:g} is too large here, try a smaller one.",
        ),
        epoch=epoch + 1,
        step=step + 1,
        rate=recipe.learning_rate,
    )
