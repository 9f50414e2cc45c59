"""One digit of many, large, with its ten outputs; the arrow keys go on to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mnist_desk.core.answers import Answers

from .buttons import named_button
from .captions import reading_in_words
from .headings import heading
from .images import grey_image
from .plain import plain_label, plain_name
from .tokens import LARGE, MEDIUM, SMALL
from .value_bars import ValueBars

_SIDE = 280
"""Of the picture, pixels: ten for each of MNIST's."""
_STEPS: dict[int, int] = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class Enlarged(QDialog):
    """Stays until it is closed, beside the list that it is about."""

    put_asked = Signal(int)
    """The digit with this index is wanted on the canvas."""
    step_asked = Signal(int)
    """The next digit of the list, 1, or the one before, -1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("enlarged")
        self.setWindowTitle(self.tr("A digit, large"))
        self._index = -1
        self._picture = QLabel()
        self._picture.setFixedSize(_SIDE, _SIDE)
        self._title = heading()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._below = plain_label(wraps=True)
        self.bars = ValueBars()
        self._back = named_button("enlargedBack", self.tr("Previous"), icon_name="chevron-left")
        self._next = named_button("enlargedNext", self.tr("Next"), icon_name="chevron-right")
        self._put = named_button(
            "enlargedPut", self.tr("Put on the canvas"), icon_name="arrow-right", kind="primary"
        )
        self._back.clicked.connect(self._ask_back)
        self._next.clicked.connect(self._ask_next)
        self._put.clicked.connect(self._ask_put)
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(SMALL)
        words.addWidget(self._title)
        words.addWidget(self._below)
        words.addWidget(self.bars)
        words.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(LARGE)
        both.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        both.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL)
        for button in (self._back, self._next, self._put):
            # Enter is that of the digit, whichever button has the focus.
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.insertStretch(2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MEDIUM, MEDIUM, MEDIUM, MEDIUM)
        layout.setSpacing(MEDIUM)
        layout.addLayout(both)
        layout.addLayout(buttons)

    def show_digit(self, answers: Answers, index: int) -> None:
        """Show one digit of a set and what is answered to it."""
        self._index = index
        digits = answers.digits
        picture = grey_image(digits.data.images[index])
        words = reading_in_words(answers, index)
        self._picture.setPixmap(QPixmap.fromImage(picture).scaled(_SIDE, _SIDE))
        self._picture.setAccessibleName(words)
        self._title.setText(words)
        where = self.tr("Number {number} of {total}, {title}").format(
            number=f"{digits.number(index):,}",
            total=f"{digits.total:,}",
            title=plain_name(digits.title),
        )
        if writer := digits.writer(index):
            where += "\n" + self.tr("Drawn by {writer}").format(writer=plain_name(writer))
        self._below.setText(where)
        self.bars.show_answer(answers, index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            self.step_asked.emit(_STEPS[event.key()])
        elif event.key() == Qt.Key.Key_Space:
            self.close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask_put()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _ask_back(self) -> None:
        self.step_asked.emit(-1)

    @Slot()
    def _ask_next(self) -> None:
        self.step_asked.emit(1)

    @Slot()
    def _ask_put(self) -> None:
        self.put_asked.emit(self._index)
