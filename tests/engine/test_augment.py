from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import tensorflow as tf
from numpy.typing import NDArray
from scipy import ndimage

from mnist_desk.core.dataset import Dataset, Splits
from mnist_desk.core.recipe import DISTORTIONS, SPECS, Recipe
from mnist_desk.core.recipes import QUICK
from mnist_desk.engine.augment import distort, distorts, made_nonsense, strengths
from mnist_desk.engine.strokes import Landmarks, landmarks

from .fixed_draws import FixedDraws

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


def test_landmarks_of_an_empty_picture_are_in_its_middle() -> None:
    empty = Dataset(np.zeros((1, 28, 28), np.uint8), np.array([0], np.uint8))
    assert landmarks(empty).tolist() == [[14] * 7]


def marks_of(data: Dataset) -> Landmarks:
    return Landmarks(*landmarks(data).T)


def looked_up(
    image: NDArray[np.float64], matrix: NDArray[np.float64], shift: float = 0, bend: Any = 0
) -> NDArray[np.float64]:
    """Each pixel about the middle looks up where the matrix sends it, about the centre of mass."""
    inner = np.zeros((28, 28))
    inner[1:-1, 1:-1] = image[1:-1, 1:-1]
    rows, columns = np.mgrid[:28, :28].astype(float)
    centre = np.array([(image * columns).sum(), (image * rows).sum()]) / image.sum()
    away = np.stack([columns.ravel(), rows.ravel()], axis=1) - 14 - shift
    x, y = (away @ matrix.T + centre + bend).T
    return ndimage.map_coordinates(inner, [y, x], order=1).reshape(28, 28)


def matrix_of(name: str, by: float, width: float, height: float) -> NDArray[np.float64]:
    """What a field does by itself, from the result to where it comes from."""
    if name == "rotation":
        angle = np.radians(by)
        return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    if name == "shear":
        return np.array([[1, by], [0, 1]])
    if name == "scale":
        return np.eye(2) / np.exp(by)
    # Stretched it is e^by wider and flatter, and then as large as before on its longer side.
    wider, flatter = np.exp(by), np.exp(-by)
    again = max(width, height) / max(width * wider, height * flatter)
    return np.diag([1 / (wider * again), 1 / (flatter * again)])


@pytest.mark.parametrize("part", [0, 1])
@pytest.mark.parametrize(
    "recipe",
    [
        {"rotation": 30.0},
        {"scale": 0.3},
        {"stretch": 0.3},
        {"shear": 0.4},
        {"shift": 2.0},
        {"rotation": 20.0, "scale": 0.1, "stretch": 0.2, "shear": 0.3, "shift": 1.0},
    ],
    ids="+".join,
)
def test_a_warp_is_what_matrices_make_of_it(
    recipe: dict[str, Any], part: int, hundred: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    FixedDraws(100, part).stand_in(monkeypatch)
    pictures = distorted(hundred, replace(QUICK, **recipe))
    at, sign = marks_of(hundred), 2 * part - 1
    for index in range(0, 100, 7):
        width = at.right[index] - at.left[index] + 1
        height = at.bottom[index] - at.top[index] + 1
        matrix = np.eye(2)
        for name in ("rotation", "scale", "stretch", "shear"):
            matrix = matrix_of(name, sign * recipe.get(name, 0), width, height) @ matrix
        image = hundred.images[index] / 255
        expected = looked_up(image, matrix, sign * recipe.get("shift", 0))
        np.testing.assert_allclose(pictures[index], expected, rtol=0, atol=2e-3)


@pytest.mark.parametrize(("part", "field"), [(0, 0), (1, 511)])
def test_an_elastic_bend_is_smoothed_noise_of_the_asked_strength(
    part: int, field: int, hundred: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    noise = np.random.default_rng(0).uniform(-1, 1, (512, 2, 28, 28))
    smooth = ndimage.gaussian_filter(noise, (0, 0, 4, 4), mode="wrap", truncate=7)
    smooth -= smooth.mean(axis=(2, 3), keepdims=True)
    bend = 1.5 * smooth[field].reshape(2, 784).T / smooth.std()
    FixedDraws(100, part).stand_in(monkeypatch)
    pictures = distorted(hundred, with_field("elastic", 1.5))
    for index in range(0, 100, 13):
        expected = looked_up(hundred.images[index] / 255, np.eye(2), bend=bend)
        np.testing.assert_allclose(pictures[index], expected, rtol=0, atol=2e-3)


def test_half_the_strength_moves_half_the_way(
    hundred: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = Dataset(np.roll(hundred.images, 3, axis=2), hundred.labels)
    FixedDraws(100, 0.5).stand_in(monkeypatch)
    pictures = distorted(moved, with_field("rotation", 1.0), strength=0.5)
    before, after = (
        (images.sum(axis=1) @ np.arange(28)) / images.sum(axis=(1, 2))
        for images in (moved.images / 255, pictures)
    )
    np.testing.assert_allclose(after[3:5], (before[3:5] + 14) / 2, atol=0.1)


@pytest.mark.parametrize(
    ("part", "choose", "amount"),
    [(1, ndimage.maximum_filter, 0.4), (0, ndimage.minimum_filter, 0.4)],
)
def test_thickness_goes_towards_the_largest_or_least_neighbour(
    part: int, choose: Any, amount: float, hundred: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    FixedDraws(100, part).stand_in(monkeypatch)
    pictures = distorted(hundred, with_field("thickness", amount))
    images = hundred.images / 255
    extreme = choose(images, size=(1, 3, 3), mode="constant")
    np.testing.assert_allclose(pictures, images + amount * (extreme - images), rtol=0, atol=1e-5)


@pytest.mark.parametrize("kind", range(4))
def test_nonsense_is_of_four_kinds(
    kind: int, hundred: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    draws = FixedDraws(100, (kind + 0.5) / 4)
    draws.stand_in(monkeypatch)
    images, labels = hundred.images / np.float32(255), hundred.labels
    x, y = tf.constant(images.reshape(-1, 784)), tf.one_hot(labels, 10)
    digits = tf.constant(labels.astype(np.int32))
    recipe = with_field("nonsense", 0.3)
    pictures, _ = made_nonsense(x, y, digits, recipe, tf.constant(1), tf.constant(0))
    assert draws.chances == [0.3]
    assert draws.made_for == [(100, 1, -1)], "apart from the draws of all distortions"
    for index, (image, label) in enumerate(zip(images, labels, strict=True)):
        other = images[index - 1]
        turned = {
            3: image[:, ::-1],
            9: image[:, ::-1],
            4: image[::-1, ::-1],
            7: image[::-1, ::-1],
        }.get(int(label), np.rot90(image, -1))
        expected = np.maximum(turned, other) if kind == 0 or label in (0, 8) else turned
        if kind >= 2:
            expected = image.copy()
            expected[:14] = other[::-1, ::-1][:14] if kind == 2 else 0
        np.testing.assert_array_equal(np.asarray(pictures)[index].reshape(28, 28), expected)
