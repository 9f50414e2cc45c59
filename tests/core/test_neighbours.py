"""The nearest images: against all distances written out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from mnist_desk.core.dataset import Dataset
from mnist_desk.core.gradients import activations
from mnist_desk.core.mnist_digit import load_test_images
from mnist_desk.core.model import Model
from mnist_desk.core.neighbours import (
    HiddenPoints,
    can_be_kept,
    hidden_points,
    pixel_points,
)
from mnist_desk.core.recipe import Recipe


@pytest.fixture(scope="module")
def images() -> Dataset:
    return load_test_images()


def all_distances(points: NDArray[np.float32], query: NDArray[np.float32]) -> NDArray[np.float64]:
    differences = points.astype(np.float64).reshape(len(points), -1) - query.reshape(-1)
    return np.asarray(np.linalg.norm(differences, axis=1))


def grey(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    return images.astype(np.float32) / np.float32(255)


def test_nearest_by_pixels_are_those_with_the_least_distance(images: Dataset) -> None:
    query = grey(images.images[7])[::-1].copy()
    found = pixel_points(images.images).nearest(query, 8)
    distances = all_distances(grey(images.images), query)
    np.testing.assert_array_equal(found.indices, np.argsort(distances, kind="stable")[:8])
    np.testing.assert_allclose(found.distances, np.sort(distances)[:8], rtol=1e-5)


def test_an_image_is_nearest_to_itself_at_no_distance(images: Dataset) -> None:
    found = pixel_points(images.images).nearest(grey(images.images[1234]), 2)
    assert found.indices[0] == 1234
    assert found.distances[0] == 0
    assert found.distances[1] > 1


def test_the_last_hidden_layer_gives_the_points(images: Dataset) -> None:
    layers = Model.fresh(Recipe(hidden=(20, 12))).layers
    *parts, points = hidden_points(layers, images.images)
    assert isinstance(points, HiddenPoints)
    assert points.points.shape == (10_000, 12)
    assert parts == sorted(parts)
    picture = grey(images.images[9999])
    np.testing.assert_allclose(
        points.points[9999], activations(layers, picture).hidden[-1], atol=1e-5
    )
    found = points.nearest(picture, 5)
    assert found.indices[0] == 9999
    distances = all_distances(points.points, activations(layers, picture).hidden[-1])
    np.testing.assert_array_equal(found.indices, np.argsort(distances)[:5])
    np.testing.assert_allclose(found.distances, np.sort(distances)[:5], rtol=1e-4, atol=1e-5)


@given(st.integers(1, 30), st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_there_are_as_many_as_asked_for_or_as_there_are(n: int, k: int, seed: int) -> None:
    some = np.random.default_rng(seed).integers(0, 256, (n, 28, 28)).astype(np.uint8)
    query = np.full((28, 28), 0.3, np.float32)
    found = pixel_points(some).nearest(query, k)
    distances = all_distances(grey(some), query)
    assert len(found.indices) == min(n, k)
    np.testing.assert_allclose(found.distances, np.sort(distances)[:k], rtol=1e-5)


def test_of_those_that_are_equally_near_the_first_comes_first() -> None:
    some = np.full((30, 28, 28), 200, np.uint8)
    some[[4, 17]] = 100
    found = pixel_points(some).nearest(np.zeros((28, 28), np.float32), 2)
    assert found.indices.tolist() == [4, 17]


def test_a_network_whose_weights_are_too_large_for_sums_gives_neighbours_all_the_same(
    images: Dataset,
) -> None:
    layers = tuple(
        layer._replace(kernel=layer.kernel * np.float32(1e30))
        for layer in Model.fresh(Recipe(hidden=(4, 4))).layers
    )
    *_, points = hidden_points(layers, images.images[:50])
    assert isinstance(points, HiddenPoints)
    found = points.nearest(grey(images.images[0]), 5)
    assert len(set(found.indices.tolist())) == 5


def test_a_very_wide_layer_is_not_kept() -> None:
    assert can_be_kept(Model.fresh(Recipe(hidden=(8, 1000))).layers, 60_000)
    assert not can_be_kept(Model.fresh(Recipe(hidden=(8, 4096))).layers, 60_000)
