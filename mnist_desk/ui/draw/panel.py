"""The drawing panel: canvas, its buttons, what the network sees and what it answers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from mnist_desk.core.drawing import Drawing
from mnist_desk.core.ink import Ink
from mnist_desk.core.reading import Reading

from ..session import Session
from .canvas import DEFAULT_PEN, Canvas
from .input_preview import InputPreview
from .output_bars import OutputBars


class DrawPanel(QWidget):
    """Puts the drawing widgets together and joins them to the session."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.canvas = Canvas()
        self.bars = OutputBars()
        self.preview = InputPreview()
        self.pen_width = QSlider(Qt.Orientation.Horizontal)
        self.pen_width.setObjectName("penWidth")
        self.pen_width.setAccessibleName(self.tr("Pen width"))
        self.pen_width.setRange(6, 36)
        self.pen_width.setValue(DEFAULT_PEN)
        self.pen_width.setToolTip(
            self.tr("Pen width on the canvas; the network's picture has a line of one width")
        )
        self._answer = QLabel()
        self._answer.setObjectName("answerLabel")
        self._answer.setAlignment(Qt.AlignmentFlag.AlignCenter)
        font = self._answer.font()
        font.setPointSizeF(font.pointSizeF() * 3)
        font.setBold(True)
        self._answer.setFont(font)
        self._unsure = QLabel(self.tr("not sure"))
        self._unsure.setObjectName("unsureLabel")
        self._unsure.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self._connect()
        self._show_reading(None)

    def _lay_out(self) -> None:
        self._undo = _button("undoButton", self.tr("Undo"), self.tr("Take back (Ctrl+Z)"))
        self._redo = _button("redoButton", self.tr("Redo"), self.tr("Draw again (Ctrl+Shift+Z)"))
        self._clear = _button(
            "clearButton", self.tr("Clear"), self.tr("Take an empty sheet (Delete, on the canvas)")
        )
        buttons = QHBoxLayout()
        for button in (self._clear, self._undo, self._redo):
            buttons.addWidget(button)
        pen = QHBoxLayout()
        label = QLabel(self.tr("Pen"))
        label.setBuddy(self.pen_width)
        pen.addWidget(label)
        pen.addWidget(self.pen_width)
        sees = QLabel(self.tr("The network sees"))
        sees.setWordWrap(True)
        sees.setAlignment(Qt.AlignmentFlag.AlignCenter)
        answer = QGridLayout()
        answer.setHorizontalSpacing(12)
        answer.addWidget(self.preview, 0, 0, Qt.AlignmentFlag.AlignTop)
        answer.addWidget(sees, 1, 0)
        answer.addWidget(self._answer, 2, 0)
        answer.addWidget(self._unsure, 3, 0)
        answer.addWidget(self.bars, 0, 1, 4, 1)
        answer.setRowStretch(2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.addWidget(self.canvas, 5)
        layout.addLayout(buttons)
        layout.addLayout(pen)
        layout.addLayout(answer, 4)

    def _connect(self) -> None:
        session, stack = self._session, self._session.undo_stack
        self.canvas.stroke_moved.connect(session.show_stroke)
        self.canvas.stroke_ended.connect(self._end_stroke)
        self.canvas.clear_asked.connect(session.clear_drawing)
        self._clear.clicked.connect(session.clear_drawing)
        self._undo.clicked.connect(stack.undo)
        self._redo.clicked.connect(stack.redo)
        stack.canUndoChanged.connect(self._undo.setEnabled)
        stack.canRedoChanged.connect(self._redo.setEnabled)
        self.pen_width.valueChanged.connect(self.canvas.set_pen_width)
        session.drawing_changed.connect(self.canvas.show_drawing)
        session.drawing_changed.connect(self._show_drawing)
        session.reading_changed.connect(self._show_reading)
        self._undo.setEnabled(stack.canUndo())
        self._redo.setEnabled(stack.canRedo())
        self.canvas.show_drawing(session.drawing)
        self._show_drawing(session.drawing)

    @Slot(object)
    def _end_stroke(self, ink: Ink) -> None:
        self._session.set_drawing(ink, self.tr("Stroke"))

    @Slot(object)
    def _show_drawing(self, drawing: Drawing) -> None:
        self._clear.setEnabled(bool(drawing))

    @Slot(object)
    def _show_reading(self, reading: Reading | None) -> None:
        self.bars.show_reading(reading)
        self.preview.show_reading(reading)
        self._answer.setText("" if reading is None else str(reading.winner))
        self._unsure.setVisible(reading is not None and reading.unsure)


def _button(name: str, text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setToolTip(tip)
    return button
