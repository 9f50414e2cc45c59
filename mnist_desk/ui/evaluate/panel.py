"""The panel Evaluate: where the network fails, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..state.preferences import EVALUATE_PAGE, Preferences
from ..state.session import Session
from ..widgets.headings import quiet
from ..widgets.pages import Pages
from ..widgets.tokens import MEDIUM, SMALL
from .breaks_page import BreaksPage
from .changes_page import ChangesPage
from .class_page import ClassPage
from .damage_page import DamagePage
from .doubts_page import DoubtsPage
from .matrix_page import MatrixPage
from .model_choice import ModelChoice
from .source_choice import SourceChoice


class EvaluatePanel(QWidget):
    """Puts the pages together; beside their buttons stands which network is tried, and on what."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evaluatePanel")
        self.source = SourceChoice(session)
        self.matrix_page = MatrixPage(session)
        self.pages = Pages()
        self.pages.add("mistakes", self.tr("Mistakes"), self.matrix_page)
        self.pages.add("changes", self.tr("Changes"), ChangesPage(session))
        self.breaks_page = BreaksPage(session)
        self.pages.add("breaks", self.tr("Breaking"), self.breaks_page)
        self.damage_page = DamagePage(session)
        self.pages.add("damage", self.tr("Damage"), self.damage_page)
        self.doubts_page = DoubtsPage(session)
        self.pages.add("doubts", self.tr("Labels"), self.doubts_page)
        self.pages.add("class", self.tr("Class"), ClassPage(session))
        self.model = ModelChoice(session.runs)
        self.pages.share(self._tried(), "doubts")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MEDIUM, SMALL, MEDIUM, SMALL)
        layout.addWidget(self.pages)

    def _tried(self) -> QWidget:
        """Which network is tried on what."""
        tried = QWidget()
        row = QHBoxLayout(tried)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        for widget in (self.model, quiet(self.tr("on")), self.source):
            row.addWidget(widget)
        return tried

    def save(self, preferences: Preferences) -> None:
        preferences.set(EVALUATE_PAGE, self.pages.current)

    def restore(self, preferences: Preferences) -> None:
        self.pages.show_page(preferences.get(EVALUATE_PAGE))
