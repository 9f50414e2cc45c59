from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from mnist_desk.core.gradients import activations, evidence, pixel_gradient
from mnist_desk.core.grey import Grey
from mnist_desk.core.network import Layers, forward, initial_layers, relu
from mnist_desk.core.recipe import Recipe

NETWORKS: list[tuple[int, ...]] = [(), (1,), (30, 20), (5, 1, 7, 3, 9, 4, 8, 6)]


def network(hidden: Sequence[int]) -> Layers:
    layers = initial_layers(Recipe(hidden=tuple(hidden), seed=4, initial="he"))
    # With a bias above 0 fewer cells are at rest.
    return tuple(layer._replace(bias=layer.bias + np.float32(0.05)) for layer in layers)


@pytest.fixture
def picture() -> Grey:
    return np.random.default_rng(3).random((28, 28), np.float32)


@pytest.mark.parametrize("hidden", NETWORKS)
def test_activations_are_those_of_the_forward_pass(hidden: Sequence[int], picture: Grey) -> None:
    layers = network(hidden)
    inside = activations(layers, picture)
    x = picture.reshape(1, 784)
    np.testing.assert_array_equal(inside.outputs, forward(layers, x, relu)[0])
    assert [len(values) for values in inside.hidden] == list(hidden)
    for depth, values in enumerate(inside.hidden):
        until = forward(layers[: depth + 1], x, relu)[0]
        np.testing.assert_allclose(values, np.maximum(until, 0), atol=1e-6)


@pytest.mark.parametrize("hidden", NETWORKS)
def test_the_gradient_is_what_a_small_step_shows(hidden: Sequence[int], picture: Grey) -> None:
    layers = [layer._replace(kernel=layer.kernel.astype(float)) for layer in network(hidden)]
    inside = activations(tuple(layers), picture.astype(float))
    step = 1e-5
    for depth, layer in enumerate(layers):
        unit = layer.kernel.shape[1] - 1
        gradient = pixel_gradient(tuple(layers), inside.hidden, depth, unit)
        for pixel in (0, 200, 783):
            moved = np.stack([picture.reshape(784).astype(float)] * 2)
            moved[:, pixel] += [step, -step]
            ahead, behind = forward(layers[: depth + 1], moved, relu)[:, unit]
            slope = (ahead - behind) / (2 * step)
            assert gradient.reshape(784)[pixel] == pytest.approx(slope, abs=1e-5)


def test_a_cell_of_the_first_layer_has_its_kernel(picture: Grey) -> None:
    layers = network((30, 20))
    np.testing.assert_array_equal(
        pixel_gradient(layers, (), 0, 7), layers[0].kernel[:, 7].reshape(28, 28)
    )


def test_the_evidence_of_a_linear_network_adds_up_to_its_output(picture: Grey) -> None:
    layers = network(())
    total = evidence(layers, picture, 3).sum() + layers[0].bias[3]
    assert total == pytest.approx(float(activations(layers, picture).outputs[3]), abs=1e-4)


def test_there_is_no_evidence_where_there_is_no_ink(picture: Grey) -> None:
    picture[:, 14:] = 0
    found = evidence(network((30, 20)), picture, 3)
    assert found[:, :14].any()
    assert not found[:, 14:].any()
