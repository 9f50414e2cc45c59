from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mnist_desk.core.dataset import Dataset
from mnist_desk.core.lesson import (
    FEWEST,
    IMAGES,
    SHARE,
    Marks,
    Taught,
    Turned,
    held_back,
    lesson_recipe,
    mixed,
)
from mnist_desk.core.model import Model
from mnist_desk.core.recipe import LONGEST_NAME, Recipe
from mnist_desk.core.recipes import RECIPES
from mnist_desk.core.scores import Scores

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


def test_a_name_that_is_as_long_as_it_may_be_makes_room() -> None:
    taught = lesson_recipe(Recipe(name="x" * LONGEST_NAME))
    assert taught.name.endswith("x, taught")
    assert len(taught.name) == LONGEST_NAME
    assert lesson_recipe(taught).name == taught.name


def test_a_lesson_is_three_epochs_of_gentle_adam_that_end_without_distortions() -> None:
    """As its benchmark found best; what the model learnt with beyond that stays."""
    learnt = RECIPES["classic"]
    light = {
        "rotation": 10.0,
        "scale": 0.1,
        "shift": 1.0,
        "elastic": 0.6,
        "thickness": 0.3,
        "fading": 1.0,
    }
    adam = {"optimizer": "adam", "learning_rate": 0.0005, "schedule": "cosine", "warm_up": 0.1}
    expected = dict(name="classic, taught", shuffle=True, epochs=3, **light, **adam)
    assert lesson_recipe(learnt) == replace(learnt, **expected)  # type: ignore[arg-type]
    heavy = replace(
        learnt, rotation=40.0, dropout=0.5, averaging=0.9, label_smoothing=0.1, weight_decay=0.1
    )
    assert lesson_recipe(heavy) == replace(lesson_recipe(learnt), rotation=40.0)


def test_no_other_image_is_shown_twice_in_an_epoch() -> None:
    images = np.zeros((40_000, 28, 28), np.uint8)
    images[:, 0, 0], images[:, 0, 1] = np.divmod(np.arange(40_000), 256)
    mixture = mixed(digits([7] * 100), Dataset(images, np.zeros(40_000, np.uint8)))
    others = mixture.images[mixture.labels == 0]
    assert len(np.unique(others[:, 0, :2], axis=0)) == len(others) == IMAGES - round(SHARE * IMAGES)


def test_it_tells_which_digits_a_lesson_turned() -> None:
    scores = Scores(0.5, np.eye(10, dtype=np.int64))
    before, after = (Marks(scores, scores, answers) for answers in ((7, 1, 3), (7, 4, 8)))
    taught = Taught(Model.fresh(Recipe(hidden=())), before, after, 8, held=(2, 5, 9))
    assert taught.turned() == [Turned(5, before=1, after=4), Turned(9, before=3, after=8)]
