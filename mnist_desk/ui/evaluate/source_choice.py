"""Which digits the network is tried on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from ..state.digit_sets import Source
from ..state.session import Session
from ..widgets.plain import plain_name

_OPEN = "open"


class SourceChoice(QComboBox):
    """The two parts of the open data set, one's own digits, and an ink file."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourceChoice")
        self.setAccessibleName(self.tr("Digits it is tried on"))
        self.setToolTip(self.accessibleName())
        self._session, self._sets = session, session.digit_sets
        self._sets.changed.connect(self.follow)
        session.open_data.changed.connect(self.follow)
        self.activated.connect(self._on_activated)
        self.follow()

    @Slot()
    def follow(self) -> None:
        sets, file = self._session.open_data.sets, self._sets.file
        entries: list[tuple[str, Source | str]] = [
            (sets.test.title if sets else self.tr("MNIST test"), Source.TEST),
            (sets.train.title if sets else self.tr("MNIST training"), Source.TRAIN),
            (self.tr("My digits"), Source.MINE),
        ]
        if file is not None:
            entries.append((file.title, Source.FILE))
        entries.append((self.tr("An ink file…"), _OPEN))
        self.blockSignals(True)
        self.clear()
        for title, source in entries:
            self.addItem(plain_name(title), source)
        sources = [source for _, source in entries]
        self.setCurrentIndex(sources.index(self._sets.source))
        self.blockSignals(False)

    @Slot(int)
    def _on_activated(self, row: int) -> None:
        source = self.itemData(row)
        if isinstance(source, Source):
            self._sets.choose(source)
            return
        self.follow()
        preferences = self._session.preferences
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Try it on an ink file"),
            str(preferences.folder),
            self.tr("Ink files (*.jsonl *.jsonl.gz)"),
        )
        if name:
            preferences.use_folder_of(Path(name))
            self._sets.open(Path(name))
