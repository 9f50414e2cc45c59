"""The drawing panel: canvas, its buttons, what the network sees and what it answers."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desk.core.digit_reading import DrawingReading
from mnist_desk.core.drawing import Drawing
from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import InkRecord

from ..state.preferences import PEN_WIDTH, Preferences
from ..state.session import Session
from ..widgets.ink_painting import as_image
from ..widgets.scroll import scrolled
from . import told
from .canvas import Canvas
from .canvas_menu import canvas_menu
from .draw_column import DrawColumn
from .ink_pages import InkPages
from .meant import MeantRow
from .mnist_digits import MnistDigits
from .parts_overlay import PartsOverlay
from .reading_view import ReadingView
from .stages_note import StagesNote
from .tools import Tools
from .verdict import Verdict


class DrawPanel(QWidget):
    """Puts the drawing widgets together and joins them to the session."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.canvas = Canvas()
        self.pages = InkPages()
        self.tools = Tools()
        self.reading = ReadingView()
        self.bars, self.preview = self.reading.bars, self.reading.preview
        self.meant = MeantRow()
        self.parts = PartsOverlay(self.canvas)
        self.mnist_digits = MnistDigits(session, self)
        self._clear: QAction | None = None
        self._on_stage = False
        self._lay_out()
        self._connect()
        self.canvas.show_drawing(session.sheet.drawing)
        self._show_drawing(session.sheet.drawing)
        self._show_counts()
        self.meant.show_awaited(*session.labelling.next_digit)
        self._show_reading(session.reader.reading)

    def take_actions(self, actions: Mapping[str, QAction]) -> None:
        """The actions that the buttons stand for."""
        stack = self._session.sheet.undo_stack
        undo, redo, self._clear = actions["undo"], actions["redo"], actions["clear"]
        self._clear.setEnabled(bool(self._session.sheet.drawing))
        undo.setEnabled(stack.canUndo())
        redo.setEnabled(stack.canRedo())
        stack.can_undo_changed.connect(undo.setEnabled)
        stack.canRedoChanged.connect(redo.setEnabled)
        self.tools.take_actions(actions)
        self.canvas.set_menu(canvas_menu(actions, self.canvas))

    def set_stage(self, on: bool) -> None:
        """Drawing and answer alone, for a class: large enough for the back of a room."""
        self._on_stage = on
        self.meant.setVisible(not on)
        self.tools.set_stage(on)
        self.reading.answer.untell()
        self.reading.set_stage(on)
        self._column.set_stage(on)

    def save(self, preferences: Preferences) -> None:
        preferences.set(PEN_WIDTH, self.tools.pen_width.value())

    def restore(self, preferences: Preferences) -> None:
        self.tools.pen_width.setValue(preferences.get(PEN_WIDTH))

    def as_image(self, drawing: Drawing) -> QImage:
        """A picture of a drawing, drawn with the pen that is chosen."""
        return as_image(drawing, self.tools.pen_width.value())

    def _lay_out(self) -> None:
        note = StagesNote(self._session.reader)
        parts = [self.canvas, self.pages, self.tools, note, self.reading, self.meant]
        self._column = DrawColumn(self.canvas, self.reading, parts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(self._column, across=False))

    def _connect(self) -> None:
        session, sheet, tools = self._session, self._session.sheet, self.tools
        self.canvas.stroke_moved.connect(sheet.show_stroke)
        self.canvas.stroke_ended.connect(self._end_stroke)
        self.canvas.erased.connect(self._end_erasing)
        self.canvas.stroke_cancelled.connect(sheet.abandon_stroke)
        self.canvas.clear_asked.connect(sheet.clear)
        self.canvas.scale_changed.connect(tools.pen_dot.set_scale)
        self.pages.chosen.connect(self._open_page)
        tools.pen_width.valueChanged.connect(self.canvas.set_pen_width)
        self.canvas.meant.connect(self._on_digit_key)
        self.meant.meant.connect(session.labelling.keep)
        session.labelling.kept.connect(self._show_kept)
        session.labelling.refused.connect(self._show_refused)
        session.labelling.awaited.connect(self.meant.show_awaited)
        sheet.changed.connect(self.canvas.show_drawing)
        sheet.changed.connect(self._show_drawing)
        sheet.undo_stack.indexChanged.connect(self.meant.show_prompt)
        sheet.undo_stack.indexChanged.connect(self.reading.answer.untell)
        self.canvas.stroke_moved.connect(self.reading.answer.untell)
        session.reader.read.connect(self._show_reading)
        session.my_digits.changed.connect(self._show_counts)
        self.reading.answer.chosen.connect(session.reader.select)
        self.parts.hovered.connect(session.reader.select)

    @Slot(int)
    def _on_digit_key(self, digit: int) -> None:
        answer = self.reading.answer
        if self._session.sheet.drawing:
            self._session.labelling.keep(digit)
        elif self._on_stage and answer.told is None:
            answer.tell(told.nothing_to_keep())

    @Slot(object)
    def _end_stroke(self, ink: Ink) -> None:
        over_picture = self._session.sheet.has_picture
        self._session.sheet.set_drawing(ink, self.tr("Stroke"))
        if over_picture:
            self._session.notices.confirm(
                self.tr("Your drawing takes the place of the picture; Undo brings it back.")
            )

    @Slot(object)
    def _end_erasing(self, drawing: Drawing) -> None:
        self._session.sheet.set_drawing(drawing, self.tr("Eraser"))

    @Slot(object)
    def _open_page(self, record: InkRecord) -> None:
        self._session.labelling.know(record)
        self._session.sheet.set_drawing(record.ink, self.tr("Open"))

    @Slot(object)
    def _show_drawing(self, drawing: Drawing) -> None:
        if self._clear is not None:
            self._clear.setEnabled(bool(drawing))
        self.meant.show_drawn(bool(drawing))

    @Slot(int)
    def _show_kept(self, digit: int) -> None:
        kept = self._session.my_digits.digits
        self.meant.show_kept(digit, len(kept), (kept[-1].record.writer or "") if kept else "")
        if self._on_stage:
            self.reading.answer.tell(self._kept_in_words(digit))
        self.canvas.setFocus()

    def _kept_in_words(self, digit: int) -> Verdict:
        place, count = self._session.labelling.next_digit
        if count:
            return told.kept_one_of(digit, place, count)
        mine = self._session.my_digits
        of_writer = sum(one.record.writer == mine.writer for one in mine.digits)
        return told.kept(digit, len(mine.digits), mine.writer, of_writer)

    @Slot(int)
    def _show_refused(self, digit: int) -> None:
        self.meant.show_refused(digit)
        if self._on_stage:
            self.reading.answer.tell(told.kept_already(digit))

    @Slot()
    def _show_counts(self) -> None:
        self.meant.show_counts([digit.label for digit in self._session.my_digits.digits])

    @Slot(DrawingReading)
    def _show_reading(self, reading: DrawingReading) -> None:
        self.meant.show_names(reading.model.names)
        self.reading.show_reading(reading)
        parts = tuple((part.drawing, part.reading) for part in reading.parts)
        self.parts.show_readings(parts, reading.selected)
