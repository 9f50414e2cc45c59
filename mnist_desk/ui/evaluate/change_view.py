"""The matrices of two networks, and beside them the digits of an outcome or of a cell."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QEvent, QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from mnist_desk.core.answers import Indices
from mnist_desk.core.comparison import Comparison

from ..state.session import Session
from ..widgets.headings import quiet
from ..widgets.pages import Pages
from ..widgets.plain import plain_name
from ..widgets.tokens import MEDIUM, TINY
from .confusion_matrix import ALL, ConfusionMatrix, MatrixCell
from .digits_list import DigitsList
from .outcomes import Outcome, digits_of, moved

_BESIDE = 32
"""Letters that the digits have room for beside a matrix at least."""
_LEAST = 250
"""Height of a matrix at least, pixels."""
_DIGITS = 320
"""Height of the digits at least, where they stand below, pixels."""


class _List(NamedTuple):
    """What a list of digits is called, and which they are."""

    title: str
    order: Indices


class ChangeView(QWidget):
    """Matrix and digits side by side, or one above the other where that has no room."""

    cell_chosen = Signal(bool)
    """Whether the digits of a cell are shown, no more those of an outcome."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparison: Comparison | None = None
        self.outcome = Outcome.FIXED
        """Whose digits are shown while no cell is chosen."""
        self.difference = ConfusionMatrix(self.tr("Difference of the confusion matrices"))
        self.before = ConfusionMatrix(self.tr("Confusion matrix before"))
        self.after = ConfusionMatrix(self.tr("Confusion matrix after"))
        for matrix in self._matrices:
            matrix.setMinimumHeight(_LEAST)
            matrix.selected.connect(self._on_selected)
        self.digits = DigitsList(session, "changedDigits")
        self._pair = _Pair(
            _captioned(self.tr("Before"), self.before), _captioned(self.tr("After"), self.after)
        )
        legend = self.tr("After less before. Blue is better, orange is worse.")
        self.views = Pages()
        self.views.add("difference", self.tr("Difference"), _captioned(legend, self.difference))
        self.views.add("pair", self.tr("Side by side"), self._pair)
        self.views.turned.connect(self._fit)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(MEDIUM)
        self._box.addWidget(self.views, 3)
        self._box.addWidget(self.digits, 2)

    @property
    def _matrices(self) -> tuple[ConfusionMatrix, ...]:
        return self.difference, self.before, self.after

    @property
    def has_cell(self) -> bool:
        """Whether the digits of a cell are shown."""
        return any(matrix.chosen != ALL for matrix in self._matrices)

    def show_comparison(self, comparison: Comparison) -> None:
        self._comparison = comparison
        before, after = comparison.before, comparison.after
        names = after.digits.data.names
        self.difference.show_counts(comparison.difference, names, is_difference=True)
        self.before.show_counts(before.scores.confusion, names)
        self.after.show_counts(after.scores.confusion, names)
        self._show_digits()

    def forget(self) -> None:
        """What is not in sight must not keep networks in memory."""
        self._comparison = None
        self.digits.forget()

    def show_outcome(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self._leave_cells(None)
        self._show_digits()

    @Slot(MatrixCell)
    def _on_selected(self) -> None:
        self._leave_cells(self.sender())
        self._show_digits()
        self.cell_chosen.emit(self.has_cell)

    def _leave_cells(self, but: object) -> None:
        """One cell is chosen at most, in all matrices together."""
        for matrix in self._matrices:
            if matrix is not but:
                matrix.blockSignals(True)
                matrix.choose(ALL)
                matrix.blockSignals(False)

    # Digits

    def _show_digits(self) -> None:
        comparison = self._comparison
        if comparison is None:
            return
        chosen = next((one for one in self._matrices if one.chosen != ALL), None)
        if chosen is None:
            shown = self._of_outcome(comparison)
        elif chosen is self.difference:
            shown = self._moved(comparison, chosen.chosen)
        else:
            answers = comparison.before if chosen is self.before else comparison.after
            of_cell = answers.of_cell(chosen.chosen.label, chosen.chosen.answer)
            shown = _List(chosen.in_words(chosen.chosen), of_cell)
        self.digits.show_digits(shown.title, comparison.after, shown.order, comparison.before)

    def _of_outcome(self, comparison: Comparison) -> _List:
        title = {
            Outcome.FIXED: self.tr("{n:,} fixed: wrong before, right after"),
            Outcome.BROKEN: self.tr("{n:,} broken: right before, wrong after"),
            Outcome.BOTH_WRONG: self.tr("{n:,} wrong before and after"),
            Outcome.BOTH_RIGHT: self.tr("{n:,} right before and after"),
        }[self.outcome]
        order = digits_of(comparison, self.outcome)
        return _List(title.format(n=len(order)), order)

    def _moved(self, comparison: Comparison, cell: MatrixCell) -> _List:
        label, answer = cell.label, cell.answer
        came, went = moved(comparison, label, answer)
        if answer is None:
            told = self.tr("{label} read wrong: {came:,} came, {went:,} went")
        elif label is None:
            told = self.tr("Read as {answer}: {came:,} came, {went:,} went")
        elif label == answer:
            told = self.tr("{label} read right: {came:,} came, {went:,} went")
        else:
            told = self.tr("{label} read as {answer}: {came:,} came, {went:,} went")
        names = comparison.after.digits.data.names
        title = told.format(
            label=plain_name(names[label or 0]),
            answer=plain_name(names[answer or 0]),
            came=len(came),
            went=len(went),
        )
        return _List(title, np.concatenate([came, went]))

    # Room

    def minimumSizeHint(self) -> QSize:
        """As narrow as what stands in it one above the other."""
        widest = max(self.difference.minimumSizeHint().width(), self._least_beside())
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _least_beside(self) -> int:
        return _BESIDE * self.fontMetrics().averageCharWidth()

    @Slot()
    def _fit(self) -> None:
        matrix = self.difference.minimumSizeHint().width()
        in_pair = self.views.current == "pair"
        matrices = 2 * matrix + MEDIUM if in_pair else matrix
        beside = self.width() >= matrices + MEDIUM + self._least_beside()
        _turn(self._box, beside)
        self.digits.setMinimumHeight(0 if beside else _DIGITS)
        self._pair.hold(in_sight=in_pair, beside=self.width() >= 2 * matrix + MEDIUM)


def _turn(box: QBoxLayout, beside: bool) -> None:
    direction = QBoxLayout.Direction
    wanted = direction.LeftToRight if beside else direction.TopToBottom
    if box.direction() != wanted:
        box.setDirection(wanted)


class _Pair(QWidget):
    """Two widgets beside each other, or one above the other."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._in_sight = False
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(MEDIUM)
        for widget in widgets:
            self._row.addWidget(widget, 1)

    def hold(self, *, in_sight: bool, beside: bool) -> None:
        """Hold room open only while it is in sight."""
        self._in_sight = in_sight
        _turn(self._row, beside)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint() if self._in_sight else QSize(0, 0)


def _captioned(words: str, matrix: ConfusionMatrix) -> QWidget:
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(TINY)
    column.addWidget(quiet(words))
    column.addWidget(matrix, 1)
    return widget
