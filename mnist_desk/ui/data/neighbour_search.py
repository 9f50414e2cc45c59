"""The training digits that are nearest to the drawing, found by a worker while somebody looks."""

from __future__ import annotations

import functools
import operator
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.grey import Grey
from mnist_desk.core.model import Model
from mnist_desk.core.neighbours import (
    HiddenPoints,
    Neighbours,
    PixelPoints,
    can_be_kept,
    hidden_points,
    pixel_points,
)

from ..state.measurement import Measurement, Work
from ..state.session import Session
from ..work.job import Job
from ..work.throttle import Throttle

MOST = 12
"""So many neighbours are found."""
_VIEW_INTERVAL = 120
"""Milliseconds from a new drawing to the search; the pen is faster than anybody compares."""
_REST = 1000
"""Milliseconds at least from one reading of all training digits to the next."""


class Hidden(Enum):
    """Why there are no neighbours by the last hidden layer."""

    KNOWN = ""
    READING = "reading"
    """The network reads the training digits."""
    NONE = "none"
    """The network has no hidden layer."""
    WIDE = "wide"
    """It is too wide."""


class Found(NamedTuple):
    """pixels, hidden: the nearest by pixels and by the last hidden layer; None where there is no
    drawing, or as `state` says.
    """

    pixels: Neighbours | None
    hidden: Neighbours | None
    state: Hidden


class NeighbourSearch(QObject):
    """Follows the drawing, the network and the open data set."""

    found = Signal(Found)
    failed = Signal(str)
    """One sentence for the person."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader, self._network = session.reader, session.network
        self._runs, self._open_data = session.runs, session.open_data
        self._watched = False
        self._images: NDArray[np.uint8] | None = None
        self._pixels: PixelPoints | None = None
        self._points: HiddenPoints | None = None
        self._asked: tuple[object, ...] | None = None
        self._soon = Throttle(self._search, _VIEW_INTERVAL, self)
        self._job = Job(self)
        self._job.arrived.connect(self._on_found)
        self._job.failed.connect(self.failed)
        self._job.ended.connect(self._search_soon)
        self._reading = Measurement(session.network, self._read_all, _REST, self)
        self._reading.arrived.connect(self._on_read)
        self._reading.failed.connect(self.failed)
        session.turn.changed.connect(self._reading.resume)
        session.runs.chosen.connect(self._on_run)
        session.reader.read.connect(self._search_soon)
        session.open_data.changed.connect(self._on_data)

    @property
    def is_due(self) -> bool:
        """Whether something else than what was told last may be found."""
        return self._soon.is_due or self._job.busy or self._reading.is_due

    def watch(self, watched: bool) -> None:
        """Whether somebody looks. What is not looked at holds nothing in memory."""
        if watched == self._watched:
            return
        self._watched = watched
        if not watched:
            self._soon.cancel()
            self._job.cancel()
            self._pixels = self._points = self._asked = None
            self._reading.forget()
        self._reading.watch(watched)
        if watched:
            self._on_data()

    @Slot()
    def _on_data(self) -> None:
        sets = self._open_data.sets
        images = None if sets is None else sets.train.data.images
        if images is not self._images:
            self._job.cancel()
            self._images, self._pixels, self._points = images, None, None
            self._reading.renew()
        self._search_soon()

    @Slot()
    def _on_run(self) -> None:
        """What another network makes of the digits tells nothing of this one."""
        self._points = None
        self._reading.renew()
        self._search_soon()

    @Slot()
    def _search_soon(self) -> None:
        if self._watched:
            self._soon.ask()

    def _search(self) -> None:
        reading, images, state = self._reader.reading.reading, self._images, self._state()
        points = self._points if state is Hidden.KNOWN else None
        picture = None if reading is None else reading.picture
        # While a network trains, the drawing is read again and again: it stays the same picture.
        asked = (picture, images, points, state)
        if self._asked is not None and all(map(operator.is_, asked, self._asked)):
            return
        if picture is None or images is None:
            self._asked = asked
            self._job.cancel()
            self.found.emit(Found(None, None, state))
            return
        find = functools.partial(_find, images, self._pixels, picture, points, state)
        # One that is under way has its turn to the end: a pen would never wait for it.
        if self._job.start(find):
            self._asked = asked

    @Slot(object)
    def _on_found(self, value: PixelPoints | Found) -> None:
        if isinstance(value, Found):
            self.found.emit(value)
        elif value.images is self._images:
            self._pixels = value

    # The last hidden layer

    def _state(self) -> Hidden:
        layers = self._network.model.layers
        if len(layers) < 2:
            return Hidden.NONE
        if self._images is not None and not can_be_kept(layers, len(self._images)):
            return Hidden.WIDE
        return Hidden.READING if self._points is None else Hidden.KNOWN

    def _read_all(self, model: Model) -> Work | None:
        layers, images = model.layers, self._images
        if images is None or len(layers) < 2 or not can_be_kept(layers, len(images)):
            return None
        is_training = self._runs.current.grows and self._network.is_live
        if is_training and self._points is not None and not _ends_an_epoch(model):
            return None
        return functools.partial(hidden_points, layers, images)

    @Slot(object)
    def _on_read(self, value: float | HiddenPoints) -> None:
        if isinstance(value, HiddenPoints) and self._watched:
            self._points = value
            self._search_soon()


def _ends_an_epoch(model: Model) -> bool:
    return model.steps % model.history.steps_per_epoch == 0


def _find(
    images: NDArray[np.uint8],
    pixels: PixelPoints | None,
    picture: Grey,
    points: HiddenPoints | None,
    state: Hidden,
) -> Iterator[PixelPoints | Found]:
    if pixels is None:
        pixels = pixel_points(images)
        yield pixels
    by_hidden = None if points is None else points.nearest(picture, MOST)
    yield Found(pixels.nearest(picture, MOST), by_hidden, state)
