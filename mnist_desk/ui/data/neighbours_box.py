"""The training digits nearest to the drawing, by pixels and by what the network makes of them."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..state.session import Session
from ..widgets.disclosure import Disclosure
from ..widgets.elided_label import ElidedLabel
from ..widgets.plain import plain_sentence
from ..widgets.tokens import MEDIUM, SMALL, TINY
from .neighbour_row import NeighbourRow
from .neighbour_search import Found, Hidden, NeighbourSearch


class NeighboursBox(QWidget):
    """Rests while it is closed or not in sight."""

    digit_asked = Signal(int)
    """The training digit with this index, from 0, is to be shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("neighboursBox")
        self._session = session
        self.search = NeighbourSearch(session, self)
        self.by_pixels = NeighbourRow(self.tr("Nearest by pixels"))
        self.by_pixels.setObjectName("nearestByPixels")
        self.by_hidden = NeighbourRow(self.tr("Nearest by the last hidden layer"))
        self.by_hidden.setObjectName("nearestByHidden")
        self._of_pixels, self._of_hidden = ElidedLabel(), ElidedLabel()
        for label in (self._of_pixels, self._of_hidden):
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._state = Hidden.READING
        self._note = ElidedLabel()
        self._note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        rows = self._both_rows()
        self.disclosure = Disclosure("neighboursDisclosure", rows)
        self.disclosure.set_text(self.tr("Training digits nearest to your drawing"))
        above = QHBoxLayout()
        above.setSpacing(SMALL)
        above.addWidget(self.disclosure)
        above.addWidget(self._note)
        above.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TINY)
        layout.addLayout(above)
        layout.addWidget(rows)
        self.search.found.connect(self._show)
        self.search.failed.connect(self._say)
        self.disclosure.opened.connect(self._watch)
        for row in (self.by_pixels, self.by_hidden):
            row.pointed.connect(self._tell)
            row.digit_asked.connect(self.digit_asked)
        self._show(Found(None, None, Hidden.READING))

    def _both_rows(self) -> QWidget:
        rows = QWidget()
        both = QHBoxLayout(rows)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(MEDIUM)
        for words, row in ((self._of_pixels, self.by_pixels), (self._of_hidden, self.by_hidden)):
            column = QVBoxLayout()
            column.setSpacing(TINY)
            column.addWidget(words)
            column.addWidget(row)
            both.addLayout(column, 1)
        return rows

    @property
    def is_open(self) -> bool:
        return self.disclosure.is_open

    def set_open(self, is_open: bool) -> None:
        self.disclosure.set_open(is_open)
        self._watch()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._watch()

    def hideEvent(self, event: QHideEvent) -> None:
        self.search.watch(False)
        super().hideEvent(event)

    @Slot()
    def _watch(self) -> None:
        self.search.watch(self.isVisible() and self.is_open)

    @Slot(str)
    def _say(self, words: str) -> None:
        """Beside the heading: what is missing, or went wrong."""
        self._note.setText(plain_sentence(words))
        self._note.setVisible(bool(words))

    @Slot(object)
    def _show(self, found: Found) -> None:
        sets = self._session.open_data.sets
        data = None if sets is None else sets.train.data
        has_drawing = found.pixels is not None
        self._say("" if has_drawing else self.tr("once you draw a digit"))
        self.by_pixels.show_neighbours(data, found.pixels)
        self.by_hidden.show_neighbours(data, found.hidden)
        self._state = found.state
        self._tell()

    @Slot()
    def _tell(self) -> None:
        reasons = {
            Hidden.KNOWN: self.tr("By the last hidden layer"),
            Hidden.READING: self.tr("The network reads the training digits…"),
            Hidden.NONE: self.tr("This network has no hidden layer."),
            Hidden.WIDE: self.tr("The last hidden layer is too wide to compare."),
        }
        pairs = (
            (self._of_pixels, self.by_pixels, self.tr("By their pixels")),
            (self._of_hidden, self.by_hidden, reasons[self._state]),
        )
        for label, row, words in pairs:
            label.setText(words if row.cell is None else row.in_words(row.cell))
