"""The smallest change that would make the drawing another digit."""

from __future__ import annotations

import functools

import numpy as np
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desk.core.drawing import Picture
from mnist_desk.core.grey import Grey
from mnist_desk.core.model import Model
from mnist_desk.core.reading import Reading

from ..state.measurement import Measurement, Work
from ..state.session import Session
from ..work import jobs
from .change_controls import ChangeControls

_DRAWING_REST = 150
"""Milliseconds from a new drawing to the search for its change."""
_MODEL_REST = 1000
"""Milliseconds from one search to that with the next model: while one trains there are many."""


class ChangeBox(QWidget):
    """Looks for the change in a worker, and blends it into the drawing as far as one slides."""

    blended = Signal()
    """The picture to be shown is another one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._picture: Grey | None = None
        self._digit = -1
        self._changed: Grey | None = None
        self._nothing_found = False
        self._trouble = ""
        self._search = Measurement(session.network, self._searching, _MODEL_REST, self)
        self._search.arrived.connect(self._take)
        self._search.failed.connect(self._fail)
        self.controls = ChangeControls()
        self.controls.chosen.connect(self._choose)
        self.controls.slid.connect(self.blended)
        self.controls.put_asked.connect(self._put)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.controls)
        session.engine.changed.connect(self.follow)
        self.follow()

    @property
    def picture(self) -> Grey | None:
        """What is to be shown: the drawing's picture, as far changed as one has slid; None when
        nothing is drawn."""
        reading = self._reading
        if reading is None or self._changed is None:
            return None if reading is None else reading.picture
        part = np.float32(self.controls.blend)
        return (1 - part) * reading.picture + part * self._changed

    @property
    def is_changed(self) -> bool:
        """Whether the picture is not just the drawing's."""
        return self._changed is not None and self.controls.blend > 0

    @property
    def _reading(self) -> Reading | None:
        return self._session.reader.reading.reading

    def set_active(self, active: bool) -> None:
        """Nothing is looked for while nobody looks."""
        if active:
            self.follow()
        self._search.watch(active)

    @Slot()
    def follow(self) -> None:
        """The drawing or what reads it may be another one."""
        self._follow(_DRAWING_REST)

    @Slot(int)
    def _choose(self, _digit: int) -> None:
        self._follow(0)
        self.blended.emit()

    def _follow(self, rest: int) -> None:
        self.controls.set_choosable(self._session.engine.is_ready)
        reading, digit = self._reading, self._wanted()
        picture = None if reading is None else reading.picture
        is_new, is_other = picture is not self._picture, digit != self._digit
        self._picture, self._digit = picture, digit
        if digit == -1 or picture is None:
            self._forget()
            self._search.forget()
        elif is_new:
            self._forget()
            self._search.renew(rest)
        elif is_other:
            self._forget()
            self._search.renew()

    def _wanted(self) -> int:
        """The digit that a change is looked for, or -1."""
        reading, digit = self._reading, self.controls.digit
        if not self._session.engine.is_ready or reading is None or not reading.is_answer:
            return -1
        return -1 if digit == reading.winner else digit

    def _searching(self, model: Model) -> Work | None:
        if self._picture is None or self._digit == -1:
            return None
        return functools.partial(jobs.change, model, self._picture, self._digit)

    def _forget(self) -> None:
        self._changed, self._nothing_found, self._trouble = None, False, ""
        self.controls.set_blend_possible(False)
        self.controls.set_blend(0)

    @Slot(object)
    def _take(self, result: tuple[Grey | None]) -> None:
        first = self._changed is None
        self._changed, self._trouble = result[0], ""
        self._nothing_found = self._changed is None
        self.controls.set_blend_possible(self._changed is not None)
        if first and self._changed is not None:
            self.controls.set_blend(1)
        self.blended.emit()

    @Slot(str)
    def _fail(self, sentence: str) -> None:
        self._trouble = sentence
        self.blended.emit()

    @Slot()
    def _put(self) -> None:
        """The canvas takes the picture shown, as the network gets it."""
        picture = self.picture
        if picture is not None and self.is_changed:
            drawing = Picture(np.clip(picture, 0, 1), is_mnist=True)
            self._session.sheet.set_drawing(drawing, self.tr("Put the changed picture"))

    def say(self, shown: Reading | None) -> None:
        """Tell what the network answers to the picture shown, or what to do."""
        self.controls.set_changed(self.is_changed)
        self.controls.say(self._sentence(shown))

    def _sentence(self, shown: Reading | None) -> str:
        digit, reading = self.controls.digit, self._reading
        if reading is None or shown is None:
            return self.tr("Draw a digit first.")
        if self._changed is not None:
            return self._both_answers(reading, shown)
        return self._trouble or self._what_to_do(reading.winner).format(digit=digit)

    def _both_answers(self, drawn: Reading, shown: Reading) -> str:
        """The bars beside the canvas tell of the drawing: this says which answer is whose."""
        drawing = self.tr("Your drawing: {answer}.").format(answer=_answer(drawn))
        if not self.is_changed:
            return drawing + " " + self.tr("Slide to change it.")
        if self.controls.blend < 1:
            template = self.tr("The picture shown, changed by {part:.0f} %: {answer}.")
        else:
            template = self.tr("The changed picture: {answer}.")
        changed = template.format(part=100 * self.controls.blend, answer=_answer(shown))
        return f"{drawing} {changed}"

    def _what_to_do(self, winner: int) -> str:
        if not self._session.engine.is_ready:
            return self.tr("TensorFlow is still loading; then you can pick a digit.")
        if winner == -1:
            return self.tr("The network gives no answer that could be changed.")
        if self.controls.digit == -1:
            return self.tr("Pick a digit to see the smallest change to it.")
        if self.controls.digit == winner:
            return self.tr("The network reads a {digit} already.")
        if self._nothing_found:
            return self.tr("No change was found that makes it a {digit}.")
        return self.tr("Looking for the smallest change…")


def _answer(reading: Reading) -> str:
    """The digit that is read, with its value: "9 (97.2 %)"."""
    if reading.winner == -1:
        return "–"
    value = float(reading.values[reading.winner])
    told = f"{100 * value:.1f} %" if reading.are_probabilities else f"{value:.2f}"
    return f"{reading.winner} ({told})"
