"""The log of a run in the tutorial's words."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from mnist_desk.core.log import log_entries
from mnist_desk.core.model import History

_SIZE = 0.85
"""Of the letters, as a part of the others'."""


MOST_LINES = 10_000
"""A million steps; more would take long to show, and nobody reads that far back."""


class LogView(QPlainTextEdit):
    """A line at every 100th step, the last 10,000 of them; the newest is in sight unless text is
    marked.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trainingLog")
        self.setAccessibleName(self.tr("Training log"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setMaximumBlockCount(MOST_LINES)
        self.take_size(self.font().pointSizeF())
        self.setPlaceholderText(self.tr("The loss at every 100th step will stand here."))
        self._logged = 0

    def begin(self) -> None:
        """What comes is of another run."""
        self._logged = 0
        self.clear()

    def show_history(self, history: History) -> None:
        """Add the lines that have come since; begin again when the history was cut."""
        if len(history.losses) < self._logged:
            self.begin()
        lines = [str(entry) for entry in log_entries(history, self._logged, MOST_LINES)]
        self._logged = len(history.losses)
        if lines:
            self.appendPlainText("\n".join(lines))
            if not self.textCursor().hasSelection():
                self._show_newest()

    def take_size(self, points: float) -> None:
        """Have letters that go with others of this size, as Qt leaves a font of its own alone."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(_SIZE * points)
        self.setFont(font)

    def resizeEvent(self, event: QResizeEvent) -> None:
        bar = self.verticalScrollBar()
        was_newest = bar.value() == bar.maximum()
        super().resizeEvent(event)
        if was_newest:
            # Its lines are broken elsewhere now.
            self._show_newest()

    def _show_newest(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())
