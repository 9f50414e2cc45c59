"""The digit that the keys act on, large: what it is, what is read, and the ten outputs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from mnist_desk.core.answers import Answers
from mnist_desk.core.digit_set import DigitSet

from ..widgets.buttons import named_button
from ..widgets.captions import reading_in_words
from ..widgets.headings import heading, quiet
from ..widgets.images import grey_image
from ..widgets.plain import plain_label, plain_name
from ..widgets.tokens import SMALL, TINY
from ..widgets.value_bars import ValueBars

_SIDE = 112
"""Of the picture, pixels: four for each of the digit's."""


class DigitCard(QWidget):
    """Nothing is in it until a digit is chosen. Another one can be asked for by its number."""

    number_asked = Signal(int)
    """The digit with this index, from 0, is to be shown."""
    put_asked = Signal(int)
    """The digit with this index is wanted on the canvas."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("digitCard")
        self._index = -1
        self.picture = QLabel()
        self.picture.setFixedSize(_SIDE, _SIDE)
        self.title = heading()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.number = QSpinBox()
        self.number.setObjectName("numberBox")
        self.number.setGroupSeparatorShown(True)
        self.number.setKeyboardTracking(False)
        self.number.setMinimum(1)
        self.number.setToolTip(self.tr("Type a number and press Enter to go to that digit"))
        self.number.valueChanged.connect(self._on_number)
        self.words = plain_label(wraps=True)
        self.words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.bars = ValueBars()
        self._put = named_button(
            "putDigitButton",
            self.tr("Put on the canvas"),
            self.tr("Put this digit on the canvas (Enter)"),
            icon_name="arrow-right",
            kind="flat",
        )
        self._put.clicked.connect(self._on_put)
        self._lay_out()
        self.show_nothing()

    def _lay_out(self) -> None:
        self._of_digit = QWidget()
        words = QVBoxLayout()
        words.setSpacing(TINY)
        words.addWidget(self.title)
        words.addStretch(1)
        words.addWidget(quiet(self.tr("Number")))
        words.addWidget(self.number)
        above = QHBoxLayout(self._of_digit)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(SMALL)
        above.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        above.addLayout(words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addWidget(self.words)
        layout.addWidget(self._of_digit)
        layout.addWidget(self.bars)
        layout.addWidget(self._put, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)

    def show_nothing(self) -> None:
        """No digit is chosen."""
        self._index = -1
        self._show_parts(has_digit=False, has_answer=False)
        self.words.setText(
            self.tr("Choose a digit. Enter puts it on the canvas, Space shows it large.")
        )

    def _show_parts(self, *, has_digit: bool, has_answer: bool) -> None:
        self.words.setVisible(not has_digit)
        self._of_digit.setVisible(has_digit)
        self._put.setVisible(has_digit)
        self.bars.setVisible(has_answer)

    def show_digit(self, digits: DigitSet, index: int, answers: Answers | None) -> None:
        """Show one of a set, and what is answered to it, as far as that is known."""
        data = digits.data
        name = plain_name(data.names[int(data.labels[index])], 20)
        if index != self._index:
            picture = grey_image(data.images[index])
            self.picture.setPixmap(QPixmap.fromImage(picture).scaled(_SIDE, _SIDE))
        self._index = index
        self.picture.setAccessibleName(name)
        self._show_number(index, digits)
        self._show_parts(has_digit=True, has_answer=answers is not None)
        if answers is None:
            self.title.setText(name)
            return
        self.title.setText(reading_in_words(answers, index))
        self.bars.show_answer(answers, index)

    def _show_number(self, index: int, digits: DigitSet) -> None:
        self.number.blockSignals(True)
        self.number.setMaximum(len(digits))
        self.number.setValue(index + 1)
        self.number.blockSignals(False)
        self.number.setAccessibleName(
            self.tr("Number in {title}, from 1 to {n}").format(
                title=plain_name(digits.title), n=f"{len(digits):,}"
            )
        )

    @Slot(int)
    def _on_number(self, number: int) -> None:
        self.number_asked.emit(number - 1)

    @Slot()
    def _on_put(self) -> None:
        if self._index >= 0:
            self.put_asked.emit(self._index)
