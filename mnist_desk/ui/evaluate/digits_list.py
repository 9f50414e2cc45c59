"""The digits that something on a page stands for, and their way to the canvas."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desk.core.answers import Answers, Indices

from ..state.session import Session
from ..widgets.captions import reading_in_words, value_in_words
from ..widgets.digit_grid import DigitGrid
from ..widgets.list_head import ListHead
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
        self._head = ListHead()
        self.grid = DigitGrid(name)
        self.grid.opened.connect(self.put)
        self.grid.current_changed.connect(self._on_current)
        self._evidence = EvidencePair()
        self._evidence.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TINY)
        layout.addWidget(self._head)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self._evidence)

    def show_digits(
        self, title: str, answers: Answers | None, order: Indices, before: Answers | None = None
    ) -> None:
        """Show these of the digits, (k,), k may be 0; with what another network answers `before`,
        if that is to be told.
        """
        self._answers = answers
        self._head.set_title(title)
        self.grid.setAccessibleName(title or self.tr("Digits"))
        if answers is None:
            self.grid.show_nothing()
        else:
            self.grid.show_answers(answers, order, before)
        self._on_current()

    def forget(self) -> None:
        """What is not in sight must not keep a model in memory. The digits stay where they are."""
        self._answers = None
        self.grid.forget_answers()

    @Slot()
    def _on_current(self) -> None:
        answers, index = self._answers, self.grid.current
        if answers is None or index is None:
            nothing = "" if answers is None else self.tr("There are none.")
            self._head.set_words(self.grid.keys if len(self.grid.order) else nothing)
            self._evidence.hide()
            return
        self._head.set_words(self._in_words(answers, index))
        self._evidence.show_digit(answers, index)
        self._evidence.show()

    def _in_words(self, answers: Answers, index: int) -> str:
        is_probability = answers.model.recipe.loss == "cross-entropy"
        value = float(answers.values[index].max())
        told = self.tr("Number {number}: {reading}, {value}").format(
            number=f"{answers.digits.number(index):,}",
            reading=reading_in_words(answers, index),
            value=value_in_words(value, is_probability=is_probability),
        )
        if writer := answers.digits.writer(index):
            told += self.tr(", by {writer}").format(writer=plain_name(writer))
        return told

    @Slot(int)
    def put(self, index: int) -> None:
        """Put a digit on the canvas."""
        if self._answers is not None:
            self._session.sheet.put_digit(self._answers.digits, index)
