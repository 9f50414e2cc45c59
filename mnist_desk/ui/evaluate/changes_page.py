"""What changed: two networks on the same digits, and the digits that only one of them reads."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from mnist_desk.core.comparison import Comparison

from ..state.session import Session
from ..widgets.buttons import icon_button
from ..widgets.headings import RoomyLabel, quiet
from ..widgets.plain import plain_label, plain_name, plain_sentence
from ..widgets.scroll import Scroll
from ..widgets.tokens import LARGE, SMALL
from .change_view import ChangeView
from .changes_words import accuracies_told, chance_told
from .comparing import Comparing
from .outcome_cards import OutcomeCards
from .outcomes import Outcome
from .side_choice import SideChoice
from .sides import Side


class ChangesPage(Scroll):
    """Puts the widgets together; it rests while it is not in sight. In a low window it scrolls."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("changesPage")
        self._session = session
        self.comparing = Comparing(session, self)
        self.before = SideChoice(session.runs, self.tr("Before"))
        self.before.setObjectName("beforeChoice")
        self.after = SideChoice(session.runs, self.tr("After"))
        self.after.setObjectName("afterChoice")
        self.swap = icon_button(
            "swapButton", "arrow-left-right", self.tr("Exchange before and after")
        )
        self.cards = OutcomeCards()
        self._accuracies = plain_label(wraps=True)
        self._accuracies.setObjectName("changesAccuracies")
        self._chance = RoomyLabel(1)
        self._chance.setObjectName("changesChance")
        self.view = ChangeView(session)
        self._message = plain_label(wraps=True)
        self._message.setObjectName("changesMessage")
        self._lay_out()
        self.before.chosen.connect(self._choose_before)
        self.after.chosen.connect(self._choose_after)
        self.swap.clicked.connect(self.comparing.swap)
        self.cards.chosen.connect(self._choose_outcome)
        self.view.cell_chosen.connect(self._on_cell)
        self.comparing.sides_changed.connect(self._show_sides)
        self.comparing.changed.connect(self._show)
        self._show_sides()

    def _lay_out(self) -> None:
        sides = QHBoxLayout()
        sides.setSpacing(SMALL)
        for title, choice in ((self.tr("Before"), self.before), (self.tr("After"), self.after)):
            label = QLabel(title)
            label.setBuddy(choice)
            sides.addWidget(label)
            sides.addWidget(choice, 1)
            if choice is self.before:
                sides.addWidget(self.swap)
        self._came = QWidget()
        inside = QVBoxLayout(self._came)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SMALL)
        inside.addWidget(self.cards)
        inside.addWidget(self._accuracies)
        inside.addWidget(self._chance)
        inside.addSpacing(SMALL)
        inside.addWidget(self.view, 1)
        self._message.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._message.setForegroundRole(quiet().foregroundRole())
        self._message.setContentsMargins(LARGE, 3 * LARGE, LARGE, LARGE)
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addLayout(sides)
        layout.addWidget(self._came, 1)
        layout.addWidget(self._message, 1)
        self.setWidget(inner)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        sets = self._session.digit_sets
        sets.choose(sets.source)
        self.comparing.watch(True)
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.comparing.watch(False)
        self.view.forget()

    # Sides

    @Slot(Side)
    def _choose_before(self, side: Side) -> None:
        self.comparing.choose(side, self.comparing.after)

    @Slot(Side)
    def _choose_after(self, side: Side) -> None:
        self.comparing.choose(self.comparing.before, side)

    @Slot()
    def _show_sides(self) -> None:
        before, after = self.comparing.before, self.comparing.after
        self.before.show_side(before)
        self.after.show_side(after)
        for widget in (self.before, self.after, self.swap):
            widget.setEnabled(before is not None)
        self._show()

    # What came of it

    @Slot()
    def _show(self) -> None:
        if not self.isVisible():
            return
        message = self._why_nothing()
        self._message.setText(plain_sentence(message))
        self._message.setVisible(bool(message))
        self._came.setVisible(not message)
        comparison = self.comparing.comparison
        if message or comparison is None:
            return
        self.cards.show_comparison(comparison)
        self._tell(comparison)
        self.view.show_comparison(comparison)
        self._on_cell(self.view.has_cell)

    def _why_nothing(self) -> str:
        """A sentence for the place of what cannot be shown; empty when it can."""
        comparing, digits = self.comparing, self._session.digit_sets.current
        if comparing.before is None:
            return self.tr(
                "Train a second network, or open one, to compare it with this: here you then see "
                "the digits that only one of them reads right."
            )
        if comparing.are_same:
            return self.tr("The same network is on both sides: choose another above.")
        if comparing.failure:
            return comparing.failure
        if self._session.digit_sets.is_empty:
            return self.tr("There are no digits of yours yet: draw one and press its key.")
        if digits is None or comparing.comparison is None:
            return self.tr("Reading the digits…")
        return ""

    def _tell(self, comparison: Comparison) -> None:
        title = plain_name(comparison.after.digits.title)
        self._accuracies.setText(accuracies_told(comparison, title))
        fixed, broken = len(comparison.fixed), len(comparison.broken)
        self._chance.setText(chance_told(fixed, broken, comparison.p_value))

    @Slot(Outcome)
    def _choose_outcome(self, outcome: Outcome) -> None:
        self.view.show_outcome(outcome)

    @Slot(bool)
    def _on_cell(self, has_cell: bool) -> None:
        self.cards.choose(None if has_cell else self.view.outcome)
