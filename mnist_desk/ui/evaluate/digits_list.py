"""The digits that something on a page stands for, and their way to the canvas."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desk.core.answers import Answers, Indices

from ..state.session import Session
from ..widgets.enlarged import Enlarged
from ..widgets.headings import RoomyLabel, heading
from ..widgets.image_grid import ImageGrid
from ..widgets.plain import plain_name
from ..widgets.tokens import TINY
from .evidence_pair import EvidencePair


class DigitsList(QWidget):
    """A heading, the digits, and words and evidence of the one that the keys act on. Enter puts it
    on the canvas, Space shows it large.
    """

    def __init__(self, session: Session, name: str, parent: QWidget | None = None) -> None:
        """name: the object name of the grid."""
        super().__init__(parent)
        self._session = session
        self._answers: Answers | None = None
        self._before: Answers | None = None
        self._enlarged: Enlarged | None = None
        self._title = heading()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self._words = RoomyLabel(2)
        self._words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.grid = ImageGrid(self.tr("Digits"))
        self.grid.setObjectName(name)
        self.grid.setAccessibleDescription(self._keys())
        self.grid.opened.connect(self.put)
        self.grid.enlarged.connect(self._enlarge)
        self.grid.current_changed.connect(self._on_current)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TINY)
        layout.addWidget(self._title)
        layout.addWidget(self._words)
        layout.addWidget(self.grid, 1)
        self._evidence = EvidencePair()
        self._evidence.hide()
        layout.addWidget(self._evidence)
        self._on_current(-1)

    def show_digits(
        self, title: str, answers: Answers | None, order: Indices, before: Answers | None = None
    ) -> None:
        """Show these of the digits, (k,), k may be 0; with what another network answers `before`,
        if that is to be told.
        """
        self._answers, self._before = answers, before
        self._title.setText(title)
        self.grid.setAccessibleName(title or self.tr("Digits"))
        if answers is None:
            nothing = np.zeros((0, 28, 28), np.uint8)
            self.grid.show_images(nothing, order[:0], str)
        else:
            self.grid.show_images(answers.digits.data.images, order, self._caption, ~answers.right)
        self._on_current(self._index)
        if self._enlarged is not None and self._enlarged.isVisible():
            self._show_large()

    def forget(self) -> None:
        """What is not in sight must not keep a model in memory. The digits stay where they are."""
        self._answers = self._before = None

    @property
    def _index(self) -> int:
        current = self.grid.current
        return -1 if current is None else current

    def _keys(self) -> str:
        return self.tr("Enter puts a digit on the canvas, Space shows it large.")

    def _caption(self, index: int) -> str:
        answers = self._answers
        if answers is None:
            return ""
        names = answers.digits.data.names
        label, answer = answers.labels[index], answers.answers[index]
        if self._before is not None:
            first = self._before.answers[index]
            return f"{names[label]}: {names[first]} → {names[answer]}"
        return f"{names[label]} → {names[answer]}" if label != answer else f"{names[label]} ✓"

    @Slot(int)
    def _on_current(self, index: int) -> None:
        answers = self._answers
        if index < 0 or answers is None:
            has_digits = len(self.grid.order) > 0
            self._words.setText(self._keys() if has_digits else "")
            self._evidence.hide()
            return
        self._words.setText(self._in_words(answers, index))
        self._evidence.show_digit(answers, index)
        self._evidence.show()
        if self._enlarged is not None and self._enlarged.isVisible():
            self._show_large()

    def _in_words(self, answers: Answers, index: int) -> str:
        names = answers.digits.data.names
        label, answer = int(answers.labels[index]), int(answers.answers[index])
        told = self.tr("Number {number}: {label}, read right, {value}")
        if label != answer:
            told = self.tr("Number {number}: {label}, read as {answer}, {value}")
        words = told.format(
            number=f"{index + 1:,}",
            label=names[label],
            answer=names[answer],
            value=self._value(answers, index),
        )
        writer = answers.digits.writer(index)
        if writer:
            words += self.tr(", by {writer}").format(writer=plain_name(writer))
        return words

    @staticmethod
    def _value(answers: Answers, index: int) -> str:
        value = float(answers.values[index].max())
        is_part = answers.model.recipe.loss == "cross-entropy"
        return f"{100 * value:.1f} %" if is_part else f"{value:.2f}"

    @Slot(int)
    def put(self, index: int) -> None:
        """Put a digit on the canvas."""
        if self._answers is not None:
            drawing = self._answers.digits.drawing(index)
            self._session.sheet.set_drawing(drawing, self.tr("Put a digit"))

    # Large

    @Slot(int)
    def _enlarge(self, _index: int) -> None:
        if self._enlarged is None:
            self._enlarged = Enlarged(self)
            self._enlarged.put_asked.connect(self.put)
            self._enlarged.step_asked.connect(self._step)
        self._show_large()
        self._enlarged.show()

    def _show_large(self) -> None:
        if self._enlarged is not None and self._answers is not None and self._index >= 0:
            self._enlarged.show_digit(self._answers, self._index)

    @Slot(int)
    def _step(self, by: int) -> None:
        self.grid.step(by)
