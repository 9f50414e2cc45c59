"""Which file is being read, how far it is, and a way to leave it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from ..state.file_reading import FileReading
from ..work.throttle import Throttle

_SOON = 300
"""Milliseconds; what is read within them needs no bar."""

_WIDTH = 120
"""Pixels of the bar."""


class ReadingBar(QWidget):
    """Stands in the status bar while a file takes longer to read than an eye would notice."""

    def __init__(self, files: FileReading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readingBar")
        self._files = files
        self._what = QLabel()
        self._what.setObjectName("readingWhat")
        self._part = QProgressBar()
        self._part.setObjectName("readingPart")
        self._part.setFixedWidth(_WIDTH)
        self._part.setAccessibleName(self.tr("How much of the file is read"))
        leave = QPushButton(self.tr("Cancel"))
        leave.setObjectName("readingCancel")
        leave.setToolTip(self.tr("Do not open the file"))
        leave.clicked.connect(files.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.addWidget(self._what)
        row.addWidget(self._part)
        row.addWidget(leave)
        self._soon = Throttle(self._appear, _SOON, self)
        files.changed.connect(self._follow)
        self.hide()

    @Slot()
    def _follow(self) -> None:
        self._what.setText(self._files.what)
        # What Pillow unpacks has no parts: everything is read and nothing is there yet.
        percent = self._files.percent
        self._part.setRange(0, 100 if percent < 100 else 0)
        self._part.setValue(percent)
        if not self._files.what:
            self._soon.cancel()
            self.hide()
        elif not self.isVisible():
            self._soon.ask()

    def _appear(self) -> None:
        self.setVisible(bool(self._files.what))
