"""Ink files that are dropped on a widget, a class's for one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from mnist_desk.core.ink_file import is_ink_file

from .tokens import LARGE, RADIUS, SMALL, colours


class InkDrop(QObject):
    """Lets a widget take ink files, and says so over it while some are held above."""

    dropped = Signal(list)
    """The paths of the files, at least one."""

    def __init__(self, widget: QWidget, words: str) -> None:
        """words: what dropping does."""
        super().__init__(widget)
        self._widget = widget
        self._sheet = _Sheet(words, widget)
        self._sheet.hide()
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and ink_files(event.mimeData()):
            self._sheet.setGeometry(self._widget.rect())
            self._sheet.show()
            self._sheet.raise_()
            event.acceptProposedAction()
            return True
        if event.type() == QEvent.Type.DragMove and isinstance(event, QDropEvent):
            # A scroll area would leave it to nobody.
            event.acceptProposedAction()
            return True
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self._sheet.hide()
            if paths := ink_files(event.mimeData()):
                event.acceptProposedAction()
                self.dropped.emit(paths)
                return True
        elif event.type() == QEvent.Type.DragLeave:
            self._sheet.hide()
        return super().eventFilter(watched, event)


def ink_files(data: QMimeData) -> list[Path]:
    """The ink files among what is dragged; none when there is anything else among it."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths if paths and all(is_ink_file(path) for path in paths) else []


class _Sheet(QLabel):
    """Words over the whole widget; the mouse goes through it."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setContentsMargins(LARGE, LARGE, LARGE, LARGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(colours().notice)
        ground.setAlphaF(0.94)
        pen = QPen(QColor(colours().accent), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(ground)
        inside = QRectF(self.rect()).adjusted(SMALL, SMALL, -SMALL, -SMALL)
        painter.drawRoundedRect(inside, RADIUS, RADIUS)
        painter.end()
        super().paintEvent(event)
