"""Sees that what is kept unasked takes no more room than it may, and says so first."""

from __future__ import annotations

import functools

from PySide6.QtCore import QObject, Signal, Slot

from mnist_desk.core.runs import KeptFile, KeptRuns, Room, giving_way
from mnist_desk.core.shown import elided, shown

from ..work.job_queue import JobQueue
from .notices import Notices
from .runs import Runs

_LONGEST = 60
"""Characters of a title."""

_MB = 1_000_000


class KeptRoom(QObject):
    """Looks whenever a run was kept. When all have no room any more, it is told, once in a sitting;
    from the next run on the oldest give way to it, removed by a worker.
    """

    gave_way = Signal()
    """Files were removed."""

    def __init__(
        self,
        kept: KeptRuns,
        runs: Runs,
        notices: Notices,
        parent: QObject | None = None,
        room: Room | None = None,
    ) -> None:
        super().__init__(parent)
        self._kept, self._runs, self._notices = kept, runs, notices
        self._room = room or Room()
        self._told = False
        self._disk = JobQueue(self, finishes=False)
        self._disk.failed.connect(notices.warn)
        runs.kept.connect(self._look)

    @property
    def busy(self) -> bool:
        """Whether it looks, or files are being removed."""
        return self._disk.busy

    @Slot()
    def _look(self) -> None:
        self._disk.do(self._kept.stock, self._on_stock)

    def _on_stock(self, stock: list[KeptFile]) -> None:
        oldest = giving_way(stock, self._runs.spared(), self._room)
        if not oldest:
            return
        if self._told:
            self._disk.do(functools.partial(self._kept.delete, oldest), self._on_deleted)
            return
        self._told = True
        sentence = self.tr(
            "Unsaved models take {size} MB; from the next training on the oldest of more than "
            "{most} models or {room} MB are deleted, so save those that you want to keep."
        )
        size = round(sum(file.size for file in stock) / _MB)
        told = sentence.format(size=size, most=self._room.models, room=self._room.size // _MB)
        self._notices.warn(told)

    def _on_deleted(self, files: list[KeptFile]) -> None:
        names = [file.name for file in files if not file.discarded]
        titles = [run.title for run in self._runs.give_way(names)]
        if titles:
            title = elided(shown(titles[0]), _LONGEST, middle=True)
            sentence = (
                self.tr("The oldest unsaved model was deleted: {title}.")
                if len(titles) == 1
                else self.tr("The oldest unsaved models were deleted: {title} and {more} more.")
            )
            self._notices.confirm(sentence.format(title=title, more=len(titles) - 1))
        self.gave_way.emit()
