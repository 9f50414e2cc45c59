"""How each kind of control looks: its ground, its edge, and the ring around what has the focus."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyleOption

from ..widgets.icons import icon
from ..widgets.tokens import RADIUS, RING, SMALL_ICON, SMALL_RADIUS, Colours, colours

State = QStyle.StateFlag

_FADED = 0.55
"""How much is seen of the edge of what cannot be used."""
_TRACK = 4
"""Height of the groove of a slider and of a line of progress, pixels."""
_KNOB = 9.0
"""Radius of a slider's handle, pixels."""
_TICK = ((0.24, 0.52), (0.43, 0.71), (0.78, 0.31))
"""The corners of a tick, as parts of its box."""


def paint_button(painter: QPainter, rect: QRect, state: State, kind: str) -> None:
    """kind: "primary" is filled, "flat" has no frame until the mouse is on it, "rail" is a flat one
    that is marked where it is chosen, else ordinary.
    """
    c = colours()
    enabled, hovered = bool(state & State.State_Enabled), bool(state & State.State_MouseOver)
    pressed, checked = bool(state & State.State_Sunken), bool(state & State.State_On)
    fill, edge = QColor(c.raised), QColor(c.edge)
    if kind in ("flat", "rail"):
        fill, edge = QColor(Qt.GlobalColor.transparent), QColor(Qt.GlobalColor.transparent)
    if enabled and (hovered or pressed):
        fill = QColor(c.line if pressed else c.hover)
    if kind in ("flat", "rail") and checked:
        fill = QColor(c.notice)
        edge = QColor(c.accent) if kind == "flat" else edge
    elif checked or (kind == "primary" and enabled):
        fill = edge = QColor(c.accent_hover if enabled and (hovered or pressed) else c.accent)
    if not enabled:
        edge.setAlphaF(edge.alphaF() * _FADED)
        if checked and kind not in ("flat", "rail"):
            fill = QColor(c.bar)
    _rounded(painter, rect, fill, edge)
    if kind == "rail" and checked:
        mark = QRectF(rect.left(), rect.top() + RADIUS, 3, rect.height() - 2 * RADIUS)
        paint_bar(painter, mark, QColor(c.accent))
    if state & State.State_HasFocus:
        is_filled = (checked and kind not in ("flat", "rail")) or (kind == "primary" and enabled)
        paint_ring(painter, rect, on_accent=is_filled)


def paint_ring(painter: QPainter, rect: QRect, *, on_accent: bool = False) -> None:
    """The ring around what has the focus; on_accent: within what is filled with the accent."""
    c = colours()
    inset = RING / 2 + (2 if on_accent else 0)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(c.on_accent if on_accent else c.accent), RING))
    box = QRectF(rect).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(box, RADIUS - inset, RADIUS - inset)
    painter.restore()


def paint_field(painter: QPainter, rect: QRect, state: State, ground: QColor | None = None) -> None:
    """Where something is written or chosen. ground: another than that of fields."""
    c = colours()
    edge = QColor(c.edge)
    if not state & State.State_Enabled:
        edge.setAlphaF(_FADED)
    fill = QColor(c.base) if ground is None else ground
    _rounded(painter, rect, fill, edge)
    if state & State.State_HasFocus:
        paint_ring(painter, rect)


def paint_check(painter: QPainter, rect: QRect, state: State) -> None:
    """The box of a check box."""
    c = colours()
    box = _square(rect)
    on = bool(state & State.State_On)
    ground, edge = _indicator(c, state, on)
    _rounded(painter, box.toRect(), ground, edge, SMALL_RADIUS)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_stroke(c.on_accent if on else c.text, 2.2))
    points = [box.topLeft() + QPointF(x * box.width(), y * box.height()) for x, y in _TICK]
    if on:
        painter.drawPolyline(points)
    elif state & State.State_NoChange:
        middle = box.center()
        painter.drawLine(middle - QPointF(4, 0), middle + QPointF(4, 0))
    painter.restore()


def paint_radio(painter: QPainter, rect: QRect, state: State) -> None:
    """The circle of a radio button."""
    c = colours()
    box = _square(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    on = bool(state & State.State_On)
    ground, edge = _indicator(c, state, on)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(edge)
    painter.setBrush(ground)
    painter.drawEllipse(box)
    if on:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.on_accent))
        painter.drawEllipse(box.center(), 3.5, 3.5)
    painter.restore()


def paint_groove(painter: QPainter, rect: QRect) -> None:
    """The way that a slider or a line of progress has before it; rect: all its room."""
    paint_bar(painter, _line_in(rect), QColor(colours().line))


def paint_done(painter: QPainter, rect: QRect, part: float, *, enabled: bool = True) -> None:
    """The part of the way, 0 to 1 from the left, that lies behind."""
    line = _line_in(rect)
    line.setWidth(line.width() * min(max(part, 0.0), 1.0))
    if line.width() > 0:
        paint_bar(painter, line, QColor(colours().accent if enabled else colours().bar))


def paint_knob(painter: QPainter, centre: QPointF, state: State) -> None:
    """The handle of a slider."""
    c = colours()
    enabled = bool(state & State.State_Enabled)
    hovered = bool(state & State.State_MouseOver)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(c.base), 2))
    painter.setBrush(QColor((c.accent_hover if hovered else c.accent) if enabled else c.bar))
    painter.drawEllipse(centre, _KNOB - 2, _KNOB - 2)
    if state & State.State_HasFocus:
        painter.setPen(QPen(QColor(c.accent), RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, _KNOB, _KNOB)
    painter.restore()


def paint_header(painter: QPainter, rect: QRect) -> None:
    """The ground of a heading of a table, with a line below it."""
    c = colours()
    painter.fillRect(rect, QColor(c.window))
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(c.line))


def paint_splitter(painter: QPainter, option: QStyleOption) -> None:
    """A short line in the middle, darker under the mouse."""
    hovered = option.state & State.State_MouseOver
    rect = QRect(option.rect)
    upright = rect.height() > rect.width()
    length = min(SMALL_ICON * 2, max(rect.width(), rect.height()))
    grip = QRect(0, 0, 2 if upright else length, length if upright else 2)
    grip.moveCenter(rect.center())
    painter.fillRect(grip, QColor(colours().accent if hovered else colours().line))


def paint_chevron(painter: QPainter, rect: QRect, direction: str, *, enabled: bool = True) -> None:
    """direction: "up" or "down"."""
    side = min(SMALL_ICON, rect.width(), rect.height())
    box = QRect(0, 0, side, side)
    box.moveCenter(rect.center())
    icon(f"chevron-{direction}", "quiet" if enabled else "bar").paint(painter, box)


def _indicator(c: Colours, state: State, on: bool) -> tuple[QColor, QColor]:
    """Ground and edge of what is on or off."""
    enabled, hovered = bool(state & State.State_Enabled), bool(state & State.State_MouseOver)
    if on:
        ground = QColor((c.accent_hover if hovered else c.accent) if enabled else c.bar)
        return ground, ground
    edge = QColor(c.accent if enabled and hovered else c.edge)
    if not enabled:
        edge.setAlphaF(_FADED)
    return QColor(c.base), edge


def _rounded(
    painter: QPainter, rect: QRect, fill: QColor, edge: QColor, radius: float = RADIUS
) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill)
    painter.setPen(edge)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.restore()


def paint_bar(painter: QPainter, line: QRectF, colour: QColor) -> None:
    path = QPainterPath()
    radius = min(line.width(), line.height()) / 2
    path.addRoundedRect(line, radius, radius)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, colour)
    painter.restore()


def _line_in(rect: QRect) -> QRectF:
    line = QRectF(0, 0, rect.width(), min(_TRACK, rect.height()))
    line.moveCenter(QRectF(rect).center())
    return line


def _square(rect: QRect) -> QRectF:
    side = min(rect.width(), rect.height())
    box = QRectF(0, 0, side, side)
    box.moveCenter(QRectF(rect).center())
    return box


def _stroke(colour: str, width: float) -> QPen:
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(QColor(colour), width, Qt.PenStyle.SolidLine, cap, join)
