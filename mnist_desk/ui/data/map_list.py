"""The digits of a map that are chosen, side by side, and how many there are of each class."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desk.core.dataset import DIGITS
from mnist_desk.core.digit_map import DigitMap

from ..widgets.headings import RoomyLabel, heading
from ..widgets.image_grid import ImageGrid
from ..widgets.plain import plain_name
from ..widgets.tokens import TINY
from .map_layer import Mask


class MapList(QWidget):
    """Where nothing is chosen, those that are read wrong."""

    opened = Signal(int)
    """The index of a digit in its set, as below."""
    current_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._map: DigitMap | None = None
        self._answers = np.zeros(0, np.intp)
        """Of each digit of the set; -1 where it is not on the map."""
        self._title = heading()
        self._title.setWordWrap(True)
        self._words = RoomyLabel(2)
        self._words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.grid = ImageGrid(self.tr("Digits"))
        self.grid.setObjectName("mapDigits")
        self.grid.setAccessibleDescription(self.tr("Enter puts a digit on the canvas."))
        self.grid.opened.connect(self.opened)
        self.grid.current_changed.connect(self.current_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TINY)
        layout.addWidget(self._title)
        layout.addWidget(self._words)
        layout.addWidget(self.grid, 1)

    @property
    def words(self) -> str:
        """What stands above the digits."""
        return f"{self._title.text()}\n{self._words.text()}"

    def show_digits(self, what: DigitMap, chosen: Mask | None) -> None:
        """chosen: which digits of the map, (k,); None for none."""
        self._map = what.without_network
        shown = what.wrong if chosen is None else chosen
        places = np.flatnonzero(shown)
        # Those that are read wrong come first.
        places = places[np.argsort(~what.wrong[places], kind="stable")]
        data = what.digits.data
        wrong = np.zeros(len(data), bool)
        wrong[what.indices] = what.wrong
        self._answers = np.full(len(data), -1, np.intp)
        self._answers[what.indices] = what.answers
        self.grid.show_images(data.images, what.indices[places], self._caption, wrong)
        self._tell(what, places, is_choice=chosen is not None)

    def _tell(self, what: DigitMap, places: NDArray[np.intp], *, is_choice: bool) -> None:
        if not is_choice:
            template = self.tr("{n} of {total} are read wrong")
            self._title.setText(template.format(n=f"{len(places):,}", total=f"{len(what):,}"))
            self._words.setText(self.tr("Shift and drag around digits, or choose a class."))
            return
        template = self.tr("{n} digits") if len(places) != 1 else self.tr("{n} digit")
        self._title.setText(template.format(n=f"{len(places):,}"))
        self._words.setText(self._counts(what, places))

    def _counts(self, what: DigitMap, places: NDArray[np.intp]) -> str:
        names = what.digits.data.names
        counts = np.bincount(what.labels[places], minlength=DIGITS)
        order = [label for label in np.argsort(-counts, kind="stable").tolist() if counts[label]]
        told = [f"{counts[label]} × {plain_name(str(names[label]))}" for label in order]
        if wrong := int(what.wrong[places].sum()):
            told.append(self.tr("{n} read wrong").format(n=wrong))
        return " · ".join(told)

    def _caption(self, index: int) -> str:
        what = self._map
        if what is None:
            return ""
        names, label = what.digits.data.names, what.digits.data.labels[index]
        answer = self._answers[index]
        return f"{names[label]} → {names[answer]}" if answer != label else f"{names[label]} ✓"
