"""A plot with its title, the way back from a zoom, and what else can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..state.notices import Notices
from ..state.preferences import Preferences
from ..widgets.buttons import icon_button
from ..widgets.headings import heading
from ..widgets.plots import Plot
from ..widgets.tokens import TINY
from .plot_menu import PlotMenu


class PlotCard(QWidget):
    """beside: what stands at the right of the title, before the buttons."""

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

        row = QHBoxLayout()
        row.setSpacing(TINY)
        row.addWidget(heading(title), 1)
        for widget in (*beside, self._whole, self._more):
            row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TINY)
        layout.addLayout(row)
        layout.addWidget(plot, 1)

    @Slot()
    def _open_menu(self) -> None:
        self.menu.open_at(self._more.mapToGlobal(self._more.rect().bottomLeft()))
