from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mnist_desk.core.errors import InputError
from mnist_desk.core.model_file import load_model
from mnist_desk.core.places import shipped_model
from mnist_desk.core.recipe import LONGEST_NAME, MAX_LAYERS, SPECS, Recipe, field_type
from mnist_desk.core.recipes import RECIPE_NOTES, RECIPES

QUICKLY = settings(deadline=None, derandomize=True, max_examples=100)


def values(name: str) -> st.SearchStrategy[Any]:
    """All that a field can be."""
    spec, kind = SPECS[name], field_type(name)
    if spec.choices is not None:
        return st.sampled_from(sorted(spec.choices))
    if kind is bool:
        return st.booleans()
    if kind is float:
        return st.floats(spec.minimum, spec.maximum)
    whole = st.integers(int(spec.minimum or 0), int(spec.maximum or 0))
    if kind is tuple:
        return st.lists(whole, max_size=MAX_LAYERS).map(tuple)
    assert kind is int
    return whole


FIELDS_AND_VALUES = st.sampled_from(sorted(SPECS)).flatmap(
    lambda name: st.tuples(st.just(name), values(name))
)
RECIPES_OF_ANY_KIND = st.builds(Recipe, name=st.text(), **{name: values(name) for name in SPECS})


def wrong_texts(name: str) -> list[str]:
    """What a person could type that the field cannot be."""
    spec, kind = SPECS[name], field_type(name)
    if spec.choices is not None:
        return ["", "no such choice", "1"]
    if kind is bool:
        return ["", "maybe", "2", "-1"]
    assert spec.minimum is not None
    assert spec.maximum is not None
    outside = [f"{spec.maximum * 2 + 1:.0f}", f"{spec.minimum - 1:.0f}", "9" * 30]
    if kind is float:
        return [*outside, "", "fast", "nan", "inf", "-inf", "1e999", "1,000", "1.000,5", "1,2,3"]
    if kind is int:
        return [*outside, "", "many", "1.5", "nan", "1e3", "9" * 5000]
    too_many = ",".join(["5"] * (MAX_LAYERS + 1))
    return [*outside, *(f"10,{text}" for text in outside), "5;6", "5,", ",", "a,b", "1.5", too_many]


@QUICKLY
@given(field=FIELDS_AND_VALUES)
def test_every_field_can_be_typed_and_is_read_back(field: tuple[str, Any]) -> None:
    name, value = field
    recipe = dataclasses.replace(Recipe(), **{name: value})
    read = Recipe().with_text(name, recipe.text(name))
    assert read == recipe
    assert type(getattr(read, name)) is type(value)


@QUICKLY
@given(field=FIELDS_AND_VALUES)
def test_typing_one_field_leaves_the_others(field: tuple[str, Any]) -> None:
    name, value = field
    before = RECIPES["classic"]
    after = before.with_text(name, dataclasses.replace(before, **{name: value}).text(name))
    for other in ("name", *SPECS):
        if other != name:
            assert getattr(after, other) == getattr(before, other)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("hidden", "", ()),
        ("hidden", "none", ()),
        ("hidden", " None ", ()),
        ("hidden", "300", (300,)),
        ("hidden", " 512, 256 ,64", (512, 256, 64)),
        ("hidden", "20 10", (20, 10)),
        ("learning_rate", "1e-2", 0.01),
        ("learning_rate", " 1 ", 1.0),
        ("learning_rate", "0,001", 0.001),
        ("learning_rate", ",5", 0.5),
        ("learning_rate", "1,5", 1.5),
        ("learning_rate", "0,125", 0.125),
        ("learning_rate", "1,25e-2", 0.0125),
        ("epochs", " 20\n", 20),
        ("shuffle", "yes", True),
        ("shuffle", "No", False),
        ("shuffle", "TRUE", True),
        ("shuffle", "false", False),
        ("shuffle", "1", True),
        ("shuffle", "0", False),
        ("loss", " mse ", "mse"),
    ],
)
def test_ways_to_type_a_value(name: str, text: str, value: Any) -> None:
    read = getattr(Recipe().with_text(name, text), name)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize("name", SPECS)
def test_wrong_text_is_refused_with_the_title_of_the_field(name: str) -> None:
    for text in wrong_texts(name):
        with pytest.raises(InputError) as caught:
            Recipe().with_text(name, text)
        sentence = str(caught.value)
        assert sentence.startswith(SPECS[name].title)
        assert sentence.endswith(".")


@pytest.mark.parametrize("name", ["epochs", "hidden"])
def test_whole_number_beyond_all_floats_is_refused(name: str) -> None:
    with pytest.raises(InputError, match=SPECS[name].title):
        Recipe().with_text(name, f"1{'0' * 400}")


def test_unknown_field_is_refused_with_the_names_that_may_be_meant() -> None:
    with pytest.raises(InputError, match=r'no recipe field "learn_rate".* learning_rate'):
        Recipe().with_text("learn_rate", "1")


@pytest.mark.parametrize(("text", "told"), [("300", "300"), ("45.5", "45.5"), ("-0,5", "-0.5")])
def test_a_number_out_of_range_is_told_as_it_was_meant(text: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        Recipe().with_text("rotation", text)
    assert str(caught.value) == f"Rotation must be from 0 to 45, not {told}."


def test_a_name_has_its_limit() -> None:
    assert Recipe(name="x" * LONGEST_NAME).name
    with pytest.raises(InputError, match="100 characters at most"):
        Recipe(name="x" * (LONGEST_NAME + 1))


def test_the_name_of_a_recipe_is_no_field_to_set() -> None:
    with pytest.raises(InputError, match='no recipe field "name"'):
        Recipe().with_text("name", "mine")


@QUICKLY
@given(recipe=RECIPES_OF_ANY_KIND)
def test_json_keeps_every_field(recipe: Recipe) -> None:
    values = json.loads(json.dumps(recipe.to_json(), allow_nan=False))
    assert Recipe.from_json(values) == recipe
    assert set(values) == {"name", *SPECS}


def test_fields_that_lack_keep_their_default() -> None:
    assert Recipe.from_json({}) == Recipe()
    assert Recipe.from_json({"epochs": 3}) == Recipe(epochs=3)


@pytest.mark.parametrize("values", [None, [], "quick", 3])
def test_json_that_is_no_table_is_refused(values: Any) -> None:
    with pytest.raises(InputError, match="table of fields"):
        Recipe.from_json(values)


def test_json_with_unknown_fields_is_refused_with_their_names() -> None:
    with pytest.raises(InputError, match="unknown fields: colour, size"):
        Recipe.from_json({"size": 3, "epochs": 2, "colour": "red"})


@pytest.mark.parametrize("name", SPECS)
def test_json_with_a_value_of_a_wrong_type_is_refused(name: str) -> None:
    for value in (None, {}, [None], ["5"], [[5]], [True], float("nan"), "?"):
        with pytest.raises(InputError, match=SPECS[name].title):
            Recipe.from_json({name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("epochs", True),
        ("epochs", 3.0),
        ("epochs", "3"),
        ("learning_rate", "0.1"),
        ("learning_rate", True),
        ("shuffle", 1),
        ("shuffle", "yes"),
        ("hidden", 5),
        ("hidden", "5,6"),
        ("loss", 1),
    ],
)
def test_json_does_not_guess_types(name: str, value: Any) -> None:
    with pytest.raises(InputError, match=SPECS[name].title):
        Recipe.from_json({name: value})


@pytest.mark.parametrize("width", [2.5, 256.0])
def test_layer_widths_are_whole_numbers(width: float) -> None:
    with pytest.raises(InputError, match=SPECS["hidden"].title):
        Recipe.from_json({"hidden": [width]})


@pytest.mark.parametrize("value", [None, 3, ["quick"]])
def test_the_name_is_text(value: Any) -> None:
    with pytest.raises(InputError):
        Recipe.from_json({"name": value})


@pytest.mark.parametrize("name", [name for name in SPECS if SPECS[name].minimum is not None])
def test_limits_are_inclusive(name: str) -> None:
    spec, kind = SPECS[name], field_type(name)
    for limit in (spec.minimum, spec.maximum):
        assert limit is not None
        value = (int(limit),) if kind is tuple else kind(limit)
        assert getattr(Recipe.from_json({name: value}), name) == value


@pytest.mark.parametrize("name", SPECS)
def test_every_field_tells_what_it_is(name: str) -> None:
    spec = SPECS[name]
    assert spec.title
    assert spec.help.endswith(".")
    assert (spec.minimum is None) == (spec.maximum is None)
    if field_type(name) in (int, float, tuple):
        assert spec.minimum is not None
    if field_type(name) is str:
        assert spec.choices


def test_no_two_fields_have_the_same_title() -> None:
    titles = [spec.title for spec in SPECS.values()]
    assert len(set(titles)) == len(titles)


def test_every_part_of_a_recipe_but_its_name_is_a_field() -> None:
    assert [f.name for f in dataclasses.fields(Recipe)] == ["name", *SPECS]


def test_recipes_are_values() -> None:
    assert Recipe() == Recipe()
    assert hash(Recipe()) == hash(Recipe())
    assert Recipe() != Recipe(epochs=3)
    with pytest.raises(dataclasses.FrozenInstanceError):
        Recipe().epochs = 3  # type: ignore[misc]


def test_classic_is_the_tutorial_to_the_letter() -> None:
    classic = RECIPES["classic"]
    told = {
        "hidden": (256, 128),
        "loss": "mse",
        "optimizer": "sgd",
        "learning_rate": 0.001,
        "batch_size": 128,
        "epochs": 10,
        "shuffle": False,
        "initial": "tutorial",
    }
    assert {name: getattr(classic, name) for name in told} == told
    # Whatever else there is to set does nothing.
    for name in set(SPECS) - set(told) - {"seed"}:
        assert getattr(classic, name) in (0, "constant"), name


@pytest.mark.parametrize("name", RECIPES)
def test_every_named_recipe_has_a_lesson(name: str) -> None:
    assert RECIPES[name].name == name
    assert RECIPE_NOTES[name].endswith(".")
    assert list(RECIPE_NOTES) == list(RECIPES)


def test_the_first_fields_are_five() -> None:
    first = [name for name, spec in SPECS.items() if spec.first]
    assert first == ["hidden", "optimizer", "learning_rate", "batch_size", "epochs"]


def test_a_slider_goes_from_0_to_1_at_most() -> None:
    slides = {name: spec for name, spec in SPECS.items() if spec.slides}
    assert {"dropout", "thickness", "fading", "open_fours"} <= set(slides)
    for name, spec in slides.items():
        assert field_type(name) is float
        assert spec.minimum == 0
        assert (spec.maximum or 0) <= 1


LIMITS = {
    "hidden": (1, 4096),
    "seed": (0, 2**31 - 1),
    "learning_rate": (1e-6, 1000),
    "warm_up": (0, 100),
    "batch_size": (1, 10_000),
    "epochs": (1, 10_000),
    "weight_decay": (0, 1),
    "dropout": (0, 0.9),
    "label_smoothing": (0, 0.9),
    "averaging": (0, 0.99999),
    "rotation": (0, 45),
    "scale": (0, 0.7),
    "stretch": (0, 0.7),
    "shear": (0, 1),
    "shift": (0, 8),
    "elastic": (0, 8),
    "thickness": (0, 1),
    "slashed_zeros": (0, 1),
    "flagged_ones": (0, 1),
    "open_fours": (0, 1),
    "crossed_sevens": (0, 1),
    "hooked_nines": (0, 1),
    "fading": (0, 1),
    "nonsense": (0, 0.5),
}
"""Files of models that others made keep to them; a seed is what TensorFlow's int32 holds."""


def test_limits_stay_what_they_are() -> None:
    told = {n: (s.minimum, s.maximum) for n, s in SPECS.items() if s.minimum is not None}
    assert told == LIMITS


def test_named_recipes_are_those_whose_figures_are_told() -> None:
    assert [RECIPES[name].epochs for name in RECIPES] == [10, 10, 50, 500]
    assert load_model(shipped_model()).recipe == RECIPES["best"]
