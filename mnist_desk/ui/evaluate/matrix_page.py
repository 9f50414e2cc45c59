"""The page Matrix: which digits are taken for which, and those digits themselves."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from mnist_desk.core.answers import Answers
from mnist_desk.core.calibration import reliability
from mnist_desk.core.digit_set import DigitSet

from ..state.answering import Answering
from ..state.session import Session
from ..widgets.buttons import icon_button
from ..widgets.headings import quiet
from ..widgets.pages import Pages
from ..widgets.tokens import MEDIUM, SMALL, TINY
from .calibration_plot import CalibrationPlot
from .confusion_matrix import ALL, ConfusionMatrix, MatrixCell
from .digit_table import DigitTable
from .digits_list import DigitsList
from .matrix_table import MatrixTable
from .score_line import ScoreLine

_NONE = np.zeros(0, np.intp)


class MatrixPage(QWidget):
    """Rests while it is not in sight."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("matrixPage")
        self._session = session
        self._shown: DigitSet | None = None
        """Whose answers are shown, or waited for."""
        self.answering = Answering(session, self)
        self.scores = ScoreLine()
        self.matrix = ConfusionMatrix()
        self.matrix.setObjectName("confusionMatrix")
        self.table = DigitTable()
        self.calibration = CalibrationPlot()
        self.digits = DigitsList(session, "mistakesView")
        self._as_shares = QCheckBox(self.tr("In %"))
        self._as_shares.setToolTip(self.tr("Show parts of each row in place of counts"))
        self._as_table = icon_button("matrixTableButton", "table", self.tr("Show it as a table"))
        self._as_table.clicked.connect(self._open_table)
        self._lay_out()
        session.digit_sets.changed.connect(self._on_digits)
        self.answering.answered.connect(self._show)
        self.answering.failed.connect(self.scores.show_words)
        self.matrix.selected.connect(self._show_list)
        self.table.digit_chosen.connect(self._choose_row)
        self._as_shares.toggled.connect(self.matrix.set_as_shares)

    def _lay_out(self) -> None:
        of_matrix = QWidget()
        column = QVBoxLayout(of_matrix)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        words = QHBoxLayout()
        words.addWidget(quiet(self.tr("Rows: what it is. Columns: what is read.")), 1)
        words.addWidget(self._as_shares)
        words.addWidget(self._as_table)
        column.addLayout(words)
        column.addWidget(self.matrix, 1)
        of_calibration = QWidget()
        column = QVBoxLayout(of_calibration)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        self._of_calibration = quiet()
        column.addWidget(self._of_calibration)
        column.addWidget(self.calibration.legend)
        column.addWidget(self.calibration, 1)
        self.views = Pages()
        self.views.add("matrix", self.tr("Matrix"), of_matrix)
        self.views.add("table", self.tr("Each digit"), self.table)
        self.views.add("calibration", self.tr("How sure"), of_calibration)
        both = QHBoxLayout()
        both.setSpacing(MEDIUM)
        both.addWidget(self.views, 3)
        both.addWidget(self.digits, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addWidget(self.scores)
        layout.addLayout(both, 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._session.digit_sets.choose(self._session.digit_sets.source)
        self.answering.watch(True)
        self._on_digits()

    def hideEvent(self, event: QHideEvent) -> None:
        self.answering.watch(False)
        self.digits.forget()
        super().hideEvent(event)

    @Slot()
    def _on_digits(self) -> None:
        if not self.isVisible():
            return
        digits = self._session.digit_sets.current
        self.answering.ask_of(digits)
        if digits is None or (self.answering.answers is None and digits is not self._shown):
            self._shown = digits
            self.matrix.choose(ALL)
            self._clear(self._session.digit_sets.is_empty)

    def _clear(self, is_empty: bool) -> None:
        words = self.tr("Reading…")
        if is_empty:
            words = self.tr("There are no digits of yours yet: draw one and press its key.")
        self.scores.show_words(words)
        self.matrix.show_counts(None)
        self.table.show_scores([], ())
        self.calibration.show_bins(())
        self.digits.show_digits("", None, _NONE)

    @Slot(object)
    def _show(self, answers: Answers) -> None:
        scores, names = answers.scores, answers.digits.data.names
        self.scores.show_scores(scores)
        self.matrix.show_counts(scores.confusion, names)
        self.table.show_scores(scores.per_digit(), names)
        self._show_calibration(answers)
        self._show_list()

    def _show_calibration(self, answers: Answers) -> None:
        if answers.model.recipe.loss != "cross-entropy":
            self._of_calibration.setText(
                self.tr("Outputs of squared error are no probabilities: nothing to check.")
            )
            self.calibration.show_bins(())
            return
        self._of_calibration.setText(
            self.tr("Of the answers with this probability, how many are right?")
        )
        self.calibration.show_bins(reliability(answers.values, answers.labels))

    @Slot()
    def _show_list(self) -> None:
        answers, cell = self.answering.answers, self.matrix.chosen
        if answers is None:
            return
        self.table.choose(cell.label if cell.answer is None else None)
        order = answers.mistakes if cell == ALL else answers.of_cell(cell.label, cell.answer)
        title = self.matrix.in_words(cell)
        if cell == ALL and len(order) > 1:
            title = self.tr("{title}, of each kind in turn").format(title=title)
        self.digits.show_digits(title, answers, order)

    @Slot()
    def _open_table(self) -> None:
        answers = self.answering.answers
        if answers is not None:
            MatrixTable(answers.scores.confusion, answers.digits.data.names, self).open()

    @Slot(int)
    def _choose_row(self, digit: int) -> None:
        self.matrix.choose(MatrixCell(digit + 1, 0))
