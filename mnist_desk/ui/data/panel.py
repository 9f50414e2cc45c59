"""The panel Data: what networks are trained and tried on."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..state.preferences import DATA_PAGE, Preferences
from ..state.session import Session
from ..widgets.pages import Pages
from ..widgets.tokens import MEDIUM, SMALL
from .browse_page import BrowsePage
from .map_page import MapPage


class DataPanel(QWidget):
    """Puts the pages together."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dataPanel")
        self.browse_page = BrowsePage(session)
        self.map_page = MapPage(session)
        self.pages = Pages()
        self.pages.add("browse", self.tr("Digits"), self.browse_page)
        self.pages.add("map", self.tr("Map"), self.map_page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MEDIUM, SMALL, MEDIUM, SMALL)
        layout.addWidget(self.pages)

    def save(self, preferences: Preferences) -> None:
        preferences.set(DATA_PAGE, self.pages.current)
        self.browse_page.save(preferences)
        self.map_page.save(preferences)

    def restore(self, preferences: Preferences) -> None:
        self.browse_page.restore(preferences)
        self.map_page.restore(preferences)
        self.pages.show_page(preferences.get(DATA_PAGE))
