from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnist_desk.core.dataset import read_npz
from mnist_desk.core.errors import InputError, TellingError
from mnist_desk.core.ink_file import salvage_ink
from mnist_desk.core.progress import Diverged
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.shown import shown
from mnist_desk.core.translate import Phrase

from ..texts import texts

TEMPLATES = sorted({mark.text for mark in texts().marks if mark.context == "errors"})
"""Every sentence, and part of one, that an error of the program may have."""

ODD = ["{x}", "{", "}", "{0}", "{path!r}", "%s", "100 %", "%(path)s", "{x:{y}}", "ä\n\x1b[0m", ""]
"""What a file may be called, or hold."""


def bracketed(context: str, text: str) -> str:
    """A language in which every text stands in brackets behind its context."""
    return f"{context}<{text}>"


def fields_of(template: str) -> dict[str, str]:
    """The names of the values that a template has, and how each is formatted."""
    parts = string.Formatter().parse(template)
    return {name: spec or "" for _, name, spec, _ in parts if name is not None}


def told_plainly(template: str, values: Mapping[str, object]) -> Iterator[str]:
    """The pieces of a sentence; each value is put in once and not read again."""
    for text, name, spec, conversion in string.Formatter().parse(template):
        yield text
        if name is not None:
            value = values[name]
            yield shown(repr(value) if conversion == "r" else format(value, spec or ""))


def test_all_templates_are_tried_here() -> None:
    assert len(TEMPLATES) > 50
    assert sum(bool(fields_of(template)) for template in TEMPLATES) > 30


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_takes_any_value(template: str) -> None:
    fields = fields_of(template)
    assert all(name.isidentifier() for name in fields), "a translator must know what stands there"
    for odd in ODD:
        values = {name: 0.25 if spec else odd for name, spec in fields.items()}
        assert str(InputError(template, **values)) == "".join(told_plainly(template, values))


@given(value=st.text(max_size=200).map(shown).filter(lambda text: len(text) <= 200))
def test_a_value_that_can_be_seen_stands_in_the_sentence_as_it_is(value: str) -> None:
    error = InputError("The model {path} is not there; check the path.", path=value)
    assert str(error) == f"The model {value} is not there; check the path."
    assert error.tell(bracketed) == f"errors<The model {value} is not there; check the path.>"


@pytest.mark.parametrize("kind", [TellingError, InputError, Diverged])
def test_an_error_is_its_english_sentence(kind: type[TellingError]) -> None:
    error = kind("There is no drawing in {path}.", path=Path("a.jsonl"))
    assert str(error) == error.tell() == "There is no drawing in a.jsonl."
    assert error.args == ("There is no drawing in a.jsonl.",)
    assert error.template == "There is no drawing in {path}."
    assert error.values == {"path": Path("a.jsonl")}
    error.tell(bracketed)
    assert str(error) == "There is no drawing in a.jsonl."


def test_phrases_and_errors_in_an_error_are_translated_in_their_place() -> None:
    part = InputError("{one} or {other}", one="sgd", other=InputError("it is not text"))
    error = InputError(
        "{title} must be {choices}, not {value}.",
        title=Phrase("recipe", "Optimiser"),
        choices=part,
        value="Optimiser",
    )
    assert str(error) == "Optimiser must be sgd or it is not text, not Optimiser."
    assert error.tell(bracketed) == (
        "errors<recipe<Optimiser> must be errors<sgd or errors<it is not text>>, not Optimiser.>"
    )


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        (
            "optimizer",
            "x",
            '<Optimiser> must be errors<errors<sgd or momentum> or adam>, not "x".>',
        ),
        ("hidden", "a", '<Hidden layers> must be widths such as "256,128", or "none", not "a".>'),
        ("shuffle", "{}", '<Shuffle> must be yes or no, not "{}".>'),
        ("epochs", "%d", '<Epochs> must be a whole number, not "%d".>'),
        ("dropout", "2", "<Dropout> must be from 0 to 0.9, not 2.>"),
        ("hidden", "1,1,1,1,1,1,1,1,1", "<Hidden layers>: there can be 8 at most, not 9.>"),
    ],
)
def test_what_is_wrong_with_a_field_is_told_in_a_language(field: str, text: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        Recipe().with_text(field, text)
    assert caught.value.tell(bracketed) == f"errors<recipe{told}"


def test_what_is_wrong_with_a_file_is_told_in_a_language(tmp_path: Path) -> None:
    path = tmp_path / "{x} 100 %.npz"
    np.savez(path, x_test=np.zeros((0, 28, 28), np.uint8), y_test=np.zeros(0, np.uint8))
    with pytest.raises(InputError) as caught:
        read_npz(path, "test")
    assert str(caught.value) == f"{path} cannot be used: There are no images in this data."
    assert caught.value.tell(bracketed) == (
        f"errors<{path} cannot be used: errors<There are no images in this data.>>"
    )


def test_what_could_not_be_salvaged_is_told_in_a_language(tmp_path: Path) -> None:
    path = tmp_path / "{x}.jsonl"
    path.write_bytes(b'{"strokes":[]}\n{\n\xff\n{"strokes":[[[NaN,1]]]}\n')
    assert [complaint.tell(bracketed) for complaint in salvage_ink(path).complaints] == [
        f"errors<Line 2 of {path} cannot be read: errors<it is not JSON>.>",
        f"errors<Line 3 of {path} cannot be read: errors<it is not text>.>",
        f"errors<Line 4 of {path} cannot be read: errors<numbers must be finite, not NaN>.>",
    ]
