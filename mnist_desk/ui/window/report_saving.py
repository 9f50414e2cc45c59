"""The report on the network that is looked at, as a page to print or to hand out."""

from __future__ import annotations

import functools
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from mnist_desk.core.answers import Answers
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.intake import Watch
from mnist_desk.core.mnist_digit import MNIST_TEST
from mnist_desk.core.model import Model
from mnist_desk.core.places import file_name
from mnist_desk.core.reading import outputs_of_images
from mnist_desk.core.report import Report, write_report

from ..state.session import Session
from ..work import jobs

_ENDING = ".html"


class ReportSaving(QObject):
    """A worker reads the digits that are chosen in Evaluate and writes the page."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window

    @Slot()
    def ask(self) -> None:
        """Ask where to, and write it there."""
        session = self._session
        name = session.runs.current.title
        proposal = session.preferences.folder / f"{file_name(name)}{_ENDING}"
        title, kind = self.tr("Save a report"), self.tr("Pages for a browser (*.html)")
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(proposal), kind)
        if not chosen:
            return
        path = Path(chosen if chosen.lower().endswith(_ENDING) else chosen + _ENDING)
        session.preferences.use_folder_of(path)
        digits = session.digit_sets.current
        write = functools.partial(_write, session.network.model, name, digits, path)
        session.files.read(self.tr("Writing the report…"), write, self._on_written)

    def _on_written(self, path: Path) -> None:
        self._session.notices.settle("file")
        self._session.notices.confirm(self.tr("Saved to {path}").format(path=path))


def _write(model: Model, name: str, digits: DigitSet | None, path: Path, watch: Watch) -> Path:
    """digits: None for MNIST's test images."""
    if digits is None:
        digits = DigitSet(MNIST_TEST, jobs.mnist().test)
    outputs = outputs_of_images(model.layers, digits.data.images)
    watch(0.5)
    write_report(Report(name, Answers(digits, model, outputs).work_out()), path)
    return path
