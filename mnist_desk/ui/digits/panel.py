"""The tab My digits: the gallery, how many are read right, files, and the lesson."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mnist_desk.core.collection import drawing_of
from mnist_desk.core.dataset import DIGITS
from mnist_desk.core.ink_file import is_ink_file
from mnist_desk.core.places import file_name

from ..state.digit import Digit
from ..state.preferences import WRITER, Preferences
from ..state.session import Session
from ..widgets.buttons import named_button
from ..widgets.headings import heading
from ..widgets.plain import plain_label, plain_sentence
from ..work.throttle import Throttle
from .gallery import Gallery, Which
from .lesson_box import LessonBox

_VIEW_INTERVAL = 200
"""Milliseconds from new answers to their being shown; thousands of digits are read bit by bit."""


class DigitsPanel(QWidget):
    """Puts the widgets together and joins them to the session."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("digitsPanel")
        self._session = session
        self._mine = session.my_digits
        self._preferences = session.preferences
        self.gallery = Gallery()
        self.lesson_box = LessonBox(session)
        self.writer = QLineEdit()
        self.writer.setObjectName("writerEdit")
        self.writer.setPlaceholderText(self.tr("your name"))
        self.writer.setToolTip(self.tr("Written beside the digits that you draw from now on"))
        self.writer.setAccessibleName(self.tr("Your name"))
        self.writer.setMaxLength(60)
        self.writer.setMinimumWidth(150)
        self._label = QComboBox()
        self._label.setObjectName("labelFilter")
        self._label.setAccessibleName(self.tr("Which digit to show"))
        self._label.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for _ in range(DIGITS + 1):
            self._label.addItem("")
        self._which = QComboBox()
        self._which.setObjectName("rightFilter")
        self._which.setAccessibleName(self.tr("Show those read right or wrong"))
        which: list[tuple[str, Which]] = [
            (self.tr("right and wrong"), "all"),
            (self.tr("read right"), "right"),
            (self.tr("read wrong"), "wrong"),
        ]
        for text, value in which:
            self._which.addItem(text, value)
        self._import = named_button(
            "importButton",
            self.tr("Import…"),
            self.tr("Add the drawings of ink files, those of a class too"),
        )
        self._export = named_button(
            "exportButton",
            self.tr("Export…"),
            self.tr("Save the digits that are shown to an ink file"),
        )
        self._delete = named_button(
            "deleteButton",
            self.tr("Delete"),
            self.tr("Delete the chosen digits (Delete); Undo brings them back"),
        )
        self._summary = heading()
        self._summary.setObjectName("digitsSummary")
        self._note = plain_label()
        self._note.setObjectName("digitsNote")
        # The name of a file may not make the window wider.
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._empty = QLabel()
        self._empty.setObjectName("digitsEmpty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setMargin(30)
        self._soon = Throttle(self._refresh, _VIEW_INTERVAL, self)
        self._lay_out()
        self._connect()
        self._refresh()

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        for widget in (self._label, self._which):
            tools.addWidget(widget)
        tools.addStretch(1)
        for button in (self._delete, self._import, self._export):
            tools.addWidget(button)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.gallery)
        self._pages.addWidget(self._empty)
        below = QHBoxLayout()
        below.addWidget(self._summary)
        below.addWidget(self._note, 1)
        by = QLabel(self.tr("Drawn by"))
        by.setBuddy(self.writer)
        below.addWidget(by)
        below.addWidget(self.writer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 6, 8)
        layout.addLayout(tools)
        layout.addWidget(self._pages, 1)
        layout.addLayout(below)
        layout.addSpacing(6)
        layout.addWidget(self.lesson_box)

    def _connect(self) -> None:
        mine, gallery = self._mine, self.gallery
        mine.changed.connect(self._refresh)
        mine.answers_changed.connect(self._on_answers)
        self._session.notices.confirmed.connect(self._show_note)
        # What was told of the last change does not hold after an Undo.
        self._session.sheet.undo_stack.indexChanged.connect(self._note.clear)
        self._label.currentIndexChanged.connect(self._show)
        self._which.currentIndexChanged.connect(self._show)
        self.writer.textChanged.connect(self._on_writer)
        self._import.clicked.connect(self._ask_import)
        self._export.clicked.connect(self._ask_export)
        self._delete.clicked.connect(self._on_delete)
        gallery.delete_asked.connect(self._on_delete)
        gallery.relabel_asked.connect(self._on_relabel)
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

    @Slot()
    def _on_answers(self) -> None:
        if self.isVisible():
            self._soon.ask()

    @Slot()
    def _refresh(self) -> None:
        if not self.isVisible():
            return
        self._show_counts()
        self._show()

    @Slot()
    def _show(self) -> None:
        row = self._label.currentIndex()
        label = None if row == 0 else row - 1
        which: Which = self._which.currentData()
        self.gallery.show_digits(self._mine.digits, label, which)
        shown = self.gallery.items.rowCount()
        self._pages.setCurrentIndex(0 if shown else 1)
        self._empty.setText(
            self.tr("None of your digits is among these.")
            if self._mine.digits
            else self.tr(
                "Your digits will be kept here.\n\nDraw a digit, then press the key of the digit "
                "that you meant, 0 to 9. It is kept with what the network read, and the sheet is "
                "empty for the next one."
            )
        )
        self._export.setEnabled(shown > 0)
        self._on_selection()

    def _show_counts(self) -> None:
        counts = Counter((digit.label, digit.is_right) for digit in self._mine.digits)
        for label in range(DIGITS):
            right, wrong = counts[label, True], counts[label, False]
            self._label.setItemText(label + 1, self._count(str(label), right, right + wrong))
        self._label.setItemText(0, self.tr("All digits · {n}").format(n=len(self._mine.digits)))
        right = sum(counts[label, True] for label in range(DIGITS))
        known = right + sum(counts[label, False] for label in range(DIGITS))
        text = ""
        if known:
            text = self.tr("{right} of {n} read right ({percent:.0f} %)").format(
                right=right, n=known, percent=100 * right / known
            )
        self._summary.setText(text)

    def _count(self, title: str, right: int, known: int) -> str:
        if not known:
            return title
        return self.tr("{digit} · {right} of {n} right").format(digit=title, right=right, n=known)

    @Slot(str, str)
    def _show_note(self, sentence: str, about: str) -> None:
        if about == "digits":
            self._note.setText(plain_sentence(sentence))

    @Slot()
    def _on_selection(self) -> None:
        self._delete.setEnabled(bool(self.gallery.chosen))

    @Slot(str)
    def _on_writer(self, name: str) -> None:
        self._mine.writer = name.strip()

    @Slot()
    def _on_delete(self) -> None:
        self._mine.delete(self.gallery.chosen)

    @Slot(int)
    def _on_relabel(self, label: int) -> None:
        self._mine.relabel(self.gallery.chosen, label)

    @Slot(object)
    def _on_open(self, digit: Digit) -> None:
        self._session.sheet.set_drawing(drawing_of(digit.record), self.tr("Open my digit"))

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
        name = f"{file_name(self._mine.writer or 'my')}-digits.jsonl"
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
