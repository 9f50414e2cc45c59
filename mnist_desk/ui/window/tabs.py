"""The panels: one row of a table each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtWidgets import QAbstractScrollArea, QStackedWidget, QWidget

from mnist_desk.core.translate import Phrase, translate

from ..data.panel import DataPanel
from ..digits.panel import DigitsPanel
from ..evaluate.panel import EvaluatePanel
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
    a Panel.
    """

    title: str
    icon: str
    make: Callable[[Session], Any]


TABS: dict[str, Tab] = {
    "train": Tab(translate("tabs", "Train"), "chart-line", TrainPanel),
    "look": Tab(translate("tabs", "Look inside"), "scan-eye", LookPanel),
    "digits": Tab(translate("tabs", "My digits"), "images", DigitsPanel),
    "evaluate": Tab(translate("tabs", "Evaluate"), "grid-3x3", EvaluatePanel),
    "data": Tab(translate("tabs", "Data"), "database", DataPanel),
}


def tab_title(name: str) -> str:
    """In the person's language."""
    return spoken(Phrase("tabs", TABS[name].title))


class Tabs(QStackedWidget):
    """The panels of the table, in its order; one that finds too little room is scrolled."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tabs")
        self.panels: dict[str, Any] = {name: tab.make(session) for name, tab in TABS.items()}
        for name, panel in self.panels.items():
            panel.setAccessibleName(tab_title(name))
            self.addWidget(panel if isinstance(panel, QAbstractScrollArea) else scrolled(panel))

    @property
    def current(self) -> str:
        """The name of the panel in sight."""
        return list(self.panels)[self.currentIndex()]

    def show_panel(self, name: str) -> None:
        self.setCurrentIndex(list(self.panels).index(name))

    def save(self, preferences: Preferences) -> None:
        for panel in self.panels.values():
            panel.save(preferences)

    def restore(self, preferences: Preferences) -> None:
        for panel in self.panels.values():
            panel.restore(preferences)
