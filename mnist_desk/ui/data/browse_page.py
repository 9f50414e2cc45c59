"""The page Digits: all of a data set side by side, one of them large, and those like yours."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mnist_desk.core.browsing import View
from mnist_desk.core.data_statistics import ClassStatistics, class_statistics
from mnist_desk.core.digit_set import DigitSet

from ..state.answering import Answering
from ..state.preferences import BROWSED_ORDER, BROWSED_PART, SHOW_NEIGHBOURS, Preferences
from ..state.session import Session
from ..widgets.buttons import named_button
from ..widgets.elided_label import ElidedLabel
from ..widgets.enlarged import Enlarged
from ..widgets.headings import heading
from ..widgets.image_grid import ImageGrid
from ..widgets.plain import plain_sentence
from ..widgets.tokens import MEDIUM, SMALL, TINY
from ..work.latest_job import LatestJob
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
        self._session, self._open_data = session, session.open_data
        self.shown: Ordered | None = None
        """What is in the grid; None until there is something."""
        self._wanted: int | None = None
        self._enlarged: Enlarged | None = None
        self.answering = Answering(session, self)
        self.ordering = Ordering(self)
        self._statistics = LatestJob(self)
        self._counted: DigitSet | None = None
        self.classes = ClassStrip()
        self.bar = ViewBar()
        self.grid = ImageGrid(self.tr("Digits"))
        self.grid.setObjectName("browseGrid")
        self.grid.setAccessibleDescription(
            self.tr("Enter puts a digit on the canvas, Space shows it large.")
        )
        self.card = DigitCard()
        self.neighbours = NeighboursBox(session)
        self._count = ElidedLabel()
        self._count.setObjectName("browseCount")
        self._count.setFont(heading().font())
        self._state = ElidedLabel()
        self._state.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._all = named_button(
            "showAllDigits", self.tr("Show all"), self.tr("Leave the filters"), kind="flat"
        )
        # What is below it must not move when it comes and goes.
        policy = self._all.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._all.setSizePolicy(policy)
        self._all.hide()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        told = QHBoxLayout()
        told.setSpacing(SMALL)
        told.addWidget(self._count)
        told.addWidget(self._state, 1)
        told.addWidget(self._all)
        left = QVBoxLayout()
        left.setSpacing(TINY)
        left.addLayout(told)
        left.addWidget(self.grid, 1)
        both = QHBoxLayout()
        both.setSpacing(MEDIUM)
        both.addLayout(left, 1)
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
        self.answering.failed.connect(self._say)
        self.ordering.ordered.connect(self._show)
        self.ordering.failed.connect(self._say)
        self._statistics.arrived.connect(self._show_statistics)
        self._statistics.failed.connect(self._say)
        self.bar.changed.connect(self._follow)
        self.card.number_asked.connect(self._go_to)
        self.classes.chosen.connect(self._follow)
        self._all.clicked.connect(self._show_all)
        self.grid.current_changed.connect(self._on_current)
        self.grid.opened.connect(self.put)
        self.grid.enlarged.connect(self._enlarge)
        self.card.put_asked.connect(self.put)
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
    def is_due(self) -> bool:
        """Whether something else may come in sight by itself."""
        at_work = self.answering.is_due or self.ordering.busy or self._statistics.busy
        return at_work or self.neighbours.search.is_due

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._open_data.ask()
        self.answering.watch(True)
        self._on_data()

    def hideEvent(self, event: QHideEvent) -> None:
        self.answering.watch(False)
        self.ordering.drop()
        if self.shown is not None:
            # What is not in sight must not keep a model in memory.
            self.shown = self.shown._replace(answers=None)
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
            self._count.setText(self.tr("Reading the data set…"))
            self._say("")
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
            self._say(self.tr("The network reads them…"))
            return
        self.ordering.ask(digits, answers, view)

    @Slot(object)
    def _show(self, ordered: Ordered) -> None:
        self.shown = ordered
        digits, answers, _, indices = ordered
        wrong = None if answers is None else ~answers.right
        self.grid.show_images(digits.data.images, indices, self._caption, wrong)
        template = self.tr("{n} of {total}")
        if len(indices) == len(digits):
            template = self.tr("All {n} digits")
        self._count.setText(template.format(n=f"{len(indices):,}", total=f"{len(digits):,}"))
        self._all.setVisible(self._is_filtered)
        self._say("" if answers is not None else self.tr("The network reads them…"))
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self._go_to(wanted)
        elif self.grid.current is None:
            self.grid.go_to_first()
        self._on_current(-1 if self.grid.current is None else self.grid.current)

    @Slot(str)
    def _say(self, words: str) -> None:
        """Beside the count: what is going on, or went wrong."""
        self._state.setText(plain_sentence(words))
        self._state.setVisible(bool(words))

    @property
    def _is_filtered(self) -> bool:
        return self.bar.is_filtered or self.classes.label is not None

    @Slot(object)
    def _show_statistics(self, statistics: ClassStatistics) -> None:
        if self._counted is not None:
            self.classes.show_statistics(statistics, self._counted.data.names)

    @Slot()
    def _show_all(self) -> None:
        self.bar.show_all()
        self.classes.choose(None)
        self.grid.setFocus()

    # One digit

    def _caption(self, index: int) -> str:
        if self.shown is None:
            return ""
        data, answers = self.shown.digits.data, self.shown.answers
        name = str(data.names[data.labels[index]])
        if answers is None:
            return name
        if answers.right[index]:
            return f"{name} ✓"
        return f"{name} → {data.names[answers.answers[index]]}"

    @Slot(int)
    def _on_current(self, index: int) -> None:
        if self.shown is None:
            return
        digits, answers = self.shown.digits, self.shown.answers
        if index < 0:
            self.card.show_nothing()
            return
        self.card.show_digit(digits, index, answers)
        if self._enlarged is not None and self._enlarged.isVisible() and answers is not None:
            self._enlarged.show_digit(answers, index)

    @Slot(int)
    def _go_to(self, index: int) -> None:
        """Bring a digit in sight; where the filters leave it out, they go."""
        if self.shown is None or self.shown.digits is not self.digits or self._is_behind():
            self._wanted = index
        elif self.grid.go_to(index):
            self.grid.setFocus()
        elif self._is_filtered:
            self._wanted = index
            self._show_all()

    def _is_behind(self) -> bool:
        """Whether something else than what is chosen is shown still."""
        return self.shown is not None and self.shown.view != self.view

    @Slot(int)
    def show_training_digit(self, index: int) -> None:
        """Bring a training digit in sight."""
        self.bar.choose_part("train")
        self._go_to(index)

    @Slot(int)
    def put(self, index: int) -> None:
        """Put a digit on the canvas."""
        if self.shown is not None:
            drawing = self.shown.digits.drawing(index)
            self._session.sheet.set_drawing(drawing, self.tr("Put a digit"))

    # Large

    @Slot(int)
    def _enlarge(self, index: int) -> None:
        if self.shown is None or self.shown.answers is None:
            return
        if self._enlarged is None:
            self._enlarged = Enlarged(self)
            self._enlarged.put_asked.connect(self.put)
            self._enlarged.step_asked.connect(self.grid.step)
        self._enlarged.show_digit(self.shown.answers, index)
        self._enlarged.show()


def _count(digits: DigitSet) -> Iterator[ClassStatistics]:
    yield class_statistics(digits.data)
