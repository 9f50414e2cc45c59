"""Ten small buttons that tell what a drawing was meant to be."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from mnist_desk.core.dataset import DIGITS


class MeantRow(QWidget):
    """A line that says what the buttons are for, or what was just kept, above the buttons."""

    meant = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meantRow")
        self._told = QLabel()
        self._told.setObjectName("meantLabel")
        self._buttons = []
        row = QHBoxLayout()
        row.setSpacing(2)
        for digit in range(DIGITS):
            button = QToolButton()
            button.setObjectName(f"meant{digit}")
            button.setText(str(digit))
            button.setAccessibleName(self.tr("I meant {digit}").format(digit=digit))
            button.setToolTip(
                self.tr("Keep the drawing as a {digit} (key {digit}, on the canvas)").format(
                    digit=digit
                )
            )
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(self._on_clicked)
            self._buttons.append(button)
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._told)
        layout.addLayout(row)
        self.show_drawn(False)

    @Slot(bool)
    def show_drawn(self, drawn: bool) -> None:
        """Whether there is a drawing that can be kept."""
        for button in self._buttons:
            button.setEnabled(drawn)
        if drawn or not self._told.text():
            self.forget_kept()

    def show_kept(self, digit: int, number: int) -> None:
        """Confirm; number: how many drawings are kept now."""
        self._told.setText(
            self.tr("Kept as {digit} · {number} in My digits · Undo takes it back").format(
                digit=digit, number=number
            )
        )

    @Slot()
    def forget_kept(self) -> None:
        """What was kept may have been taken back."""
        self._told.setText(self.tr("I meant (keeps it among My digits):"))

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QToolButton):
            self.meant.emit(int(button.text()))
