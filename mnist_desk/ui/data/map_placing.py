"""Where digits are on a map, worked out anew with each network while somebody looks."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.digit_map import Axes, DigitMap, Measured, hidden_axes, map_of, pixel_axes
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.model import Model
from mnist_desk.core.network import Layers
from mnist_desk.core.projection import Centres

from ..state.measurement import Measurement, Work
from ..state.session import Session

_REST = 200
"""Milliseconds at least from one map to the next."""


class Placing(QObject):
    """Follows the network, be it trained or looked at as of a moment, and the open data set."""

    placed = Signal(DigitMap)
    failed = Signal(str)
    """One sentence for the person."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.map: DigitMap | None = None
        """What came last; None while nobody looks."""
        self._open_data = session.open_data
        self._train: DigitSet | None = None
        self._part, self._axes, self._held = "test", Axes.RING, False
        self._measured: dict[Axes, Measured] = {}
        """What came last of each kind of axes."""
        self._measurement = Measurement(session.network, self._work, _REST, self)
        self._measurement.arrived.connect(self._on_placed)
        self._measurement.failed.connect(self.failed)
        session.open_data.changed.connect(self._on_data)

    @property
    def is_due(self) -> bool:
        return self._measurement.is_due

    @property
    def axes(self) -> Axes:
        return self._axes

    def choose(self, part: str, axes: Axes) -> None:
        """part: "train" or "test", whose digits are mapped."""
        if (part, axes) != (self._part, self._axes):
            self._part, self._axes = part, axes
            self._measurement.renew()

    def hold(self, held: bool) -> None:
        """Whether the axes stay those of the network that was looked at last."""
        was_held, self._held = self._held, held
        if was_held and not held:
            self._measurement.renew()

    def watch(self, watched: bool) -> None:
        """Whether somebody looks; otherwise nothing is kept of the network."""
        if not watched:
            self.map = None
            self._measurement.forget()
        self._measurement.watch(watched)

    @Slot()
    def _on_data(self) -> None:
        sets = self._open_data.sets
        train = None if sets is None else sets.train
        if train is not self._train:
            self._train, self.map = train, None
            self._measured.clear()
        self._measurement.renew()

    def _work(self, model: Model) -> Work | None:
        sets = self._open_data.sets
        if sets is None:
            return None
        self._train = sets.train
        digits = sets.test if self._part == "test" else sets.train
        before = self._measured.get(self._axes)
        return functools.partial(
            _place,
            *(sets.train, digits, model.layers, self._axes),
            before if self._stays(before, model.layers) else None,
            None if before is None else before.centres,
        )

    def _stays(self, before: Measured | None, layers: Layers) -> bool:
        """Whether the axes are those before. Of a network with another width they cannot be."""
        if before is None or self._axes is Axes.PIXELS:
            return True
        return self._held and len(layers[-1].kernel) == len(before.projection.mean)

    @Slot(object)
    def _on_placed(self, value: DigitMap) -> None:
        if value.axes is self._axes:
            self._measured[value.axes] = value.measured
            self.map = value
            self.placed.emit(value)


def _place(
    train: DigitSet,
    digits: DigitSet,
    layers: Layers,
    axes: Axes,
    known: Measured | None,
    before: Centres | None,
) -> Iterator[DigitMap]:
    if known is None:
        known = (
            pixel_axes(train.data)
            if axes is Axes.PIXELS
            else hidden_axes(train.data, layers, axes, before)
        )
    yield map_of(digits, layers, axes, known)
