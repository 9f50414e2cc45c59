"""The drawing at every strength of what spoils it, with what is read of each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mnist_desk.core.dataset import DIGIT_NAMES
from mnist_desk.core.robustness import Distortion, turning_point

from ..widgets.cell_grid import CellGrid
from ..widgets.images import grey_image
from ..widgets.plain import plain_name
from ..widgets.tokens import TINY, colours
from .distortion_words import strength

Place = tuple[int, int]
"""0, and the number of the strength."""
_LARGEST = 56
"""Side of a picture, pixels: two for each of MNIST's."""


class StrengthStrip(CellGrid[Place]):
    """A line stands where the answer turns. The pictures that are read otherwise are marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Your drawing at every strength"), parent)
        self.setObjectName("strengthStrip")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._distortion: Distortion | None = None
        self._pictures: NDArray[np.float32] | None = None
        self._answers: Sequence[int] = ()
        self._names = DIGIT_NAMES
        self._turns: list[int] = []
        self.pointed.connect(self._on_pointed)

    def show_series(
        self,
        distortion: Distortion,
        pictures: NDArray[np.float32],
        outputs: NDArray[np.float32],
        names: tuple[str, ...] = DIGIT_NAMES,
    ) -> None:
        """pictures: (k, 28, 28), one for each strength; outputs: (k, 10)."""
        self._distortion, self._pictures, self._names = distortion, pictures, names
        self._answers = outputs.argmax(axis=1).tolist()
        self._turns = turning_point(self._answers, distortion.levels, distortion.neutral)
        self._renew()

    def clear(self) -> None:
        self._pictures, self._answers, self._turns = None, (), []
        self._renew()

    def _renew(self) -> None:
        if self.cell is not None and self.cell[1] >= len(self._answers):
            self.point_at(None)
        self._on_pointed(self.cell)
        self.update()

    def picture(self, place: Place) -> NDArray[np.float32]:
        """The picture of a strength, (28, 28)."""
        assert self._pictures is not None
        return np.asarray(self._pictures[place[1]])

    def in_words(self) -> str:
        """Where the answer turns."""
        distortion = self._distortion
        if distortion is None or self._pictures is None:
            return self.tr("Draw a digit to see where its answer turns.")
        neutral = distortion.levels.index(distortion.neutral)
        name = self._name(neutral)
        if not self._turns:
            return self.tr("Your drawing is read as {name} at every strength.").format(name=name)
        turns = [
            self.tr("{name} at {level}").format(
                name=self._name(at), level=strength(distortion, distortion.levels[at])
            )
            for at in self._turns
        ]
        template = self.tr("Your drawing, read as {name}, becomes {turns}.")
        return template.format(name=name, turns=self.tr(" and ").join(turns))

    def _name(self, at: int) -> str:
        return plain_name(self._names[self._answers[at]], 16)

    @Slot(object)
    def _on_pointed(self, place: Place | None = None) -> None:
        if place is None or self._distortion is None or self._pictures is None:
            self.say(self.in_words())
            return
        level = strength(self._distortion, self._distortion.levels[place[1]])
        self.say(self.tr("{level}: {name}").format(level=level, name=self._name(place[1])))

    # Cells

    def sizeHint(self) -> QSize:
        return QSize(240, _LARGEST + self.fontMetrics().height() + 3 * TINY)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def rect_of(self, cell: Place) -> QRectF:
        count = max(len(self._answers), 1)
        width = self.width() / count
        side = min(width - 2, _LARGEST)
        return QRectF(cell[1] * width + (width - side) / 2, TINY, side, side)

    def cell_at(self, position: QPointF) -> Place | None:
        count = len(self._answers)
        at = int(position.x() * count // max(self.width(), 1))
        return (0, at) if 0 <= at < count else None

    def neighbour(self, cell: Place | None, along: int, down: int) -> Place | None:
        count = len(self._answers)
        if not count:
            return None
        at = 0 if cell is None else cell[1] + along
        return 0, min(max(at, 0), count - 1)

    def paint_cells(self, painter: QPainter) -> None:
        c = colours()
        if self._pictures is None or self._distortion is None:
            return
        own = self._answers[self._distortion.levels.index(self._distortion.neutral)]
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for at, answer in enumerate(self._answers):
            rect = self.rect_of((0, at))
            painter.drawImage(rect, grey_image(np.clip(self._pictures[at], 0, 1)))
            other = answer != own
            font = QFont(self.font())
            font.setBold(other)
            painter.setFont(font)
            painter.setPen(QColor(c.second if other else c.text))
            below = QRectF(rect.x() - 2, rect.bottom() + TINY, rect.width() + 4, self.height())
            below.setBottom(self.height())
            name = painter.fontMetrics().elidedText(
                self._name(at), Qt.TextElideMode.ElideRight, int(below.width())
            )
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, name)
        self._paint_turns(painter, c.second)

    def _paint_turns(self, painter: QPainter, colour: str) -> None:
        assert self._distortion is not None
        neutral = self._distortion.levels.index(self._distortion.neutral)
        width = self.width() / len(self._answers)
        painter.setPen(QPen(QColor(colour), 3))
        for at in self._turns:
            x = (at if at > neutral else at + 1) * width
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
