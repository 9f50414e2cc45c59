"""Teach it: a lesson from my digits, what it was worth, and whether to keep it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from mnist_desk.core.lesson import Taught
from mnist_desk.core.scores import Scores

from ..state.session import Session
from ..widgets.buttons import named_button, set_kind
from ..widgets.headings import quiet
from ..widgets.icons import icon
from ..widgets.plain import plain_label
from ..widgets.tokens import LARGE, MEDIUM, SMALL, TINY
from .turned_digits import TurnedDigits

_FEW = 5
"""Digits that tell little."""
NOTICEABLE = 0.003
"""A fall of the MNIST accuracy that is told in words."""


class LessonBox(QWidget):
    """A button; a bar while the lesson runs; then a small table, what turned, and two buttons."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("teachBox")
        self._session, self._lesson = session, session.lesson
        self._start = named_button(
            "teachButton", self.tr("Teach it"), icon_name="graduation-cap", kind="primary"
        )
        self._cancel = named_button("cancelTeachButton", self.tr("Cancel"), kind="flat")
        self._keep = named_button(
            "keepTaughtButton",
            self.tr("Keep the new model"),
            self.tr("It comes among the models, and is read with from now on"),
            icon_name="check",
            kind="primary",
        )
        self._drop = named_button(
            "dropTaughtButton",
            self.tr("Throw it away"),
            self.tr("The current model stays as it is"),
            icon_name="trash-2",
            kind="flat",
        )
        self._text = plain_label(wraps=True)
        self._text.setObjectName("teachText")
        self._bar = QProgressBar()
        self._bar.setObjectName("teachProgress")
        self._bar.setAccessibleName(self.tr("How far the lesson is"))
        self._bar.setRange(0, 100)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(SMALL)
        self._table = QWidget()
        self._table.setObjectName("teachTable")
        self._turned = TurnedDigits()
        self._what = self.tr(
            "The current model goes on learning, from your digits among MNIST's. Every fifth of "
            "yours is held back, to see what it was worth."
        )
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        grid = QGridLayout(self._table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(MEDIUM)
        grid.setVerticalSpacing(TINY)
        right = Qt.AlignmentFlag.AlignRight
        grid.addWidget(quiet(self.tr("read right"), wraps=False), 0, 0)
        grid.addWidget(quiet(self.tr("before"), wraps=False), 0, 1, right)
        grid.addWidget(quiet(self.tr("after"), wraps=False), 0, 2, right)
        self._cells = [[QLabel() for _ in range(3)] for _ in range(2)]
        for row, cells in enumerate(self._cells, start=1):
            for column, cell in enumerate(cells):
                grid.addWidget(cell, row, column, right if column else Qt.AlignmentFlag.AlignLeft)
            font = cells[2].font()
            font.setBold(True)
            cells[2].setFont(font)
        grid.setRowStretch(3, 1)
        top = QHBoxLayout()
        top.setSpacing(MEDIUM)
        top.addWidget(self._start)
        top.addWidget(self._text, 1)
        top.addWidget(self._cancel)
        decide = QHBoxLayout()
        decide.setSpacing(SMALL)
        decide.addWidget(self._keep)
        decide.addWidget(self._drop)
        decide.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(MEDIUM)
        left.addWidget(self._table)
        left.addLayout(decide)
        left.addStretch(1)
        came = QHBoxLayout()
        came.setSpacing(LARGE)
        came.addLayout(left)
        came.addWidget(self._turned, 1, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addLayout(top)
        layout.addWidget(self._bar)
        layout.addLayout(came)

    def _connect(self) -> None:
        session = self._session
        self._start.clicked.connect(self._teach)
        self._cancel.clicked.connect(self._on_cancel)
        self._keep.clicked.connect(self._lesson.keep)
        self._drop.clicked.connect(self._lesson.drop)
        session.my_digits.changed.connect(self.refresh)
        session.my_digits.answers_changed.connect(self.refresh)
        session.turn.changed.connect(self.refresh)
        self._lesson.changed.connect(self.refresh)
        self._lesson.progressed.connect(self._show_progress)

    @Slot()
    def refresh(self) -> None:
        buttons = (self._keep, self._drop, self._cancel, self._start)
        focused = next((button for button in buttons if button.hasFocus()), None)
        self._show()
        if focused is not None and focused.isHidden():
            # Left to Qt it would go to whatever comes first in the window.
            next(button for button in buttons if not button.isHidden()).setFocus()

    def _show(self) -> None:
        busy, taught = self._lesson.busy, self._lesson.taught
        why = self._lesson.why_not()
        self._start.setVisible(taught is None and not busy)
        self._start.setEnabled(not why)
        self._bar.setVisible(busy)
        self._cancel.setVisible(busy)
        for widget in (self._table, self._turned, self._keep, self._drop):
            widget.setVisible(taught is not None and not busy)
        if taught is not None:
            self._text.setText(self._verdict(taught))
            self._fill(taught)
            better = taught.after.mine.accuracy > taught.before.mine.accuracy
            set_kind(self._keep, "primary" if better else "")
            self._keep.setIcon(icon("check", "on_accent" if better else "text"))
        elif busy:
            self._tell_progress()
        else:
            self._text.setText(why or self._what)

    @Slot()
    def _teach(self) -> None:
        self._bar.setValue(0)
        self._cancel.setEnabled(True)
        self._lesson.start()
        if self._lesson.busy:
            self._cancel.setFocus()

    @Slot()
    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._lesson.cancel()

    @Slot(float)
    def _show_progress(self, done: float) -> None:
        self._bar.setValue(round(100 * done))
        self._tell_progress()

    def _tell_progress(self) -> None:
        told = self.tr("The current model goes on learning from your digits and from MNIST: {n} %.")
        self._text.setText(told.format(n=self._bar.value()))

    def _fill(self, taught: Taught) -> None:
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
        self._turned.show_turned(self._lesson.turned())

    def _verdict(self, taught: Taught) -> str:
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
            said.append(self.tr("It reads no more of your digits than before."))
        if taught.before.mine.n < _FEW:
            said.append(
                self.tr("{n} held-back digits are too few to be sure of it: draw more.").format(
                    n=taught.before.mine.n
                )
            )
        return " ".join(said)

    def _count(self, scores: Scores) -> str:
        right = round(scores.accuracy * scores.n)
        return self.tr("{right} of {n}").format(right=right, n=scores.n)


def _percent(scores: Scores) -> str:
    return f"{100 * scores.accuracy:.2f} %"
