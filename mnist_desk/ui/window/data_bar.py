"""Which data set is open in the place of MNIST, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ..state.open_data import OpenData
from ..widgets.buttons import ActionButton
from ..widgets.plain import plain_label, plain_name
from ..widgets.tokens import SMALL

_LONGEST = 28
"""Characters of the title; the bar stands beside others."""


class DataBar(QWidget):
    """Stands in the status bar, and so in sight with every panel, while another set is open.

    back: what closes it; it can be done only then.
    """

    def __init__(self, data: OpenData, back: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dataBar")
        self._data, self._back = data, back
        self.words = plain_label()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, SMALL, 0)
        row.addWidget(self.words)
        button = ActionButton("closeDataButton")
        button.set_action(back)
        row.addWidget(button)
        data.changed.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        splits = self._data.splits
        self._back.setEnabled(splits is not None)
        self.setVisible(splits is not None)
        if splits is not None:
            title = plain_name(splits.title, _LONGEST)
            self.words.setText(self.tr("Data: {title}").format(title=title))
