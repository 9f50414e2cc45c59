"""The choice of one of the two networks that are compared."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from ..state.run import Run
from ..state.runs import Runs
from ..widgets.plain import plain_name, plain_tip
from .sides import LOOKED_AT, Side, moments

_LETTERS = 14
"""Of a title that have room in the narrowest window."""


class SideChoice(QComboBox):
    """The network that is looked at, then all of the list, then moments of the chosen run, and the
    moment that is compared if it is of another.
    """

    chosen = Signal(Side)

    def __init__(self, runs: Runs, name: str, parent: QWidget | None = None) -> None:
        """name: what a screen reader calls it."""
        super().__init__(parent)
        self._runs = runs
        self._sides: list[Side | None] = []
        """Those of the rows; None for lines between them."""
        self.setAccessibleName(name)
        self.setMinimumContentsLength(_LETTERS)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(20)
        self.activated.connect(self._on_activated)

    def show_side(self, side: Side | None) -> None:
        """Offer what there is now, this side chosen."""
        self.clear()
        self._sides = []
        runs = self._runs
        self._add(self.tr("What you look at: {title}"), LOOKED_AT, runs.current)
        self._add_line()
        for run in runs.all:
            told = "{title}"
            if run.summary.accuracy is not None:
                told = self.tr("{title} · {accuracy:.2f} %")
            self._add(told, Side(run), run)
        times = [(step, runs.current) for step in moments(runs.current)]
        if side is not None and side.step is not None and side.run is not None:
            # It may be between those that are offered, or of a run that is not chosen any more.
            chosen = side.step, side.run
            times = sorted({*times, chosen}, key=lambda time: time[0])
        if times:
            self._add_line()
        for step, run in times:
            self._add(self.tr("{title} at step {step:,}"), Side(run, step), run)
        row = self._sides.index(side) if side in self._sides and side is not None else -1
        self.setCurrentIndex(row)
        self.setToolTip(plain_tip(self.currentText()))

    def showPopup(self) -> None:
        """A run has other moments now."""
        at = self.currentIndex()
        self.show_side(self._sides[at] if at >= 0 else None)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Who scrolls the page does not mean to choose."""
        event.ignore()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * _LETTERS, super().sizeHint().height())

    def _add(self, template: str, side: Side, run: Run) -> None:
        accuracy = 100 * (run.summary.accuracy or 0)
        title = plain_name(run.title)
        self.addItem(template.format(title=title, accuracy=accuracy, step=side.step))
        self._sides.append(side)

    def _add_line(self) -> None:
        self.insertSeparator(self.count())
        self._sides.append(None)

    @Slot(int)
    def _on_activated(self, row: int) -> None:
        if (side := self._sides[row]) is not None:
            self.chosen.emit(side)
