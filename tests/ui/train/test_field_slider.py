from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from mnist_desk.core.recipe import SPECS
from mnist_desk.ui.train.field_slider import FieldSlider


@pytest.fixture
def editor(qtbot: QtBot) -> QLineEdit:
    editor = QLineEdit("0.3")
    qtbot.addWidget(editor)
    return editor


@pytest.fixture
def slider(qtbot: QtBot, editor: QLineEdit) -> FieldSlider:
    slider = FieldSlider(SPECS["dropout"], editor)
    qtbot.addWidget(slider)
    return slider


def test_it_goes_from_the_least_to_the_most(slider: FieldSlider) -> None:
    assert (slider.minimum(), slider.maximum(), slider.value()) == (0, 90, 30)


def test_it_writes_what_it_is_moved_to(slider: FieldSlider, editor: QLineEdit) -> None:
    for value, text in ((25, "0.25"), (0, "0"), (90, "0.9")):
        slider.setValue(value)
        assert editor.text() == text


def test_it_follows_what_is_typed_and_leaves_it_as_it_is(
    slider: FieldSlider, editor: QLineEdit
) -> None:
    for text, value in (("0.1234", 12), ("0,5", 50), ("1e-3", 0)):
        editor.setText(text)
        assert slider.value() == value
        assert editor.text() == text


@pytest.mark.parametrize("text", ["", "far", "nan", "-1", "7", "1e999"])
def test_it_stays_where_it_is_when_there_is_no_such_number(
    slider: FieldSlider, editor: QLineEdit, text: str
) -> None:
    editor.setText(text)
    assert slider.value() == 30
    assert editor.text() == text
