"""What stands above the gallery: which digits are shown, and what is done with them."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QWidget

from ..widgets.buttons import named_button
from ..widgets.tokens import SMALL
from .gallery import Which
from .writer_filter import WriterFilter


class DigitsTools(QWidget):
    """Filters and buttons in one row, or in two where that has no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.which = QComboBox()
        self.which.setObjectName("rightFilter")
        self.which.setAccessibleName(self.tr("Show those read right or wrong"))
        which: list[tuple[str, Which]] = [
            (self.tr("right and wrong"), "all"),
            (self.tr("read right"), "right"),
            (self.tr("read wrong"), "wrong"),
        ]
        for text, value in which:
            self.which.addItem(text, value)
        self.whose = WriterFilter()
        self.import_ = named_button(
            "importButton",
            self.tr("Import…"),
            self.tr("Add the drawings of ink files, those of a class too"),
            icon_name="download",
            kind="flat",
        )
        self.export = named_button(
            "exportButton",
            self.tr("Export…"),
            self.tr("Save the digits that are shown to an ink file"),
            icon_name="upload",
            kind="flat",
        )
        self.delete = named_button(
            "deleteButton",
            self.tr("Delete"),
            self.tr("Delete the chosen digits (Delete); Undo brings them back"),
            icon_name="trash-2",
            kind="flat",
        )
        filters = QHBoxLayout()
        filters.setSpacing(SMALL)
        filters.addWidget(self.which)
        filters.addWidget(self.whose)
        filters.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL)
        buttons.addStretch(1)
        for button in (self.delete, self.import_, self.export):
            buttons.addWidget(button)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SMALL)
        self._rows.addLayout(filters)
        self._rows.addLayout(buttons)

    def fit(self, room: int) -> None:
        """room: pixels of width that there are."""
        parts = (self.which, self.whose, self.delete, self.import_, self.export)
        needed = sum(part.sizeHint().width() + SMALL for part in parts if not part.isHidden())
        direction = QBoxLayout.Direction
        self._rows.setDirection(direction.LeftToRight if needed <= room else direction.TopToBottom)
