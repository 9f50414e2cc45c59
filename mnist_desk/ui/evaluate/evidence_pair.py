"""What in a picture speaks for the answer, and what for the label."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mnist_desk.core.answers import Answers
from mnist_desk.core.gradients import evidence

from ..widgets.headings import quiet
from ..widgets.images import diverging_image
from ..widgets.legend import Legend
from ..widgets.plain import plain_name
from ..widgets.tokens import MEDIUM, TINY

_SIDE = 84
"""Of a picture, pixels: three for each of MNIST's."""


class EvidencePair(QWidget):
    """Two pictures; of a digit that is read right one alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answer, self._label = _Evidence(), _Evidence()
        row = QHBoxLayout()
        row.setSpacing(MEDIUM)
        row.addWidget(self._answer)
        row.addWidget(self._label)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        column.addLayout(row)
        column.addWidget(Legend(self.tr("against it"), self.tr("for it")))

    def show_digit(self, answers: Answers, index: int) -> None:
        """Show the evidence in one digit of a set."""
        data = answers.digits.data
        picture = data.images[index].astype(np.float32) / np.float32(255)
        label, answer = int(data.labels[index]), int(answers.answers[index])
        template = self.tr("For “{digit}”, the answer")
        layers = answers.model.layers
        pictures = [evidence(layers, picture, digit) for digit in (answer, label)]
        largest = max(float(np.nan_to_num(np.abs(one)).max()) for one in pictures)
        for view, digit, one, words in (
            (self._answer, answer, pictures[0], template),
            (self._label, label, pictures[1], self.tr("For “{digit}”, the label")),
        ):
            told = words.format(digit=plain_name(data.names[digit], 16))
            view.show_picture(diverging_image(one, largest, picture), told)
        self._label.setVisible(label != answer)


class _Evidence(QWidget):
    """A picture with words above."""

    def __init__(self) -> None:
        super().__init__()
        self._words = quiet(wraps=False)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._picture = QLabel()
        self._picture.setFixedSize(_SIDE, _SIDE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        column.addWidget(self._words)
        column.addWidget(self._picture)

    def show_picture(self, image: QImage, words: str) -> None:
        self._words.setText(words)
        self._picture.setAccessibleName(words)
        self._picture.setPixmap(QPixmap.fromImage(image).scaled(_SIDE, _SIDE))
