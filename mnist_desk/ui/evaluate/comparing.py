"""Two networks read the same digits, and again when either of them is another."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.answers import Answers
from mnist_desk.core.comparison import Comparison
from mnist_desk.core.damage import Damage
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.model import Model

from ..state.run import Run
from ..state.session import Session
from ..work import jobs
from ..work.latest_job import LatestJob
from ..work.throttle import Throttle
from .sides import LOOKED_AT, Side, is_there, usual_before

_REST = 200
"""Milliseconds at least from one comparison to the next."""

Source = Model | Run
"""A network, or a run that is not in memory, to be read in the worker."""


class _Read(NamedTuple):
    source: Source
    answers: Answers


class _Compared(NamedTuple):
    before: _Read
    after: _Read


class _Settled(NamedTuple):
    run: Run
    damage: Damage
    model: Model


class Comparing(QObject):
    """Which two networks are compared, and what came of it while somebody watches."""

    sides_changed = Signal()
    """`before` or `after` is another side, or is called otherwise."""
    changed = Signal()
    """`comparison` or `failure` is another one."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.comparison: Comparison | None = None
        """What came last; it stands until what was asked for since has come."""
        self.failure = ""
        """Why it could not be worked out, in a sentence."""
        self._session = session
        self._before: Side | None = None
        self._after = LOOKED_AT
        self._watched = False
        self._asked: tuple[Source, Source, DigitSet] | None = None
        self._sides: tuple[Side | None, Side] | None = None
        self._known: tuple[_Read, ...] = ()
        self._settled: dict[bool, _Settled] = {}
        """Of whole and of damaged networks, as they were after an epoch."""
        self._job = LatestJob(self)
        self._job.arrived.connect(self._on_compared)
        self._job.failed.connect(self._on_failed)
        self._job.ended.connect(self._look)
        self._soon = Throttle(self._compare, _REST, self, at_once=True)
        session.network.changed.connect(self._look)
        session.runs.reached.connect(self._look)
        session.runs.listed.connect(self._on_listed)
        session.runs.chosen.connect(self._on_listed)
        session.turn.changed.connect(self._look)
        session.digit_sets.changed.connect(self._look)

    # Sides

    @property
    def before(self) -> Side | None:
        """None when there is only one network."""
        chosen = self._before
        if chosen is not None and is_there(chosen, self._session.runs):
            return chosen
        return usual_before(self._session.runs)

    @property
    def after(self) -> Side:
        return self._after if is_there(self._after, self._session.runs) else LOOKED_AT

    def choose(self, before: Side | None, after: Side) -> None:
        """before: None for what is usual."""
        self._before, self._after = before, after
        self._on_listed()

    def swap(self) -> None:
        before = self.before
        if before is not None:
            self.choose(self.after, before)

    @property
    def are_same(self) -> bool:
        """Whether one network stands on both sides."""
        before = self.before
        return before is not None and self._source(before) is self._source(self.after)

    @property
    def is_due(self) -> bool:
        """Whether it waits to compare, or compares."""
        return self._soon.is_due or self._job.busy

    def watch(self, watched: bool) -> None:
        """Whether somebody looks; otherwise all networks leave memory."""
        self._watched = watched
        if watched:
            self._on_listed()
            return
        self._soon.cancel()
        self._job.drop()
        self.comparison = self._asked = None
        self._known, self._settled = (), {}

    # Reading

    @Slot()
    def _on_listed(self) -> None:
        """The sides may be others, or are called otherwise."""
        sides = self.before, self.after
        if sides != self._sides:
            # What is under way is of others, and so is what failed.
            self._sides, self._asked, self.failure = sides, None, ""
            self._job.drop()
        self.sides_changed.emit()
        self._look()

    @Slot()
    def _look(self) -> None:
        if self._watched and self._wanted() not in (None, self._asked):
            self._soon.ask()

    def _wanted(self) -> tuple[Source, Source, DigitSet] | None:
        before, digits = self.before, self._session.digit_sets.current
        if before is None or digits is None:
            return None
        sources = self._source(before), self._source(self.after)
        return None if sources[0] is sources[1] else (*sources, digits)

    def _source(self, side: Side) -> Source:
        run = side.run or self._session.runs.current
        if side.run is None:
            network = self._session.network
            if not network.is_live:
                return network.model
            return self._settle(run, network.model, network.damage)
        if not run.is_held:
            return run
        if side.step is not None:
            return run.timeline.as_of(side.step)
        return self._settle(run, run.model, Damage())

    def _settle(self, run: Run, model: Model, damage: Damage) -> Model:
        """While a run is trained it is as it was after its last epoch."""
        if not run.grows:
            return model
        between = model.steps % model.history.steps_per_epoch != 0
        last = self._settled.get(bool(damage))
        if between and last is not None and (last.run, last.damage) == (run, damage):
            return last.model
        self._settled[bool(damage)] = _Settled(run, damage, model)
        return model

    def _compare(self) -> None:
        wanted = self._wanted()
        if wanted is None or wanted == self._asked or not self._watched:
            return
        if self._job.busy and self._asked is not None:
            return  # It is asked again when the job has ended.
        before, after, digits = wanted
        session = self._session
        # While a network trains, TensorFlow's threads are busy: NumPy reads beside them.
        through_engine = session.engine.is_ready and not session.turn.is_taken
        self._asked = wanted
        self._job.ask(
            functools.partial(_compared, before, after, digits, self._known, through_engine)
        )

    @Slot(object)
    def _on_compared(self, both: _Compared) -> None:
        self._known = both
        self.comparison = Comparison(both.before.answers, both.after.answers)
        self.failure = ""
        self.changed.emit()

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self.comparison, self.failure = None, sentence
        self.changed.emit()


def _compared(
    before: Source, after: Source, digits: DigitSet, known: Sequence[_Read], through_engine: bool
) -> Iterator[_Compared]:
    """Reads the digits with both networks; what is known already is not read again."""
    read = []
    for source in (before, after):
        at_hand = [one for one in known if one.source is source and one.answers.digits is digits]
        if at_hand:
            read.append(at_hand[0])
            continue
        model = source.read() if isinstance(source, Run) else source
        (answers,) = jobs.answers(model, digits, through_engine)
        read.append(_Read(source, answers))
    yield _Compared(*read)
