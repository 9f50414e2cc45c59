"""Teach it: a lesson from my digits, what it was worth, and whether to keep it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mnist_desk.core.lesson import FEWEST
from mnist_desk.core.scores import Scores

from ..state.session import Session
from ..state.training import State

NOTICEABLE = 0.003
"""A fall of the MNIST accuracy that is told in words."""


class TeachBox(QWidget):
    """A button; a bar while the lesson runs; then a small table and two buttons."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("teachBox")
        self._session = session
        self._taught: Any = None
        self._start = _button("teachButton", self.tr("Teach it"))
        self._cancel = _button("cancelTeachButton", self.tr("Cancel"))
        self._keep = _button("keepTaughtButton", self.tr("Keep the new model"))
        self._drop = _button("dropTaughtButton", self.tr("Throw it away"))
        self._text = QLabel()
        self._text.setObjectName("teachText")
        self._text.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setObjectName("teachProgress")
        self._bar.setAccessibleName(self.tr("How far the lesson is"))
        self._bar.setRange(0, 100)
        self._bar.setTextVisible(False)
        self._table = QWidget()
        self._table.setObjectName("teachTable")
        self._what = self.tr(
            "The current model goes on learning, from your digits among MNIST's. Every fifth of "
            "yours is held back, to see what it was worth."
        )
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        grid = QGridLayout(self._table)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(2)
        right = Qt.AlignmentFlag.AlignRight
        grid.addWidget(QLabel(self.tr("read right")), 0, 0)
        grid.addWidget(QLabel(self.tr("before")), 0, 1, right)
        grid.addWidget(QLabel(self.tr("after")), 0, 2, right)
        self._cells = [[QLabel() for _ in range(3)] for _ in range(2)]
        for row, cells in enumerate(self._cells, start=1):
            for column, cell in enumerate(cells):
                grid.addWidget(cell, row, column, right if column else Qt.AlignmentFlag.AlignLeft)
            font = cells[2].font()
            font.setBold(True)
            cells[2].setFont(font)
        grid.setColumnStretch(3, 1)
        top = QHBoxLayout()
        top.addWidget(self._start)
        top.addWidget(self._text, 1)
        running = QHBoxLayout()
        running.addWidget(self._bar, 1)
        running.addWidget(self._cancel)
        decide = QHBoxLayout()
        decide.addWidget(self._keep)
        decide.addWidget(self._drop)
        decide.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addLayout(running)
        layout.addWidget(self._table)
        layout.addLayout(decide)

    def _connect(self) -> None:
        session = self._session
        self._start.clicked.connect(self._teach)
        self._cancel.clicked.connect(self._on_cancel)
        self._keep.clicked.connect(self._on_keep)
        self._drop.clicked.connect(self._on_drop)
        session.my_digits.changed.connect(self.refresh)
        session.my_digits.answers_changed.connect(self.refresh)
        session.readyChanged.connect(self.refresh)
        session.training.state_changed.connect(self.refresh)
        session.teaching.busy_changed.connect(self.refresh)
        session.teaching.progressed.connect(self._show_progress)
        session.teaching.taught.connect(self._show_taught)

    def why_not(self) -> str:
        """Why no lesson can begin now; empty when one can."""
        session = self._session
        digits = session.my_digits.digits
        missing = FEWEST - len(digits)
        if missing > 0:
            return self.tr(
                "Teach the current model your way of writing. Digits missing: {n}."
            ).format(n=missing)
        if session.training.state is State.UNAVAILABLE:
            return self.tr("TensorFlow could not be loaded, so nothing can be taught.")
        if not session.ready:
            return self.tr("TensorFlow is still loading.")
        if session.training.busy:
            return self.tr("A training runs; a lesson can begin when it has ended.")
        if not session.my_digits.seen:
            return self.tr("Your digits are still being looked at.")
        return ""

    @Slot()
    def refresh(self) -> None:
        busy, decides = self._session.teaching.busy, self._taught is not None
        why = self.why_not()
        self._start.setVisible(not decides)
        self._start.setEnabled(not why and not busy)
        self._bar.setVisible(busy)
        self._cancel.setVisible(busy)
        for widget in (self._table, self._keep, self._drop):
            widget.setVisible(decides and not busy)
        if self._taught is not None:
            self._text.setText(self._verdict(self._taught))
        elif busy:
            self._text.setText(
                self.tr("The current model goes on learning from your digits and from MNIST.")
            )
        else:
            self._text.setText(why or self._what)

    @Slot()
    def _teach(self) -> None:
        self._bar.setValue(0)
        self._cancel.setEnabled(True)
        self._session.teach()

    @Slot()
    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._session.teaching.cancel()

    @Slot(float)
    def _show_progress(self, done: float) -> None:
        self._bar.setValue(round(100 * done))

    @Slot(object)
    def _show_taught(self, taught: Any) -> None:
        self._taught = taught
        before, after = taught.before, taught.after
        mine = self.tr("your digits that were held back")
        mnist = self.tr("MNIST's {n:,} test images").format(n=before.mnist.n)
        rows = (
            (mine, self._count(before.mine), self._count(after.mine)),
            (mnist, _percent(before.mnist), _percent(after.mnist)),
        )
        for cells, texts in zip(self._cells, rows, strict=True):
            for cell, text in zip(cells, texts, strict=True):
                cell.setText(text)
        self.refresh()

    def _verdict(self, taught: Any) -> str:
        said = [self.tr("It learnt from {n} of your digits.").format(n=taught.learnt)]
        fall = taught.before.mnist.accuracy - taught.after.mnist.accuracy
        if fall >= NOTICEABLE:
            said.append(
                self.tr(
                    "It now reads MNIST worse by {points:.1f} points: it has forgotten some of "
                    "how others write."
                ).format(points=100 * fall)
            )
        if taught.after.mine.accuracy < taught.before.mine.accuracy:
            said.append(self.tr("It reads your digits worse than before; better throw it away."))
        elif taught.after.mine.accuracy == taught.before.mine.accuracy:
            said.append(self.tr("It reads your digits as well as before."))
        return " ".join(said)

    def _count(self, scores: Scores) -> str:
        right = round(scores.accuracy * scores.n)
        return self.tr("{right} of {n}").format(right=right, n=scores.n)

    @Slot()
    def _on_keep(self) -> None:
        taught, self._taught = self._taught, None
        self._session.keep_taught(taught.model)
        self.refresh()

    @Slot()
    def _on_drop(self) -> None:
        self._taught = None
        self.refresh()


def _button(name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    return button


def _percent(scores: Scores) -> str:
    return f"{100 * scores.accuracy:.2f} %"
