"""The digits of a map that are chosen, side by side, and how many there are of each class."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desk.core.dataset import DIGITS
from mnist_desk.core.digit_map import DigitMap

from ..widgets.captions import Captions
from ..widgets.image_grid import ImageGrid
from ..widgets.list_head import ListHead
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
        self._head = ListHead()
        self.grid = ImageGrid(self.tr("Digits"))
        self.grid.setObjectName("mapDigits")
        self.grid.setAccessibleDescription(self.tr("Enter puts a digit on the canvas."))
        self.grid.opened.connect(self.opened)
        self.grid.current_changed.connect(self.current_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TINY)
        layout.addWidget(self._head)
        layout.addWidget(self.grid, 1)

    @property
    def words(self) -> str:
        """What stands above the digits."""
        return self._head.text

    def show_digits(self, what: DigitMap, chosen: Mask | None) -> None:
        """chosen: which digits of the map, (k,); None for none."""
        shown = what.wrong if chosen is None else chosen
        places = np.flatnonzero(shown)
        # Those that are read wrong come first.
        places = places[np.argsort(~what.wrong[places], kind="stable")]
        data = what.digits.data
        wrong = np.zeros(len(data), bool)
        wrong[what.indices] = what.wrong
        answers = np.zeros(len(data), np.intp)
        answers[what.indices] = what.answers
        captions, order = Captions(data.names, data.labels, answers), what.indices[places]
        self.grid.show_images(data.images, order, captions.of, wrong, captions.among(order))
        self._tell(what, places, is_choice=chosen is not None)

    def _tell(self, what: DigitMap, places: NDArray[np.intp], *, is_choice: bool) -> None:
        if not is_choice:
            template = self.tr("{n} of {total} are read wrong")
            self._head.set_title(template.format(n=f"{len(places):,}", total=f"{len(what):,}"))
            self._head.set_words(self.tr("Shift and drag around digits, or choose a class."))
            return
        template = self.tr("{n} digits") if len(places) != 1 else self.tr("{n} digit")
        self._head.set_title(template.format(n=f"{len(places):,}"))
        self._head.set_words(self._counts(what, places))

    def _counts(self, what: DigitMap, places: NDArray[np.intp]) -> str:
        names = what.digits.data.names
        counts = np.bincount(what.labels[places], minlength=DIGITS)
        order = [label for label in np.argsort(-counts, kind="stable").tolist() if counts[label]]
        told = [f"{counts[label]} × {plain_name(str(names[label]))}" for label in order]
        if wrong := int(what.wrong[places].sum()):
            told.append(self.tr("{n} read wrong").format(n=wrong))
        return " · ".join(told)
