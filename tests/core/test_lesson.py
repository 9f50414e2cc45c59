from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mnist_desk.core.dataset import Dataset
from mnist_desk.core.lesson import FEWEST, IMAGES, SHARE, held_back, lesson_recipe, mixed
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.recipes import RECIPES

LABELS = st.lists(st.integers(0, 9), min_size=1, max_size=200).map(np.array)


def digits(labels: list[int], grey: int = 255) -> Dataset:
    images = np.full((len(labels), 28, 28), grey, np.uint8)
    return Dataset(images, np.array(labels))


@settings(deadline=None, derandomize=True)
@given(labels=LABELS, more=LABELS)
def test_what_comes_later_does_not_change_what_is_held_back(
    labels: np.ndarray, more: np.ndarray
) -> None:
    both = held_back(np.concatenate([labels, more]))
    np.testing.assert_array_equal(both[: len(labels)], held_back(labels))


@settings(deadline=None, derandomize=True)
@given(labels=LABELS)
def test_each_digit_is_held_back_in_one_of_five_lessons(labels: np.ndarray) -> None:
    held = np.stack([held_back(labels, fold) for fold in range(5)])
    assert (held.sum(axis=0) == 1).all()


def test_about_a_fifth_of_each_digit_is_held_back() -> None:
    labels = np.repeat(np.arange(10), 15)
    assert np.bincount(labels[held_back(labels)]).tolist() == [3] * 10


@pytest.mark.parametrize("label", range(10))
def test_the_fewest_digits_are_enough_whatever_they_are(label: int) -> None:
    held = held_back(np.full(FEWEST, label))
    assert held.any()
    assert not held.all()


@pytest.mark.parametrize("mine", [1, 8, 300, 20_000])
def test_a_mixture_has_always_as_many_images(mine: int) -> None:
    others = digits([0] * 70_000, grey=0)
    mixture = mixed(digits([7] * mine), others)
    assert len(mixture) == IMAGES
    own = mixture.images[:, 0, 0] == 255
    assert set(mixture.labels[own]) == {7}
    assert set(mixture.labels[~own]) == {0}
    assert own.sum() == min(mine * 400, round(SHARE * IMAGES))


def test_a_mixture_shows_my_digits_equally_often() -> None:
    mixture = mixed(digits([0, 1, 2, 3, 4, 5, 6, 7] * 10, grey=255), digits([9] * 60_000, grey=0))
    counts = np.bincount(mixture.labels)[:8]
    assert counts.max() - counts.min() <= 10


@pytest.mark.parametrize("name", RECIPES)
def test_a_lesson_keeps_the_network_and_its_loss(name: str) -> None:
    learnt = RECIPES[name]
    recipe = lesson_recipe(learnt)
    assert (recipe.hidden, recipe.loss) == (learnt.hidden, learnt.loss)
    assert recipe.name == f"{name}, taught"
    assert recipe.rotation > 0
    assert recipe.slashed_zeros == learnt.slashed_zeros


def test_a_second_lesson_has_the_name_of_the_first() -> None:
    once = lesson_recipe(Recipe(name="mine"))
    assert lesson_recipe(once).name == once.name == "mine, taught"
