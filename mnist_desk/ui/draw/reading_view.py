"""The answer, what the network sees, and its ten outputs, beside or below each other."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Slot
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mnist_desk.core.dataset import SIDE
from mnist_desk.core.digit_reading import DrawingReading

from ..widgets.headings import quiet
from ..widgets.tokens import HERO, MEDIUM, SMALL, TINY
from .answer import Answer
from .answer_words import least_size
from .input_preview import InputPreview
from .large_text import (
    digits_before_picture,
    font_of_bars,
    font_of_words,
    least_digits,
    text_is_large,
    text_of_stage,
)
from .output_bars import OutputBars

_LEFT = 0.42
"""Part of the width that the answer gets beside the bars."""
_MOST_ENLARGED = 4
"""Pixels of the screen for one of the network's picture, at most."""
_DIGITS_OF_STAGE = 1 / 3
"""Part of the height that the digits get on the stage, at most."""
_PICTURE_OF_STAGE = 0.3
"""Part of the width that the picture gets there, at most."""
_WORDS_OF_STAGE = 1.6
"""Size of the words there, as a multiple of the text's."""


class ReadingView(QWidget):
    """Shows a DrawingReading. It places its parts itself: what they say changes with every point
    of a stroke, and moves nothing.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answer = Answer(self)
        self.preview = InputPreview(self)
        self._caption = quiet(self.tr("The network sees"))
        self._caption.setParent(self)
        self._caption.setBuddy(self.preview)
        self.bars = OutputBars(self)
        self._on_stage = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @Slot(DrawingReading)
    def show_reading(self, reading: DrawingReading) -> None:
        self.bars.show_names(reading.model.names)
        self.bars.show_reading(reading.reading)
        self.preview.show_reading(reading.reading)
        self.answer.show_parts(reading.parts, reading.selected, reading.model.names)

    def set_stage(self, on: bool) -> None:
        """Large enough for the back of a room."""
        self._on_stage = on
        self._fit_fonts()
        self._place()

    # How much room it wants

    def sizeHint(self) -> QSize:
        return QSize(self.minimumSizeHint().width(), self.least_height(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.bars.minimumSizeHint().width(), 0)

    def least_height(self, width: int) -> int:
        """Pixels, at a width; the caption may have no room."""
        return self._height(width, least_digits(), SIDE)

    def good_height(self, width: int) -> int:
        """Pixels, at a width: more than the least where large text would leave little of answer,
        picture and caption.
        """
        left = self._left(width) if self._fit_beside(width) else width
        large = text_is_large()
        picture = self._picture_height(2 * SIDE if large else SIDE, left)
        return self._height(width, HERO[1] if large else least_digits(), picture)

    def _height(self, width: int, digits: int, picture: int) -> int:
        bars = self.bars.minimumSizeHint().height()
        left = digits + TINY + self._words(width).height() + SMALL + picture
        return max(bars, left) if self._fit_beside(width) else left + SMALL + bars

    def _words(self, width: int) -> QSize:
        """The least size of the answer's words."""
        return least_size(font_of_words(self._room_for_words(width)))

    def _room_for_words(self, width: int) -> int:
        return width - MEDIUM - self.bars.minimumSizeHint().width()

    def _picture_height(self, side: int, width: int) -> int:
        """With its caption beside it."""
        caption = self._caption.heightForWidth(max(width - side - SMALL, 1))
        return max(side, caption)

    def _fit_beside(self, width: int) -> bool:
        return self._left(width) + MEDIUM + self.bars.minimumSizeHint().width() <= width

    def _left(self, width: int) -> int:
        """Pixels for the answer beside the bars."""
        least = max(HERO[0], self._words(width).width(), SIDE + SMALL + self._caption_width())
        return max(least, min(round(_LEFT * width), self._room_for_words(width)))

    def _caption_width(self) -> int:
        """Of its longest word."""
        metrics = self._caption.fontMetrics()
        return max(metrics.horizontalAdvance(word) for word in self._caption.text().split()) + 2

    # Places

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_fonts()
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            # The parts hear of their fonts later than what they are in.
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_fonts()
            self.updateGeometry()
            self._place()
        return super().event(event)

    def _fit_fonts(self) -> None:
        """On the stage the text is as large as the room; elsewhere as everywhere, if it fits."""
        if not self._on_stage:
            self.setFont(QFont())
            self.bars.setFont(font_of_bars())
            self._caption.setFont(font_of_bars())
            self.answer.words.setFont(font_of_words(self._room_for_words(self.width())))
            return
        font = QFont()
        font.setPixelSize(text_of_stage(self.width(), self.height()))
        self.setFont(font)
        self._caption.setFont(font)
        words = QFont(font)
        words.setPixelSize(round(_WORDS_OF_STAGE * font.pixelSize()))
        self.answer.words.setFont(words)
        font.setWeight(QFont.Weight.DemiBold)
        self.bars.setFont(font)

    def _place(self) -> None:
        width, height = self.width(), self.height()
        if self._on_stage:
            self._place_on_stage(width, height)
        elif self._fit_beside(width):
            left = self._left(width)
            self._place_left(left, height)
            self.bars.setGeometry(left + MEDIUM, 0, width - left - MEDIUM, height)
        else:
            least = self.least_height(width) - self.bars.minimumSizeHint().height() - SMALL
            above = max(height - self.bars.sizeHint().height() - SMALL, least)
            self._place_left(width, above)
            below = above + SMALL
            self.bars.setGeometry(0, below, width, max(height - below, 0))

    def _place_left(self, width: int, height: int) -> None:
        """The answer, and at the bottom the picture with its caption."""
        below = height - SMALL - TINY - self.answer.words.minimumSizeHint().height()
        spare = below - digits_before_picture()
        side = SIDE
        for larger in range(2 * SIDE, _MOST_ENLARGED * SIDE + 1, SIDE):
            beside = width - larger - SMALL >= self._caption_width()
            if beside and self._picture_height(larger, width) <= spare:
                side = larger
        picture = self._picture_height(side, width)
        fits = picture <= below - least_digits()
        if not fits:
            picture = side
        self._caption.setVisible(fits)
        top = height - picture
        self.answer.set_room_for_digits(width, HERO[1])
        self.answer.setGeometry(0, 0, width, max(top - SMALL, 0))
        self.preview.setGeometry(0, top + (picture - side) // 2, side, side)
        self._caption.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._caption.setGeometry(side + SMALL, top, width - side - SMALL, picture)

    def _place_on_stage(self, width: int, height: int) -> None:
        """The answer, the picture at the right of its digits, and the bars below."""
        words = self.answer.words.sizeHint().height()
        spare = height - words - 2 * SMALL - self.bars.minimumSizeHint().height()
        digits = max(min(round(height * _DIGITS_OF_STAGE), spare), HERO[0])
        most = round(_PICTURE_OF_STAGE * width) // SIDE
        side, beside, caption = SIDE, SIDE, 0
        for times in range(1, most + 1):
            wide = max(times * SIDE, self._caption_width())
            high = self._caption.heightForWidth(wide)
            if times * SIDE + 2 + high <= digits:
                side, beside, caption = times * SIDE, wide, high
        self.answer.set_room_for_digits(width - beside - MEDIUM, digits)
        self.answer.setGeometry(0, 0, width, digits + SMALL + words)
        self.preview.setGeometry(width - (beside + side) // 2, 0, side, side)
        self._caption.setVisible(caption > 0)
        self._caption.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._caption.setGeometry(width - beside, side + 2, beside, caption)
        top = digits + words + 2 * SMALL
        self.bars.setGeometry(0, top, width, max(height - top, 0))
