"""The page Class: whose digits are read how well, and the board for the projector."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from mnist_desk.core.answers import Answers, Indices
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.writers import WriterScore, by_name, writer_scores

from ..state.answering import Answering
from ..state.digit_sets import Source
from ..state.session import Session
from ..widgets.buttons import named_button
from ..widgets.headings import heading
from ..widgets.ink_drop import InkDrop
from ..widgets.plain import plain_label, plain_sentence
from ..widgets.scroll import Scroll
from ..widgets.tokens import LARGE, MEDIUM, SMALL
from ..widgets.writer_edit import WriterEdit
from .class_board import ClassBoard
from .digits_list import DigitsList
from .writer_table import WriterTable

_NARROWEST, _BESIDE = 52, 32
"""Letters that the table, and the digits beside it, have room for at least."""
_TABLE, _DIGITS = 200, 320
"""Heights at least, where one stands above the other, pixels."""


class ClassPage(Scroll):
    """Rests while neither it nor the board is in sight. Ink files can be dropped on it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("classPage")
        self._session, self._sets = session, session.digit_sets
        self._before: Source | None = None
        """What was looked at before one's own digits took its place here."""
        self.answering = Answering(session, self)
        self.table = WriterTable()
        self.digits = DigitsList(session, "writerDigits")
        self.board = ClassBoard(self)
        self._summary = heading()
        self._summary.setObjectName("classSummary")
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._summary.setWordWrap(True)
        self._note = plain_label(wraps=True)
        self._note.setObjectName("classNote")
        self.writer = WriterEdit()
        self.writer.setObjectName("classWriter")
        self._show_board = named_button(
            "boardButton",
            self.tr("Board"),
            self.tr("All digits by writer on the whole screen, for the class"),
            icon_name="presentation",
        )
        self._message = plain_label(wraps=True)
        self._message.setObjectName("classMessage")
        self._look = named_button(
            "lookAtMineButton", self.tr("Look at my digits"), icon_name="images", kind="primary"
        )
        self._drop = InkDrop(self, self.tr("Drop ink files to add them to my digits"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SMALL)
        by = QLabel(self.tr("Who draws now"))
        by.setBuddy(self.writer)
        top.addWidget(by)
        top.addWidget(self.writer)
        top.addStretch(1)
        top.addWidget(self._show_board)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(MEDIUM)
        self._box.addWidget(self.table, 3)
        self._box.addWidget(self.digits, 2)
        self._came = QWidget()
        came = QVBoxLayout(self._came)
        came.setContentsMargins(0, 0, 0, 0)
        came.setSpacing(SMALL)
        came.addWidget(self._summary)
        came.addLayout(self._box, 1)
        self._nothing = QWidget()
        nothing = QVBoxLayout(self._nothing)
        nothing.setContentsMargins(LARGE, 3 * LARGE, LARGE, LARGE)
        nothing.setSpacing(MEDIUM)
        self._message.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        nothing.addWidget(self._message)
        nothing.addWidget(self._look, 0, Qt.AlignmentFlag.AlignHCenter)
        nothing.addStretch(1)
        inner = _Narrow()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addLayout(top)
        layout.addWidget(self._came, 1)
        layout.addWidget(self._nothing, 1)
        layout.addWidget(self._note)
        self.setWidget(inner)

    def _connect(self) -> None:
        session = self._session
        self._sets.changed.connect(self._on_digits)
        self.answering.answered.connect(self._show)
        self.answering.failed.connect(self._say)
        self.table.chosen_changed.connect(self._show_list)
        self._show_board.clicked.connect(self._open_board)
        self._look.clicked.connect(self._look_at_mine)
        self.board.closed.connect(self._watch)
        self._drop.dropped.connect(self._merge)
        session.notices.confirmed.connect(self._show_note)
        mine = session.my_digits
        self.writer.show_writer(mine.writer)
        self.writer.named.connect(mine.set_writer)
        mine.writer_changed.connect(self.writer.show_writer)
        session.sheet.undo_stack.indexChanged.connect(self._note.clear)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # What was opened as data has nobody's name on it; one's own digits may have.
        is_drawn = self._sets.source in (Source.MINE, Source.FILE)
        if not is_drawn:
            self._before = self._sets.source
        self._sets.choose(self._sets.source if is_drawn else Source.MINE)
        self._watch()
        self._on_digits()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._watch()

    @property
    def _in_sight(self) -> bool:
        return self.isVisible() or self.board.isVisible()

    @Slot()
    def _watch(self) -> None:
        if not self._in_sight and self._before is not None:
            before, self._before = self._before, None
            if self._sets.source is Source.MINE:
                self._sets.choose(before)
        self.answering.watch(self._in_sight)
        if not self._in_sight:
            self.digits.forget()
            self.board.show_scores(None, [], "")

    # Digits and answers

    @Slot()
    def _on_digits(self) -> None:
        if not self._in_sight:
            return
        digits = self._sets.current
        named = digits if digits is not None and digits.writers else None
        if named is None:
            self.answering.ask_of(None)
            self._say(self._why_nothing(digits))
            return
        self.answering.ask_of(named)
        if not self.table.scores:
            self._say(self.tr("Reading the digits…"))

    def _why_nothing(self, digits: DigitSet | None) -> str:
        if self._sets.is_empty:
            return self.tr(
                "There are no digits of a class yet. Write the name of whoever draws, draw, and "
                "press the digit's key; or drop the ink files of a class here (Import in My "
                "digits does the same)."
            )
        if digits is None:
            return self.tr("Reading the digits…")
        return self.tr(
            "Nobody is named for these digits. The name above is written beside whatever is drawn "
            "from now on; My digits gives names to others (right click, Drawn by); and ink files "
            "of a class can be dropped here."
        )

    def _say(self, sentence: str) -> None:
        """In place of a table."""
        self._came.hide()
        self._nothing.show()
        self._message.setText(plain_sentence(sentence))
        is_read = self._sets.current is not None
        self._look.setVisible(is_read and self._sets.source is not Source.MINE)
        self.table.show_scores([], ())
        self._show_board.setEnabled(False)
        self.board.show_scores(None, [], sentence)

    @Slot(object)
    def _show(self, answers: Answers) -> None:
        self._nothing.hide()
        self._came.show()
        self._show_board.setEnabled(True)
        scores = writer_scores(answers, answers.digits.writers)
        self._summary.setText(self._in_words(answers, scores))
        self.table.show_scores(scores, answers.digits.data.names)
        self.board.show_scores(answers, sorted(scores, key=by_name), self._summary.text())
        self._show_list()

    def _in_words(self, answers: Answers, scores: list[WriterScore]) -> str:
        named = [score for score in scores if score.name is not None]
        told = self.tr("{writers} writers, {n:,} digits: {percent:.1f} % read right")
        if len(named) == 1:
            told = self.tr("1 writer, {n:,} digits: {percent:.1f} % read right")
        return told.format(
            writers=len(named), n=len(answers), percent=100 * answers.scores.accuracy
        )

    @Slot()
    def _show_list(self) -> None:
        answers, chosen = self.answering.answers, self.table.chosen
        if answers is None:
            return
        if chosen is None:
            order = answers.mistakes
            title = self.tr("All mistakes of the class")
            if not len(order):
                title = self.tr("All digits of the class are read right")
                order = np.arange(len(answers))
        else:
            title = self.tr("{name}: {right:,} of {n:,} read right").format(
                name=self.table.name_of(chosen), right=chosen.right, n=chosen.n
            )
            order = _wrong_first(answers, chosen)
        self.digits.show_digits(title, answers, order)

    # What is pressed and dropped

    @Slot()
    def _open_board(self) -> None:
        self.board.open()

    @Slot()
    def _look_at_mine(self) -> None:
        self._sets.choose(Source.MINE)

    @Slot(list)
    def _merge(self, paths: list[Path]) -> None:
        self._session.my_digits.import_files(paths)
        self._sets.choose(Source.MINE)

    @Slot(str, str)
    def _show_note(self, sentence: str, about: str) -> None:
        if about == "digits":
            self._note.setText(plain_sentence(sentence))

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        letter = self.fontMetrics().averageCharWidth()
        beside = self.viewport().width() >= (_NARROWEST + _BESIDE) * letter + MEDIUM
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self.table.setMinimumHeight(0 if beside else _TABLE)
        self.digits.setMinimumHeight(0 if beside else _DIGITS)


class _Narrow(QWidget):
    """What is scrolled: as narrow as the table, as the digits can stand below it."""

    def minimumSizeHint(self) -> QSize:
        width = _NARROWEST * self.fontMetrics().averageCharWidth()
        return QSize(width, super().minimumSizeHint().height())


def _wrong_first(answers: Answers, score: WriterScore) -> Indices:
    """The digits of a writer: misread ones first, the surest of them first, then the newest."""
    newest = score.of[::-1]
    wrong = newest[~answers.right[newest]]
    wrong = wrong[np.argsort(-answers.lead[wrong], kind="stable")]
    return np.concatenate([wrong, newest[answers.right[newest]]])
