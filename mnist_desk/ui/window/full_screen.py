"""Draw and answer: the drawing alone on the whole screen, for a class."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QWidget

from ..draw.panel import DrawPanel
from ..widgets.buttons import named_button
from ..widgets.tokens import SMALL
from .message_bar import MessageBar


class FullScreen(QObject):
    """Hides everything else, and brings it back as it was."""

    changed = Signal(bool)
    """Whether the drawing is alone."""

    def __init__(
        self, window: QMainWindow, panel: DrawPanel, others: Sequence[QWidget], messages: MessageBar
    ) -> None:
        """others: what makes room. messages: the last of one of them; warnings are seen all the
        same, over the upper edge of the sheet, which stays as large as it is.
        """
        super().__init__(window)
        self._window, self._panel, self._others = window, panel, others
        self._messages = messages
        home = messages.parentWidget()
        self._home = home.layout() if home is not None else None
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

    def set(self, on: bool) -> None:
        if on == self._on:
            return
        self._on = on
        window = self._window
        for widget in self._others:
            widget.setVisible(not on)
        self._move_messages(on)
        for watched in (window, self._messages):
            if on:
                watched.installEventFilter(self)
            else:
                watched.removeEventFilter(self)
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
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._place()
        return super().eventFilter(watched, event)

    def _move_messages(self, over_all: bool) -> None:
        if over_all:
            self._messages.setParent(self._window)
        elif self._home is not None:
            self._home.addWidget(self._messages)
        self._messages.set_quiet(over_all)

    def _place(self) -> None:
        """The button in the corner that is empty, warnings where neither tools nor answer are."""
        room = self._window.rect().adjusted(SMALL, SMALL, -SMALL, -SMALL)
        self._leave.adjustSize()
        corner = room.bottomRight() - self._leave.rect().bottomRight()
        self._leave.move(corner)
        self._leave.raise_()
        if self._on:
            canvas = self._panel.canvas
            corner = canvas.mapTo(self._window, QPoint(SMALL, SMALL))
            width = canvas.width() - 2 * SMALL
            size = QSize(width, self._messages.heightForWidth(width))
            self._messages.setGeometry(QRect(corner, size))
            self._messages.raise_()
