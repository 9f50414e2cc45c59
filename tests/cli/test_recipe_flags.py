from __future__ import annotations

from typing import Any

import pytest

from mnist_desk.core.recipe import SPECS, Recipe, field_type
from mnist_desk.core.recipes import RECIPES

from .terminal import assert_bad_input, run


def another_value(name: str) -> Any:
    """A value of a field that is not its default."""
    default, spec = getattr(Recipe(), name), SPECS[name]
    if spec.choices is not None:
        return next(choice for choice in spec.choices if choice != default)
    kind = field_type(name)
    if kind is bool:
        return not default
    if kind is tuple:
        return (12, 34)
    assert spec.maximum is not None
    return kind(spec.maximum)


@pytest.mark.parametrize("name", SPECS)
def test_every_field_can_be_set(name: str, starts: list[Any]) -> None:
    value = another_value(name)
    text = Recipe.from_json({name: list(value) if isinstance(value, tuple) else value}).text(name)
    for spelling in (name, name.replace("_", "-")):
        assert run("train", "--set", f"{spelling}={text}").code == 0
        assert getattr(starts.pop(), name) == value


@pytest.mark.parametrize(
    ("flag", "text", "name", "value"),
    [
        ("--hidden", "300,100", "hidden", (300, 100)),
        ("--hidden", "none", "hidden", ()),
        ("--epochs", "3", "epochs", 3),
        ("--learning-rate", "0.5", "learning_rate", 0.5),
        ("--batch-size", "64", "batch_size", 64),
        ("--loss", "mse", "loss", "mse"),
        ("--optimizer", "sgd", "optimizer", "sgd"),
        ("--seed", "42", "seed", 42),
    ],
)
def test_common_fields_have_flags(
    flag: str, text: str, name: str, value: Any, starts: list[Any]
) -> None:
    assert run("train", flag, text).code == 0
    assert getattr(starts[0], name) == value


@pytest.mark.parametrize("name", RECIPES)
def test_every_recipe_can_be_trained(name: str, starts: list[Any]) -> None:
    assert run("train", "--recipe", name).code == 0
    assert starts == [RECIPES[name]]


def test_quick_is_trained_when_nothing_is_said(starts: list[Any]) -> None:
    assert run("train").code == 0
    assert starts == [RECIPES["quick"]]


def test_fields_are_set_on_top_of_the_recipe_and_in_order(starts: list[Any]) -> None:
    changes = ("--set", "epochs=5", "--set", "shuffle=yes", "--set", "epochs=6", "--seed", 9)
    assert run("train", "--recipe", "classic", *changes).code == 0
    expected = {**RECIPES["classic"].to_json(), "epochs": 6, "shuffle": True, "seed": 9}
    assert starts == [Recipe.from_json(expected)]


def test_enormous_number_is_bad_input() -> None:
    assert_bad_input(run("train", "--epochs", f"1{'0' * 400}"), "Epochs must be")
