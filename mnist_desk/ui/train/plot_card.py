"""A plot with its title, the way back from a zoom, and what else can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..state.notices import Notices
from ..state.preferences import Preferences
from ..widgets.buttons import icon_button
from ..widgets.headings import heading
from ..widgets.plots import Plot
from ..widgets.tokens import SMALL, TINY
from .plot_menu import PlotMenu


class PlotCard(QWidget):
    """The legend stands beside the title, or below it where there is no room.

    beside: what stands at the right of the title, before the buttons.
    """

    def __init__(
        self,
        title: str,
        plot: Plot,
        preferences: Preferences,
        notices: Notices,
        *beside: QWidget,
    ) -> None:
        super().__init__()
        self.plot = plot
        self.menu = PlotMenu(plot, preferences, notices)
        name = plot.objectName()
        self._whole = icon_button(f"{name}Whole", "expand", self.tr("Show the whole again"))
        self._whole.hide()
        # What stands beside it stays where it is when it comes.
        policy = self._whole.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._whole.setSizePolicy(policy)
        self._more = icon_button(f"{name}More", "ellipsis", self.tr("Copy, save, show as a table"))
        self._whole.clicked.connect(plot.zoom_view.reset)
        self._more.clicked.connect(self._open_menu)
        plot.zoom_view.zoom_changed.connect(self._whole.setVisible)

        self._row = QHBoxLayout()
        self._row.setSpacing(SMALL)
        self._row.addWidget(heading(title))
        self._row.addWidget(plot.legend, 1)
        self._row.addStretch()
        for widget in (*beside, self._whole, self._more):
            self._row.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(TINY)
        self._column.addLayout(self._row)
        self._column.addWidget(plot, 1)
        # Of itself: PySide crashes where a widget with an event() of its own is deleted later.
        self.installEventFilter(self)

    @Slot()
    def _open_menu(self) -> None:
        self.menu.open_at(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_legend()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place_legend()
        return super().eventFilter(watched, event)

    def _place_legend(self) -> None:
        legend, row = self.plot.legend, self._row
        beside = row.indexOf(legend) >= 0
        # Of the legend, which takes what is left, the row has only the distance.
        needed = row.sizeHint().width() + legend.sizeHint().width() + (0 if beside else SMALL)
        if beside == (self.width() >= needed):
            return
        if beside:
            row.removeWidget(legend)
            self._column.insertWidget(1, legend)
        else:
            self._column.removeWidget(legend)
            row.insertWidget(1, legend, 1)
