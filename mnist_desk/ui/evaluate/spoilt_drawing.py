"""The drawing as it is at every strength of what spoils it, and where its answer turns."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desk.core.drawing import Picture
from mnist_desk.core.grey import Grey
from mnist_desk.core.model import Model
from mnist_desk.core.robustness import DISTORTIONS, Distortion

from ..state.session import Session
from ..widgets.headings import RoomyLabel
from ..widgets.tokens import SMALL
from ..work import jobs
from ..work.latest_job import LatestJob
from ..work.throttle import Throttle
from .strength_strip import Place, StrengthStrip

_REST = 120
"""Milliseconds from a change of the drawing to its pictures at every strength."""


class _Series(NamedTuple):
    """The drawing at every strength: (k, 28, 28), and its outputs (k, 10). names: what the network
    that read it calls the classes.
    """

    distortion: Distortion
    names: tuple[str, ...]
    pictures: NDArray[np.float32]
    outputs: NDArray[np.float32]


class SpoiltDrawing(QWidget):
    """Rests while it is not in sight."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._distortion = DISTORTIONS["rotation"]
        self.strip = StrengthStrip()
        self._turn = RoomyLabel(1)
        self._job = LatestJob(self)
        self._soon = Throttle(self._ask, _REST, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addWidget(self._turn)
        layout.addWidget(self.strip)
        self._job.arrived.connect(self._show)
        self._job.failed.connect(self._turn.setText)
        self.strip.activated.connect(self._put)
        session.reader.read.connect(self._on_read)

    def choose(self, distortion: Distortion) -> None:
        self._distortion = distortion
        self._soon.ask(0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.ask()

    def hideEvent(self, event: QHideEvent) -> None:
        self._soon.cancel()
        self._job.drop()
        super().hideEvent(event)

    @Slot()
    def _on_read(self) -> None:
        if self.isVisible():
            self._soon.ask()

    def _ask(self) -> None:
        reading = self._session.reader.reading.reading
        if not self.isVisible():
            return
        if reading is None or not reading.is_answer:
            self._job.drop()
            self.strip.clear()
            self._turn.setText(self.strip.in_words())
            return
        network = self._session.network
        model = network.model if self._distortion.damage is None else network.undamaged
        self._job.ask(functools.partial(_series, model, reading.picture, self._distortion))

    @Slot(object)
    def _show(self, found: _Series) -> None:
        self.strip.show_series(found.distortion, found.pictures, found.outputs, found.names)
        self._turn.setText(self.strip.in_words())

    @Slot(object)
    def _put(self, place: Place) -> None:
        """The canvas takes the spoilt picture, as the network gets it."""
        picture = np.clip(self.strip.picture(place), 0, 1).astype(np.float32)
        self._session.sheet.set_drawing(Picture(picture, is_mnist=True), self.tr("Spoil"))


def _series(model: Model, picture: Grey, distortion: Distortion) -> Iterator[_Series]:
    for pictures, outputs in jobs.strengths(model, picture, distortion):
        yield _Series(distortion, model.names, pictures, outputs)
