from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnist_desk.core.errors import InputError
from mnist_desk.core.shown import shown
from mnist_desk.core.translate import Phrase, filled, translate


def bracketed(context: str, text: str) -> str:
    """A language in which every text stands in brackets behind its context."""
    return f"{context}<{text}>"


def test_the_core_knows_no_languages() -> None:
    assert translate("errors", "There is no {name}.") == "There is no {name}."


def test_a_phrase_is_its_english_text() -> None:
    phrase = Phrase("recipe", "Hidden layers")
    assert str(phrase) == f"{phrase}" == "Hidden layers"


def test_values_fill_the_translated_text() -> None:
    template = Phrase("errors", "Line {number} of {path} cannot be read.")
    values = {"number": 3, "path": Path("a.jsonl")}
    assert filled(template, values) == "Line 3 of a.jsonl cannot be read."
    assert filled(template, values, bracketed) == "errors<Line 3 of a.jsonl cannot be read.>"


def test_a_translation_may_change_the_order_of_the_values() -> None:
    template = Phrase("errors", "{first} before {second}")
    told = filled(template, {"first": 1, "second": 2}, lambda *_: "nach {second} kommt {first}")
    assert told == "nach 2 kommt 1"


def test_texts_of_ours_among_the_values_are_translated_and_others_are_not() -> None:
    template = Phrase("errors", "{ours}, {error}, {theirs}")
    values = {
        "ours": Phrase("recipe", "Seed"),
        "error": InputError("it has no {name}.", name="Seed"),
        "theirs": "Seed",
    }
    assert filled(template, values) == "Seed, it has no Seed., Seed"
    assert filled(template, values, bracketed) == (
        "errors<recipe<Seed>, errors<it has no Seed.>, Seed>"
    )


@pytest.mark.parametrize("text", ["{", "}", "{name}", "{0}", "100 % of {}", "{{}}"])
def test_a_text_without_values_stays_as_it_is(text: str) -> None:
    assert filled(Phrase("errors", text), {}) == text


@given(value=st.text(max_size=20))
def test_a_value_is_never_read_as_a_template(value: str) -> None:
    assert filled(Phrase("errors", "It is {what}."), {"what": value}) == f"It is {shown(value)}."
    assert filled(Phrase("errors", "It is {what!r}."), {"what": value}) == f"It is {value!r}."
