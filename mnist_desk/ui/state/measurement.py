"""Something worked out over the network by a worker, fresh while somebody watches."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.model import Model

from ..work.latest_job import LatestJob
from ..work.throttle import Throttle
from .network import Network

Work = Callable[[], Iterable[Any]]


class Measurement(QObject):
    """Measures when somebody begins to watch and again when the network is another one, not more
    often than its rest allows; a measurement that takes longer has its turn to the end.
    """

    arrived = Signal(object)
    """A value of the latest work; what came before it does not matter any more."""
    failed = Signal(str)
    """One sentence for the person."""

    def __init__(
        self,
        network: Network,
        work: Callable[[Model], Work | None],
        rest: int,
        parent: QObject | None = None,
    ) -> None:
        """work: what to do for a model, an iterator to be made in the worker; None when there is
        nothing to measure. rest: milliseconds at least from one measurement to the next.
        """
        super().__init__(parent)
        self._network = network
        self._work = work
        self._watched = False
        # Weakly: what was measured last must not keep an old model in memory.
        self._asked_for: weakref.ref[Model] | None = None
        self._job = LatestJob(self)
        self._job.arrived.connect(self.arrived)
        self._job.failed.connect(self.failed)
        self._job.ended.connect(self._on_network)
        self._soon = Throttle(self._measure, rest, self, at_once=True)
        network.changed.connect(self._on_network)

    @property
    def busy(self) -> bool:
        return self._job.busy

    @property
    def is_due(self) -> bool:
        """Whether it waits to measure, or measures."""
        return self._soon.is_due or self.busy

    def watch(self, watched: bool) -> None:
        """Whether somebody looks. What is under way when nobody does any more is dropped."""
        self._watched = watched
        if watched:
            self._soon.ask()
            return
        self._soon.cancel()
        if self._job.busy:
            self.forget()

    def renew(self, delay: int | None = None) -> None:
        """Something else than the network has changed: drop what is under way, measure anew.

        delay: milliseconds to wait, at once if not given.
        """
        self.forget()
        if self._watched:
            self._soon.ask(delay)

    @Slot()
    def resume(self) -> None:
        """What could not be measured before may be measured now."""
        self._on_network()

    def forget(self) -> None:
        """Nothing that was asked for is wanted any more."""
        self._soon.cancel()
        self._job.drop()
        self._asked_for = None

    def _asked_for_this(self) -> bool:
        """Whether it is the model that is looked at that was asked for last."""
        return self._asked_for is not None and self._asked_for() is self._network.model

    @Slot()
    def _on_network(self) -> None:
        """The network is another one, or may have become another one meanwhile."""
        if self._watched and not self._asked_for_this():
            self._soon.ask()

    def _measure(self) -> None:
        if not self._watched or self._asked_for_this():
            return
        if self._job.busy and self._asked_for is not None:
            return  # It is asked again when the job has ended.
        model = self._network.model
        if (work := self._work(model)) is not None:
            self._asked_for = weakref.ref(model)
            self._job.ask(work)
