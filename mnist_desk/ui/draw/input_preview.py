"""The picture that the network gets, pixel by pixel."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, QSize, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mnist_desk.core.dataset import SIDE
from mnist_desk.core.grey import Grey
from mnist_desk.core.reading import Reading

from ..widgets.images import grey_image
from ..widgets.spoken import Role, speak_as, tell


class InputPreview(QWidget):
    """28 x 28 grey values, ink white on black as in MNIST; black when nothing is drawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, Role.Graphic, self.tr("What the network sees: 28 by 28 pixels"))
        self.setObjectName("inputPreview")
        self.setToolTip(self.tr("The exact 28 × 28 picture that the network is given"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self._image: QImage | None = None
        self._tell("")

    def sizeHint(self) -> QSize:
        return QSize(3 * SIDE, 3 * SIDE)

    def minimumSizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    @property
    def image(self) -> QImage | None:
        """The picture as it is shown, 28 x 28, grey; None when nothing is drawn."""
        return self._image

    @Slot(object)
    def show_reading(self, reading: Reading | None) -> None:
        self._image = None if reading is None else grey_image(reading.picture)
        self._tell("" if reading is None else self._in_words(reading.picture))
        self.update()

    def _in_words(self, picture: Grey) -> str:
        rows, columns = (np.flatnonzero(picture.any(axis=axis)) for axis in (1, 0))
        if not len(rows):
            return ""
        return self.tr(
            "Ink in rows {top} to {bottom}, columns {left} to {right}, counted from 0."
        ).format(top=rows[0], bottom=rows[-1], left=columns[0], right=columns[-1])

    def _tell(self, description: str) -> None:
        tell(self, description or self.tr("No ink."))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        # A whole multiple, so that all pixels are of one size. A layout may round off a pixel.
        side = (min(self.width(), self.height()) + 1) // SIDE * SIDE
        square = QRect((self.width() - side) // 2, 0, side, side)
        painter.fillRect(square, QColor("black"))
        if self._image is not None:
            painter.drawImage(square, self._image)
