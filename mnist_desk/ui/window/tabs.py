"""The tabs: one row of a table each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtWidgets import QTabWidget, QWidget

from mnist_desk.core.translate import Phrase, translate

from ..digits.panel import DigitsPanel
from ..look.panel import LookPanel
from ..state.preferences import Preferences
from ..state.session import Session
from ..train.panel import TrainPanel
from ..work.sentences import spoken


class Panel(Protocol):
    """What a tab shows. It remembers a group of preferences of its own."""

    def save(self, preferences: Preferences) -> None: ...

    def restore(self, preferences: Preferences) -> None: ...


@dataclass(frozen=True)
class Tab:
    """title: what stands on the tab. make: the panel for a session, a QWidget and a Panel."""

    title: str
    make: Callable[[Session], Any]


TABS: dict[str, Tab] = {
    "train": Tab(translate("tabs", "Train"), TrainPanel),
    "look": Tab(translate("tabs", "Look inside"), LookPanel),
    "digits": Tab(translate("tabs", "My digits"), DigitsPanel),
}


class Tabs(QTabWidget):
    """The panels of the table, in its order."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tabs")
        self.setDocumentMode(True)
        self.panels: dict[str, Any] = {name: tab.make(session) for name, tab in TABS.items()}
        for name, panel in self.panels.items():
            self.addTab(panel, spoken(Phrase("tabs", TABS[name].title)))

    def save(self, preferences: Preferences) -> None:
        for panel in self.panels.values():
            panel.save(preferences)

    def restore(self, preferences: Preferences) -> None:
        for panel in self.panels.values():
            panel.restore(preferences)
