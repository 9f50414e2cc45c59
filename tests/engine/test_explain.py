from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
import tensorflow as tf

from mnist_desk.core.calibration import Calibration
from mnist_desk.core.gradients import activations, evidence, pixel_gradient
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import load_model
from mnist_desk.core.network import Layer, forward, initial_layers
from mnist_desk.core.places import shipped_model
from mnist_desk.core.recipe import Loss, Recipe
from mnist_desk.core.samples import sample_pictures
from mnist_desk.engine.explain import smallest_change


@pytest.fixture(scope="module")
def shipped() -> Model:
    return load_model(shipped_model())


@pytest.mark.parametrize("hidden", [(), (16,), (256, 128), (9, 8, 7, 6, 5, 6, 7, 8)])
def test_gradients_are_those_of_tensorflow(
    hidden: Sequence[int], random: np.random.Generator
) -> None:
    layers = initial_layers(Recipe(hidden=tuple(hidden), initial="he"))
    picture = random.random((28, 28), np.float32)
    inside = activations(layers, picture)
    for depth, layer in enumerate(layers):
        unit = layer.kernel.shape[1] // 2
        x = tf.constant(picture.reshape(1, 784))
        with tf.GradientTape() as tape:
            tape.watch(x)
            value = forward(layers[: depth + 1], x, tf.nn.relu)[0, unit]
        expected = tape.gradient(value, x).numpy().reshape(28, 28)
        np.testing.assert_allclose(
            pixel_gradient(layers, inside.hidden, depth, unit), expected, rtol=0, atol=1e-5
        )
    np.testing.assert_allclose(evidence(layers, picture, 5), expected * picture, rtol=0, atol=1e-5)


def test_a_change_turns_the_answer_by_little(shipped: Model) -> None:
    images, labels = sample_pictures()
    for number in (0, 44, 75):
        picture = images[number].reshape(28, 28)
        for digit in {1, 3, 8} - {int(labels[number])}:
            changed = smallest_change(shipped, picture, digit)
            assert changed is not None
            assert changed.dtype == np.float32
            assert 0 <= changed.min() <= changed.max() <= 1
            outputs = activations(shipped.layers, changed).outputs
            lead = outputs[digit] - np.delete(outputs, digit).max()
            # It leads by the margin, and not by much more: less change would do for that.
            margin = shipped.calibration.temperature
            assert margin - 1e-3 <= lead < 1.5 * margin
            others = images[labels == digit].reshape(-1, 28, 28)
            nearest = np.linalg.norm(others - picture, axis=(1, 2)).min()
            assert np.linalg.norm(changed - picture) < 0.6 * nearest


def test_raw_outputs_have_a_margin_of_their_own(random: np.random.Generator) -> None:
    model = Model.fresh(Recipe(hidden=(16,), loss="mse"))
    picture = random.random((28, 28), np.float32)
    changed = smallest_change(model, picture, 4)
    assert changed is not None
    outputs = activations(model.layers, changed).outputs
    assert outputs[4] - np.delete(outputs, 4).max() >= 0.1 - 1e-4


def test_a_network_that_says_the_same_of_everything_cannot_be_turned() -> None:
    model = Model.fresh(Recipe(hidden=()))
    flat = Layer(np.zeros((784, 10), np.float32), np.zeros(10, np.float32))
    deaf = Model(layers=(flat,), recipe=model.recipe)
    assert smallest_change(deaf, np.zeros((28, 28), np.float32), 2) is None


def linear(distance: float, loss: Loss, temperature: float = 1.0) -> Model:
    """Of grey it says 7, and 2 with its margin when every pixel moves by distance / 28."""
    direction = np.random.default_rng(6).choice(np.float32([-1, 1]), 784) / 28
    kernel, bias = np.zeros((784, 10), np.float32), np.full(10, -100, np.float32)
    kernel[:, 2], kernel[:, 7] = 0.5 * direction, -0.5 * direction
    margin = temperature if loss == "cross-entropy" else 0.1
    bias[2] = -float(direction.sum()) / 2
    bias[7] = distance - margin
    recipe = Recipe(hidden=(), loss=loss)
    return Model((Layer(kernel, bias),), recipe, calibration=Calibration(temperature))


@pytest.mark.parametrize("distance", [0.7, 4.0, 11.5])
@pytest.mark.parametrize(("loss", "temperature"), [("mse", 1.0), ("cross-entropy", 2.0)])
def test_of_a_linear_network_the_least_change_is_known(
    distance: float, loss: Loss, temperature: float
) -> None:
    model, grey = linear(distance, loss, temperature), np.full((28, 28), 0.5, np.float32)
    changed = smallest_change(model, grey, 2)
    assert changed is not None
    assert distance * 0.999 < np.linalg.norm(changed - grey) < distance * 1.01


def test_a_change_that_is_too_far_away_is_none() -> None:
    assert smallest_change(linear(12.8, "mse"), np.full((28, 28), 0.5, np.float32), 2) is None
