"""The page Digits: all of a data set side by side, one of them large, and those like yours."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mnist_desk.core.browsing import View
from mnist_desk.core.data_statistics import ClassStatistics, class_statistics
from mnist_desk.core.digit_set import DigitSet

from ..state.answering import Answering
from ..state.preferences import BROWSED_ORDER, BROWSED_PART, SHOW_NEIGHBOURS, Preferences
from ..state.session import Session
from ..widgets.tokens import MEDIUM, SMALL
from ..work.latest_job import LatestJob
from .browse_list import BrowseList
from .card_area import CardArea
from .class_strip import ClassStrip
from .digit_card import DigitCard
from .neighbours_box import NeighboursBox
from .ordering import Ordered, Ordering
from .view_bar import ViewBar


class BrowsePage(QWidget):
    """Rests while it is not in sight."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("browsePage")
        self._open_data = session.open_data
        self._wanted: int | None = None
        self._counted: DigitSet | None = None
        self.answering = Answering(session, self)
        self.ordering = Ordering(self)
        self._statistics = LatestJob(self)
        self.bar = ViewBar()
        self.classes = ClassStrip()
        self.list = BrowseList(session)
        self.card = DigitCard()
        self.neighbours = NeighboursBox(session)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        both = QHBoxLayout()
        both.setSpacing(MEDIUM)
        both.addWidget(self.list, 1)
        both.addWidget(CardArea(self.card))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addWidget(self.bar)
        layout.addWidget(self.classes)
        layout.addLayout(both, 1)
        layout.addWidget(self.neighbours)

    def _connect(self) -> None:
        self._open_data.changed.connect(self._on_data)
        self.answering.answered.connect(self._order)
        self.ordering.ordered.connect(self._show)
        self._statistics.arrived.connect(self._show_statistics)
        for work in (self.answering, self.ordering, self._statistics):
            work.failed.connect(self.list.say)
        self.bar.changed.connect(self._follow)
        self.classes.chosen.connect(self._follow)
        self.list.all_asked.connect(self._show_all)
        self.list.current_changed.connect(self._show_current)
        self.card.number_asked.connect(self._go_to)
        self.card.put_asked.connect(self.list.put)
        self.neighbours.digit_asked.connect(self.show_training_digit)

    def save(self, preferences: Preferences) -> None:
        preferences.set(BROWSED_PART, self.bar.part)
        preferences.set(BROWSED_ORDER, self.bar.order.value)
        preferences.set(SHOW_NEIGHBOURS, self.neighbours.is_open)

    def restore(self, preferences: Preferences) -> None:
        self.bar.choose_part(preferences.get(BROWSED_PART))
        self.bar.choose_order(preferences.get(BROWSED_ORDER))
        self.neighbours.set_open(preferences.get(SHOW_NEIGHBOURS))

    # What is looked at

    @property
    def digits(self) -> DigitSet | None:
        """The part of the data set that is chosen; None while it is read."""
        sets = self._open_data.sets
        if sets is None:
            return None
        return sets.test if self.bar.part == "test" else sets.train

    @property
    def view(self) -> View:
        return self.bar.view(self.classes.label)

    @property
    def shown(self) -> Ordered | None:
        """What is in sight; None until there is something."""
        return self.list.shown

    @property
    def is_due(self) -> bool:
        """Whether something else may come in sight by itself."""
        at_work = self.answering.is_due or self.ordering.busy or self._statistics.busy
        return at_work or self.neighbours.search.is_due

    @property
    def _is_filtered(self) -> bool:
        return self.bar.is_filtered or self.classes.label is not None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._open_data.ask()
        self.answering.watch(True)
        self._on_data()

    def hideEvent(self, event: QHideEvent) -> None:
        self.answering.watch(False)
        self.ordering.drop()
        self.list.forget_answers()
        super().hideEvent(event)

    @Slot()
    def _on_data(self) -> None:
        self.bar.show_sets(self._open_data.sets)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        """Look at what is chosen now."""
        if not self.isVisible():
            return
        digits = self.digits
        self.answering.ask_of(digits)
        if digits is None:
            self.list.wait_for_data()
            return
        if digits is not self._counted:
            self._counted = digits
            self._statistics.ask(functools.partial(_count, digits))
        self._order()

    @Slot()
    def _order(self) -> None:
        digits, answers, view = self.digits, self.answering.answers, self.view
        if digits is None or not self.isVisible():
            return
        if view.needs_answers and answers is None:
            self.list.say(self.tr("The network reads them…"))
            return
        self.ordering.ask(digits, answers, view)

    @Slot(object)
    def _show(self, ordered: Ordered) -> None:
        self.list.show_digits(ordered, is_filtered=self._is_filtered)
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self._go_to(wanted)

    @Slot(object)
    def _show_statistics(self, statistics: ClassStatistics) -> None:
        if self._counted is not None:
            self.classes.show_statistics(statistics, self._counted.data.names)

    @Slot()
    def _show_all(self) -> None:
        self.bar.show_all()
        self.classes.choose(None)
        self.list.grid.setFocus()

    # One digit

    @Slot()
    def _show_current(self) -> None:
        current = self.list.current
        if self.shown is None or current is None:
            self.card.show_nothing()
        else:
            self.card.show_digit(self.shown.digits, current, self.shown.answers)

    @Slot(int)
    def _go_to(self, index: int) -> None:
        """Bring a digit in sight; where the filters leave it out, they go."""
        shown = self.shown
        if shown is None or shown.digits is not self.digits or shown.view != self.view:
            self._wanted = index
        elif not self.list.go_to(index) and self._is_filtered:
            self._wanted = index
            self._show_all()

    @Slot(int)
    def show_training_digit(self, index: int) -> None:
        """Bring a training digit in sight."""
        self.bar.choose_part("train")
        self._go_to(index)


def _count(digits: DigitSet) -> Iterator[ClassStatistics]:
    yield class_statistics(digits.data)
