"""A line below the tabs for what a person should know; it never blocks anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ..widgets.buttons import icon_button
from ..widgets.plain import plain_label, plain_sentence, plain_tip
from ..widgets.tokens import colours

Kind = Literal["notice", "warning"]


class MessageBar(QFrame):
    """Hidden until there is something to say; the newest message replaces the one before."""

    closed = Signal(str)
    """A message was closed by the person or is out of date, and nothing is shown now; what it was
    about.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.setAutoFillBackground(True)
        self._kind: Kind = "notice"
        self._about = ""
        self._is_open = self._quiet = False
        self._mark = QLabel()
        self._whole = ""
        self._text = plain_label(wraps=True)
        self._text.setObjectName("messageText")
        # Its longest word does not widen the window.
        self._text.setMinimumWidth(1)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons = QHBoxLayout()
        close = icon_button("closeMessage", "x", self.tr("Close the message"))
        close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self._mark)
        row.addWidget(self._text, 1)
        row.addLayout(self._buttons)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def text(self) -> str:
        """The whole message."""
        return self._whole

    def show_message(
        self,
        text: str,
        kind: Kind = "notice",
        about: str = "",
        choices: list[tuple[str, Callable[[], None]]] | None = None,
    ) -> None:
        """Show one sentence; choices are buttons that act and close the message."""
        self._kind, self._about = kind, about
        self._mark.setText("⚠" if kind == "warning" else "ℹ")
        self._whole, seen = text, plain_sentence(text)
        self._text.setText(seen)
        self._text.setToolTip("" if seen == text else plain_tip(text))
        self._remove_buttons()
        for title, action in choices or []:
            button = QPushButton(title)
            button.clicked.connect(self.dismiss)
            button.clicked.connect(action)
            self._buttons.addWidget(button)
        self._paint_background()
        self._is_open = True
        self._show()

    def set_quiet(self, quiet: bool) -> None:
        """Whether what is no warning waits."""
        self._quiet = quiet
        self._show()

    def _show(self) -> None:
        self.setVisible(self._is_open and not (self._quiet and self._kind == "notice"))

    @Slot()
    def dismiss(self) -> None:
        if self._is_open:
            self._is_open = False
            self._show()
            self.closed.emit(self._about)

    @Slot(str)
    def settle(self, about: str) -> None:
        """What is said about this is out of date. Empty: any warning is, and a notice stays."""
        if about == self._about if about else self._kind == "warning":
            self.dismiss()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_background()

    def _remove_buttons(self) -> None:
        while item := self._buttons.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _paint_background(self) -> None:
        palette = self.palette()
        colour = QColor(getattr(colours(), self._kind))
        if palette.color(QPalette.ColorRole.Window) != colour:
            palette.setColor(QPalette.ColorRole.Window, colour)
            self.setPalette(palette)
