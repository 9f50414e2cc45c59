from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
import tensorflow as tf

from mnist_desk.core.network import Layer, Layers
from mnist_desk.core.recipe import Optimizer
from mnist_desk.engine.optimizer import SLOTS, first_slots, update


def layers_like(random: np.random.Generator) -> Layers:
    return (
        Layer(random.normal(size=(3, 2)).astype("f"), random.normal(size=2).astype("f")),
        Layer(random.normal(size=(2, 4)).astype("f"), random.normal(size=4).astype("f")),
    )


@pytest.mark.parametrize(
    ("name", "keras"), [("sgd", tf.keras.optimizers.SGD), ("adam", tf.keras.optimizers.Adam)]
)
def test_steps_equal_those_of_keras(
    name: Optimizer, keras: type, random: np.random.Generator
) -> None:
    layers = layers_like(random)
    variables = [tf.Variable(part) for layer in layers for part in layer]
    theirs = keras(0.01)
    slots = first_slots(name, layers)
    for step in range(5):
        gradients = layers_like(random)
        layers, slots = update(name, layers, slots, gradients, tf.constant(0.01), tf.constant(step))
        flat = [tf.constant(part) for layer in gradients for part in layer]
        theirs.apply_gradients(zip(flat, variables, strict=True))
    ours = [np.asarray(part) for layer in layers for part in layer]
    for mine, variable in zip(ours, variables, strict=True):
        np.testing.assert_allclose(mine, variable.numpy(), rtol=0, atol=2e-6)


def test_every_optimiser_says_how_many_slots_it_has() -> None:
    assert set(SLOTS) == set(get_args(Optimizer))
