"""The digits of a class by writer, to be seen from the back of the room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mnist_desk.core.answers import Answers
from mnist_desk.core.writers import WriterScore

from ..widgets.buttons import named_button
from ..widgets.images import ink_image
from ..widgets.plain import plain_label, plain_name
from ..widgets.screens import screen_of
from ..widgets.spoken import Role, speak_as, tell
from ..widgets.tokens import LARGE, MEDIUM, SMALL, SMALL_RADIUS, TINY, colours
from .board_layout import MOST, BoardLayout, fit

_TITLE = 1 / 26
"""Height of the letters of the title, as a part of the window's."""
_NOTE = 1 / 54
"""Height of the letters of the words below, likewise."""
_NAME = 0.62
"""Height of the letters of a name, as a part of its line."""
_MARK = 0.42
"""Side of the mark on a misread digit, as a part of the digit's."""


class BoardView(QWidget):
    """A block for each writer: name, how many are read right, and the digits; those that are
    misread have a frame, and in a corner what is read.
    """

    fitted = Signal()
    """`left_out` may be another number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, Role.Graphic, self.tr("Digits of the class"))
        self._answers: Answers | None = None
        self._scores: Sequence[WriterScore] = ()

    def show_scores(self, answers: Answers | None, scores: Sequence[WriterScore]) -> None:
        self._answers, self._scores = answers, scores
        told = self.tr("{name}: {right} of {n}")
        tell(
            self,
            "; ".join(
                told.format(name=self._name(score), right=score.right, n=score.n)
                for score in scores
            ),
        )
        self.update()
        self.fitted.emit()

    @property
    def layout_now(self) -> BoardLayout | None:
        """None while there is no writer."""
        if not self._scores:
            return None
        counts = [score.n for score in self._scores]
        return fit(counts, max(self.width(), 1), max(self.height(), 1))

    @property
    def left_out(self) -> int:
        """Writers that have no room."""
        layout = self.layout_now
        return 0 if layout is None else max(0, len(self._scores) - layout.blocks)

    @property
    def shows_newest(self) -> bool:
        """Whether somebody has drawn more digits than have room."""
        layout = self.layout_now
        return layout is not None and any(
            score.n > min(layout.room, MOST) for score in self._scores
        )

    def sizeHint(self) -> QSize:
        return QSize(900, 560)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 160)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fitted.emit()

    def _name(self, score: WriterScore) -> str:
        return self.tr("no name") if score.name is None else plain_name(score.name)

    def paintEvent(self, event: QPaintEvent) -> None:
        layout, answers = self.layout_now, self._answers
        if layout is None or answers is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, score in enumerate(self._scores[: layout.blocks]):
            room = min(layout.room, MOST)
            self._paint_head(painter, layout, number, score)
            for place, digit in enumerate(score.of[-room:].tolist()):
                self._paint_digit(painter, layout.tile_of(number, place), answers, digit)

    def _paint_head(
        self, painter: QPainter, layout: BoardLayout, number: int, score: WriterScore
    ) -> None:
        c, block = colours(), layout.block(number)
        line = QRectF(block.x(), block.y(), block.width(), layout.head)
        told = self.tr("{right} of {n}").format(right=score.right, n=score.n)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(_letters(self.font(), _NAME * layout.head, bold=False))
        width = painter.fontMetrics().horizontalAdvance(told)
        painter.setPen(QColor(c.good if score.right == score.n else c.quiet))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | middle, told)
        painter.setFont(_letters(self.font(), _NAME * layout.head, bold=True))
        painter.setPen(QColor(c.text))
        line.setWidth(max(line.width() - width - SMALL, 0))
        name = painter.fontMetrics().elidedText(
            self._name(score), Qt.TextElideMode.ElideRight, int(line.width())
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | middle, name)

    def _paint_digit(self, painter: QPainter, tile: QRectF, answers: Answers, digit: int) -> None:
        c, right = colours(), bool(answers.right[digit])
        frame = tile.adjusted(2, 2, -2, -2)
        painter.setBrush(QColor(c.raised))
        painter.setPen(QPen(QColor(c.line if right else c.second), 1 if right else 3))
        painter.drawRoundedRect(frame, SMALL_RADIUS, SMALL_RADIUS)
        picture = ink_image(answers.digits.data.images[digit], QColor(c.text))
        painter.drawImage(frame.adjusted(TINY, TINY, -TINY, -TINY), picture)
        if right:
            return
        side = _MARK * tile.width()
        mark = QRectF(frame.right() - side, frame.bottom() - side, side, side)
        painter.setBrush(QColor(c.second))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(mark, SMALL_RADIUS, SMALL_RADIUS)
        painter.setPen(QColor(c.window))
        painter.setFont(_letters(self.font(), 0.8 * side, bold=True))
        name = answers.digits.data.names[int(answers.answers[digit])]
        painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, name[:1])


class ClassBoard(QWidget):
    """A window of its own, for the projector: Escape closes it, F11 fills the screen or not."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("classBoard")
        self.setWindowTitle(self.tr("Board of the class"))
        self.view = BoardView()
        self._words = ""
        self._title = plain_label()
        self._note = QLabel()
        self._leave = named_button("leaveBoard", self.tr("Close (Esc)"), icon_name="x", kind="flat")
        self._leave.clicked.connect(self.close)
        self.view.fitted.connect(self._fit_title)
        self._whole = named_button(
            "wholeBoard", self.tr("Whole screen (F11)"), icon_name="maximize", kind="flat"
        )
        self._whole.clicked.connect(self.turn_whole)
        top = QHBoxLayout()
        top.setSpacing(MEDIUM)
        top.addWidget(self._title, 1)
        top.addWidget(self._whole)
        top.addWidget(self._leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        layout.setSpacing(MEDIUM)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._note)

    def show_scores(
        self, answers: Answers | None, scores: Sequence[WriterScore], title: str
    ) -> None:
        """title: how well they are read together, as it may be seen."""
        self._words = title
        self.view.show_scores(answers, scores)

    def open(self) -> None:
        """On the whole of the second screen, if there is one, else of the first."""
        here = screen_of(self.parentWidget() or self)
        others = (screen for screen in QGuiApplication.screens() if screen is not here)
        there = next(others, here)
        self.setGeometry(there.availableGeometry())
        self.showFullScreen()
        self.activateWindow()
        self.setFocus()

    @Slot()
    def turn_whole(self) -> None:
        """Between the whole screen and a window."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F11:
            self.turn_whole()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()

    @Slot()
    def _fit_title(self) -> None:
        title = self._words
        if left_out := self.view.left_out:
            title += self.tr(" · {n} more have no room").format(n=left_out)
        self._title.setText(title)
        note = self.tr("A mark in the corner is what was read by mistake.")
        if self.view.shows_newest:
            note += " " + self.tr("Of those who drew more, the newest are shown.")
        self._note.setText(note)
        usual = QFontInfo(self.font()).pixelSize()
        for label, part in ((self._title, _TITLE), (self._note, _NOTE)):
            height = max(part * self.height(), usual)
            label.setFont(_letters(self.font(), height, bold=label is self._title))


def _letters(font: QFont, height: float, *, bold: bool) -> QFont:
    """Letters of so many pixels."""
    letters = QFont(font)
    letters.setPixelSize(max(8, round(height)))
    letters.setBold(bold)
    return letters
