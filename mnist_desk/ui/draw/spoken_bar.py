"""What a screen reader finds in the place of a bar that is painted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

_MOST = 1_000_000


class SpokenBar(QProgressBar):
    """The bar of one digit with its name and its value; it paints nothing."""

    def __init__(self, digit: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"outputBar{digit}")
        self.setAccessibleName(self.tr("Digit {digit}").format(digit=digit))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setUpdatesEnabled(False)

    def show_name(self, name: str) -> None:
        """What the class of the bar is called."""
        told = self.tr("Class {name}") if not name.isdigit() else self.tr("Digit {name}")
        self.setAccessibleName(told.format(name=name))

    def tell(self, value: float, description: str) -> None:
        """value: a percentage, or a raw output to the nearest whole number; finite."""
        if description == self.accessibleDescription():
            return
        raw = not 0 <= value <= 100
        self.setRange(-_MOST if raw else 0, _MOST if raw else 100)
        self.setValue(round(min(max(value, -_MOST), _MOST)))
        self.setAccessibleDescription(description)

    def in_words(self) -> str:
        """Name and value in one line."""
        return f"{self.accessibleName()}: {self.accessibleDescription()}"
