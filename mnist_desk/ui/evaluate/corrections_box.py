"""What the corrected labels are for: to learn from them, to see what they are worth, to export."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from mnist_desk.core.corrections import CORRECTIONS

from ..state.session import Session
from ..widgets.buttons import named_button
from ..widgets.headings import quiet
from ..widgets.tokens import SMALL


class CorrectionsBox(QWidget):
    """Empty while nothing was found and nothing is decided."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review, self._preferences = session.label_review, session.preferences
        self.use = QCheckBox(self.tr("Learn from the corrected labels"))
        self.use.setObjectName("useCorrections")
        self.compare = named_button("compareCorrections", self.tr("Train without and with them"))
        self.export = named_button("exportCorrections", self.tr("Export…"), kind="flat")
        self._came = quiet()
        self._lay_out()
        self._review.changed.connect(self._refresh)
        self.use.clicked.connect(self._review.use)
        self.compare.clicked.connect(self._review.compare)
        self.export.clicked.connect(self._ask_export)

    def _lay_out(self) -> None:
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(self.use)
        row.addStretch(1)
        row.addWidget(self.compare)
        row.addWidget(self.export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addWidget(self._row)
        layout.addWidget(self._came)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        if not self.isVisible():
            return
        review = self._review
        decided, changing = len(review.corrections), review.corrections.changing
        self._row.setVisible(review.found is not None or decided > 0)
        self.use.setChecked(review.is_used)
        self.use.setEnabled(changing > 0 or review.is_used)
        self.compare.setEnabled(changing > 0 and not review.busy and not review.why_not())
        self.export.setEnabled(decided > 0)
        self._came.setText(self._compared_in_words())

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
        words = template.format(**told)
        if both.corrected.interval()[0] <= both.without.interval()[1] and (
            both.without.interval()[0] <= both.corrected.interval()[1]
        ):
            words += " " + self.tr("The intervals overlap: it may be chance.")
        return words

    @Slot()
    def _ask_export(self) -> None:
        preferences = self._preferences
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
