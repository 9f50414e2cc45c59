"""What leaving a stage out costs, measured with the current model."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from mnist_desk.core.network import Layers
from mnist_desk.core.samples import WITHOUT, read_right
from mnist_desk.core.stages import ALL, Stages

from ..state.session import Session
from ..work.latest_job import LatestJob

_INTERVAL = 1000
"""Milliseconds at least from one measurement to the next."""


class StageCosts(QObject):
    """Measures in a worker while it is active: at once, and again when model or stages change."""

    measured = Signal(object)
    """dict of Stages to how many sample drawings are read right; some are missing at first."""
    failed = Signal(str)
    """One sentence for the person."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._active = False
        self._measured_for: tuple[Layers, Stages] | None = None
        self._work = LatestJob(self)
        self._work.arrived.connect(self.measured)
        self._work.failed.connect(self._fail)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_INTERVAL)
        self._pause.timeout.connect(self._measure)
        session.model_changed.connect(self._measure_soon)
        session.stages_changed.connect(self._measure_now)
        session.closing.connect(self._close)

    def set_active(self, active: bool) -> None:
        """Measuring is for eyes: it rests while nobody looks."""
        self._active = active
        if active:
            self._measure()
        else:
            self._pause.stop()

    @Slot()
    def _measure_soon(self) -> None:
        if not self._pause.isActive():
            self._measure()

    @Slot()
    def _measure_now(self) -> None:
        self._measure()

    @Slot()
    def _measure(self) -> None:
        layers, stages = self._session.model.layers, self._session.stages
        if not self._active or self._is_measured(layers, stages):
            return
        if self._work.busy and self._measured_for and self._measured_for[1] == stages:
            # A network so large that it takes longer than the interval has its turn to the end.
            self._pause.start()
            return
        self._measured_for = layers, stages
        self._work.ask(functools.partial(_counts, layers, stages))
        self._pause.start()

    def _is_measured(self, layers: Layers, stages: Stages) -> bool:
        return self._measured_for is not None and (
            self._measured_for[0] is layers and self._measured_for[1] == stages
        )

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self.failed.emit(str(error))

    @Slot()
    def _close(self) -> None:
        self._active = False
        self._pause.stop()
        self._work.close()


def _counts(layers: Layers, stages: Stages) -> Iterator[dict[Stages, int]]:
    counts: dict[Stages, int] = {}
    for variant in (stages, *WITHOUT.values(), ALL):
        if variant not in counts:
            counts[variant] = read_right(layers, variant)
            yield dict(counts)
