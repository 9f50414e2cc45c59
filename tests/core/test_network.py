from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mnist_desk.core.network import (
    Layer,
    Layers,
    forward,
    initial_layers,
    layer_shapes,
    relu,
    softmax,
)
from mnist_desk.core.recipe import Recipe

HIDDEN = [(), (256, 128), (512, 256)]

CUT = 0.8796
"""Standard deviation of a standard normal distribution cut off at two of them."""


def layers_equal(one: Layers, other: Layers) -> bool:
    return all(
        np.array_equal(a.kernel, b.kernel) and np.array_equal(a.bias, b.bias)
        for a, b in zip(one, other, strict=True)
    )


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("n", [1, 7])
def test_forward_gives_ten_outputs_for_each_picture(hidden: tuple[int, ...], n: int) -> None:
    layers = initial_layers(Recipe(hidden=hidden))
    outputs = forward(layers, np.full((n, 784), 0.5, np.float32), relu)
    assert outputs.shape == (n, 10)
    assert outputs.dtype == np.float32
    assert np.isfinite(outputs).all()


def test_forward_of_a_small_network_computed_by_hand() -> None:
    layers = (
        Layer(np.array([[1.0, -1.0], [2.0, 1.0]]), np.array([0.5, 0.0])),
        Layer(np.array([[1.0, -2.0], [-3.0, 1.0]]), np.array([0.0, 1.0])),
    )
    # Hidden: (1, 2) -> (5.5, 1), and (2, 0) -> (2.5, -2), of which relu makes (2.5, 0).
    outputs = forward(layers, np.array([[1.0, 2.0], [2.0, 0.0]]), relu)
    assert outputs.tolist() == [[2.5, -9.0], [2.5, -4.0]]


def test_forward_applies_the_relu_that_it_is_given_between_layers_alone() -> None:
    layers = initial_layers(Recipe(hidden=(5, 4, 3)))
    widths = []

    def noting(x: np.ndarray) -> np.ndarray:
        widths.append(x.shape[1])
        return x

    forward(layers, np.ones((1, 784), np.float32), noting)
    assert widths == [5, 4, 3]


@pytest.mark.parametrize(
    ("hidden", "shapes"),
    [
        ((), [(784, 10)]),
        ((256, 128), [(784, 256), (256, 128), (128, 10)]),
        ((512, 256), [(784, 512), (512, 256), (256, 10)]),
    ],
)
def test_layers_have_the_widths_of_the_recipe(
    hidden: tuple[int, ...], shapes: list[tuple[int, int]]
) -> None:
    layers = initial_layers(Recipe(hidden=hidden))
    assert layer_shapes(hidden) == shapes
    assert [layer.kernel.shape for layer in layers] == shapes
    assert [layer.bias.shape for layer in layers] == [(outputs,) for _, outputs in shapes]


@pytest.mark.parametrize("initial", ["tutorial", "he"])
def test_first_weights_are_float32_and_biases_zero(initial: str) -> None:
    for layer in initial_layers(Recipe.from_json({"initial": initial})):
        assert layer.kernel.dtype == np.float32
        assert layer.bias.dtype == np.float32
        assert not layer.bias.any()


@pytest.mark.parametrize("initial", ["tutorial", "he"])
def test_first_kernels_are_normal_and_cut_off_at_two_deviations(initial: str) -> None:
    for kernel, _ in initial_layers(Recipe.from_json({"initial": initial})):
        deviation = 0.1 if initial == "tutorial" else np.sqrt(2 / len(kernel))
        tolerance = 4 * deviation / np.sqrt(kernel.size)
        assert np.abs(kernel).max() <= 2 * deviation * (1 + 1e-6)
        assert np.abs(kernel).max() > 1.9 * deviation
        assert kernel.std() == pytest.approx(CUT * deviation, abs=tolerance)
        assert kernel.mean() == pytest.approx(0, abs=tolerance)
        # 68.27 % of a whole normal distribution within one deviation, 95.45 % within two.
        within = (np.abs(kernel) < deviation).mean()
        assert within == pytest.approx(0.6827 / 0.9545, abs=2 / np.sqrt(kernel.size))


def test_same_seed_gives_the_same_weights_and_another_others() -> None:
    first = initial_layers(Recipe(seed=7))
    assert layers_equal(first, initial_layers(Recipe(seed=7, epochs=99)))
    for one, other in zip(first, initial_layers(Recipe(seed=8)), strict=True):
        assert (one.kernel != other.kernel).mean() > 0.99


def test_relu_leaves_what_is_positive() -> None:
    assert relu(np.array([-3.0, -0.0, 0.0, 2.5], np.float32)).tolist() == [0, 0, 0, 2.5]


OUTPUTS = st.lists(st.floats(-(2.0**100), 2.0**100, width=32), min_size=10, max_size=10)


@settings(deadline=None, derandomize=True, max_examples=100)
@given(rows=st.lists(OUTPUTS, min_size=1, max_size=3))
def test_softmax_gives_probabilities(rows: list[list[float]]) -> None:
    outputs = np.array(rows, np.float32)
    probabilities = softmax(outputs)
    assert probabilities.shape == outputs.shape
    assert probabilities.dtype == np.float32
    assert probabilities.min() >= 0
    assert probabilities.sum(axis=-1) == pytest.approx(np.ones(len(rows)), abs=1e-5)
    most = probabilities.max(axis=-1)
    assert (np.take_along_axis(probabilities, outputs.argmax(-1)[:, None], -1)[:, 0] == most).all()


def test_softmax_of_known_outputs() -> None:
    outputs = np.log(np.array([1, 2, 3, 4], np.float32))
    assert softmax(outputs) == pytest.approx([0.1, 0.2, 0.3, 0.4], abs=1e-6)
    assert softmax(outputs + 100) == pytest.approx([0.1, 0.2, 0.3, 0.4], abs=1e-5)
