"""The page Doubtful labels: training images that may be labelled wrongly, and what to do."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from mnist_desk.core.corrections import Verdict
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.label_doubt import DoubtfulLabel
from mnist_desk.core.mnist_digit import MNIST_TRAIN

from ..state.session import Session
from ..widgets.scroll import scrolled
from ..widgets.tokens import MEDIUM, SMALL
from .corrections_box import CorrectionsBox
from .doubt_card import DoubtCard
from .doubts_grid import DoubtsGrid
from .doubts_search import DoubtsSearch

_CARD = 260
"""Width of the card, pixels."""
_NO_IMAGES = np.zeros((0, 28, 28), np.uint8)


class DoubtsPage(QWidget):
    """Puts the widgets together."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("doubtsPage")
        self._session, self._review = session, session.label_review
        self._rows: dict[int, int] = {}
        """Number of an image -> its place among those found."""
        self.finder = DoubtsSearch(session)
        self.which = QComboBox()
        self.which.setAccessibleName(self.tr("Which are shown"))
        for title, kind in (
            (self.tr("All"), "all"),
            (self.tr("Not decided"), ""),
            (self.tr("Kept"), "keep"),
            (self.tr("Fixed"), "fix"),
            (self.tr("Ambiguous"), "ambiguous"),
        ):
            self.which.addItem(title, kind)
        self.grid = DoubtsGrid(self.tr("Doubtful labels"))
        self.grid.setObjectName("doubtsGrid")
        self.card = DoubtCard()
        self.uses = CorrectionsBox(session)
        self._lay_out()
        self._connect()
        self._refresh()

    def _lay_out(self) -> None:
        self.finder.row.addWidget(self.which)
        side = scrolled(self.card, across=False)
        side.setFixedWidth(_CARD)
        self._list = QWidget()
        both = QHBoxLayout(self._list)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(MEDIUM)
        both.addWidget(self.grid, 1)
        both.addWidget(side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addWidget(self.finder)
        layout.addWidget(self._list, 1)
        layout.addWidget(self.uses)
        layout.addStretch(0)

    def _connect(self) -> None:
        self._review.changed.connect(self._refresh)
        self._review.taken_back.connect(self._go_to)
        self.which.currentIndexChanged.connect(self._refresh)
        self.grid.current_changed.connect(self._on_current)
        self.grid.judged.connect(self._judge)
        self.grid.labelled.connect(self._label)
        self.grid.opened.connect(self._put)
        self.card.judged.connect(self._judge)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._review.ask()
        self._refresh()

    # What is shown

    @Slot()
    def _refresh(self) -> None:
        if self.isVisible():
            has_found = self._review.found is not None
            self._list.setVisible(has_found)
            self.which.setVisible(has_found)
            self._show_list()

    def _show_list(self) -> None:
        review, wanted = self._review, self.which.currentData()
        if review.found is None or review.images is None:
            self.grid.show_images(_NO_IMAGES, np.zeros(0, np.intp), str)
            self.card.clear()
            return
        self._rows = {one.image: row for row, one in enumerate(review.found.labels)}
        verdicts = review.corrections.verdicts
        shown = [
            image
            for image in self._rows
            if wanted == "all" or getattr(verdicts.get(image), "kind", "") == wanted
        ]
        self.grid.show_images(review.images.images, np.array(shown, np.intp), self._caption)
        self._on_current(-1 if self.grid.current is None else self.grid.current)

    def _doubt(self, image: int) -> DoubtfulLabel:
        assert self._review.found is not None
        return self._review.found.labels[self._rows[image]]

    def _caption(self, image: int) -> str:
        doubt, verdict = self._doubt(image), self._review.corrections.verdicts.get(image)
        if verdict is None:
            return f"{doubt.label} → {doubt.suggested}?"
        marks = {"keep": f"{verdict.label} ✓", "ambiguous": f"{doubt.label} ?"}
        return marks.get(verdict.kind, f"{doubt.label} → {verdict.label} ✓")

    @Slot(int)
    def _on_current(self, image: int) -> None:
        review = self._review
        if image not in self._rows or review.found is None or review.images is None:
            self.card.clear()
            return
        values = review.found.values[self._rows[image]]
        verdict = review.corrections.verdicts.get(image)
        self.card.show_doubt(self._doubt(image), review.images.images[image], values, verdict)

    # What is done

    @Slot(str)
    def _judge(self, kind: str) -> None:
        """The chosen images get a verdict; what the keys act on goes on to the next."""
        self._decide({image: _verdict(kind, self._doubt(image)) for image in self.grid.chosen})

    @Slot(int)
    def _label(self, digit: int) -> None:
        verdicts: dict[int, Verdict | None] = {}
        for image in self.grid.chosen:
            is_same = digit == self._doubt(image).label
            verdicts[image] = Verdict("keep" if is_same else "fix", digit)
        self._decide(verdicts)

    def _decide(self, verdicts: dict[int, Verdict | None]) -> None:
        after = self._after()
        one, several = self.tr("Judge a label"), self.tr("Judge labels")
        self._review.decide(verdicts, one if len(verdicts) == 1 else several)
        if after is not None:
            self.grid.go_to(after)

    @Slot(int)
    def _go_to(self, image: int) -> None:
        """What Undo took back is to be judged anew."""
        if self.isVisible():
            self.grid.go_to(image)

    def _after(self) -> int | None:
        """The digit after the last one chosen."""
        chosen = self.grid.chosen
        order = self.grid.order.tolist()
        place = order.index(chosen[-1]) + 1 if chosen else 0
        return order[place] if place < len(order) else None

    @Slot(int)
    def _put(self, image: int) -> None:
        if self._review.images is not None:
            digits = DigitSet(MNIST_TRAIN, self._review.images)
            self._session.sheet.put_digit(digits, image)


def _verdict(kind: str, doubt: DoubtfulLabel) -> Verdict | None:
    verdicts = {
        "keep": Verdict("keep", doubt.label),
        "fix": Verdict("fix", doubt.suggested),
        "ambiguous": Verdict("ambiguous", doubt.label),
    }
    return verdicts.get(kind)
