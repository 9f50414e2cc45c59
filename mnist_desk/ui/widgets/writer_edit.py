"""The name of whoever draws."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

_LONGEST = 60
"""Characters."""
_WIDTH = 150
"""At least, pixels."""


class WriterEdit(QLineEdit):
    """Several of them may show the same name."""

    named = Signal(str)
    """Another name, without spaces around it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("writerEdit")
        self.setPlaceholderText(self.tr("your name"))
        self.setToolTip(self.tr("Written beside the digits that you draw from now on"))
        self.setAccessibleName(self.tr("Your name"))
        self.setAccessibleDescription(self.toolTip())
        self.setMaxLength(_LONGEST)
        self.setMinimumWidth(_WIDTH)
        self.textChanged.connect(self._tell)

    @Slot(str)
    def show_writer(self, name: str) -> None:
        """Show a name that was given elsewhere; what is being written here stays as it is."""
        if name != self.text().strip():
            self.setText(name)

    @Slot(str)
    def _tell(self, text: str) -> None:
        self.named.emit(text.strip())
