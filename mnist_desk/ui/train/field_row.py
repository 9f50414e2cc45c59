"""One field of the form: its title, what it is edited with, and the way back to the recipe."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QToolTip, QWidget

from ..widgets.buttons import icon_button
from ..widgets.plain import plain_sentence, wrapping_tip
from ..widgets.tokens import LARGE, TINY
from .field_editor import CountEditor, TextEditor

_LEAST = 60
"""Pixels of an editor where there is no room for what stands in it."""


class FieldLabel(QLabel):
    """A title; the mouse on it, or a click, asks what it means."""

    def __init__(self, title: str, help: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        if help:
            self.setToolTip(wrapping_tip(help))
            self.setCursor(Qt.CursorShape.WhatsThisCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.toolTip():
            QToolTip.showText(event.globalPosition().toPoint(), self.toolTip(), self)
        super().mousePressEvent(event)


class FieldRow(QWidget):
    """The title stands beside the editor, or above it where the row is too narrow for both."""

    reset_asked = Signal(str)
    """The value of the recipe is wanted back in this field."""

    def __init__(
        self,
        title: str,
        editor: QWidget,
        help: str = "",
        slider: QSlider | None = None,
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """help: a sentence. slider: of the same value. name: of the field of the recipe."""
        super().__init__(parent)
        self.editor, self.slider = editor, slider
        self._name, self._title, self._help = name, title, help
        self.label = FieldLabel(title, help)
        self.label.setBuddy(editor)
        self.back = icon_button(f"{editor.objectName()}_back", "rotate-ccw", self.tr("Back"))
        self.back.setFixedWidth(LARGE)
        policy = self.back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(policy)
        self.back.hide()
        self.back.clicked.connect(self._ask)
        for widget in filter(None, (editor, slider)):
            widget.setMinimumWidth(_LEAST)
            widget.setAccessibleName(title)
            widget.setToolTip(wrapping_tip(help) if help else editor.toolTip())
            widget.setWhatsThis(help)
        self._is_stacked = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(TINY)
        self._grid.setVerticalSpacing(TINY)
        self._grid.setColumnStretch(2, 1)
        self._place(stacked=False)
        self.show_state()

    def minimumSizeHint(self) -> QSize:
        """A row that is not stacked yet must not keep its form from being narrow."""
        title = self.label.sizeHint().width() + TINY + LARGE
        return QSize(max(title, _LEAST), super().minimumSizeHint().height())

    def title_width(self) -> int:
        return self.label.sizeHint().width()

    def arrange(self, width: int, title_width: int) -> None:
        """Fit into a form of this width whose titles are as wide as that."""
        needed = title_width + LARGE + 2 * TINY + self.editor.sizeHint().width()
        if (stacked := needed > width) != self._is_stacked:
            self._place(stacked)
        if (least := 0 if stacked else title_width) != self._grid.columnMinimumWidth(0):
            self._grid.setColumnMinimumWidth(0, least)

    def show_state(self, was: str = "", wrong: str = "") -> None:
        """was: what the recipe has, when this is something else, in a few words. wrong: why this
        can be no value, in a sentence.
        """
        self.label.setForegroundRole(
            QPalette.ColorRole.Link if was else QPalette.ColorRole.WindowText
        )
        self.back.setVisible(bool(was))
        self.back.setToolTip(wrapping_tip(was))
        self.back.setAccessibleName(f"{self._title}: {was}" if was else self._title)
        if isinstance(self.editor, TextEditor | CountEditor):
            self.editor.set_wrong(bool(wrong))
        back = f"{was}." if was else ""
        described = " ".join(filter(None, (plain_sentence(wrong), back, self._help)))
        for widget in filter(None, (self.editor, self.slider)):
            widget.setAccessibleDescription(described)

    @Slot()
    def _ask(self) -> None:
        self.reset_asked.emit(self._name)

    def _place(self, stacked: bool) -> None:
        """The keyboard goes through them in the order in which they come here at first."""
        self._is_stacked = stacked
        grid, row = self._grid, int(stacked)
        grid.addWidget(self.label, 0, 0)
        grid.addWidget(self.editor, row, 0 if stacked else 2, 1, 3 if stacked else 1)
        if self.slider is not None:
            grid.addWidget(self.slider, row + 1, 0, 1, 3)
        grid.addWidget(self.back, 0, 1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
