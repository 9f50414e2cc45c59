"""The tab My digits: the gallery, how many are read right, files, and the lesson."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mnist_desk.core.collection import drawing_of
from mnist_desk.core.ink_file import is_ink_file
from mnist_desk.core.places import file_name

from ..state.digit import Digit
from ..state.preferences import WRITER, Preferences
from ..state.session import Session
from ..widgets.headings import heading
from ..widgets.ink_drop import InkDrop
from ..widgets.plain import plain_label, plain_sentence
from ..widgets.scroll import Scroll
from ..widgets.tokens import MEDIUM, SMALL
from ..widgets.writer_edit import WriterEdit
from ..work.throttle import Throttle
from .digits_tools import DigitsTools
from .empty_gallery import EmptyGallery
from .gallery import Gallery, Which
from .label_counts import LabelCounts
from .lesson_box import LessonBox

_GALLERY = 180
"""Height of the gallery at least, pixels: two rows of digits."""
_A_BLINK = 50
"""Milliseconds, in which the layout has made room."""
_VIEW_INTERVAL = 200
"""Milliseconds from new answers to their being shown; thousands of digits are read bit by bit."""


class DigitsPanel(Scroll):
    """Puts the widgets together and joins them to the session. In a low window it scrolls."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("digitsPanel")
        self._session = session
        self._mine = session.my_digits
        self._preferences = session.preferences
        self.gallery = Gallery()
        self.lesson_box = LessonBox(session)
        self.writer = WriterEdit()
        self.counts = LabelCounts()
        self._tools = DigitsTools()
        self._summary = heading()
        self._summary.setObjectName("digitsSummary")
        self._note = plain_label()
        self._note.setObjectName("digitsNote")
        # The name of a file may not make the window wider.
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._empty = EmptyGallery()
        self._drop = InkDrop(self, self.tr("Drop ink files to add them to my digits"))
        self._soon = Throttle(self._refresh, _VIEW_INTERVAL, self)
        self._reveal = Throttle(self._reveal_lesson, _A_BLINK, self)
        self._lay_out()
        self._connect()
        self._refresh()

    def _lay_out(self) -> None:
        self._above = QWidget()
        above = QVBoxLayout(self._above)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(SMALL)
        above.addWidget(self.counts)
        above.addWidget(self._tools)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.gallery)
        self._pages.addWidget(self._empty)
        self._pages.setMinimumHeight(_GALLERY)
        below = QHBoxLayout()
        below.setSpacing(SMALL)
        below.addWidget(self._summary)
        below.addWidget(self._note, 1)
        by = QLabel(self.tr("Drawn by"))
        by.setBuddy(self.writer)
        below.addWidget(by)
        below.addWidget(self.writer)
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(MEDIUM, SMALL, MEDIUM, SMALL)
        layout.setSpacing(SMALL)
        layout.addWidget(self._above)
        layout.addWidget(self._pages, 1)
        layout.addLayout(below)
        layout.addSpacing(SMALL)
        layout.addWidget(self.lesson_box)
        self.setWidget(inner)

    def _connect(self) -> None:
        mine, gallery = self._mine, self.gallery
        mine.changed.connect(self._refresh)
        mine.answers_changed.connect(self._on_answers)
        self._session.notices.confirmed.connect(self._show_note)
        # What was told of the last change does not hold after an Undo.
        self._session.sheet.undo_stack.indexChanged.connect(self._note.clear)
        self.counts.chosen.connect(self._show)
        self._tools.which.currentIndexChanged.connect(self._show)
        self._tools.whose.currentIndexChanged.connect(self._refresh)
        self._drop.dropped.connect(self._mine.import_files)
        self.writer.named.connect(mine.set_writer)
        mine.writer_changed.connect(self.writer.show_writer)
        mine.writer_changed.connect(self._offer_writers)
        self._tools.import_.clicked.connect(self._ask_import)
        self._empty.import_asked.connect(self._ask_import)
        self._empty.all_asked.connect(self._show_all)
        self._tools.export.clicked.connect(self._ask_export)
        self._tools.delete.clicked.connect(self._on_delete)
        self._session.lesson.changed.connect(self._on_lesson)
        gallery.delete_asked.connect(self._on_delete)
        gallery.relabel_asked.connect(self._on_relabel)
        gallery.writer_asked.connect(self._on_writer)
        gallery.open_asked.connect(self._on_open)
        gallery.selectionModel().selectionChanged.connect(self._on_selection)

    def save(self, preferences: Preferences) -> None:
        preferences.set(WRITER, self._mine.writer)

    def restore(self, preferences: Preferences) -> None:
        self.writer.setText(preferences.get(WRITER))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._mine.watch(self, True)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._mine.watch(self, False)
        self._soon.cancel()
        self._reveal.cancel()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_tools()

    def _fit_tools(self) -> None:
        self._tools.fit(self.viewport().width() - 2 * MEDIUM)

    @Slot()
    def _on_answers(self) -> None:
        if self.isVisible():
            self._soon.ask()

    @Slot()
    def _refresh(self) -> None:
        if not self.isVisible():
            return
        self._tools.whose.show_digits(self._mine.digits)
        self._offer_writers()
        self._fit_tools()
        self._show_counts()
        self._show()

    @Slot()
    def _show(self) -> None:
        which: Which = self._tools.which.currentData()
        self.gallery.show_digits(
            self._mine.digits, self.counts.label, which, self._tools.whose.takes
        )
        shown = self.gallery.items.rowCount()
        has_digits = bool(self._mine.digits)
        self._above.setVisible(has_digits)
        self._empty.tell(has_digits=has_digits)
        self._pages.setCurrentIndex(0 if shown else 1)
        self._tools.export.setEnabled(shown > 0)
        self._on_selection()

    @Slot()
    def _offer_writers(self) -> None:
        """Whoever drew one of them, and whoever draws now."""
        names = {digit.record.writer or "" for digit in self._mine.digits} | {self._mine.writer}
        self.gallery.writers = sorted(names - {""}, key=str.casefold)

    @Slot()
    def _show_all(self) -> None:
        """Leave all filters."""
        self._tools.which.setCurrentIndex(0)
        self._tools.whose.show_everyone()
        self.counts.choose(None)
        self.gallery.setFocus()

    def _show_counts(self) -> None:
        digits = [digit for digit in self._mine.digits if self._tools.whose.takes(digit)]
        self.counts.show_digits(digits)
        known = [digit.is_right for digit in digits if digit.is_right is not None]
        text = ""
        if known:
            text = self.tr("{right} of {n} read right ({percent:.0f} %)").format(
                right=sum(known), n=len(known), percent=100 * sum(known) / len(known)
            )
        self._summary.setText(text)

    @Slot(str, str)
    def _show_note(self, sentence: str, about: str) -> None:
        if about == "digits":
            self._note.setText(plain_sentence(sentence))

    @Slot()
    def _on_selection(self) -> None:
        self._tools.delete.setEnabled(bool(self.gallery.chosen))

    @Slot()
    def _on_delete(self) -> None:
        self._mine.delete(self.gallery.chosen)

    @Slot(int)
    def _on_relabel(self, label: int) -> None:
        self._mine.relabel(self.gallery.chosen, label)

    @Slot(str)
    def _on_writer(self, name: str) -> None:
        self._mine.give_writer(self.gallery.chosen, name or None)

    @Slot(object)
    def _on_open(self, digit: Digit) -> None:
        self._session.sheet.set_drawing(drawing_of(digit.record), self.tr("Open my digit"))

    @Slot()
    def _on_lesson(self) -> None:
        if self.isVisible():
            self._reveal.ask()

    def _reveal_lesson(self) -> None:
        """In a low window what came of a lesson is below what is in sight."""
        self.ensureWidgetVisible(self.lesson_box)

    # Files

    @Slot()
    def _ask_import(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Import digits"), str(self._preferences.folder), self._filter()
        )
        if names:
            self._preferences.use_folder_of(Path(names[0]))
            self._mine.import_files([Path(name) for name in names])

    @Slot()
    def _ask_export(self) -> None:
        writers = {digit.record.writer for digit in self.gallery.items.shown}
        whose = writers.pop() if len(writers) == 1 else None
        name = f"{file_name(whose or 'my')}-digits.jsonl"
        proposal = str(self._preferences.folder / name)
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export digits"), proposal, self._filter()
        )
        if name:
            path = Path(name if is_ink_file(Path(name)) else f"{name}.jsonl")
            self._preferences.use_folder_of(path)
            self._mine.export(path, self.gallery.items.shown)

    def _filter(self) -> str:
        return self.tr("Ink files (*.jsonl *.jsonl.gz)")
