"""What is written over a number: how its digits are read."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from mnist_desk.core.drawing import Drawing
from mnist_desk.core.ink import CANVAS, Ink
from mnist_desk.core.reading import Reading
from mnist_desk.core.split import extent

from ..widgets.ink_painting import DEFAULT_PEN
from ..widgets.tokens import colours
from .canvas import Canvas
from .digits_label import digit_text

_LABEL = 20
"""Height of the digit below its bracket, pixels, at least."""
_OF_SHEET = 1 / 20
"""Its height as a part of the sheet's: on a large one it is read from afar."""
_TICK = 4


class PartsOverlay(QWidget):
    """Lies over a canvas and lets everything through: brackets below the digits of a number, each
    with what is read. Resting the mouse on a digit chooses it.
    """

    hovered = Signal(int)
    """The place of the digit under the mouse, from 0 at the left."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.setObjectName("partsOverlay")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._canvas = canvas
        self._readings: tuple[tuple[Drawing, Reading], ...] = ()
        self._extents: list[QRectF] = []
        self._selected = 0
        canvas.setMouseTracking(True)
        canvas.installEventFilter(self)
        self.resize(canvas.size())

    def show_readings(self, readings: tuple[tuple[Drawing, Reading], ...], selected: int) -> None:
        """The digits from left to right; the place of the one that the bars are about."""
        before = self._marks()
        several = readings if len(readings) > 1 else ()
        self._extents = [_rectangle(part) for part, _ in several if isinstance(part, Ink)]
        self._readings, self._selected = several, selected
        self.setVisible(bool(several))
        # What lies below is painted again, too: as little of it as possible.
        self.update(before | self._marks())

    def place_at(self, position: QPointF) -> int | None:
        """The digit at a point of the canvas, in its pixels."""
        places = [
            i for i, box in enumerate(self._extents) if self._on_canvas(box).contains(position)
        ]
        return places[0] if places else None

    def _on_canvas(self, box: QRectF) -> QRectF:
        sheet = self._canvas.sheet()
        scale = sheet.width() / CANVAS
        return QRectF(sheet.topLeft() + box.topLeft() * scale, box.size() * scale)

    def _bracket(self, place: int) -> QRectF:
        """Where the bracket and the digit below it go: below the ink, or as low as there is room
        for them.
        """
        box, sheet = self._on_canvas(self._extents[place]), self._canvas.sheet()
        top = min(box.bottom() + 4, sheet.bottom() - self._label() - 8)
        return QRectF(box.left(), top, box.width(), _TICK + self._label())

    def _label(self) -> int:
        return max(_LABEL, round(_OF_SHEET * self._canvas.sheet().height()))

    def _marks(self) -> QRect:
        """All that is painted."""
        marks = QRectF()
        for place in range(len(self._extents)):
            marks |= self._bracket(place)
        return marks.toAlignedRect().adjusted(-_LABEL, -2, _LABEL, 2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.resize(self._canvas.size())
        elif (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseMove
            and not event.buttons()
            and (place := self.place_at(event.position())) is not None
        ):
            self.hovered.emit(place)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, (_, reading) in enumerate(self._readings):
            selected = place == self._selected
            painter.setPen(QPen(QColor(c.accent if selected else c.quiet), 2 if selected else 1))
            self._paint_bracket(painter, self._bracket(place), reading, selected)

    def _paint_bracket(
        self, painter: QPainter, bracket: QRectF, reading: Reading, selected: bool
    ) -> None:
        line = bracket.top() + _TICK
        painter.drawPolyline(
            [
                bracket.topLeft(),
                QPointF(bracket.left(), line),
                QPointF(bracket.right(), line),
                bracket.topRight(),
            ]
        )
        font = QFont(self.font())
        font.setPixelSize(round(0.65 * self._label()))
        font.setBold(selected)
        painter.setFont(font)
        text = digit_text(reading)
        if reading.unsure and reading.is_answer:
            text += "?"
        label = bracket.adjusted(-_LABEL, _TICK + 1, _LABEL, 0)
        painter.drawText(label, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)


def _rectangle(ink: Ink) -> QRectF:
    left, top, right, bottom = extent(ink)
    half = DEFAULT_PEN / 4
    return QRectF(left, top, right - left, bottom - top).adjusted(-half, -half, half, half)
