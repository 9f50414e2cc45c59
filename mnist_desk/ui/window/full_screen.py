"""Draw and answer: the drawing alone on the whole screen, for a class."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QWidget

from ..draw.panel import DrawPanel
from ..widgets.buttons import named_button
from ..widgets.tokens import SMALL


class FullScreen(QObject):
    """Hides everything else, and brings it back as it was."""

    changed = Signal(bool)
    """Whether the drawing is alone."""

    def __init__(self, window: QMainWindow, panel: DrawPanel, others: Sequence[QWidget]) -> None:
        """others: what makes room."""
        super().__init__(window)
        self._window, self._panel, self._others = window, panel, others
        self._on = False
        self._before = Qt.WindowState.WindowNoState
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), window)
        self._escape.setEnabled(False)
        self._escape.activated.connect(self.leave)
        self._leave = named_button(
            "leaveFullScreen", self.tr("Leave (Esc)"), icon_name="minimize", kind="flat"
        )
        self._leave.setParent(window)
        self._leave.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._leave.hide()
        self._leave.clicked.connect(self.leave)
        window.installEventFilter(self)

    def set(self, on: bool) -> None:
        if on == self._on:
            return
        self._on = on
        window = self._window
        for widget in self._others:
            widget.setVisible(not on)
        self._panel.set_stage(on)
        self._escape.setEnabled(on)
        self._leave.setVisible(on)
        if on:
            self._before = window.windowState()
            window.setWindowState(self._before | Qt.WindowState.WindowFullScreen)
            self._panel.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            window.setWindowState(self._before)
        self._place()
        self.changed.emit(on)

    @Slot()
    def leave(self) -> None:
        self.set(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """In the corner that is empty."""
        self._leave.adjustSize()
        corner = self._window.rect().bottomRight() - self._leave.rect().bottomRight()
        self._leave.move(corner.x() - SMALL, corner.y() - SMALL)
        self._leave.raise_()
