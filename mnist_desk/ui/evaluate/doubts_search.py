"""The search for doubtful labels: in how many parts, how far it is, and what it found."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSpinBox, QVBoxLayout, QWidget

from mnist_desk.core.folds import FEWEST, MOST, USUAL
from mnist_desk.core.label_doubt import seconds_for

from ..state.session import Session
from ..widgets.buttons import named_button
from ..widgets.headings import RoomyLabel
from ..widgets.plain import plain_name
from ..widgets.tokens import SMALL


class DoubtsSearch(QWidget):
    """`row`, the upper one, has room for more at its end."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review, self._data = session.label_review, session.open_data
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
        self._about = RoomyLabel(2)
        self._lay_out()
        self._review.changed.connect(self._refresh)
        self._data.changed.connect(self._refresh)
        self._review.progressed.connect(self._on_progress)
        self.search.clicked.connect(self._on_find)
        self.parts.valueChanged.connect(self._tell)
        self.cancel.clicked.connect(self._review.cancel)

    def _lay_out(self) -> None:
        parts = QLabel(self.tr("in"))
        parts.setBuddy(self.parts)
        self.row = QHBoxLayout()
        self.row.setSpacing(SMALL)
        for widget in (self.search, parts, self.parts, QLabel(self.tr("parts"))):
            self.row.addWidget(widget)
        self.row.addStretch(1)
        told = QHBoxLayout()
        told.setSpacing(SMALL)
        told.addWidget(self._about, 1)
        told.addWidget(self._bar, 1)
        told.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addLayout(self.row)
        layout.addLayout(told)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        if not self.isVisible():
            return
        is_busy, why_not = self._review.busy, self._review.why_not()
        self.search.setEnabled(not why_not and not is_busy)
        self.search.setToolTip(why_not)
        self.parts.setEnabled(self.search.isEnabled())
        self._bar.setVisible(is_busy)
        self.cancel.setVisible(is_busy)
        self._about.setVisible(not is_busy)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        words = self._in_words()
        if (splits := self._data.splits) is not None:
            other = self.tr("These are the labels of MNIST: those of {title} are not checked.")
            words = f"{other.format(title=plain_name(splits.title))} {words}"
        self._about.setText(words)

    def _in_words(self) -> str:
        found = self._review.found
        if found is None:
            return self.tr(
                "The training images are dealt into {parts} parts, and each is read by networks of "
                "the recipe quick that learnt from the others. Where they do not read the label, "
                "the label may be wrong. It takes about {seconds} s."
            ).format(parts=self.parts.value(), seconds=seconds_for(self.parts.value()))
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

    @Slot()
    def _on_find(self) -> None:
        self._bar.setValue(0)
        self._review.find(self.parts.value())

    @Slot(float)
    def _on_progress(self, done: float) -> None:
        self._bar.setValue(round(100 * done))
