"""What a painted widget is to those who do not see it: a role, a name, a value in words."""

from __future__ import annotations

import functools

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QAccessibleValueChangeEvent,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Role = QAccessible.Role

_ROLE, _VALUE = "spokenRole", "spokenValue"
"""Properties of the widget that is spoken of. Being Qt's, they last as long as it does."""


def speak_as(widget: QWidget, role: Role, name: str) -> None:
    """Give a painted widget what Qt's own widgets have: without it, it is a nameless client area.

    To be called first thing in its constructor: Qt keeps what it makes of a widget when somebody
    asks for it. role: Graphic for a picture, Chart for curves, ProgressBar for a quantity.
    """
    _install()
    widget.setProperty(_ROLE, role.value)
    widget.setProperty(_VALUE, "")
    widget.setAccessibleName(name)


def tell(widget: QWidget, value: str, *, aloud: bool = False) -> None:
    """Say what a painted widget shows now, in a few words.

    It is its value, and its description too, as some screen readers read only that. aloud: say it
    at once, as an answer to a key; otherwise it is found by those who look.
    """
    if value != widget.property(_VALUE):
        widget.setProperty(_VALUE, value)
        widget.setAccessibleDescription(value)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleValueChangeEvent(widget, value))
    if aloud and value and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, value))


def value_of(widget: QWidget) -> str:
    """What was told of it last."""
    return str(widget.property(_VALUE) or "")


class _Spoken(QAccessibleWidget):
    """What Qt hands to screen readers for such a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, Role(widget.property(_ROLE)), "")

    def text(self, kind: QAccessible.Text) -> str:
        widget = self.object()
        if kind == QAccessible.Text.Value and isinstance(widget, QWidget):
            return value_of(widget)
        return super().text(kind)


def _interface_of(_kind: str, thing: QObject) -> QAccessibleInterface | None:
    if isinstance(thing, QWidget) and thing.property(_ROLE) is not None:
        return _Spoken(thing)
    return None


@functools.cache
def _install() -> None:
    """Qt asks us before it makes an interface of its own; once installed, this stays."""
    QAccessible.installFactory(_interface_of)
