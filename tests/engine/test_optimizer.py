from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import get_args

import numpy as np
import pytest
import tensorflow as tf
from numpy.typing import NDArray

from mnist_desk.core.network import Layer, Layers
from mnist_desk.core.recipe import Optimizer, Recipe
from mnist_desk.engine.optimizer import SLOTS, Weights, first_slots, learning_rates, update

Keras = tf.keras.optimizers


def random_layers(random: np.random.Generator) -> Layers:
    return (
        Layer(random.normal(size=(3, 2)).astype("f"), random.normal(size=2).astype("f")),
        Layer(random.normal(size=(2, 4)).astype("f"), random.normal(size=4).astype("f")),
    )


def parts(layers: Layers) -> list[NDArray[np.float32]]:
    return [np.asarray(part) for layer in layers for part in layer]


def stepped(recipe: Recipe, weights: Weights, gradients: Layers, step: int) -> Weights:
    return update(recipe, weights, gradients, tf.constant(0.01), tf.constant(step))


@pytest.mark.parametrize(
    ("name", "keras"),
    [
        ("sgd", Keras.SGD),
        ("momentum", partial(Keras.SGD, momentum=0.9)),
        ("adam", Keras.Adam),
    ],
)
def test_steps_equal_those_of_keras(
    name: Optimizer, keras: type, random: np.random.Generator
) -> None:
    layers = random_layers(random)
    weights = Weights(layers, first_slots(name, layers), ())
    variables = [tf.Variable(part) for part in parts(layers)]
    theirs = keras(0.01)
    for step in range(5):
        gradients = random_layers(random)
        weights = stepped(Recipe(optimizer=name), weights, gradients, step)
        flat = [tf.constant(part) for part in parts(gradients)]
        theirs.apply_gradients(zip(flat, variables, strict=True))
    for ours, variable in zip(parts(weights.layers), variables, strict=True):
        np.testing.assert_allclose(ours, variable.numpy(), rtol=0, atol=2e-6)


def test_weight_decay_shrinks_kernels_alone(random: np.random.Generator) -> None:
    layers = random_layers(random)
    still = tuple(Layer(np.zeros_like(k), np.zeros_like(b)) for k, b in layers)
    recipe = Recipe(optimizer="sgd", weight_decay=0.5)
    decayed = stepped(recipe, Weights(layers, (), ()), still, 0).layers
    for (kernel, bias), (before, bias_before) in zip(decayed, layers, strict=True):
        np.testing.assert_allclose(kernel, before * (1 - 0.01 * 0.5), rtol=1e-6)
        np.testing.assert_array_equal(bias, bias_before)


def test_the_average_follows_the_weights_more_slowly_with_time(
    random: np.random.Generator,
) -> None:
    layers, gradients = random_layers(random), random_layers(random)
    recipe = Recipe(optimizer="sgd", averaging=0.9)
    for step, keep in ((0, 1 / 10), (1000, 0.9)):
        weights = stepped(recipe, Weights(layers, (), layers), gradients, step)
        for average, new, old in zip(
            parts(weights.average), parts(weights.layers), parts(layers), strict=True
        ):
            np.testing.assert_allclose(average, keep * old + (1 - keep) * new, atol=1e-6)


def test_every_optimiser_says_how_many_slots_it_has() -> None:
    assert set(SLOTS) == set(get_args(Optimizer))


def test_a_constant_rate_stays() -> None:
    rates = learning_rates(Recipe(learning_rate=0.5), 7, 3, 10)
    np.testing.assert_array_equal(rates, np.float32([0.5, 0.5, 0.5]))


def test_the_cosine_falls_from_the_rate_to_a_hundredth_and_stays_there() -> None:
    recipe = Recipe(learning_rate=0.5, schedule="cosine", epochs=10)
    rates = learning_rates(recipe, 0, 150, 10)
    assert rates[0] == pytest.approx(0.5)
    assert (np.diff(rates[:100]) < 0).all()
    assert rates[99] == pytest.approx(0.005)
    np.testing.assert_array_equal(rates[100:], np.full(50, rates[99]))


def test_warm_up_rises_to_the_rate() -> None:
    recipe = Recipe(learning_rate=0.5, warm_up=2.0)
    np.testing.assert_allclose(learning_rates(recipe, 0, 40, 10)[:20], 0.5 * np.arange(1, 21) / 20)
    assert (learning_rates(recipe, 20, 20, 10) == 0.5).all()


def test_rates_do_not_depend_on_where_a_call_begins() -> None:
    recipe = replace(Recipe(schedule="cosine", warm_up=1.5), epochs=4)
    whole = learning_rates(recipe, 0, 40, 10)
    np.testing.assert_array_equal(whole[13:31], learning_rates(recipe, 13, 18, 10))
