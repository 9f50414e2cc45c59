"""What is wrong with a field, said below it, over what is there: nothing moves for it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from ..widgets.icons import icon
from ..widgets.plain import plain_sentence
from ..widgets.tokens import SMALL, SMALL_ICON, SMALL_RADIUS, TINY, colours


class ErrorBubble(QLabel):
    """A sentence with a mark. Clicks go through to what it covers."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._form = parent
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setContentsMargins(2 * SMALL + SMALL_ICON, SMALL, SMALL, SMALL)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_below(self, field: QWidget, row: QWidget, sentence: str) -> None:
        """Below a field of a row of its parent, as wide as the row; above it where the parent
        ends.
        """
        form = self._form
        self.setText(plain_sentence(sentence))
        height = self.heightForWidth(row.width())
        at = field.mapTo(form, QPoint(0, 0)).y()
        top = at + field.height() + TINY
        if top + height > form.height():
            top = max(0, at - TINY - height)
        self.setGeometry(row.mapTo(form, QPoint(0, 0)).x(), top, row.width(), height)
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        table = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(table.wrong))
        painter.setBrush(QColor(table.warning))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, SMALL_RADIUS, SMALL_RADIUS)
        mark = icon("triangle-alert", "wrong").pixmap(SMALL_ICON, SMALL_ICON)
        painter.drawPixmap(SMALL, SMALL, mark)
        painter.end()
        super().paintEvent(event)
