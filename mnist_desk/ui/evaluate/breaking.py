"""Up to three networks tried on digits that are spoilt more and more."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.model import Model
from mnist_desk.core.robustness import DISTORTIONS, Distortion, RobustnessCurve

from ..state.run import Run
from ..state.session import Session
from ..work import jobs
from ..work.latest_job import LatestJob

MOST = 3
"""Networks in one plot."""


class Tried(NamedTuple):
    """A network with its curve, as far as that is known."""

    run: Run
    model: Model
    curve: RobustnessCurve


class _Wanted(NamedTuple):
    """sources: of each run the network that is tried, or the run itself, to be read."""

    distortion: Distortion
    digits: DigitSet
    runs: list[Run]
    sources: list[Run | Model]


class Breaking(QObject):
    """Measures anew when the distortion, the digits or the networks are others, while somebody
    watches and nothing is trained; Cancel leaves what is known.
    """

    changed = Signal()
    """`tried` has more, or other curves, or something failed."""
    begun = Signal()
    """The curves there were do not hold any more: `tried` is empty."""
    runs_changed = Signal()
    """Others are to be tried."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.distortion: Distortion = DISTORTIONS["rotation"]
        self.tried: tuple[Tried, ...] = ()
        self.failure = ""
        """Why no more of them could be tried, in a sentence."""
        self._session = session
        self._others: list[Run] = []
        self._watched = False
        self._asked: _Wanted | None = None
        self._job = LatestJob(self)
        self._job.arrived.connect(self._on_tried)
        self._job.failed.connect(self._on_failed)
        self._job.ended.connect(self.changed)
        session.network.changed.connect(self._look)
        session.digit_sets.changed.connect(self._look)
        session.turn.changed.connect(self._look)
        session.runs.listed.connect(self._on_listed)
        session.runs.chosen.connect(self._on_listed)

    @property
    def busy(self) -> bool:
        return self._job.busy

    @property
    def part(self) -> float:
        """How much is done, in [0, 1]."""
        known = sum(len(one.curve.right) for one in self.tried)
        return known / (len(self.runs) * len(self.distortion.levels))

    @property
    def runs(self) -> list[Run]:
        """Those that are tried: the one that is looked at, and up to two more."""
        current = self._session.runs.current
        return [current, *(run for run in self._others if run is not current)][:MOST]

    def choose(self, distortion: Distortion) -> None:
        self.distortion = distortion
        self._look()

    def set_others(self, runs: Sequence[Run]) -> None:
        """Which are tried beside the one that is looked at; of too many the last ones."""
        self._others = list(runs)[-(MOST - 1) :]
        self._on_listed()

    def watch(self, watched: bool) -> None:
        """Whether somebody looks."""
        self._watched = watched
        if watched:
            self._look()
            return
        self._forget()

    def _forget(self) -> None:
        self._job.drop()
        self._asked, self.tried, self.failure = None, (), ""
        self.begun.emit()

    @Slot()
    def cancel(self) -> None:
        """What is known stays."""
        self._job.drop()
        self.changed.emit()

    @Slot()
    def _on_listed(self) -> None:
        self._others = [run for run in self._others if run in self._session.runs.all]
        self.runs_changed.emit()
        self._look()

    @Slot()
    def _look(self) -> None:
        digits = self._session.digit_sets.current
        if not self._watched:
            return
        if digits is None:
            self._forget()
            self.changed.emit()
            return
        if self._session.turn.is_taken:
            if self._asked is not None and self._asked[:2] != (self.distortion, digits):
                self._forget()
                self.changed.emit()
            return
        network = self._session.network
        # What is damaged already shall not be damaged twice.
        is_damage = self.distortion.damage is not None
        sources: list[Run | Model] = [network.undamaged if is_damage else network.model]
        sources += [run.model if run.is_held else run for run in self.runs[1:]]
        wanted = _Wanted(self.distortion, digits, self.runs, sources)
        if wanted == self._asked:
            return
        self._forget()
        self._asked = wanted
        self._job.ask(functools.partial(_all_tried, *wanted))
        self.changed.emit()

    @Slot(object)
    def _on_tried(self, tried: tuple[Tried, ...]) -> None:
        self.tried = tried
        self.changed.emit()

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self.failure = sentence
        self.changed.emit()


def _all_tried(
    distortion: Distortion,
    digits: DigitSet,
    runs: Sequence[Run],
    sources: Sequence[Run | Model],
) -> Iterator[tuple[Tried, ...]]:
    """All that is known, again and again."""
    whole: tuple[Tried, ...] = ()
    for run, source in zip(runs, sources, strict=True):
        model = source.read() if isinstance(source, Run) else source
        for curve in jobs.robustness(model, digits, distortion):
            latest = Tried(run, model, curve)
            yield (*whole, latest)
        whole = (*whole, latest)
