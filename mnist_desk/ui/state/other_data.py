"""Says so when the network that is looked at was made from other data than is open."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from mnist_desk.core.shown import elided, shown

from .network import Network
from .notices import Notices
from .open_data import OpenData

_TITLE = 40
"""Characters of a title."""


class OtherData(QObject):
    """Once for each pair of network's and open data."""

    def __init__(
        self,
        network: Network,
        open_data: OpenData,
        notices: Notices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._network, self._open_data, self._notices = network, open_data, notices
        self._told = network.model.data.digest, open_data.origin.digest
        network.changed.connect(self._follow)
        open_data.changed.connect(self._follow)

    @Slot()
    def _follow(self) -> None:
        learnt, given = self._network.model.data, self._open_data.origin
        pair = learnt.digest, given.digest
        if pair == self._told:
            return
        self._told = pair
        if learnt.digest != given.digest:
            text = self.tr("This model learnt from {learnt}; the open data is {given}.")
            self._notices.confirm(
                text.format(
                    learnt=elided(shown(learnt.title), _TITLE),
                    given=elided(shown(given.title), _TITLE),
                )
            )
