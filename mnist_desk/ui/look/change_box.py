"""The smallest change that would make the drawing another digit."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desk.core.grey import Grey
from mnist_desk.core.model import Model
from mnist_desk.core.reading import Reading

from ..state.session import Session
from ..work.latest_job import LatestJob
from .change_controls import ChangeControls

_DRAWING_REST = 150
"""Milliseconds from a new drawing to the search for its change."""
_MODEL_REST = 1000
"""Milliseconds from a new model to the search: while one trains there are many."""


class _Question(NamedTuple):
    """What shall be changed, and what the answer to it shall be."""

    model: Model
    picture: Grey
    digit: int


class ChangeBox(QWidget):
    """Looks for the change in a worker, and blends it into the drawing as far as one slides."""

    blended = Signal()
    """The picture to be shown is another one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._active = False
        self._question: _Question | None = None
        self._changed: Grey | None = None
        self._nothing_found = False
        self._trouble = ""
        self._search = LatestJob(self)
        self._search.arrived.connect(self._take)
        self._search.failed.connect(self._fail)
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.timeout.connect(self._look)
        self.controls = ChangeControls()
        self.controls.chosen.connect(self._choose)
        self.controls.slid.connect(self.blended)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.controls)
        session.readyChanged.connect(self.follow)
        session.closing.connect(self._close)
        self.follow()

    @property
    def picture(self) -> Grey | None:
        """What is to be shown: the drawing's picture, as far changed as one has slid; None when
        nothing is drawn."""
        reading = self._session.reading
        if reading is None or self._changed is None:
            return None if reading is None else reading.picture
        part = np.float32(self.controls.blend)
        return (1 - part) * reading.picture + part * self._changed

    @property
    def is_changed(self) -> bool:
        """Whether the picture is not just the drawing's."""
        return self._changed is not None and self.controls.blend > 0

    def set_active(self, active: bool) -> None:
        """Nothing is looked for while nobody looks."""
        self._active = active
        if active:
            self.follow()
            return
        if self._due.isActive() or self._search.busy:
            # The answer has not come; it is looked for again when somebody looks again.
            self._forget()
            self._question = None

    @Slot()
    def follow(self) -> None:
        """The session's drawing or model may be another one."""
        self._follow(_DRAWING_REST)

    @Slot(int)
    def _choose(self, _digit: int) -> None:
        self._follow(0)
        self.blended.emit()

    def _follow(self, rest: int) -> None:
        self.controls.set_choosable(bool(self._session.ready))
        before, question = self._question, self._current_question()
        if question is None:
            self._forget()
        elif before is None or question.picture is not before.picture:
            self._forget()
            self._due.start(rest)
        elif question.digit != before.digit:
            self._forget()
            self._due.start(0)
        elif question.model is not before.model and not self._due.isActive():
            self._due.start(_MODEL_REST)
        self._question = question

    def _current_question(self) -> _Question | None:
        session, digit = self._session, self.controls.digit
        reading = session.reading
        if not session.ready or reading is None or digit in (-1, reading.winner):
            return None
        return _Question(session.model, reading.picture, digit)

    def _forget(self) -> None:
        self._due.stop()
        self._search.drop()
        self._changed, self._nothing_found, self._trouble = None, False, ""
        self.controls.set_blend_possible(False)
        self.controls.set_blend(0)

    @Slot()
    def _look(self) -> None:
        if self._active and (question := self._current_question()) is not None:
            self._search.ask(functools.partial(_change, question))

    @Slot(object)
    def _take(self, result: tuple[Grey | None]) -> None:
        first = self._changed is None
        self._changed = result[0]
        self._nothing_found = self._changed is None
        self.controls.set_blend_possible(self._changed is not None)
        if first and self._changed is not None:
            self.controls.set_blend(1)
        self.blended.emit()

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._trouble = str(error)
        self.blended.emit()

    @Slot()
    def _close(self) -> None:
        self._active = False
        self._due.stop()
        self._search.close()

    def say(self, shown: Reading | None) -> None:
        """Tell what the network answers to the picture shown, or what to do."""
        self.controls.say(self._sentence(shown))

    def _sentence(self, shown: Reading | None) -> str:
        digit, reading = self.controls.digit, self._session.reading
        if reading is None or shown is None:
            return self.tr("Draw a digit first.")
        if self._changed is not None:
            return self.tr("The picture shown: {answers}.").format(
                answers=", ".join(
                    f"{number} → {_value(shown, number)}" for number in (reading.winner, digit)
                )
            )
        return self._trouble or self._what_to_do(reading.winner).format(digit=digit)

    def _what_to_do(self, winner: int) -> str:
        if not self._session.ready:
            return self.tr("Ready as soon as TensorFlow is loaded.")
        if self.controls.digit == -1:
            return self.tr("Pick a digit to see the smallest change to it.")
        if self.controls.digit == winner:
            return self.tr("The network reads a {digit} already.")
        if self._nothing_found:
            return self.tr("No change was found that makes it a {digit}.")
        return self.tr("Looking for the smallest change…")


def _value(reading: Reading, digit: int) -> str:
    value = float(reading.values[digit])
    return f"{100 * value:.1f} %" if reading.are_probabilities else f"{value:.2f}"


def _change(question: _Question) -> Iterator[tuple[Grey | None]]:
    from ..work.jobs import change

    return change(*question)
