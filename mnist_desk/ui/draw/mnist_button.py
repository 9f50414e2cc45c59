"""The button that puts test images of MNIST on the canvas."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ..widgets.buttons import tip_of
from ..widgets.icons import icon
from ..widgets.tokens import CONTROL, SMALL, SMALL_ICON, TINY
from .tool_button import LARGE_CONTROL, LARGE_ICON

_ARROW = 16
"""Width of the part that opens the menu, pixels."""


class MnistButton(QToolButton):
    """Puts any test image on the canvas; its menu has those that the network gets wrong, too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("testDigitButton")
        self.setText(self.tr("Test digit"))
        self.setIcon(icon("dices"))
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self._with_word = True
        self.set_large(False)

    def set_actions(self, any_digit: QAction, wrong_digit: QAction) -> None:
        self.setToolTip(tip_of(any_digit))
        self.clicked.connect(any_digit.trigger)
        menu = QMenu(self)
        menu.addActions([any_digit, wrong_digit])
        self.setMenu(menu)

    def set_large(self, large: bool) -> None:
        self._height = LARGE_CONTROL if large else CONTROL
        self._side = LARGE_ICON if large else SMALL_ICON
        self.setIconSize(QSize(self._side, self._side))
        self.show_as(word=self._with_word)

    def show_as(self, *, word: bool) -> None:
        """Whether its word stands beside its icon."""
        self._with_word = word
        beside, alone = (
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
            Qt.ToolButtonStyle.ToolButtonIconOnly,
        )
        self.setToolButtonStyle(beside if word else alone)
        height = max(self._height, self.fontMetrics().height() + SMALL)
        self.setFixedSize(self.width_as(word=word), height)

    def width_as(self, *, word: bool) -> int:
        """Pixels."""
        text = self.fontMetrics().horizontalAdvance(self.text()) + TINY if word else 0
        return self._side + 2 * SMALL + text + _ARROW
