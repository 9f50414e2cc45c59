"""One digit of many, large, with its ten outputs; the arrow keys go on to the next."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mnist_desk.core.answers import Answers

from .buttons import named_button
from .headings import heading
from .images import grey_image
from .plain import plain_label
from .tokens import LARGE, MEDIUM, SMALL
from .value_bars import ValueBars

_SIDE = 280
"""Of the picture, pixels: ten for each of MNIST's."""


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
        back = named_button("enlargedBack", self.tr("Previous"), icon_name="chevron-left")
        on = named_button("enlargedNext", self.tr("Next"), icon_name="chevron-right")
        put = named_button(
            "enlargedPut", self.tr("Put on the canvas"), icon_name="arrow-right", kind="primary"
        )
        back.clicked.connect(self._back)
        on.clicked.connect(self._on)
        put.clicked.connect(self._put)
        right = QVBoxLayout()
        right.setSpacing(SMALL)
        right.addWidget(self._title)
        right.addWidget(self._below)
        right.addWidget(self.bars)
        right.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(LARGE)
        both.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        both.addLayout(right, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL)
        buttons.addWidget(back)
        buttons.addWidget(on)
        buttons.addStretch(1)
        buttons.addWidget(put)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MEDIUM, MEDIUM, MEDIUM, MEDIUM)
        layout.setSpacing(MEDIUM)
        layout.addLayout(both)
        layout.addLayout(buttons)
        for button in (back, on, put):
            button.setAutoDefault(False)

    def show_digit(self, answers: Answers, index: int) -> None:
        """Show one digit of a set and what is answered to it."""
        self._index = index
        data = answers.digits.data
        label, answer = int(data.labels[index]), int(answers.answers[index])
        picture = grey_image(data.images[index].astype(np.float32) / np.float32(255))
        self._picture.setPixmap(QPixmap.fromImage(picture).scaled(_SIDE, _SIDE))
        self._picture.setAccessibleName(data.names[label])
        template = self.tr("{label}, read right")
        if label != answer:
            template = self.tr("{label}, read as {answer}")
        self._title.setText(template.format(label=data.names[label], answer=data.names[answer]))
        where = self.tr("Number {number} of {total}, {title}").format(
            number=f"{index + 1:,}", total=f"{len(answers):,}", title=answers.digits.title
        )
        writer = answers.digits.writer(index)
        if writer:
            where += "\n" + self.tr("Drawn by {writer}").format(writer=writer)
        self._below.setText(where)
        are_probabilities = answers.model.recipe.loss == "cross-entropy"
        self.bars.show_values(
            answers.values[index], label, data.names, are_probabilities=are_probabilities
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        if (step := steps.get(Qt.Key(event.key()))) is not None:
            self.step_asked.emit(step)
        elif event.key() == Qt.Key.Key_Space:
            self.close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._put()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _back(self) -> None:
        self.step_asked.emit(-1)

    @Slot()
    def _on(self) -> None:
        self.step_asked.emit(1)

    @Slot()
    def _put(self) -> None:
        self.put_asked.emit(self._index)
