"""What the network reads, large, with what is to be thought of it below."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mnist_desk.core.dataset import DIGIT_NAMES
from mnist_desk.core.digit_reading import Part

from ..widgets.announcer import Announcer
from ..widgets.tokens import HERO, TINY
from .answer_words import AnswerWords
from .digits_label import Digits, DigitsLabel, digit_text
from .verdict import Kind, Verdict, verdict_on


class Answer(QWidget):
    """The digits and the state of the only or the selected one. It announces what it shows."""

    chosen = Signal(int)
    """The place of a digit that the person wants to know more of, from 0 at the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.digits = DigitsLabel(self)
        self.words = AnswerWords(self)
        self.digits.chosen.connect(self.chosen)
        self._shown = verdict_on(None, None)
        self._told: Verdict | None = None
        self._digits = QSize(10_000, HERO[1])
        self._announcer = Announcer(self.digits)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.show_parts((), 0)

    def show_parts(
        self, parts: tuple[Part, ...], selected: int, names: tuple[str, ...] = DIGIT_NAMES
    ) -> None:
        """The digits from left to right; the place of the one that the bars are about; what the
        classes are called.
        """
        verdicts = [verdict_on(part.drawing, part.reading, names) for part in parts]
        text = "".join(digit_text(part.reading) for part in parts)
        self.digits.show_digits(Digits(text, tuple(one.kind for one in verdicts), selected))
        self._shown = self._verdict(verdicts, selected)
        if self._told is None:
            self.words.show_verdict(self._shown)
            self._announcer.say(self._in_words(text, verdicts))

    @property
    def told(self) -> Verdict | None:
        return self._told

    def tell(self, told: Verdict) -> None:
        """Say this in place of the state, whatever is read, until `untell`."""
        self._told = told
        self.words.show_verdict(told)
        self._announcer.say(str(told))

    @Slot()
    def untell(self) -> None:
        if self._told is not None:
            self._told = None
            self.words.show_verdict(self._shown)

    def set_room_for_digits(self, width: int, height: int) -> None:
        """The most that the digits may take, pixels; the words have all of the width."""
        self._digits = QSize(width, height)
        self._place()

    def _verdict(self, verdicts: list[Verdict], selected: int) -> Verdict:
        if not verdicts:
            return verdict_on(None, None)
        one = verdicts[selected]
        if len(verdicts) == 1:
            return one
        place = self.tr("Digit {place} of {count}")
        return Verdict(one.kind, one.words, place.format(place=selected + 1, count=len(verdicts)))

    def _in_words(self, text: str, verdicts: list[Verdict]) -> str:
        """What is announced. Selecting another digit of a number changes nothing in it."""
        kinds = {one.kind for one in verdicts}
        if len(verdicts) == 1 and not kinds & {Kind.SURE, Kind.LIKELY}:
            return str(verdicts[0])
        if Kind.BROKEN in kinds:
            return self.tr("no answer: {number}").format(number=text)
        if kinds & {Kind.BETWEEN, Kind.NONE}:
            return self.tr("not sure: {number}").format(number=text)
        return text

    # Places

    def sizeHint(self) -> QSize:
        digits, words = self.digits.sizeHint(), self.words.sizeHint()
        return QSize(max(digits.width(), words.width()), digits.height() + TINY + words.height())

    def minimumSizeHint(self) -> QSize:
        digits, words = self.digits.minimumSizeHint(), self.words.minimumSizeHint()
        return QSize(max(digits.width(), words.width()), digits.height() + TINY + words.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _place(self) -> None:
        words = self.words.sizeHint().height()
        height = max(min(self.height() - words - TINY, self._digits.height()), 0)
        self.digits.setGeometry(0, 0, min(self.width(), self._digits.width()), height)
        self.words.setGeometry(0, height + TINY, self.width(), words)
