"""The row of tools under the canvas: eraser, pen, undo, redo, clear."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QSlider, QWidget

from ..widgets.colours import colours
from ..widgets.ink_painting import DEFAULT_PEN

_THINNEST, _THICKEST = 6, 36


class Tools(QWidget):
    """Buttons and the pen; what they do is the panel's business."""

    erasing_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.eraser = _button(
            "eraserButton",
            self.tr("Eraser"),
            self.tr("Take the strokes that you touch (E, on the canvas)"),
        )
        self.eraser.setCheckable(True)
        self.eraser.toggled.connect(self.erasing_changed)
        self.eraser.toggled.connect(self._show_eraser)
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
        self.undo = _button("undoButton", self.tr("Undo"), self.tr("Take back (Ctrl+Z)"))
        self.redo = _button("redoButton", self.tr("Redo"), self.tr("Draw again (Ctrl+Shift+Z)"))
        self.clear = _button(
            "clearButton", self.tr("Clear"), self.tr("Take an empty sheet (Delete, on the canvas)")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.eraser)
        row.addWidget(self.pen_width, 1)
        row.addWidget(self.pen_dot)
        for button in (self.undo, self.redo, self.clear):
            row.addWidget(button)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self._show_eraser()

    @Slot()
    def _show_eraser(self) -> None:
        """The style alone hardly shows that the eraser is on."""
        palette = QPalette()
        if self.eraser.isChecked():
            palette.setColor(QPalette.ColorRole.Button, QColor(colours().accent))
            palette.setColor(QPalette.ColorRole.ButtonText, QColor(colours().on_accent))
        self.eraser.setPalette(palette)


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


def _button(name: str, text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setToolTip(tip)
    # The style would make it 80 pixels wide; four of them and the pen share one row.
    button.setFixedWidth(button.fontMetrics().horizontalAdvance(text) + 18)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
