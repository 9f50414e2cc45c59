"""A button of the row of tools: an icon, and its word where there is room for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QIcon

from ..widgets.buttons import ActionButton, set_kind
from ..widgets.icons import icon
from ..widgets.plain import without_keys
from ..widgets.tokens import CONTROL, SMALL, SMALL_ICON

LARGE_CONTROL, LARGE_ICON = 44, 26
"""Height of a button and side of its icon, pixels, where they are seen from afar."""


class ToolButton(ActionButton):
    """Does what an action does. A click does not take the focus from the canvas."""

    def __init__(self, object_name: str, icon_name: str, word: str) -> None:
        super().__init__(object_name, text=word)
        self._icon, self._word = icon(icon_name, checked="accent"), word
        self._with_icon, self._with_word = True, False
        self.setAccessibleName(word)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._height, self._side = CONTROL, SMALL_ICON
        set_kind(self, "flat")
        self._dress()

    def set_large(self, large: bool) -> None:
        self._height = LARGE_CONTROL if large else CONTROL
        self._side = LARGE_ICON if large else SMALL_ICON
        self._dress()

    def show_as(self, *, icon: bool = True, word: bool = False) -> None:
        """At least one of them."""
        if (icon, word) != (self._with_icon, self._with_word):
            self._with_icon, self._with_word = icon, word
            self._dress()

    def width_as(self, *, icon: bool = True, word: bool = False) -> int:
        """Pixels."""
        parts = []
        if icon:
            parts.append(self._side)
        if word:
            parts.append(self.fontMetrics().horizontalAdvance(self._word))
        return max(sum(parts) + SMALL * (len(parts) + 1), self._height)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._dress()

    @Slot()
    def _follow(self) -> None:
        super()._follow()
        self._dress()

    def _dress(self) -> None:
        self.setIconSize(QSize(self._side, self._side))
        self.setIcon(self._icon if self._with_icon else QIcon())
        self.setText(without_keys(self._word) if self._with_word else "")
        width = self.width_as(icon=self._with_icon, word=self._with_word)
        self.setFixedSize(width, max(self._height, self.fontMetrics().height() + SMALL))
