"""The digits of a view side by side, how many they are, and their way to the canvas."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ..state.session import Session
from ..widgets.buttons import named_button
from ..widgets.digit_grid import DigitGrid
from ..widgets.elided_label import ElidedLabel
from ..widgets.headings import heading
from ..widgets.plain import plain_sentence
from ..widgets.tokens import SMALL, TINY
from .ordering import Ordered


class BrowseList(QWidget):
    """Enter puts the digit that the keys act on upon the canvas, Space shows it large."""

    current_changed = Signal()
    """Another digit than before, or the same with other answers, is the one the keys act on."""
    all_asked = Signal()
    """The filters are to be left."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.shown: Ordered | None = None
        """What is in the grid; None until there is something."""
        self.count = ElidedLabel()
        self.count.setObjectName("browseCount")
        self.count.setFont(heading().font())
        self.state = ElidedLabel()
        self.state.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._all = named_button(
            "showAllDigits", self.tr("Show all"), self.tr("Leave the filters"), kind="flat"
        )
        # What is below it must not move when it comes and goes.
        policy = self._all.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        policy.setHorizontalPolicy(QSizePolicy.Policy.Fixed)
        self._all.setSizePolicy(policy)
        self._all.hide()
        self.grid = DigitGrid("browseGrid")
        self._lay_out()
        self._all.clicked.connect(self.all_asked)
        self.grid.current_changed.connect(self.current_changed)
        self.grid.opened.connect(self.put)

    def _lay_out(self) -> None:
        told = QHBoxLayout()
        told.setSpacing(SMALL)
        told.addWidget(self.count)
        told.addWidget(self.state, 1)
        told.addWidget(self._all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TINY)
        layout.addLayout(told)
        layout.addWidget(self.grid, 1)

    @property
    def current(self) -> int | None:
        """The digit that the keys act on."""
        return self.grid.current

    def show_digits(self, ordered: Ordered, *, is_filtered: bool) -> None:
        """Another view begins at its beginning; with other answers the digit stays the same."""
        before, self.shown = self.shown, ordered
        digits, answers, _, indices = ordered
        if answers is None:
            self.grid.show_digits(digits, indices)
        else:
            self.grid.show_answers(answers, indices)
        is_all = len(indices) == len(digits)
        template = self.tr("All {n}") if is_all else self.tr("{n} of {total}")
        self.count.setText(template.format(n=f"{len(indices):,}", total=f"{len(digits):,}"))
        self._all.setVisible(is_filtered)
        self.say("" if answers is not None else self.tr("The network reads them…"))
        is_same = before is not None and (before.digits, before.view) == (digits, ordered.view)
        if not is_same or self.current is None:
            self.grid.scrollToTop()
            self.grid.go_to_first()
        self.current_changed.emit()

    def forget_answers(self) -> None:
        """What is not in sight must not keep a model in memory."""
        self.grid.forget_answers()
        if self.shown is not None:
            self.shown = self.shown._replace(answers=None)

    def wait_for_data(self) -> None:
        self.count.setText(self.tr("Reading the data set…"))
        self.say("")

    @Slot(str)
    def say(self, words: str) -> None:
        """Beside the count: what is going on, or went wrong."""
        self.state.setText(plain_sentence(words))
        self.state.setVisible(bool(words))

    def go_to(self, index: int) -> bool:
        """Let the keys act on a digit; False when it is not shown."""
        is_shown = self.grid.go_to(index)
        if is_shown:
            self.grid.setFocus()
        return is_shown

    @Slot(int)
    def put(self, index: int) -> None:
        """Put a digit on the canvas."""
        if self.shown is not None:
            self._session.sheet.put_digit(self.shown.digits, index)
