"""What one cell of a hidden layer looks for."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mnist_desk.core.dataset import SIDE
from mnist_desk.core.gradients import Activations, pixel_gradient
from mnist_desk.core.network import Layers

from ..widgets.images import diverging_image
from ..widgets.spoken import Role, speak_as, tell
from ..widgets.tokens import SMALL, colours
from .layer_strips import Unit

_STRONGEST = 3


class UnitView(QWidget):
    """The kernel of a cell as a picture: blue is where it looks for ink, orange where for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unitView")
        speak_as(self, Role.Graphic, self.tr("What the cell looks for"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._image: QImage | None = None
        self._side = 4 * SIDE

    @property
    def image(self) -> QImage | None:
        return self._image

    def set_side(self, side: int) -> None:
        """side: pixels; a whole multiple of 28 is used."""
        self._side = side // SIDE * SIDE
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def show_unit(self, layers: Layers, inside: Activations | None, unit: Unit | None) -> None:
        """inside: what the layers make of the drawing. Beyond the first layer it is needed."""
        self._image = None
        if unit is not None and (inside is not None or unit.layer == 0):
            hidden = () if inside is None else inside.hidden
            self._image = diverging_image(pixel_gradient(layers, hidden, *unit))
        tell(self, self._value(unit))
        self.update()

    def _value(self, unit: Unit | None) -> str:
        if unit is None:
            return self.tr("no cell is pointed at")
        place = {"layer": unit.layer + 1, "cell": unit.cell}
        if self._image is None:
            return self.tr("layer {layer}, cell {cell}: draw a digit to see it").format(**place)
        return self.tr("kernel of layer {layer}, cell {cell}").format(**place)

    def in_words(self, layers: Layers, inside: Activations | None, unit: Unit | None) -> str:
        """One or two sentences on a cell."""
        if unit is None:
            if inside is None:
                return self.tr(
                    "Draw a digit and the cells light up. Point at one to see its kernel, click to "
                    "silence it."
                )
            return self.tr(
                "The stronger the colour of a cell, the larger its value. Point at one to see what "
                "it looks for, click to silence it."
            )
        name = self.tr("Layer {layer}, cell {cell}").format(layer=unit.layer + 1, cell=unit.cell)
        if inside is not None:
            name = f"{name}: {float(inside.hidden[unit.layer][unit.cell]):.2f}"
        if unit.layer == 0:
            sees = self.tr("It looks for ink in the blue and for none in the orange.")
            return f"{name}. {sees}"
        if inside is None:
            return self.tr("{cell}. Draw a digit to see what moves it.").format(cell=name)
        parts = inside.hidden[unit.layer - 1] * layers[unit.layer].kernel[:, unit.cell]
        strongest = np.argsort(-np.abs(parts))[:_STRONGEST]
        inputs = ", ".join(f"{cell} ({parts[cell]:+.2f})" for cell in strongest if parts[cell])
        return self.tr("{cell}. Its strongest inputs: {inputs}.").format(
            cell=name, inputs=inputs or self.tr("none")
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._image is None:
            painter.setPen(QColor(colours().line))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            painter.setPen(QColor(colours().quiet))
            text = self.tr("What a cell looks for")
            how = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(SMALL, 0, -SMALL, 0), how, text)
        else:
            painter.drawImage(QRectF(self.rect()), self._image)
