from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QSpinBox
from pytestqt.qtbot import QtBot

from mnist_desk.core.recipe import SPECS, Recipe
from mnist_desk.core.recipes import RECIPES
from mnist_desk.ui.train.field_editor import (
    TextEditor,
    make_editor,
    put_text,
    shown_text,
    text_of,
)
from mnist_desk.ui.widgets.plain import wrapping_tip
from mnist_desk.ui.widgets.tokens import DARK, LIGHT
from mnist_desk.ui.window.theme import apply_appearance


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=list(RECIPES))
@pytest.mark.parametrize("name", SPECS)
def test_an_editor_tells_the_text_that_was_put_in(qtbot: QtBot, recipe: Recipe, name: str) -> None:
    editor = make_editor(name)
    qtbot.addWidget(editor)
    put_text(editor, recipe.text(name))
    assert text_of(editor) == recipe.text(name)


def test_a_unit_stands_in_the_editor(qtbot: QtBot) -> None:
    images, shift = make_editor("batch_size"), make_editor("shift")
    for editor in (images, shift):
        qtbot.addWidget(editor)
    assert isinstance(images, QSpinBox)
    assert images.suffix() == " images"
    (unit,) = shift.findChildren(QLabel)
    assert unit.text() == "pixels"


def test_what_is_typed_never_lies_under_the_unit(qtbot: QtBot) -> None:
    editor = TextEditor("pixels")
    qtbot.addWidget(editor)
    editor.resize(200, 32)
    editor.show()
    (unit,) = editor.findChildren(QLabel)
    assert editor.textMargins().right() >= editor.width() - unit.x() - 8
    font = editor.font()
    font.setPointSizeF(2 * font.pointSizeF())
    editor.setFont(font)
    assert editor.textMargins().right() >= editor.width() - unit.x() - 8
    assert editor.rect().contains(unit.geometry())


@pytest.mark.parametrize("unit", ["pixels", ""])
def test_a_wrong_value_has_a_mark_and_a_ground_in_every_theme(
    qtbot: QtBot, light: None, unit: str
) -> None:
    editor = TextEditor(unit)
    qtbot.addWidget(editor)
    editor.show()
    (end,) = editor.findChildren(QLabel)
    width = editor.minimumSizeHint().width()

    def ground() -> QColor:
        return editor.palette().color(QPalette.ColorRole.Base)

    editor.set_wrong(True)
    assert not end.pixmap().isNull()
    assert ground() == QColor(LIGHT.warning)
    apply_appearance("dark")
    qtbot.waitUntil(lambda: ground() == QColor(DARK.warning))
    editor.set_wrong(False)
    assert end.text() == unit
    assert end.pixmap().isNull()
    assert ground() == QColor(DARK.base)
    assert editor.minimumSizeHint().width() == width


def test_a_choice_is_shown_by_its_title() -> None:
    assert shown_text("optimizer", "sgd") == "SGD"
    assert shown_text("epochs", "10") == "10"


def test_a_tip_wraps_and_shows_marks_as_they_are() -> None:
    tip = wrapping_tip('<b>"a" & b</b>')
    assert tip == '<qt>&lt;b&gt;"a" &amp; b&lt;/b&gt;</qt>'
