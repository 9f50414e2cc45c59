"""What the damage to a network costs: its answers before and now, and the curve of pruning."""

from __future__ import annotations

import functools

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.answers import Answers
from mnist_desk.core.comparison import Comparison
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.model import Model
from mnist_desk.core.robustness import DISTORTIONS, PRUNING, RobustnessCurve

from ..state.answering import Answering
from ..state.session import Session
from ..work import jobs
from ..work.latest_job import LatestJob
from ..work.throttle import Throttle

_REST = 250
"""Milliseconds from a change of the damage to its curve."""


class DamageCost(QObject):
    """Measures while somebody watches; of a network that is trained, after each epoch. The curve
    rests meanwhile.
    """

    changed = Signal()
    """`comparison` or `curve` is another one."""
    failed = Signal(str)
    """One sentence for the person."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.comparison: Comparison | None = None
        """The network as it was trained, and as it is now."""
        self.curve: RobustnessCurve | None = None
        """Of the network as it was trained, the more of it is pruned."""
        self._session = session
        self._watched = False
        self._before: Answers | None = None
        self._asked_before: object = None
        self._asked_curve: object = None
        self.answering = Answering(session, self)
        self._intact = LatestJob(self)
        self._curve = LatestJob(self)
        self._soon = Throttle(self._ask_curve, _REST, self)
        self.answering.answered.connect(self._on_now)
        self._intact.arrived.connect(self._on_before)
        self._curve.arrived.connect(self._on_curve)
        for part in (self.answering, self._intact, self._curve):
            part.failed.connect(self.failed)
        session.network.changed.connect(self._look)
        session.runs.chosen.connect(self._on_run)
        session.digit_sets.changed.connect(self._look)
        session.turn.changed.connect(self._look)

    @property
    def busy(self) -> bool:
        return self.answering.is_due or self._intact.busy or self._curve.busy or self._soon.is_due

    def watch(self, watched: bool) -> None:
        """Whether somebody looks; otherwise all models leave memory."""
        self._watched = watched
        self.answering.watch(watched)
        if watched:
            self._look()
            return
        self._soon.cancel()
        self._intact.drop()
        self._curve.drop()
        self.comparison = self.curve = self._before = None
        self._asked_before = self._asked_curve = None

    @Slot()
    def _look(self) -> None:
        digits = self._session.digit_sets.current
        if not self._watched:
            return
        if self.comparison is not None and self.comparison.after.digits is not digits:
            self._clear()
        self.answering.ask_of(digits)
        self._ask_before(digits)
        self._soon.ask()

    @Slot()
    def _on_run(self) -> None:
        """What was told is of another network."""
        if self._watched:
            self._clear()
            self._soon.ask()

    def _clear(self) -> None:
        self._curve.drop()
        self.comparison = self.curve = self._asked_curve = None
        self.changed.emit()

    # Before and now

    def _ask_before(self, digits: DigitSet | None) -> None:
        network, turn = self._session.network, self._session.turn
        if digits is None or not network.damage:
            return  # What is read now is read as before.
        if self.answering.waits:
            return  # Both are read after this epoch.
        wanted = network.undamaged, digits
        if wanted == self._asked_before or self._knows_before(*wanted):
            return
        self._asked_before = wanted
        through_engine = self._session.engine.is_ready and not turn.is_taken
        self._intact.ask(functools.partial(jobs.answers, *wanted, through_engine))

    def _knows_before(self, intact: Model, digits: DigitSet) -> bool:
        known = self._before
        return known is not None and known.model is intact and known.digits is digits

    @Slot(object)
    def _on_before(self, answers: Answers) -> None:
        self._before = answers
        self._compare()

    @Slot(object)
    def _on_now(self, answers: Answers) -> None:
        if not self.answering.damage:
            self._before = answers
        self._compare()

    def _compare(self) -> None:
        """While a slider moves, what is read now may be of a moment ago, but not of another run."""
        before, now = self._before, self.answering.answers
        if before is None or now is None or before.digits is not now.digits:
            return
        if before.model.history is now.model.history:
            self.comparison = Comparison(before, now)
            self.changed.emit()

    # The curve

    def _ask_curve(self) -> None:
        network, digits = self._session.network, self._session.digit_sets.current
        if not self._watched or digits is None or self._session.turn.is_taken:
            return
        wanted = network.undamaged, digits
        if wanted != self._asked_curve:
            self._asked_curve = wanted
            self._curve.ask(functools.partial(jobs.robustness, *wanted, DISTORTIONS[PRUNING]))

    @Slot(object)
    def _on_curve(self, curve: RobustnessCurve) -> None:
        self.curve = curve
        self.changed.emit()
