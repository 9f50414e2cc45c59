"""The areas of the window for who has no mouse: the order of Tab, and F6 from one to the next."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget


class Regions(QObject):
    """Areas in the order in which one goes through them."""

    def __init__(
        self, areas: Sequence[QWidget], stations: Sequence[QWidget], window: QWidget
    ) -> None:
        """areas: Tab goes through each of them before it comes to the next. stations: those of F6,
        each one of the areas or what holds some.
        """
        super().__init__(window)
        self._window, self._stations = window, stations
        order = [control for area in areas for control in _controls(area)]
        for one, other in itertools.pairwise(order):
            QWidget.setTabOrder(one, other)

    @Slot()
    def go_on(self) -> None:
        """The focus goes to the next area that has anything for it."""
        focus = self._window.focusWidget()
        at = [i for i, area in enumerate(self._stations) if focus and area.isAncestorOf(focus)]
        after = at[0] + 1 if at else 0
        for area in (*self._stations[after:], *self._stations[:after]):
            control = next((one for one in _controls(area) if _can_be_reached(one)), None)
            if control is not None:
                control.setFocus(Qt.FocusReason.TabFocusReason)
                return


def _controls(area: QWidget) -> list[QWidget]:
    """All in an area that Tab may reach, in the order in which it does."""
    controls, widget = [], area.nextInFocusChain()
    while widget is not None and widget is not area:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and area.isAncestorOf(widget):
            controls.append(widget)
        widget = widget.nextInFocusChain()
    return controls


def _can_be_reached(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled()
