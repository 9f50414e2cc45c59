"""The row of tools under the canvas: eraser, pen, undo, redo, clear."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QSize, Qt, Slot
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from ..widgets.buttons import ActionButton, accent_when_checked
from ..widgets.ink_painting import DEFAULT_PEN
from ..widgets.tokens import colours

_THINNEST, _THICKEST = 6, 36


class Tools(QWidget):
    """Buttons and the pen; what they do is told by the actions that they take."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.eraser = ActionButton("eraserButton", compact=True)
        accent_when_checked(self.eraser)
        self.pen_width = QSlider(Qt.Orientation.Horizontal)
        self.pen_width.setObjectName("penWidth")
        self.pen_width.setAccessibleName(self.tr("Pen width"))
        self.pen_width.setRange(_THINNEST, _THICKEST)
        self.pen_width.setValue(DEFAULT_PEN)
        self.pen_width.setMinimumWidth(44)
        self.pen_width.setToolTip(
            self.tr("Pen width on the canvas; the network's picture has a line of one width")
        )
        self.pen_dot = PenDot()
        self.pen_width.valueChanged.connect(self.pen_dot.set_width)
        self.undo = ActionButton("undoButton", compact=True)
        self.redo = ActionButton("redoButton", compact=True)
        self.clear = ActionButton("clearButton", text=self.tr("Clear"), compact=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.eraser)
        row.addWidget(self.pen_width, 1)
        row.addWidget(self.pen_dot)
        for button in (self.undo, self.redo, self.clear):
            row.addWidget(button)

    def take_actions(self, actions: Mapping[str, QAction]) -> None:
        for name, button in (
            ("eraser", self.eraser),
            ("undo", self.undo),
            ("redo", self.redo),
            ("clear", self.clear),
        ):
            button.set_action(actions[name])


class PenDot(QWidget):
    """The dot that the pen leaves, as large as it is on the canvas where that fits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("penDot")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._width: float = DEFAULT_PEN
        self._scale = 1.0

    def sizeHint(self) -> QSize:
        return QSize(_THICKEST, 28)

    @Slot(int)
    def set_width(self, width: int) -> None:
        """Logical units."""
        self._width = width
        self.update()

    def set_scale(self, scale: float) -> None:
        """Pixels of the canvas for one logical unit."""
        self._scale = scale
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().text))
        radius = self._width * self._scale / 2
        middle = QPointF(self.width() / 2, self.height() / 2)
        painter.drawEllipse(middle, radius, radius)
