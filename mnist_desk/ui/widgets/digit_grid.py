"""The digits of a set side by side, what is read below each, and one of them large."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from mnist_desk.core.answers import Answers, Indices
from mnist_desk.core.digit_set import DigitSet

from .captions import Captions, captions_of
from .enlarged import Enlarged
from .image_grid import ImageGrid


class DigitGrid(ImageGrid):
    """Enter opens the digit that the keys act on, Space shows it large once it is read, and no
    more. The large one follows the keys, opens digits too, and goes with the list.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """name: the object name."""
        super().__init__(parent=parent)
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Digits"))
        self.setAccessibleDescription(self.keys)
        self._digits: DigitSet | None = None
        self._answers: Answers | None = None
        self._large: Enlarged | None = None
        self.enlarged.connect(self._enlarge)
        self.current_changed.connect(self._follow)

    @property
    def keys(self) -> str:
        """What they do, in words."""
        return self.tr("Enter puts a digit on the canvas, Space shows it large.")

    def show_digits(self, digits: DigitSet, order: Indices) -> None:
        """Show these of the digits, (k,), while nothing is known of what is read."""
        self._take(digits, None)
        captions = Captions(digits.data.names, digits.data.labels)
        self.show_images(digits.data.images, order, captions.of, captions=captions.among(order))

    def show_answers(self, answers: Answers, order: Indices, before: Answers | None = None) -> None:
        """Show these of the digits that are read, (k,); `before`: by another network."""
        self._take(answers.digits, answers)
        captions, images = captions_of(answers, before), answers.digits.data.images
        self.show_images(images, order, captions.of, ~answers.right, captions.among(order))
        self._follow()

    def _take(self, digits: DigitSet, answers: Answers | None) -> None:
        if self._large is not None and digits is not self._digits:
            # It would open the digit of this number in another set.
            self._large.close()
        self._digits, self._answers = digits, answers

    def show_nothing(self) -> None:
        if self._large is not None:
            self._large.close()
        self._answers = None
        self.show_images(np.zeros((0, 28, 28), np.uint8), np.zeros(0, np.intp), str)

    def forget_answers(self) -> None:
        """What is not in sight must not keep a model in memory. The digits stay where they are."""
        self._answers = None

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._large is not None:
            self._large.close()

    @Slot()
    def _enlarge(self) -> None:
        if self._answers is None:
            return
        if self._large is not None and self._large.isVisible():
            self._large.close()
            return
        if self._large is None:
            self._large = Enlarged(self)
            self._large.put_asked.connect(self.opened)
            self._large.step_asked.connect(self.step)
        self._large.show()
        self._follow()

    @Slot()
    def _follow(self) -> None:
        current = self.current
        if self._large is None or not self._large.isVisible():
            return
        if self._answers is not None and current is not None:
            self._large.show_digit(self._answers, current)
