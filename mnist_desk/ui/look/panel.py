"""The Look inside tab: what happens between the ink and the answer, and why."""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QHideEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from mnist_desk.core.dataset import SIDE
from mnist_desk.core.gradients import Activations, activations
from mnist_desk.core.grey import Grey
from mnist_desk.core.model import Model
from mnist_desk.core.network import Layers
from mnist_desk.core.reading import read_drawing

from ..state.preferences import Preferences
from ..state.session import Session
from ..widgets.headings import RoomyLabel, heading, quiet
from ..widgets.scroll import Scroll
from ..widgets.tokens import LARGE, MEDIUM, SMALL, TINY
from ..work.throttle import Throttle
from .change_box import ChangeBox
from .digit_kernels import DigitKernels
from .layer_strips import LayerStrips, Unit
from .picture_pane import PicturePane
from .pixel_picture import SMALLEST
from .stage_row import StageRow
from .stage_worth import StageWorth
from .unit_view import UnitView

_VIEW_INTERVAL = 16
"""Milliseconds from a new drawing or model to its view here."""
_PATIENCE = 3
"""So many times as long as a view took to make, the next one waits."""
_NARROW, _WIDE = 580, 760
"""Widths of the panel, pixels: below the first all moves closer, from the second on a sentence has
room in one line.
"""
_LOW = 600
"""Height of the panel, pixels, below which all moves closer."""
_SMALLEST_STAGE = 72
"""Side of the picture of a stage at least, pixels."""
_LAYERS_MORE = 40
"""Pixels that the layers get beyond their least height before the pictures grow."""


class LookPanel(Scroll):
    """Puts the views together. All of them rest while the tab is not in sight."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lookPanel")
        self._session = session
        self._model: Model | None = None
        self._inside: Activations | None = None
        self._soon = Throttle(self._show_all, _VIEW_INTERVAL, self)
        self.stages = StageRow(session)
        self.worth = StageWorth(session, self)
        self.pane = PicturePane()
        self.change = ChangeBox(session)
        self.strips = LayerStrips()
        self.kernels = DigitKernels()
        self.unit = UnitView()
        self._of_cells = RoomyLabel(2)
        self._of_cells.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._lay_out()
        self._connect()
        self._show_all()

    def _lay_out(self) -> None:
        top = self._top = QHBoxLayout()
        left = QVBoxLayout()
        left.setSpacing(TINY)
        left.addWidget(heading(self.tr("From ink to picture")))
        left.addWidget(quiet(self.tr("Switch a step off to see what it is worth."), wraps=False))
        left.addWidget(self.stages)
        left.addStretch(1)
        top.addLayout(left, 1)
        top.addWidget(self.pane)
        self._layers_heading = heading("")
        cells = QVBoxLayout()
        cells.setSpacing(TINY)
        cells.addWidget(self._layers_heading)
        cells.addWidget(self._of_cells)
        cells.addWidget(self.strips, 1)
        cells.addWidget(self.kernels, 1)
        layers = QHBoxLayout()
        layers.setSpacing(MEDIUM)
        layers.addLayout(cells, 1)
        layers.addWidget(self.unit, 0, Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        page = self._page = QVBoxLayout(inner)
        page.setSpacing(MEDIUM)
        page.addLayout(top)
        page.addWidget(self.change)
        page.addLayout(layers, 1)
        self.setWidget(inner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        """The four pictures share the width, and grow as far as what is below them has room."""
        room = self.viewport().size()
        is_narrow = room.width() < _NARROW
        side, gap = (SMALL, SMALL) if is_narrow else (MEDIUM, LARGE)
        self._page.setContentsMargins(side, SMALL, side, SMALL)
        self._top.setSpacing(gap)
        self._of_cells.set_lines(2 if room.width() < _WIDE else 1)
        self._page.setSpacing(SMALL if room.height() < _LOW else MEDIUM)
        words = self.pane.least_width(is_narrow)
        width = room.width() - 2 * side - gap - 2 * SMALL
        least = SMALLEST if is_narrow else SMALLEST + SIDE
        others = self._page.minimumSize().height() - self.pane.view.height()
        highest = max(least, room.height() - others - _LAYERS_MORE)
        # The large picture ends where the words below the three small ones do.
        below = 3 * (self.fontMetrics().lineSpacing() + TINY)
        small = max(_SMALLEST_STAGE, (width - below) // 4)
        large = min(max(small + below, least), highest) // SIDE * SIDE
        pane = max(large, words)
        small = max(_SMALLEST_STAGE, min(small, (width - pane) // 3))
        self.stages.set_side(small, is_narrow)
        self.pane.set_side(large, pane, is_narrow)
        self.unit.set_side(min(max(large // 2, 3 * SIDE), 6 * SIDE))

    def _connect(self) -> None:
        session = self._session
        session.reader.read.connect(self._show_soon)
        session.engine.changed.connect(self._show_soon)
        self.change.blended.connect(self._show_soon)
        self.strips.pointed.connect(self._show_unit)
        self.strips.activated.connect(self._silence)
        self.worth.measured.connect(self.stages.show_counts)
        self.worth.failed.connect(self.stages.show_trouble)

    def save(self, preferences: Preferences) -> None:
        """Nothing here is remembered."""

    def restore(self, preferences: Preferences) -> None:
        """Nothing here is remembered."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.change.set_active(True)
        self.worth.set_active(True)
        self._show_all()

    def hideEvent(self, event: QHideEvent) -> None:
        self._soon.cancel()
        self.change.set_active(False)
        self.worth.set_active(False)
        self._forget()
        super().hideEvent(event)

    def _forget(self) -> None:
        """What is not in sight must not keep a model in memory."""
        self._model = self._inside = None
        self.pane.show_picture((), None, -1, changed=False)
        self.kernels.forget()

    @Slot()
    def _show_soon(self) -> None:
        if self.isVisible():
            self._soon.ask()

    def _show_all(self) -> None:
        started = time.perf_counter()
        model = self._model = self._session.network.model
        self.stages.show_drawing()
        self.change.follow()
        picture = self.change.picture
        self._inside = None if picture is None else activations(model.layers, picture)
        shown = None if picture is None else read_drawing(model, picture, self._given)
        self.change.say(shown)
        winner = -1 if shown is None else shown.winner
        self.pane.show_picture(model.layers, picture, winner, self.change.is_changed)
        self._show_layers(model, winner)
        # A huge network is looked into less often, so that drawing goes on.
        took = 1000 * (time.perf_counter() - started)
        self._soon.delay = max(_VIEW_INTERVAL, round(_PATIENCE * took))

    def _given(self, _layers: Layers, _picture: Grey) -> NDArray[np.float32]:
        assert self._inside is not None
        return self._inside.outputs

    def _show_layers(self, model: Model, winner: int) -> None:
        linear = not model.recipe.hidden
        self.strips.setVisible(not linear)
        self.unit.setVisible(not linear)
        self.kernels.setVisible(linear)
        if linear:
            self._layers_heading.setText(self.tr("What each digit looks for"))
            self._of_cells.setText(
                self.tr("Without hidden layers each output has one kernel: ink counts for the "
                        "digit in the blue, against it in the orange.")
            )  # fmt: skip
            self.kernels.show_layer(model.layers[0], winner)
            return
        self._layers_heading.setText(self.tr("What lights up in the hidden layers"))
        hidden = () if self._inside is None else self._inside.hidden
        silenced = self._session.damaging.damage.silenced
        self.strips.show_activations(model.recipe.hidden, hidden, silenced)
        self._show_unit()

    @Slot(object)
    def _silence(self, unit: Unit) -> None:
        """Silence a cell, or let it be heard again."""
        self._session.damaging.toggle(*unit)

    @Slot()
    def _show_unit(self) -> None:
        if self._model is None:
            return
        layers, unit = self._model.layers, self.strips.unit
        self.unit.show_unit(layers, self._inside, unit)
        words = self.unit.in_words(layers, self._inside, unit)
        self._of_cells.setText(words)
        self.strips.say(words if unit is not None else self.strips.in_words())
