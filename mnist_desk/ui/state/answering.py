"""What the network answers to a whole set of digits, fresh while somebody watches."""

from __future__ import annotations

import functools
import weakref

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.answers import Answers
from mnist_desk.core.damage import Damage
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.model import Model

from ..work import jobs
from .measurement import Measurement, Work
from .run import Run
from .session import Session
from .training import TrainingPhase

_REST = 200
"""Milliseconds at least from one reading of the set to the next."""


class Answering(QObject):
    """Reads a set again with each network that is looked at; of one that is being trained, when it
    is chosen, after each epoch, and where it pauses.
    """

    answered = Signal(Answers)
    failed = Signal(str)
    """One sentence for the person."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.answers: Answers | None = None
        """What came last; None when nothing was asked or the set is another."""
        self.damage = Damage()
        """What the network that was asked last suffers."""
        self._digits: DigitSet | None = None
        self._network, self._engine, self._turn = session.network, session.engine, session.turn
        self._runs, self._training = session.runs, session.training
        self._whose: weakref.ref[Run] | None = None
        """The run whose network was asked last."""
        self._measurement = Measurement(self._network, self._work, _REST, self)
        self._measurement.arrived.connect(self._on_answers)
        self._measurement.failed.connect(self.failed)
        # A training that was stopped in the middle of an epoch.
        self._turn.changed.connect(self._measurement.resume)
        self._training.phase_changed.connect(self._measurement.resume)

    @property
    def is_due(self) -> bool:
        return self._measurement.is_due

    @property
    def waits(self) -> bool:
        """Whether the network that is looked at is between two epochs: it is read again after this
        one.
        """
        if not (self._runs.current.grows and self._network.is_live):
            return False
        model = self._network.undamaged
        is_between = model.steps % model.history.steps_per_epoch != 0
        return is_between and self._training.phase is not TrainingPhase.PAUSED

    def ask_of(self, digits: DigitSet | None) -> None:
        """Read these digits from now on."""
        if digits is not self._digits:
            self._digits, self.answers, self._whose = digits, None, None
            self._measurement.renew()

    def watch(self, watched: bool) -> None:
        """Whether somebody looks at the answers; otherwise they, and their model, leave memory."""
        if not watched:
            self.answers = self._whose = None
            self._measurement.forget()
        self._measurement.watch(watched)

    def _work(self, model: Model) -> Work | None:
        run = self._runs.current
        is_known = self._whose is not None and self._whose() is run
        if self._digits is None or (is_known and self.waits):
            return None
        self._whose, self.damage = weakref.ref(run), self._network.damage
        # While a network trains, TensorFlow's threads are busy: NumPy reads beside them.
        through_engine = self._engine.is_ready and not self._turn.is_taken
        return functools.partial(jobs.answers, model, self._digits, through_engine)

    @Slot(object)
    def _on_answers(self, answers: Answers) -> None:
        if answers.digits is self._digits:
            self.answers = answers
            self.answered.emit(answers)
