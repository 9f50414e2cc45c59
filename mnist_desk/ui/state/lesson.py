"""A lesson as the window sees it: a network learns my digits, and it is kept or thrown away."""

from __future__ import annotations

import functools
import logging
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.errors import InputError
from mnist_desk.core.lesson import FEWEST, LessonProgress, Taught
from mnist_desk.core.translate import Phrase, translate

from ..work import jobs
from ..work.job import Job
from .digit import Digit
from .engine import Engine
from .my_digits import MyDigits
from .network import Network
from .notices import Notices
from .runs import Runs
from .turn import Turn

log = logging.getLogger(__name__)

_BUSY = Phrase("turn", translate("turn", "A lesson runs in My digits."))


class TurnedDigit(NamedTuple):
    """One of my digits that is read otherwise by the model that was taught."""

    digit: Digit
    before: int
    after: int

    @property
    def is_better(self) -> bool:
        return self.after == self.digit.label

    @property
    def is_worse(self) -> bool:
        return self.before == self.digit.label


class Lesson(QObject):
    """The one lesson that can run at a time. The model that is taught stays as it is."""

    changed = Signal()
    """A lesson has begun or ended, or what came of it was decided."""
    progressed = Signal(float)
    """How far the lesson is, from 0 to 1."""

    def __init__(
        self,
        my_digits: MyDigits,
        network: Network,
        engine: Engine,
        turn: Turn,
        runs: Runs,
        notices: Notices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.taught: Taught | None = None
        """What the last lesson came to, until it is kept or dropped."""
        self._asked: tuple[Digit, ...] = ()
        self._mine, self._network, self._engine = my_digits, network, engine
        self._turn, self._runs, self._notices = turn, runs, notices
        self._job = Job(self)
        self._job.arrived.connect(self._on_arrived)
        self._job.failed.connect(notices.warn)
        self._job.ended.connect(self._on_ended)

    @property
    def busy(self) -> bool:
        return self._job.busy

    def turned(self) -> list[TurnedDigit]:
        """Which of the digits held back the lesson turned, as they were when it began."""
        turned = [] if self.taught is None else self.taught.turned()
        return [TurnedDigit(self._asked[one.place], one.before, one.after) for one in turned]

    def why_not(self) -> str:
        """Why no lesson can begin now, in a sentence; empty when one can."""
        missing = FEWEST - len(self._mine.digits)
        if missing > 0:
            return self.tr(
                "Teach the current model your way of writing: draw and keep {n} more digits first."
            ).format(n=missing)
        if why := self._turn.why_busy():
            return why
        if not self._mine.seen:
            return self.tr("Your digits are still being looked at.")
        return ""

    @Slot()
    def start(self) -> None:
        """Teach the model that is looked at my digits."""
        if self._job.closed or self.why_not() or not self._turn.take(_BUSY):
            return
        self.taught = None
        self._asked = tuple(self._mine.seen_digits())
        self._job.start(
            functools.partial(
                jobs.lesson, self._network.undamaged, self._mine.dataset(), self._engine.choice
            )
        )
        self.changed.emit()

    @Slot()
    def cancel(self) -> None:
        """Leave the lesson; nothing comes of it."""
        self._job.cancel()

    @Slot()
    def keep(self) -> None:
        """The model that was taught becomes a run, kept like those that were trained."""
        taught, self.taught = self.taught, None
        if taught is not None:
            run = self._runs.trained(taught.model)
            self._runs.add(run)
            self._runs.keep_soon(run)
            told = self.tr("{title} is in the list of models and reads your drawings now.")
            self._notices.confirm(told.format(title=run.title))
        self.changed.emit()

    def keep_undecided(self) -> None:
        """What nobody has decided on is offered at the next start, as what was trained is."""
        taught, self.taught = self.taught, None
        if taught is None:
            return
        try:
            self._runs.keep(self._runs.trained(taught.model), taught.model)
        except InputError:
            log.exception("What a lesson came to is lost.")

    @Slot()
    def drop(self) -> None:
        """Throw away what came of the lesson."""
        self.taught = None
        self.changed.emit()

    @Slot(object)
    def _on_arrived(self, progress: LessonProgress) -> None:
        self.progressed.emit(progress.done)
        if progress.taught is not None:
            self.taught = progress.taught

    @Slot()
    def _on_ended(self) -> None:
        self._turn.give_back()
        self.changed.emit()
