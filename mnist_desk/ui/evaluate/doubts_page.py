"""The page Doubtful labels: training images that may be labelled wrongly, and what to do."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from mnist_desk.core.corrections import CORRECTIONS, Verdict
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.folds import FEWEST, MOST, USUAL
from mnist_desk.core.label_doubt import DoubtfulLabel, seconds_for
from mnist_desk.core.mnist_digit import MNIST_TRAIN

from ..state.session import Session
from ..widgets.buttons import named_button
from ..widgets.headings import RoomyLabel, quiet
from ..widgets.scroll import scrolled
from ..widgets.tokens import MEDIUM, SMALL
from .doubt_card import DoubtCard
from .doubts_grid import DoubtsGrid

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
        self.search = named_button(
            "findDoubts", self.tr("Find doubtful labels"), icon_name="target", kind="primary"
        )
        self.parts = QSpinBox()
        self.parts.setRange(FEWEST, MOST)
        self.parts.setValue(USUAL)
        self.parts.setAccessibleName(self.tr("Parts"))
        self.parts.setToolTip(
            self.tr(
                "Into how many parts the images are dealt; more take longer and learn from more"
            )
        )
        self.cancel = named_button("cancelDoubts", self.tr("Cancel"))
        self._bar = QProgressBar()
        self._bar.setRange(0, 100)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("How far it is"))
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
        self._about = RoomyLabel(2)
        self.grid = DoubtsGrid(self.tr("Doubtful labels"))
        self.grid.setObjectName("doubtsGrid")
        self.card = DoubtCard()
        self.use = QCheckBox(self.tr("Learn from the corrected labels"))
        self.use.setObjectName("useCorrections")
        self.compare = named_button("compareCorrections", self.tr("Train without and with them"))
        self.export = named_button("exportCorrections", self.tr("Export…"), kind="flat")
        self._came = quiet()
        self._lay_out()
        self._connect()
        self._refresh()

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(SMALL)
        above.addWidget(self.search)
        parts = QLabel(self.tr("in"))
        after = QLabel(self.tr("parts"))
        parts.setBuddy(self.parts)
        above.addWidget(parts)
        above.addWidget(self.parts)
        above.addWidget(after)
        above.addStretch(1)
        above.addWidget(self.which)
        told = QHBoxLayout()
        told.setSpacing(SMALL)
        told.addWidget(self._about, 1)
        told.addWidget(self._bar, 1)
        told.addWidget(self.cancel)
        side = scrolled(self.card, across=False)
        side.setFixedWidth(_CARD)
        self._list = QWidget()
        both = QHBoxLayout(self._list)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(MEDIUM)
        both.addWidget(self.grid, 1)
        both.addWidget(side)
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(SMALL)
        below.addWidget(self.use)
        below.addStretch(1)
        below.addWidget(self.compare)
        below.addWidget(self.export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addLayout(above)
        layout.addLayout(told)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._below)
        layout.addWidget(self._came)
        layout.addStretch(0)

    def _connect(self) -> None:
        review = self._review
        review.changed.connect(self._refresh)
        review.progressed.connect(self._on_progress)
        self.search.clicked.connect(self._on_find)
        self.parts.valueChanged.connect(self._tell)
        self.cancel.clicked.connect(review.cancel)
        self.which.currentIndexChanged.connect(self._refresh)
        self.grid.current_changed.connect(self._on_current)
        self.grid.judged.connect(self._judge)
        self.grid.labelled.connect(self._label)
        self.grid.opened.connect(self._put)
        self.card.judged.connect(self._judge)
        self.use.clicked.connect(review.use)
        self.compare.clicked.connect(review.compare)
        self.export.clicked.connect(self._ask_export)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._review.ask()
        self._refresh()

    # What is shown

    @Slot()
    def _refresh(self) -> None:
        if not self.isVisible():
            return
        review = self._review
        why_not = review.why_not()
        self.search.setEnabled(not why_not and not review.busy)
        self.search.setToolTip(why_not)
        self.parts.setEnabled(self.search.isEnabled())
        self._bar.setVisible(review.busy)
        self.cancel.setVisible(review.busy)
        self._about.setVisible(not review.busy)
        self._list.setVisible(review.found is not None)
        self.which.setVisible(review.found is not None)
        self._below.setVisible(review.found is not None or len(review.corrections) > 0)
        changing = review.corrections.changing
        self.use.setChecked(review.is_used)
        self.use.setEnabled(changing > 0 or review.is_used)
        self.compare.setEnabled(changing > 0 and self.search.isEnabled())
        self.export.setEnabled(len(review.corrections) > 0)
        self._tell()
        self._came.setText(self._compared_in_words())
        self._show_list()

    @Slot()
    def _tell(self) -> None:
        self._about.setText(self._found_in_words())

    def _found_in_words(self) -> str:
        found = self._review.found
        if found is None:
            return self.tr(
                "Networks of the recipe quick read training images that they did not learn from. "
                "What they read instead of the label may be a wrong label. It takes about "
                "{seconds} s."
            ).format(seconds=seconds_for(self.parts.value()))
        decided = self._review.corrections
        template = self.tr(
            "{number} labels are doubted, the most doubtful first (two networks each, {parts} "
            "parts, {seconds:.0f} s)."
        )
        if len(decided):
            template += " " + self.tr("Decided: {decided}; {changing} of them change the training.")
        return template.format(
            number=f"{len(found.labels):,}",
            parts=found.parts,
            seconds=found.seconds,
            decided=len(decided),
            changing=decided.changing,
        )

    def _compared_in_words(self) -> str:
        both = self._review.compared
        if both is None or both.without is None or both.corrected is None:
            return ""
        template = self.tr(
            "quick without the corrections: {without}; with them: {corrected} of the test images "
            "right (95 % intervals), from the same seed."
        )
        told = {}
        for name, scores in (("without", both.without), ("corrected", both.corrected)):
            low, high = scores.interval()
            told[name] = self.tr("{right:.2f} % ({low:.2f} to {high:.2f})").format(
                right=100 * scores.accuracy, low=100 * low, high=100 * high
            )
        return template.format(**told)

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

    @Slot(float)
    def _on_progress(self, done: float) -> None:
        self._bar.setValue(round(100 * done))

    # What is done

    @Slot()
    def _on_find(self) -> None:
        self._bar.setValue(0)
        self._review.find(self.parts.value())

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
            self._session.sheet.set_drawing(digits.drawing(image), self.tr("Put a digit"))

    @Slot()
    def _ask_export(self) -> None:
        preferences = self._session.preferences
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Export corrections"),
            str(preferences.folder / CORRECTIONS),
            self.tr("Corrections (*.json)"),
        )
        if name:
            path = Path(name if name.endswith(".json") else f"{name}.json")
            preferences.use_folder_of(path)
            self._review.export(path)


def _verdict(kind: str, doubt: DoubtfulLabel) -> Verdict | None:
    verdicts = {
        "keep": Verdict("keep", doubt.label),
        "fix": Verdict("fix", doubt.suggested),
        "ambiguous": Verdict("ambiguous", doubt.label),
    }
    return verdicts.get(kind)
