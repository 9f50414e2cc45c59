"""The compiled training loop: many steps of one recipe in one call.

The images stay uint8 in memory; a batch is gathered, scaled, distorted and one-hot coded inside
the call.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import tensorflow as tf

from mnist_desk.core.dataset import DIGITS, Dataset
from mnist_desk.core.network import forward
from mnist_desk.core.recipe import MAX_LAYERS, Recipe

from .augment import distort, distorts, made_nonsense
from .optimizer import Weights, update
from .predictor import device_data
from .strokes import landmarks

Tensor = Any

CALL_STEPS = 128
"""Most steps in one compiled call."""

ABSENT = -1
"""Stands in a batch for an image that is not there."""

Steps = Callable[..., tuple[Weights, Tensor]]


class TrainingData(NamedTuple):
    """On the device: images uint8 (n, 784), labels int32 (n,), and the landmarks float32 (n, 7)
    that distortions need.
    """

    images: Tensor
    labels: Tensor
    landmarks: Tensor


@functools.lru_cache(maxsize=2)
def training_data(data: Dataset, device: str) -> TrainingData:
    """A data set to learn from on a device, kept there for the next run."""
    images, labels = device_data(data, device)
    with tf.device(device):
        return TrainingData(images, labels, tf.constant(landmarks(data)))


def compiled_steps(recipe: Recipe, xla: bool = True) -> Steps:
    """The compiled loop of up to CALL_STEPS steps of a recipe, by XLA or as TensorFlow's graph.

    A function of (weights, data, order int32 (CALL_STEPS, batch), count, learning rates and
    strengths of the distortions (CALL_STEPS,), first step, seed) that returns the new weights and
    the losses (CALL_STEPS,), of which the first `count` are set. TensorFlow compiles it again for
    other layer widths and batch sizes. What changes from call to call is a tensor: for a Python
    number it would compile anew.
    """
    same: dict[str, Any] = {name: getattr(Recipe(), name) for name in _BESIDE_THE_GRAPH}
    return _compiled(replace(recipe, **same), xla)


_BESIDE_THE_GRAPH = (
    *("name", "hidden", "learning_rate", "schedule", "warm_up", "batch_size", "epochs", "seed"),
    *("shuffle", "initial", "fading"),
)
"""Fields of a recipe that the compiled graph does not depend on."""


@functools.cache  # XLA keeps what it compiled: made anew, it would be there twice.
def _compiled(recipe: Recipe, xla: bool) -> Steps:
    @tf.function(jit_compile=xla, autograph=False)  # type: ignore[untyped-decorator]
    def steps(
        weights: Weights,
        data: TrainingData,
        order: Tensor,
        count: Tensor,
        learning_rates: Tensor,
        strengths: Tensor,
        first_step: Tensor,
        seed: Tensor,
    ) -> tuple[Weights, Tensor]:
        def step(i: Tensor, weights: Weights, losses: Tensor) -> tuple[Tensor, Weights, Tensor]:
            number = first_step + i
            x, y, present = _batch(data, order[i], recipe, seed, number, strengths[i])
            relu = _relu(recipe, seed, number)
            with tf.GradientTape() as tape:
                tape.watch(weights.layers)
                loss = _loss(recipe, forward(weights.layers, x, relu), y, present)
            gradients = tape.gradient(loss, weights.layers)
            weights = update(recipe, weights, gradients, learning_rates[i], number)
            return i + 1, weights, losses.write(i, loss)

        losses = tf.TensorArray(tf.float32, CALL_STEPS)
        _, weights, losses = tf.while_loop(
            lambda i, *_: i < count, step, (tf.constant(0), weights, losses)
        )
        return weights, losses.stack()

    return steps  # type: ignore[no-any-return]


def _batch(
    data: TrainingData,
    chosen: Tensor,
    recipe: Recipe,
    seed: Tensor,
    step: Tensor,
    strength: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """Pixels (batch, 784) in [0, 1], targets (batch, 10), 1 for images and 0 for absent ones."""
    present = tf.cast(chosen != ABSENT, tf.float32)
    chosen = tf.maximum(chosen, 0)
    x = tf.cast(tf.gather(data.images, chosen), tf.float32) / 255
    labels = tf.gather(data.labels, chosen)
    y = tf.one_hot(labels, DIGITS)
    if recipe.label_smoothing > 0:
        y = y * (1 - recipe.label_smoothing) + recipe.label_smoothing / DIGITS
    if recipe.nonsense > 0:
        # Before the distortions: XLA would work those out again for each part of a broken picture.
        x, y = made_nonsense(x, y, labels, recipe, seed, step)
    if distorts(recipe):
        marks = tf.gather(data.landmarks, chosen)
        x = distort(x, labels, marks, recipe, seed, step, strength)
    return x, y, present


def _relu(recipe: Recipe, seed: Tensor, step: Tensor) -> Callable[[Tensor], Tensor]:
    """The activation of the hidden layers in training, which may drop out some outputs."""
    if recipe.dropout == 0:
        return tf.nn.relu  # type: ignore[no-any-return]
    layer = itertools.count(1)

    def relu_and_dropout(x: Tensor) -> Tensor:
        # Distortions draw from (seed, step); this is apart from that.
        own = tf.stack([seed + tf.int32.min, step * MAX_LAYERS + next(layer)])
        return tf.nn.experimental.stateless_dropout(tf.nn.relu(x), recipe.dropout, own)

    return relu_and_dropout


def _loss(recipe: Recipe, outputs: Tensor, y: Tensor, present: Tensor) -> Tensor:
    """The mean loss of the images that are present."""
    if recipe.loss == "mse":
        each = tf.reduce_mean(tf.square(y - outputs), axis=1)
    else:
        each = tf.nn.softmax_cross_entropy_with_logits(y, outputs)
    return tf.reduce_sum(each * present) / tf.reduce_sum(present)
