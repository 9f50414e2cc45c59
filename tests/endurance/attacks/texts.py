"""The texts that a window shows, wherever: nothing from outside may act in them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QWidget

from attacks.verdict import raw_characters, shortened

_OURS = ("<b>bold", "<img src=", "<table><tr>")
"""How the markup begins that is in the cases."""
_ROWS, _COLUMNS = 50, 8


def text_faults(window: QWidget) -> Iterator[str]:
    """Complains of markup that is obeyed and of raw control characters, once of each place."""
    seen = set()
    for where, text, may_be_rich in _texts(window):
        if not text or where in seen:
            continue
        faults = list(raw_characters(text, where))
        if may_be_rich and QtGui.Qt.mightBeRichText(text) and any(mark in text for mark in _OURS):
            faults.append(f"markup obeyed in {where}: {shortened(text, 80)}")
        if faults:
            seen.add(where)
            yield from faults


def _texts(window: QWidget) -> Iterator[tuple[str, str, bool]]:
    """(where it is, the text, whether Qt would take markup in it for markup)."""
    yield "the title of the window", window.windowTitle(), False
    for action in window.findChildren(QAction):
        yield "an action", action.text(), False
        yield "the tip of an action", action.toolTip(), True
    for widget in window.findChildren(QWidget):
        name = type(widget).__name__
        yield f"the tip of a {name}", widget.toolTip(), True
        if isinstance(widget, QLabel) and widget.isVisibleTo(window):
            is_rich = widget.textFormat() is not Qt.TextFormat.PlainText
            yield f"a label, {widget.objectName()}", widget.text(), is_rich
        elif isinstance(widget, QAbstractButton):
            yield f"a {name}", widget.text(), False
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from _items(widget)


def _items(view: QAbstractItemView) -> Iterator[tuple[str, str, bool]]:
    model, name = view.model(), type(view).__name__
    for row in range(min(model.rowCount(), _ROWS)):
        for column in range(_COLUMNS):
            index = model.index(row, column)
            if not index.isValid():
                break
            yield f"an item of a {name}", _text(index.data(Qt.ItemDataRole.DisplayRole)), False
            tip = _text(index.data(Qt.ItemDataRole.ToolTipRole))
            yield f"the tip of an item of a {name}", tip, True


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
