"""Buttons: with a name, with an action of the menus, and in accent colours while checked."""

from __future__ import annotations

import re
from typing import Literal

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QPushButton,
    QToolButton,
    QWidget,
)

from .icons import icon
from .plain import plain_tip, without_keys

_COMPACT_MARGIN = 18
"""Pixels that a compact button is wider than its text."""
_ROUND = 3
"""Radius of the corners of a checked button, pixels."""


Kind = Literal["", "primary", "flat"]
"""How much a button asks to be pressed: primary is filled, of which a page has one; flat has no
frame until the mouse is on it.
"""


def named_button(
    object_name: str, text: str, tip: str = "", *, icon_name: str = "", kind: Kind = ""
) -> QPushButton:
    """A push button that tests and accessibility tools find by its name."""
    button = QPushButton(text)
    button.setObjectName(object_name)
    button.setToolTip(tip)
    if icon_name:
        colour = "on_accent" if kind == "primary" else "text"
        button.setIcon(icon(icon_name, colour, "accent" if kind == "flat" else "on_accent"))
    set_kind(button, kind)
    return button


def icon_button(object_name: str, icon_name: str, tip: str) -> QToolButton:
    """A flat button that is an icon alone; its tip is its name for those who do not see it."""
    button = QToolButton()
    button.setObjectName(object_name)
    button.setIcon(icon(icon_name, checked="accent"))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setAutoRaise(True)
    return button


def set_kind(button: QPushButton, kind: Kind) -> None:
    """The style paints a button by it."""
    button.setProperty("kind", kind)
    button.update()


class ActionButton(QPushButton):
    """Does what an action does, and shows its text, its tool tip with the key, and its state."""

    def __init__(
        self,
        object_name: str,
        *,
        text: str = "",
        tip: str = "",
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """text: what stands on the button, if not the action's text. tip: a template of the tool
        tip with {tip} and {key}. compact: only a little wider than its text, and a click does not
        take the focus.
        """
        super().__init__(without_keys(text), parent)
        self.setObjectName(object_name)
        self._own_text, self._compact = text, compact
        self._tip = tip
        self._action: QAction | None = None
        if compact:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._trigger)
        self._fit()

    def set_action(self, action: QAction) -> None:
        if self._action is not None:
            self._action.changed.disconnect(self._follow)
        self._action = action
        action.changed.connect(self._follow)
        self._follow()

    def nextCheckState(self) -> None:
        # Whether an action is checked is its own affair: one of a group stays checked.
        if self._action is None:
            super().nextCheckState()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    @Slot()
    def _trigger(self) -> None:
        if self._action is not None:
            self._action.trigger()

    @Slot()
    def _follow(self) -> None:
        action = self._action
        if action is None:
            return
        text = self._own_text or without_mnemonic(action.text())
        self.setText(without_keys(text))
        self.setToolTip(tip_of(action, self._tip))
        self.setEnabled(action.isEnabled())
        self.setCheckable(action.isCheckable())
        self.setChecked(action.isChecked())
        self._fit()

    def _fit(self) -> None:
        if self._compact:
            shown = without_mnemonic(self.text())
            self.setFixedWidth(self.fontMetrics().horizontalAdvance(shown) + _COMPACT_MARGIN)


def tip_of(action: QAction, template: str = "") -> str:
    """What an action does, with its key; or why it cannot be done, if its status tip tells.

    template: how to say it, with {tip} and {key}.
    """
    if action.statusTip() and not action.isEnabled():
        return plain_tip(action.statusTip())
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    if not key:
        return action.toolTip()
    template = template or QCoreApplication.translate("buttons", "{tip} ({key})")
    return template.format(tip=action.toolTip(), key=key)


def without_mnemonic(text: str) -> str:
    """The text of a menu as it is read: "&Save && go" is "Save & go"."""
    return re.sub("&(.)", r"\1", text)
