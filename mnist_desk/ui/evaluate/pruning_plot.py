"""How many digits are read right, the more of the network is pruned."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mnist_desk.core.robustness import DISTORTIONS, PRUNING, RobustnessCurve

from ..widgets.tokens import Colours
from .robustness_plot import RobustnessPlot


class PruningPlot(RobustnessPlot):
    """One curve, and a line where the network is now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._now = pg.InfiniteLine(angle=90, movable=False)
        super().__init__(parent)
        self.setObjectName("pruningPlot")
        self.setAccessibleName(self.tr("Accuracy against the share of weights taken away"))
        self.addItem(self._now, ignoreBounds=True)
        self._title = self.tr("part pruned")

    @property
    def now(self) -> float:
        """A part in [0, 1]."""
        return float(self._now.value())

    def show_curve(self, name: str, curve: RobustnessCurve | None) -> None:
        """name: of the network, as it may be seen."""
        known = curve or RobustnessCurve(DISTORTIONS[PRUNING], 1)
        self.show_curves(DISTORTIONS[PRUNING], self._title, [(name, known)])

    def show_now(self, part: float) -> None:
        """Where the line stands."""
        self._now.setValue(part)

    def paint_in(self, c: Colours) -> None:
        super().paint_in(c)
        self._now.setPen(pg.mkPen(c.quiet, width=1, style=Qt.PenStyle.DashLine))
