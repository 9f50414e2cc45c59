"""What leaving a stage out costs, measured with the network that is looked at."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.digit_reading import DrawingReading
from mnist_desk.core.model import Model
from mnist_desk.core.network import Layers
from mnist_desk.core.samples import WITHOUT, read_right
from mnist_desk.core.stages import ALL, Stages

from ..state.measurement import Measurement, Work
from ..state.session import Session

_REST = 1000
"""Milliseconds at least from one measurement to the next."""


class StageWorth(QObject):
    """Measures in a worker while it is active: at once, and again when network or stages change."""

    measured = Signal(object)
    """dict of Stages -> how many sample drawings are read right; some are missing at first."""
    failed = Signal(str)
    """One sentence for the person."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stages = session.reader.reading.stages
        self._measurement = Measurement(session.network, self._counting, _REST, self)
        self._measurement.arrived.connect(self.measured)
        self._measurement.failed.connect(self.failed)
        session.reader.read.connect(self._on_reading)
        session.runs.chosen.connect(self._on_run)

    def set_active(self, active: bool) -> None:
        """Measuring is for eyes: it rests while nobody looks."""
        self._measurement.watch(active)

    @Slot(DrawingReading)
    def _on_reading(self, reading: DrawingReading) -> None:
        if reading.stages != self._stages:
            self._stages = reading.stages
            self._measurement.renew()

    @Slot()
    def _on_run(self) -> None:
        """What was counted with the run before is shown no more."""
        self._measurement.renew()

    def _counting(self, model: Model) -> Work:
        return functools.partial(_counts, model.layers, self._stages)


def _counts(layers: Layers, stages: Stages) -> Iterator[dict[Stages, int]]:
    counts: dict[Stages, int] = {}
    for variant in (stages, *WITHOUT.values(), ALL):
        if variant not in counts:
            counts[variant] = read_right(layers, variant)
            yield dict(counts)
