"""The drawing panel: canvas, its buttons, what the network sees and what it answers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from mnist_desk.core.drawing import Drawing
from mnist_desk.core.ink import Ink
from mnist_desk.core.reading import Reading

from ..state.session import Session
from ..widgets.ink_painting import as_image
from .answer import Answer
from .canvas import Canvas
from .ink_pages import InkPages
from .input_preview import InputPreview
from .meant import MeantRow
from .mnist_digits import MnistButton, MnistDigits
from .output_bars import OutputBars
from .parts_overlay import PartsOverlay
from .stages_note import StagesNote
from .tools import Tools


class DrawPanel(QWidget):
    """Puts the drawing widgets together and joins them to the session."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.canvas = Canvas()
        self.bars = OutputBars()
        self.preview = InputPreview()
        self.tools = Tools()
        self.pages = InkPages()
        self.meant = MeantRow()
        self.answer = Answer()
        self.parts = PartsOverlay(self.canvas)
        self.mnist_digits = MnistDigits(session, self)
        self._lay_out()
        self._connect()
        self._show_reading(session.reading)

    def as_image(self, drawing: Drawing) -> QImage:
        """A picture of a drawing, drawn with the pen that is chosen."""
        return as_image(drawing, self.tools.pen_width.value())

    def _lay_out(self) -> None:
        sees = QLabel(self.tr("The network sees"))
        sees.setWordWrap(True)
        sees.setAlignment(Qt.AlignmentFlag.AlignCenter)
        answer = QGridLayout()
        answer.setHorizontalSpacing(12)
        answer.addWidget(self.preview, 0, 0, Qt.AlignmentFlag.AlignTop)
        answer.addWidget(sees, 1, 0)
        answer.addWidget(self.answer, 2, 0)
        answer.addWidget(MnistButton(self.mnist_digits), 3, 0)
        answer.addWidget(self.bars, 0, 1, 4, 1)
        answer.setRowStretch(2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.addWidget(self.canvas, 5)
        layout.addWidget(self.pages)
        layout.addWidget(self.tools)
        layout.addWidget(StagesNote(self._session))
        layout.addLayout(answer, 4)
        layout.addWidget(self.meant)

    def _connect(self) -> None:
        session, stack, tools = self._session, self._session.undo_stack, self.tools
        self.canvas.stroke_moved.connect(session.show_stroke)
        self.canvas.stroke_ended.connect(self._end_stroke)
        self.canvas.erased.connect(self._end_erasing)
        self.canvas.clear_asked.connect(session.clear_drawing)
        self.canvas.scale_changed.connect(tools.pen_dot.set_scale)
        self.pages.chosen.connect(self._open_page)
        tools.clear.clicked.connect(session.clear_drawing)
        tools.undo.clicked.connect(stack.undo)
        tools.redo.clicked.connect(stack.redo)
        tools.erasing_changed.connect(self.canvas.set_erasing)
        tools.pen_width.valueChanged.connect(self.canvas.set_pen_width)
        stack.canUndoChanged.connect(tools.undo.setEnabled)
        stack.canRedoChanged.connect(tools.redo.setEnabled)
        for source in (self.canvas, self.meant):
            source.meant.connect(session.keep_drawing)
        session.drawing_kept.connect(self._show_kept)
        session.drawing_changed.connect(self.canvas.show_drawing)
        session.drawing_changed.connect(self._show_drawing)
        session.reading_changed.connect(self._show_reading)
        self.answer.chosen.connect(session.select)
        self.parts.hovered.connect(session.select)
        tools.undo.setEnabled(stack.canUndo())
        tools.redo.setEnabled(stack.canRedo())
        self.canvas.show_drawing(session.drawing)
        self._show_drawing(session.drawing)

    @Slot(object)
    def _end_stroke(self, ink: Ink) -> None:
        over_picture = self._session.has_picture
        self._session.set_drawing(ink, self.tr("Stroke"))
        if over_picture:
            self._session.told.emit(
                self.tr("Your drawing takes the place of the picture; Undo brings it back.")
            )

    @Slot(object)
    def _end_erasing(self, drawing: Drawing) -> None:
        self._session.set_drawing(drawing, self.tr("Eraser"))

    @Slot(object)
    def _open_page(self, ink: Ink) -> None:
        self._session.set_drawing(ink, self.tr("Open"))

    @Slot(object)
    def _show_drawing(self, drawing: Drawing) -> None:
        self.tools.clear.setEnabled(bool(drawing))
        self.meant.show_drawn(bool(drawing))

    @Slot(int)
    def _show_kept(self, digit: int) -> None:
        self.meant.show_kept(digit, len(self._session.my_digits.digits))
        self.canvas.setFocus()

    @Slot(object)
    def _show_reading(self, reading: Reading | None) -> None:
        self.bars.show_reading(reading)
        self.preview.show_reading(reading)
        readings, selected = self._session.readings, self._session.selected
        self.answer.show_readings(tuple(reading for _, reading in readings), selected)
        self.parts.show_readings(readings, selected)
