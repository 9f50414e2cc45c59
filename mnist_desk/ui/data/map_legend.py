"""Which colour is which class; a click chooses its digits."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from mnist_desk.core.dataset import DIGIT_NAMES, DIGITS

from ..widgets.cell_grid import paint_ring
from ..widgets.plain import plain_name, plain_tip
from ..widgets.tokens import SMALL, SMALL_RADIUS, TINY, colours
from .class_colours import class_colours

_DOT = 10
"""Pixels."""
_LETTERS = 9
"""Of a name, at most."""


class MapLegend(QWidget):
    """A button for each class; any number of them can be checked."""

    chosen = Signal()
    """`labels` are others, as the person wants it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mapLegend")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TINY)
        self.buttons = [ClassChip(label) for label in range(DIGITS)]
        for button in self.buttons:
            button.clicked.connect(self._on_clicked)
            row.addWidget(button)
        self.show_names(DIGIT_NAMES)

    @property
    def labels(self) -> list[int]:
        """The classes that are checked."""
        return [label for label, button in enumerate(self.buttons) if button.isChecked()]

    def show_names(self, names: tuple[str, ...]) -> None:
        for button, name in zip(self.buttons, names, strict=True):
            button.show_name(str(name))

    def toggle(self, label: int) -> None:
        """As a click does."""
        self.buttons[label].click()

    def clear(self) -> None:
        """None is checked; nobody is told."""
        for button in self.buttons:
            button.setChecked(False)

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit()


class ClassChip(QAbstractButton):
    """A dot in the colour of the class, and its name."""

    def __init__(self, label: int) -> None:
        super().__init__()
        self._label = label
        self.setObjectName(f"mapClass{label}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str) -> None:
        self.setText(plain_name(name))
        self.setAccessibleName(self.text())
        self.setToolTip(plain_tip(self.tr("Choose the digits of {name}").format(name=name)))

    def sizeHint(self) -> QSize:
        letters = self.fontMetrics()
        width = letters.horizontalAdvance(self.text()[:_LETTERS])
        return QSize(width + _DOT + TINY + 2 * SMALL, letters.height() + 2 * TINY)

    def minimumSizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance("0") + _DOT + 3 * TINY
        return QSize(width, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(c.accent if self.isChecked() else c.line), 1.5))
        painter.setBrush(QColor(c.hover if self.isChecked() or self.underMouse() else c.base))
        painter.drawRoundedRect(edge, SMALL_RADIUS, SMALL_RADIUS)
        letters = self.fontMetrics()
        room = self.width() - _DOT - 3 * TINY
        name = letters.elidedText(self.text(), Qt.TextElideMode.ElideRight, room + 1)
        start = (self.width() - _DOT - TINY - letters.horizontalAdvance(name)) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(class_colours()[self._label])
        painter.drawEllipse(QPointF(start + _DOT / 2, self.height() / 2), _DOT / 2, _DOT / 2)
        painter.setPen(QColor(c.text))
        words = QRectF(start + _DOT + TINY, 0, self.width(), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()))
