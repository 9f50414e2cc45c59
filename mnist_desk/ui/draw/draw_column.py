"""How the parts of the drawing panel share its room: the drawing grows first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayoutItem, QSizePolicy, QWidget, QWidgetItem

from ..widgets.tokens import LARGE, SMALL
from .canvas import Canvas
from .reading_view import ReadingView

LEAST_CANVAS = 120
"""Pixels of the canvas, at least."""
_SHARE, _LEAST_SHARE = 2 / 5, 1 / 3
"""Parts of the height in sight: until the canvas has the first, the reading gives way; then the
canvas does, until it has the second, before the panel is scrolled.
"""


class DrawColumn(QWidget):
    """A column in which the canvas is a square as wide as the column, if the height allows it, and
    what is left is for the reading; or the stage: a square at the left, the reading at its right.

    It is a widget that sets its parts out, and no layout: PySide 6.11 loses references to methods
    of a QLayout that is asked while it is being deleted.
    """

    def __init__(self, canvas: Canvas, reading: ReadingView, parts: Sequence[QWidget]) -> None:
        """parts: from top to bottom, canvas and reading among them."""
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._canvas, self._reading = canvas, reading
        self._items: list[QLayoutItem] = []
        for part in parts:
            part.setParent(self)
            self._items.append(QWidgetItem(part))
        self._on_stage = False
        self.setContentsMargins(SMALL, SMALL, SMALL, SMALL)

    def set_stage(self, on: bool) -> None:
        self._on_stage = on
        margin = LARGE if on else SMALL
        self.setContentsMargins(margin, margin, margin, margin)
        self._set_out()
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """The least height at a width."""
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        if self._on_stage:
            return LEAST_CANVAS
        least = self._least_canvas(inner) + SMALL + self._reading.least_height(inner)
        return least + self._height_of(self._others(), inner) + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Its height is `heightForWidth`."""
        widest = max(
            (item.minimumSize().width() for item in self._items if not item.isEmpty()), default=0
        )
        margins = self.contentsMargins()
        return QSize(widest + margins.left() + margins.right(), LEAST_CANVAS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            # On the stage the reading has a font of its own, so it does not hear of it.
            QCoreApplication.postEvent(self._reading, QEvent(QEvent.Type.LayoutRequest))

    def event(self, event: QEvent) -> bool:
        # A part came, went, or wants another size.
        if event.type() == QEvent.Type.LayoutRequest:
            self._set_out()
            self.updateGeometry()
        return super().event(event)

    def _set_out(self) -> None:
        room = self.contentsRect()
        if self._on_stage:
            self._set_stage_out(room)
        else:
            self._set_column_out(room)

    # The two ways

    def _set_column_out(self, room: QRect) -> None:
        width = room.width()
        spare = room.height() - self._height_of(self._others(), width) - SMALL
        side = max(
            spare - self._reading.good_height(width),
            min(spare - self._reading.least_height(width), round(_SHARE * self._in_sight())),
            self._least_canvas(width),
        )
        side = min(side, width)
        self._stack(self._seen(), room, {self._canvas: side, self._reading: max(spare - side, 0)})

    def _set_stage_out(self, room: QRect) -> None:
        left = [item for item in self._seen() if item.widget() is not self._reading]
        width = round(room.width() * 0.6)
        below = self._height_of([item for item in left if item.widget() is not self._canvas], width)
        side = max(min(room.height() - below, width), LEAST_CANVAS)
        top = room.top() + (room.height() - below - side) // 2
        column = QRect(room.left(), top, side, side + below)
        self._stack(left, column, {self._canvas: side})
        self._reading.setGeometry(
            column.right() + 1 + LARGE, top, room.right() - column.right() - LARGE, column.height()
        )

    def _least_canvas(self, width: int) -> int:
        return max(min(int(_LEAST_SHARE * self._in_sight()), width), LEAST_CANVAS)

    def _in_sight(self) -> int:
        """Pixels of the height that a person sees without scrolling."""
        around = self.parentWidget()
        return self.height() if around is None else around.height()

    def _seen(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _others(self) -> list[QLayoutItem]:
        return [item for item in self._seen() if item.widget() not in (self._canvas, self._reading)]

    def _height_of(self, items: list[QLayoutItem], width: int) -> int:
        """With the distance above each of them."""
        return sum(_height(item, width) + SMALL for item in items)

    def _stack(
        self, items: list[QLayoutItem], room: QRect, heights: Mapping[QWidget | None, int]
    ) -> None:
        """From top to bottom; heights: of those that have not the height they ask for."""
        top = room.top()
        for item in items:
            height = heights.get(item.widget())
            if height is None:
                height = _height(item, room.width())
            item.setGeometry(QRect(room.left(), top, room.width(), height))
            top += height + SMALL


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
