"""A scroll bar without arrows: where its parts are, and how its knob looks."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionSlider

from ..widgets.tokens import colours
from .control_painting import paint_bar

Part, State = QStyle.SubControl, QStyle.StateFlag

_SHORTEST = 32
"""Pixels of the knob, at least."""


def scroll_bar_part(option: QStyleOptionSlider, part: QStyle.SubControl) -> QRect:
    """Where a part of a scroll bar is: the knob and the way before and behind it; no arrows."""
    rect = QRect(option.rect)
    across = option.orientation == Qt.Orientation.Horizontal
    length = rect.width() if across else rect.height()
    steps = option.maximum - option.minimum
    knob = length
    if steps > 0:
        knob = max(min(_SHORTEST, length), length * option.pageStep // (steps + option.pageStep))
    at = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - knob, option.upsideDown
    )
    start, size = {
        Part.SC_ScrollBarSlider: (at, knob),
        Part.SC_ScrollBarSubPage: (0, at),
        Part.SC_ScrollBarAddPage: (at + knob, length - at - knob),
        Part.SC_ScrollBarGroove: (0, length),
    }.get(part, (0, 0))
    if across:
        return QRect(rect.left() + start, rect.top(), size, rect.height())
    return QRect(rect.left(), rect.top() + start, rect.width(), size)


def paint_scroll_bar(painter: QPainter, knob: QRect, option: QStyleOptionSlider) -> None:
    """A quiet knob, stronger under the mouse; where all is in sight there is none."""
    if option.maximum <= option.minimum:
        return
    c, inset = colours(), 3
    hovered = option.state & State.State_MouseOver
    paint_bar(
        painter,
        QRectF(knob).adjusted(inset, inset, -inset, -inset),
        QColor(c.quiet if hovered else c.bar),
    )
