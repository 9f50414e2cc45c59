"""What is done to the network: two sliders, the silenced neurons, and the way back."""

from __future__ import annotations

import time
from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from ..state.session import Session
from ..widgets.buttons import named_button
from ..widgets.headings import heading
from ..widgets.tokens import SMALL, TINY
from ..work.throttle import Throttle
from .silenced_list import SilencedList

_INTERVAL = 30
"""Milliseconds from a move of a slider to the network that it makes."""
_PATIENCE = 3
"""So many times as long as that took, the next one waits: a huge network moves less often."""
_SETTLES = 400
"""Milliseconds in which steps by keys and wheel are one change."""
_MOST_NOISE = 240
"""Per cent; a network reads hardly anything then."""


class DamageControls(QWidget):
    """Changes the session's damage; a move of a slider is one change to undo."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._damaging = session, session.damaging
        self.pruned = self._slider("prunedSlider", 100)
        self.noise = self._slider("noiseSlider", _MOST_NOISE)
        self._pruned_value, self._noise_value = QLabel(), QLabel()
        self.silenced = SilencedList(session)
        self.repair = named_button(
            "repairAllButton",
            self.tr("Repair all"),
            self.tr("The network is as it was trained; Undo brings the damage back"),
            icon_name="bandage",
        )
        self._soon = Throttle(self._show, _INTERVAL, self, at_once=True)
        self._settles = Throttle(self._settle_unheld, _SETTLES, self)
        self._lay_out()
        for slider in (self.pruned, self.noise):
            slider.valueChanged.connect(self._on_moved)
            slider.sliderReleased.connect(self._settle)
        self.repair.clicked.connect(self._damaging.repair)
        self._damaging.changed.connect(self.follow)
        session.network.changed.connect(self.follow)
        session.sheet.undo_stack.stepping.connect(self._settle)
        self.follow()

    @staticmethod
    def _slider(name: str, most: int) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setObjectName(name)
        slider.setRange(0, most)
        slider.setPageStep(10)
        return slider

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TINY)
        rows = (
            (self.tr("Prune the smallest weights"), self.pruned, self._pruned_value),
            (self.tr("Noise on the weights"), self.noise, self._noise_value),
        )
        for title, slider, value in rows:
            name = heading(title)
            name.setBuddy(slider)
            slider.setAccessibleName(title)
            above = QHBoxLayout()
            above.addWidget(name, 1)
            above.addWidget(value)
            layout.addLayout(above)
            layout.addWidget(slider)
            layout.addSpacing(SMALL)
        layout.addWidget(self.silenced)
        layout.addSpacing(SMALL)
        layout.addWidget(self.repair, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)

    def rest(self) -> None:
        """Nobody looks any more: what is being chosen is chosen."""
        self._soon.flush()
        self._settle()

    @Slot()
    def follow(self) -> None:
        """Stand where the damage is."""
        damage = self._damaging.damage
        if not self._soon.is_due:
            for slider, value in ((self.pruned, damage.pruned), (self.noise, damage.noise)):
                slider.blockSignals(True)
                slider.setValue(_percent(value))
                slider.blockSignals(False)
        self._tell()
        self.silenced.follow()
        self.repair.setEnabled(bool(damage))
        for slider in (self.pruned, self.noise):
            slider.setEnabled(self._damaging.can_be_damaged)

    def _tell(self) -> None:
        pruned, noise = self._values()
        for value, label in ((pruned, self._pruned_value), (noise, self._noise_value)):
            label.setText(self.tr("{percent} %").format(percent=f"{100 * value:.3g}"))

    def _values(self) -> tuple[float, float]:
        """What the sliders say. One that was not moved stands for what there is, which may be
        between two of its steps.
        """
        damage = self._damaging.damage
        pruned, noise = (
            value if slider.value() == _percent(value) else slider.value() / 100
            for slider, value in ((self.pruned, damage.pruned), (self.noise, damage.noise))
        )
        return pruned, noise

    @Slot()
    def _on_moved(self) -> None:
        self._tell()
        self._soon.ask()
        self._settles.ask()

    def _show(self) -> None:
        started = time.perf_counter()
        pruned, noise = self._values()
        self._damaging.show(replace(self._damaging.damage, pruned=pruned, noise=noise))
        took = 1000 * (time.perf_counter() - started)
        self._soon.delay = max(_INTERVAL, round(_PATIENCE * took))

    def _settle_unheld(self) -> None:
        """While a slider is held, it is its release that counts."""
        if not (self.pruned.isSliderDown() or self.noise.isSliderDown()):
            self._settle()

    @Slot()
    def _settle(self) -> None:
        self._soon.flush()
        self._settles.cancel()
        self._damaging.settle(self.tr("Damage the weights"))


def _percent(part: float) -> int:
    return round(100 * part)
