"""Names from outside are shown as they are, whatever they look like, and never widen the window."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import InkRecord
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import save_model
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.shown import ELLIPSIS, LONGEST, elided
from mnist_desk.ui.state.digit import Digit
from mnist_desk.ui.window.main_window import MainWindow

from ..opening import wait_for_files

STRANGE = "<b>&x</b> %p \x1b[31m\u202e" + "W" * 80
SEEN = "<b>&x</b> %p \\x"
"""How it begins where it is shown."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no file can be named so there")


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    """A model that is stopped after its first step; file, recipe and folder have strange names."""
    model = Model.fresh(Recipe(name=STRANGE, hidden=(), epochs=3))
    history = replace(model.history, losses=np.ones(1, np.float32), steps_per_epoch=2)
    folder = tmp_path / "<i>"
    folder.mkdir()
    path = folder / f"{STRANGE.replace('/', '')}[*].safetensors"
    save_model(replace(model, history=history), path)
    return path


def width(window: MainWindow) -> list[int]:
    """How narrow the window and each tab can be."""
    QApplication.processEvents()  # Layouts are told by events that they are not right any more.
    return [one.minimumSizeHint().width() for one in (window, *window.tabs.panels.values())]


def test_a_model_with_strange_names(qtbot: QtBot, ready_window: MainWindow, strange: Path) -> None:
    window = ready_window
    before = width(window)
    window.documents.open_path(strange)
    wait_for_files(qtbot, window)
    run = window.session.runs.current
    assert (run.title, run.model.recipe.name) == (strange.stem, STRANGE), "it is opened"

    title = window.windowTitle()
    assert title.startswith("<b>&x<b> %p \\x")
    assert title.endswith("W[*][*] – MNIST Desk"), "Qt shows two as one"
    assert title.isprintable()

    rows = window.train_panel.run_list
    text = rows.item(rows.count() - 1).text()
    assert text.startswith("<b>&x<b> %p \\x")
    assert text.isprintable()
    assert len(text) < 100, "the title and the name of the recipe, each elided"

    go_on = window.findChild(QPushButton, "continueButton")
    assert go_on.isVisible()
    assert go_on.text().startswith("Go on (<b>&&x</b> %p \\x")
    assert go_on.shortcut().isEmpty()
    QApplication.processEvents()
    column = rows.mapToGlobal(rows.rect().topRight()).x()
    assert go_on.mapToGlobal(go_on.rect().topRight()).x() <= column
    assert go_on.width() > 100

    words = window.findChild(QLabel, "progressWords")
    assert words.textFormat() == Qt.TextFormat.PlainText
    assert words.text().startswith(SEEN)
    assert words.text().endswith("stopped")

    (entry,) = window.documents.recent.menu.actions()
    assert entry.text().startswith("&1  <b>&&x<b> %p \\x")
    assert entry.text().isprintable()
    assert len(entry.text()) < 80
    assert window.documents.recent.menu.sizeHint().width() < 900
    tip = QTextDocument()
    tip.setHtml(entry.toolTip())
    assert tip.toPlainText() == str(strange.parent)
    assert entry.data() == str(strange), "what is opened is the file itself"
    assert width(window) == before


def test_a_writer_with_a_strange_name(qtbot: QtBot, window: MainWindow) -> None:
    ink = Ink((((10.0, 10.0), (200.0, 200.0)),))
    window.show_panel("digits")
    before = width(window)
    record = InkRecord(ink, 3, STRANGE, extra={"time": "<i>\x1b" + "W" * 99})
    window.session.my_digits.keep(Digit(record))
    items = window.digits_panel.gallery.items
    qtbot.waitUntil(lambda: items.rowCount() == 1)
    index = items.index(0)
    told = items.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert f"by {SEEN}" in told
    assert told.isprintable()
    tip = QTextDocument()
    tip.setHtml(items.data(index, Qt.ItemDataRole.ToolTipRole))
    assert tip.toPlainText() == told
    assert width(window) == before


@pytest.mark.parametrize("show", ["warn", "confirm", "digits"])
def test_a_sentence_with_a_long_path(window: MainWindow, show: str) -> None:
    window.show_panel("digits")
    before = width(window)
    sentence = f"<b>Saved</b> to /{'W' * 200}/{STRANGE}."
    notices = window.session.notices
    if show == "warn":
        notices.warn(sentence)
        assert window.messages.isVisible()
        assert window.messages.text == elided(sentence, LONGEST), "what is told is there"
        label = window.findChild(QLabel, "messageText")
        tip = QTextDocument()
        tip.setHtml(label.toolTip())
        assert "W" * 130 in tip.toPlainText()
        said = label.text()
    elif show == "confirm":
        notices.confirm(sentence)
        said = window.statusBar().currentMessage()
    else:
        notices.confirm(sentence, "digits")
        label = window.findChild(QLabel, "digitsNote")
        assert label.textFormat() == Qt.TextFormat.PlainText
        said = label.text()
    assert said.startswith("<b>Saved</b> to /WWW")
    assert said.isprintable()
    assert ELLIPSIS in said
    assert width(window) == before


def test_a_field_with_a_strange_value(ready_window: MainWindow) -> None:
    window = ready_window
    before = width(window)
    editor = window.findChild(QLineEdit, "recipe_learning_rate")
    editor.setText("<b>x</b>" + "W" * 400)
    label = window.findChild(QLabel, "recipeError")
    assert label.isVisible()
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert "<b>x</b>" in label.text()
    start = window.findChild(QPushButton, "startButton")
    assert not start.isEnabled()
    tip = QTextDocument()
    tip.setHtml(start.toolTip())
    assert "<b>x</b>WWW" in tip.toPlainText()
    assert width(window) == before


def test_troubles_in_look_inside_are_plain(window: MainWindow) -> None:
    before = width(window)
    shows: dict[str, Callable[[str], None]] = {
        "changeAnswer": window.look_panel.change.controls.say,
        "stagesTotal": window.look_panel.stages.show_trouble,
    }
    for name, show in shows.items():
        show(f"<b>x</b> {'W' * 400}")
        label = window.findChild(QLabel, name)
        assert label.textFormat() == Qt.TextFormat.PlainText
        assert label.text().startswith("<b>x</b> WWW")
    assert width(window) == before
