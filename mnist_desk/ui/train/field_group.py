"""Rows of fields below each other, whose editors begin at one line."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..widgets.headings import heading
from ..widgets.tokens import SMALL
from .field_row import FieldRow


class FieldGroup(QWidget):
    """Gives all titles the width of the longest, as far as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[FieldRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SMALL)

    def add_heading(self, text: str) -> None:
        self._layout.addWidget(heading(text, SMALL))

    def add_row(self, row: FieldRow) -> None:
        """They are arranged when the group is shown, or has one more while it is."""
        self._rows.append(row)
        self._layout.addWidget(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            # An editor or a title needs another width.
            self._arrange()
        return handled

    def _arrange(self) -> None:
        title_width = max((row.title_width() for row in self._rows), default=0)
        for row in self._rows:
            row.arrange(self.width(), title_width)
