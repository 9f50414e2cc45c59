"""Whatever a person reads is marked for translation where it is born, and lupdate finds it."""

from __future__ import annotations

import shutil
import string
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import PySide6
import pytest

from .texts import PACKAGE, SOURCES, Found, Mark, Place, is_prose, texts

SCOPES = ("app.py", "cli/", "core/", "engine/", "ui/")
"""Where no text may be born without a mark."""

_LOOKED_UP = {
    ("core/errors.py", "Phrase(self.template)"): "it was marked where the error is raised",
    (
        "core/label_file.py",
        "InputError(self.unreadable)",
    ): "the templates are marked elsewhere",
    ("core/label_file.py", "InputError(self.unwritable)"): "those too",
    ("core/recipe_field.py", "InputError(_WANTED[kind])"): "the templates are marked in _WANTED",
    ("core/recipe_field.py", "Phrase(spec.title)"): "the titles are marked in the fields of Recipe",
    ("ui/evaluate/distortion_words.py", "Phrase(text)"): "the texts are marked in DISTORTIONS",
    ("ui/train/field_editor.py", "Phrase(text)"): "all texts of core.recipe are marked",
    ("ui/window/actions.py", "Phrase(text)"): "the texts are marked in the table",
    ("ui/window/keys_dialog.py", "Phrase(text)"): "the texts are marked in its table",
    ("ui/window/looks.py", "Phrase(title)"): "all texts of the preferences are marked there",
    ("ui/window/preferences_dialog.py", "Phrase(text)"): "those too",
    ("ui/window/tabs.py", "Phrase(TABS[name].title)"): "the titles are marked in the table",
    ("ui/work/sentences.py", "QCoreApplication.translate(text.context, text.text)"): (
        "a Phrase was marked where it was born"
    ),
}
"""Code that takes a text which is marked elsewhere -> where."""

_FOR_NOBODY = {
    ("app.py", "Qt: {}"): "what Qt has to say, as it says it",
    ("app.py", "no Qt platform plugin could be initialized"): "what Qt says",
    ("app.py", "This plugin does not support"): "what Qt says",
    ("cli/options.py", "mnist-desk {}"): "a name and a version",
    ("cli/outcome.py", "mnist-desk {}: {}"): "a command and what it has to say",
    ("core/corrections.py", "mnist-desk label corrections"): "what a file says it is",
    ("core/known_classes.py", "*"): "names that a model file keeps, alike in all languages",
    ("core/label_doubt.py", "mnist-desk label doubts"): "what a file says it is",
    ("core/model_file.py", "mnist-desk model"): "what a model file says it is",
    ("core/picture_file.py", "Taken"): "a type",
    ("core/places.py", "MNIST Desk"): "a name",
    ("engine/__init__.py", "WARNING: All log messages before absl"): "a line of a library",
    ("engine/lesson.py", "{} digits, from {}"): "a record in a model file, alike in all languages",
    ("engine/trainer.py", "TensorFlow's graph"): "a record in a model file, alike in all languages",
    ("ui/widgets/cell_grid.py", "Cell"): "a type",
    ("ui/window/style.py", "Fusion"): "the name of a style",
    ("ui/window/diagnostics.py", "*"): "a report for those who write the program",
}
"""Texts without a mark, * for all of a file -> why they have none."""


@pytest.fixture(scope="session")
def found_by_lupdate(tmp_path_factory: pytest.TempPathFactory) -> list[Mark]:
    """What Qt's own tool finds in the package."""
    folder = tmp_path_factory.mktemp("texts")
    sources, result = folder / "sources.txt", folder / "texts.ts"
    sources.write_text("\n".join(str(path) for path in SOURCES), encoding="utf-8")
    command = [_lupdate(), f"@{sources}", "-locations", "absolute", "-ts", str(result)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    found = []
    for context in ElementTree.parse(result).iterfind("context"):
        for message in context.iterfind("message"):
            name, text = context.findtext("name", ""), message.findtext("source", "")
            for location in message.iterfind("location"):
                file = (folder / location.attrib["filename"]).resolve()
                place = Place(file.relative_to(PACKAGE).as_posix(), int(location.attrib["line"]))
                found.append(Mark(place, name, text))
    return found


def _lupdate() -> str:
    places = (
        (Path(sys.executable).parent, "pyside6-lupdate"),
        (Path(PySide6.__file__).parent, "lupdate"),
    )
    tools = [shutil.which(name, path=str(folder)) for folder, name in places]
    tool = next(filter(None, tools), None)
    assert tool is not None, f"lupdate comes with PySide6, but is not in {places}"
    return tool


def test_lupdate_finds_what_is_marked_and_nothing_else(found_by_lupdate: list[Mark]) -> None:
    marked = texts().marks
    assert len(marked) > 300, "the sources are read"
    lost = _left(_only_in(marked, found_by_lupdate), {})
    assert not lost, _lines("lupdate cannot read these marks", lost)
    strange = _only_in(found_by_lupdate, marked)
    assert not strange, _lines("lupdate takes these for marks", strange)


def test_every_text_that_is_looked_up_is_a_literal_or_known_to_be_marked_elsewhere() -> None:
    left = _left(_in_scope(texts().unread), _LOOKED_UP)
    assert not left, _lines("these need literals, and tr() needs self", left)


def test_no_text_is_born_without_a_mark() -> None:
    left = _left(_in_scope(texts().prose), _FOR_NOBODY)
    assert not left, _lines("mark these with translate() or tr()", left)


def test_texts_are_marked_in_the_context_that_they_are_looked_up_in() -> None:
    left = _left(_in_scope(texts().misplaced), {})
    assert not left, _lines("the contexts of these differ", left)


def test_an_error_is_given_the_values_that_its_sentence_has() -> None:
    for place, template, names in texts().raised:
        fields = {field for _, field, _, _ in string.Formatter().parse(template) if field}
        assert fields == names, str(place)


def test_what_is_excused_is_there(found_by_lupdate: list[Mark]) -> None:
    lost = _only_in(texts().marks, found_by_lupdate)
    failing = [*_in_scope(texts().unread), *_in_scope(texts().prose), *lost]
    for (file, what), reason in {**_LOOKED_UP, **_FOR_NOBODY}.items():
        known = [found.what for found in failing if found.place.file == file]
        assert what in (*known, "*" if known else ""), f"{file} has no {what!r} ({reason})"


def _only_in(marks: list[Mark], others: list[Mark]) -> list[Found]:
    known = {(mark.context, mark.text) for mark in others}
    return [
        Found(mark.place, f"{mark.context}: {mark.text}")
        for mark in marks
        if (mark.context, mark.text) not in known
    ]


def _in_scope(found: list[Found]) -> list[Found]:
    return [one for one in found if one.place.file.startswith(SCOPES)]


def _left(found: list[Found], excused: dict[tuple[str, str], str]) -> list[Found]:
    """What is not excused."""
    return [
        one
        for one in found
        if not {(one.place.file, one.what), (one.place.file, "*")} & excused.keys()
    ]


def _lines(what: str, found: list[Found]) -> str:
    return "\n".join([f"{what}:", *(f"{one.place}: {one.what}" for one in found)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The network reads it", True),
        ("not known yet", True),
        ("C&opy as a picture", True),
        ("&Quit", True),
        ("Open…", True),
        ("{} digits", True),
        ("Step: {}", True),
        ('it\'s "quoted" (here)', True),
        ("recipeForm", False),
        ("my-digits.jsonl", False),
        ("layers.{}.kernel", False),
        ("sgd", False),
        ("RGB", False),
        ("%s", False),
        ("Ctrl+Shift+S", False),
        ("color: {}", False),
        (" · ", False),
        ("", False),
    ],
)
def test_what_looks_like_a_text_for_a_person(text: str, expected: bool) -> None:
    assert is_prose(text) == expected
