"""The panels: one row of a table each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QAbstractScrollArea, QStackedWidget, QVBoxLayout, QWidget

from mnist_desk.core.translate import Phrase, translate

from ..digits.panel import DigitsPanel
from ..look.panel import LookPanel
from ..state.preferences import Preferences
from ..state.session import Session
from ..train.panel import TrainPanel
from ..widgets.scroll import scrolled
from ..work.sentences import spoken


class Panel(Protocol):
    """What a tab shows. It remembers a group of preferences of its own."""

    def save(self, preferences: Preferences) -> None: ...

    def restore(self, preferences: Preferences) -> None: ...


@dataclass(frozen=True)
class Tab:
    """title: what stands in the rail, below the icon. make: the panel for a session, a QWidget and
    a Panel. waits: whether it is made when the window is in sight, or when it is asked for.
    """

    title: str
    icon: str
    make: Callable[[Session], Any]
    waits: bool = False


def _evaluate(session: Session) -> Any:
    from ..evaluate.panel import EvaluatePanel

    return EvaluatePanel(session)


def _data(session: Session) -> Any:
    from ..data.panel import DataPanel

    return DataPanel(session)


TABS: dict[str, Tab] = {
    "train": Tab(translate("tabs", "Train"), "chart-line", TrainPanel),
    "look": Tab(translate("tabs", "Look inside"), "scan-eye", LookPanel),
    "digits": Tab(translate("tabs", "My digits"), "images", DigitsPanel),
    "evaluate": Tab(translate("tabs", "Evaluate"), "grid-3x3", _evaluate, waits=True),
    "data": Tab(translate("tabs", "Data"), "database", _data, waits=True),
}


def tab_title(name: str) -> str:
    """In the person's language."""
    return spoken(Phrase("tabs", TABS[name].title))


class Tabs(QStackedWidget):
    """The panels of the table, in its order; one that finds too little room is scrolled.

    Those that wait would make a sixth of the time to the first window.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tabs")
        self._session = session
        self._made: dict[str, Any] = {}
        self._rooms: dict[str, QVBoxLayout] = {}
        self._preferences: Preferences | None = None
        """Those that were restored from."""
        for name, tab in TABS.items():
            place = QWidget()
            room = self._rooms[name] = QVBoxLayout(place)
            room.setContentsMargins(0, 0, 0, 0)
            self.addWidget(place)
            if not tab.waits:
                self.panel(name)
        self.currentChanged.connect(self._on_current)

    def panel(self, name: str) -> Any:
        """A panel of the table, made now if it was not yet."""
        if name not in self._made:
            panel = self._made[name] = TABS[name].make(self._session)
            panel.setAccessibleName(tab_title(name))
            area = panel if isinstance(panel, QAbstractScrollArea) else scrolled(panel)
            self._rooms[name].addWidget(area)
            area.show()  # Now: a layout does so when all else is done.
            if self._preferences is not None:
                panel.restore(self._preferences)
        return self._made[name]

    def make_all(self) -> None:
        """Make those that wait."""
        for name in TABS:
            self.panel(name)

    @property
    def panels(self) -> dict[str, Any]:
        """All of them, made if they were not yet."""
        return {name: self.panel(name) for name in TABS}

    @property
    def current(self) -> str:
        """The name of the panel in sight."""
        return list(TABS)[self.currentIndex()]

    def show_panel(self, name: str) -> None:
        self.setCurrentIndex(list(TABS).index(name))

    @Slot(int)
    def _on_current(self, _place: int) -> None:
        self.panel(self.current)

    def save(self, preferences: Preferences) -> None:
        for panel in self._made.values():
            panel.save(preferences)

    def restore(self, preferences: Preferences) -> None:
        self._preferences = preferences
        for panel in self._made.values():
            panel.restore(preferences)
