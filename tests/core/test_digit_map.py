"""Digits on a map, and a picture among them."""

from __future__ import annotations

import numpy as np
import pytest

from mnist_desk.core.dataset import Dataset, load_mnist
from mnist_desk.core.digit_map import Axes, balanced, hidden_axes, map_of, pixel_axes
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.errors import InputError
from mnist_desk.core.gradients import activations
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import load_model
from mnist_desk.core.network import Layer
from mnist_desk.core.places import shipped_model
from mnist_desk.core.reading import outputs_of_images


@pytest.fixture(scope="module")
def test_images() -> Dataset:
    return load_mnist().test


@pytest.fixture(scope="module")
def shipped() -> Model:
    return load_model(shipped_model())


@pytest.fixture
def digits(test_images: Dataset) -> DigitSet:
    return DigitSet("test", test_images)


def test_each_class_is_there_as_often(test_images: Dataset) -> None:
    chosen = balanced(test_images, 50)
    assert np.bincount(test_images.labels[chosen]).tolist() == [50] * 10
    assert (np.diff(chosen) > 0).all()


def test_a_digit_drawn_again_is_where_it_was(digits: DigitSet, shipped: Model) -> None:
    for axes, measured in (
        (Axes.PIXELS, pixel_axes(digits.data)),
        (Axes.HIDDEN, hidden_axes(digits.data, shipped.layers)),
        (Axes.RING, hidden_axes(digits.data, shipped.layers, Axes.RING)),
    ):
        found = map_of(digits, shipped.layers, axes, measured)
        picture = digits.data.images[found.indices[7]].astype(np.float32) / np.float32(255)
        assert found.place(picture) == pytest.approx(tuple(found.points[7]), abs=1e-3)


def test_what_is_mapped_is_what_the_last_hidden_layer_gives(
    digits: DigitSet, shipped: Model
) -> None:
    found = map_of(digits, shipped.layers, Axes.HIDDEN, hidden_axes(digits.data, shipped.layers))
    picture = digits.data.images[found.indices[0]].astype(np.float32) / np.float32(255)
    hidden = activations(shipped.layers, picture).hidden[-1]
    assert np.allclose(
        found.measured.projection.of(hidden[np.newaxis])[0], found.points[0], atol=1e-3
    )


def test_answers_are_those_of_the_network(digits: DigitSet, shipped: Model) -> None:
    found = map_of(digits, shipped.layers, Axes.PIXELS, pixel_axes(digits.data))
    outputs = outputs_of_images(shipped.layers, digits.data.images[found.indices])
    assert (found.answers == outputs.argmax(axis=1)).all()
    assert (found.wrong == (outputs.argmax(axis=1) != found.labels)).all()


def test_a_trained_network_parts_the_classes_better_than_pixels(
    digits: DigitSet, shipped: Model
) -> None:
    def nearest_centre_is_right(axes: Axes) -> float:
        measured = (
            pixel_axes(digits.data)
            if axes is Axes.PIXELS
            else hidden_axes(digits.data, shipped.layers, axes)
        )
        found = map_of(digits, shipped.layers, axes, measured)
        away = np.linalg.norm(found.points[:, np.newaxis] - found.centres, axis=2)
        return float((away.argmin(axis=1) == found.labels).mean())

    pixels, first_two, ring = map(nearest_centre_is_right, Axes)
    assert pixels < 0.5
    assert first_two > pixels
    assert ring > 0.9


def test_a_network_whose_cells_are_in_another_order_has_the_same_map(
    digits: DigitSet, shipped: Model
) -> None:
    """Its axes would be others, if they were not turned to those before."""
    before = hidden_axes(digits.data, shipped.layers)
    kernel, bias = shipped.layers[-2]
    order = np.random.default_rng(1).permutation(len(bias))
    last = Layer(shipped.layers[-1].kernel[order], shipped.layers[-1].bias)
    shuffled = (*shipped.layers[:-2], Layer(kernel[:, order], bias[order]), last)
    after = hidden_axes(digits.data, shuffled, before=before.centres)
    assert np.allclose(after.centres, before.centres, atol=1e-2)


def test_a_network_without_hidden_layers_has_a_map_of_pixels(digits: DigitSet) -> None:
    layer = Layer(np.zeros((784, 10), np.float32), np.zeros(10, np.float32))
    found = map_of(digits, (layer,), Axes.HIDDEN, hidden_axes(digits.data, (layer,)))
    assert np.isfinite(found.points).all()


def test_weights_without_bounds_have_no_map(digits: DigitSet) -> None:
    layer = Layer(np.full((784, 20), 1e38, np.float32), np.zeros(20, np.float32))
    last = Layer(np.zeros((20, 10), np.float32), np.zeros(10, np.float32))
    with pytest.raises(InputError, match="beyond all bounds"):
        hidden_axes(digits.data, (layer, last))
