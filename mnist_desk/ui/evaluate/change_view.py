"""The matrices of two networks, and beside them the digits of a card or of a cell."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from mnist_desk.core.answers import Indices
from mnist_desk.core.comparison import Comparison

from ..state.session import Session
from ..widgets.headings import quiet
from ..widgets.plain import plain_name
from ..widgets.tokens import MEDIUM, SMALL
from .difference_matrix import Change, DifferenceMatrix
from .digit_list import DigitList
from .outcomes import Outcome, digits_of, moved

_BESIDE = 280
"""Width that the digits need beside the matrix, pixels."""


class ChangeView(QWidget):
    """Side by side, or one above the other where it is narrow."""

    cell_chosen = Signal()
    """The digits of a cell are shown, no more those of an outcome."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparison: Comparison | None = None
        self.outcome: Outcome | None = Outcome.FIXED
        """Whose digits are shown; None for those of a cell."""
        self._cell: Change | None = None
        self.matrix = DifferenceMatrix()
        self.matrix.activated.connect(self._choose_cell)
        self._legend = quiet(
            self.tr("+ more often after, − less often. Press a number to see its digits.")
        )
        self.digits = DigitList(session, self.tr("Digits that changed"), longest="0: 0 → 0")
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(self.matrix, 1)
        column.addWidget(self._legend)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(MEDIUM)
        self._box.addWidget(left, 1)
        self._box.addWidget(self.digits, 1)

    def show_comparison(self, comparison: Comparison) -> None:
        self._comparison = comparison
        names = comparison.after.digits.data.names
        self.matrix.show_difference(comparison.difference, names)
        self._show_digits()

    def show_outcome(self, outcome: Outcome) -> None:
        self.outcome, self._cell = outcome, None
        self.matrix.choose(None)
        self._show_digits()

    @Slot(object)
    def _choose_cell(self, cell: Change) -> None:
        self.outcome, self._cell = None, cell
        self.matrix.choose(cell)
        self._show_digits()
        self.cell_chosen.emit()

    def _show_digits(self) -> None:
        comparison = self._comparison
        if comparison is None:
            return
        if self._cell is None:
            outcome = self.outcome or Outcome.FIXED
            order = digits_of(comparison, outcome)
            title = self._title_of(outcome).format(n=len(order))
        else:
            order, title = self._of_cell(comparison, self._cell)
        self.digits.show_digits(comparison.after, order, title, self._caption)

    def _title_of(self, outcome: Outcome) -> str:
        return {
            Outcome.FIXED: self.tr("{n:,} fixed: wrong before, right after"),
            Outcome.BROKEN: self.tr("{n:,} broken: right before, wrong after"),
            Outcome.BOTH_WRONG: self.tr("{n:,} wrong before and after"),
            Outcome.BOTH_RIGHT: self.tr("{n:,} right before and after"),
        }[outcome]

    def _of_cell(self, comparison: Comparison, cell: Change) -> tuple[Indices, str]:
        came, went = moved(comparison, cell.label, cell.answer)
        names = comparison.after.digits.data.names
        told = self.tr("{label} read as {answer}: {came} came, {went} went")
        if cell.label == cell.answer:
            told = self.tr("{label} read right: {came} came, {went} went")
        title = told.format(
            label=plain_name(names[cell.label]),
            answer=plain_name(names[cell.answer]),
            came=len(came),
            went=len(went),
        )
        return np.concatenate([came, went]), title

    def _caption(self, index: int) -> str:
        """ "4: 9 → 4", or "4" where both read it right."""
        assert self._comparison is not None
        before, after = self._comparison.before, self._comparison.after
        names = after.digits.data.names
        label, *read = (
            names[int(of[index])] for of in (after.labels, before.answers, after.answers)
        )
        if read == [label, label]:
            return label
        return f"{label}: {read[0]} → {read[1]}"

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self.matrix.minimumSizeHint().width() + MEDIUM + _BESIDE
        direction = QBoxLayout.Direction
        wanted = direction.LeftToRight if self.width() >= needed else direction.TopToBottom
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)
