"""The rail at the left: an icon over a word for each panel, one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ..widgets.buttons import tip_of, without_mnemonic
from ..widgets.icons import icon
from ..widgets.tokens import LARGE, SMALL, TINY

_SHARE = 0.1
"""Of the width of the window, what the words may take at most."""


class Rail(QWidget):
    """Tab reaches the chosen button alone; the arrow keys go up and down."""

    asked = Signal(int)
    """The person wants the panel at this place, from 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Panels"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.asked)
        self._room = 10_000
        self._buttons: list[QToolButton] = []
        self._all: list[QToolButton] = []
        """With those at the foot."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(TINY, SMALL, TINY, SMALL)
        self._column.setSpacing(TINY)
        self._column.addStretch(1)

    def add_panels(self, titles: Sequence[tuple[str, str]]) -> None:
        """Each the title of a panel and the name of its icon."""
        for place, (title, icon_name) in enumerate(titles):
            button = _button(f"rail{place}", title, icon_name)
            button.setCheckable(True)
            self._group.addButton(button, place)
            self._buttons.append(button)
            self._all.append(button)
            self._column.insertWidget(place, button)
        self.show_chosen(0)

    def add_action(self, action: QAction, icon_name: str) -> None:
        """Something that is always wanted, at the foot."""
        text = without_mnemonic(action.text()).removesuffix("…")
        button = _button(f"{action.objectName()}Button", text, icon_name)
        button.setToolTip(tip_of(action))
        button.clicked.connect(action.trigger)
        self._all.append(button)
        self._column.addWidget(button)

    def set_tips(self, actions: Sequence[QAction]) -> None:
        """The actions that choose the panels, in their order: their keys are told."""
        for button, action in zip(self._buttons, actions, strict=True):
            button.setToolTip(tip_of(action))

    def fit(self, width: int) -> None:
        """Leave the words to the tool tips where they would take too much of a window of this
        width, pixels: large letters in a small window.
        """
        self._room = width
        letters = self.fontMetrics()
        words = max((letters.horizontalAdvance(one.text()) for one in self._all), default=0)
        style = Qt.ToolButtonStyle
        narrow = words > _SHARE * width
        for button in self._all:
            button.setToolButtonStyle(
                style.ToolButtonIconOnly if narrow else style.ToolButtonTextUnderIcon
            )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit(self._room)

    @property
    def chosen(self) -> QToolButton:
        """The button of the panel in sight."""
        return next(button for button in self._buttons if button.isChecked())

    @Slot(int)
    def show_chosen(self, place: int) -> None:
        self._buttons[place].setChecked(True)
        if self.window().focusWidget() in self._buttons:
            self._buttons[place].setFocus(Qt.FocusReason.OtherFocusReason)


def _button(name: str, title: str, icon_name: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setText(title)
    button.setIcon(icon(icon_name, checked="accent"))
    button.setIconSize(QSize(LARGE, LARGE))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setProperty("kind", "rail")
    return button
