from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import tensorflow as tf
from numpy.typing import NDArray

from mnist_desk.core.dataset import Dataset, Splits
from mnist_desk.core.recipe import DISTORTIONS, SPECS, Recipe
from mnist_desk.core.recipes import QUICK
from mnist_desk.engine.augment import distort, distorts, made_nonsense, strengths
from mnist_desk.engine.strokes import Landmarks, landmarks

FIELDS = [
    name
    for name, spec in SPECS.items()
    if spec.group == DISTORTIONS and name not in ("fading", "nonsense")
]


@pytest.fixture(scope="module")
def hundred(mnist: Splits) -> Dataset:
    return Dataset(mnist.train.images[:100], mnist.train.labels[:100])


def distorted(
    data: Dataset, recipe: Recipe, step: int = 0, strength: float = 1.0
) -> NDArray[np.float32]:
    x = tf.constant(data.images.reshape(-1, 784), tf.float32) / 255
    labels = tf.constant(data.labels.astype(np.int32))
    marks = tf.constant(landmarks(data))
    pictures = distort(
        x, labels, marks, recipe, tf.constant(recipe.seed), tf.constant(step), strength
    )
    return np.asarray(pictures).reshape(-1, 28, 28)


def with_field(name: str, value: float) -> Recipe:
    values: dict[str, Any] = {name: value}
    return replace(QUICK, **values)


@pytest.mark.parametrize("name", FIELDS)
def test_each_distortion_changes_pictures_and_keeps_them_pictures(
    name: str, hundred: Dataset
) -> None:
    recipe = with_field(name, 8 if name == "rotation" else 0.5)
    assert distorts(recipe)
    pictures = distorted(hundred, recipe)
    assert pictures.min() >= 0
    assert pictures.max() <= 1 + 1e-6
    change = np.abs(pictures - hundred.images / 255).mean(axis=(1, 2))
    assert (change > 1e-4).any()
    ink = pictures.mean() / (hundred.images / 255).mean()
    assert 0.6 < ink < 1.5


def test_distortions_fade_in_the_last_part_alone() -> None:
    recipe = replace(QUICK, epochs=10, fading=0.2)
    whole = strengths(recipe, 0, 100, 10)
    assert (whole[:80] == 1).all()
    assert (np.diff(whole[80:]) < 0).all()
    assert whole[99] == 0
    np.testing.assert_array_equal(strengths(recipe, 90, 20, 10)[:10], whole[90:])
    assert (strengths(recipe, 100, 5, 10) == 0).all(), "and stay away after the last epoch"
    assert (strengths(replace(recipe, fading=0.0), 0, 200, 10) == 1).all()


@pytest.mark.parametrize("name", FIELDS)
def test_a_distortion_without_strength_changes_nothing(name: str, hundred: Dataset) -> None:
    """But for the outermost pixels, which distortions keep free."""
    faded = distorted(hundred, with_field(name, 0.5), strength=0.0)
    inner = slice(None), slice(1, -1), slice(1, -1)
    np.testing.assert_allclose(faded[inner], (hundred.images / 255)[inner], rtol=0, atol=1e-4)


def test_nonsense_is_unreadable_and_taught_as_no_digit(hundred: Dataset) -> None:
    x = tf.constant(hundred.images.reshape(-1, 784), tf.float32) / 255
    y = tf.one_hot(hundred.labels, 10)
    recipe = with_field("nonsense", 0.3)
    labels = tf.constant(hundred.labels.astype(np.int32))
    pictures, targets = made_nonsense(x, y, labels, recipe, tf.constant(1), tf.constant(0))
    even = np.isclose(targets, 0.1).all(axis=1)
    assert 15 < even.sum() < 45
    changed = np.abs(pictures - x).max(axis=1) > 0.1
    np.testing.assert_array_equal(changed, even)
    np.testing.assert_array_equal(targets[~even], y[~even])


def test_a_recipe_without_distortions_says_so() -> None:
    assert not distorts(QUICK)


@pytest.mark.parametrize(
    ("name", "digit"),
    [
        ("slashed_zeros", 0),
        ("flagged_ones", 1),
        ("open_fours", 4),
        ("crossed_sevens", 7),
        ("hooked_nines", 9),
    ],
)
def test_a_variant_changes_the_line_of_its_digit_alone(
    name: str, digit: int, hundred: Dataset
) -> None:
    before = hundred.images / 255
    change = np.abs(distorted(hundred, with_field(name, 1.0)) - before).max(axis=(1, 2))
    assert (change[hundred.labels != digit] < 1e-6).all()
    assert (change[hundred.labels == digit] > 0.3).mean() > 0.6


def test_the_same_step_draws_the_same_and_another_step_differently(hundred: Dataset) -> None:
    recipe = with_field("elastic", 1.0)
    one = distorted(hundred, recipe, step=3)
    np.testing.assert_array_equal(one, distorted(hundred, recipe, step=3))
    assert not np.array_equal(one, distorted(hundred, recipe, step=4))
    assert not np.array_equal(one, distorted(hundred, replace(recipe, seed=2), step=3))


def test_a_warp_brings_the_centre_of_mass_to_the_middle(hundred: Dataset) -> None:
    moved = Dataset(np.roll(hundred.images, 3, axis=2), hundred.labels)
    pictures = distorted(moved, with_field("rotation", 1.0))
    centre = (pictures.sum(axis=1) @ np.arange(28)) / pictures.sum(axis=(1, 2))
    assert np.abs(centre - 14).mean() < 0.3


def test_landmarks_of_a_known_picture() -> None:
    image = np.zeros((1, 28, 28), np.uint8)
    image[0, 5:20, 10] = 255
    image[0, 19, 4:11] = 255
    marks = Landmarks(*landmarks(Dataset(image, np.array([1], np.uint8)))[0])
    assert marks == (4, 10, 5, 19, 10, 10, 7)


def test_landmarks_of_an_empty_picture_are_numbers() -> None:
    empty = Dataset(np.zeros((1, 28, 28), np.uint8), np.array([0], np.uint8))
    assert np.isfinite(landmarks(empty)).all()
