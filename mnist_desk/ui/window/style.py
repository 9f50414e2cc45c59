"""Fusion with our own controls: sizes by the tokens, clear edges, a ring around the focus."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QMargins, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QProxyStyle,
    QPushButton,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionFrame,
    QStyleOptionProgressBar,
    QStyleOptionSlider,
    QStyleOptionSpinBox,
    QStyleOptionToolButton,
    QToolButton,
    QWidget,
)

from ..widgets.tokens import CONTROL, SMALL, TINY, colours
from . import control_painting as paint
from .scroll_bar import paint_scroll_bar, scroll_bar_part

Metric, Primitive = QStyle.PixelMetric, QStyle.PrimitiveElement
Control, Complex, Contents = QStyle.ControlElement, QStyle.ComplexControl, QStyle.ContentsType
Part, State = QStyle.SubControl, QStyle.StateFlag

_METRICS: dict[QStyle.PixelMetric, int] = {
    Metric.PM_IndicatorWidth: 18,
    Metric.PM_IndicatorHeight: 18,
    Metric.PM_ExclusiveIndicatorWidth: 18,
    Metric.PM_ExclusiveIndicatorHeight: 18,
    Metric.PM_CheckBoxLabelSpacing: SMALL,
    Metric.PM_ButtonIconSize: 18,
    Metric.PM_SliderThickness: 24,
    Metric.PM_SliderControlThickness: 24,
    Metric.PM_SliderLength: 20,
    Metric.PM_SplitterWidth: SMALL,
    Metric.PM_ScrollBarExtent: 12,
    Metric.PM_LayoutHorizontalSpacing: SMALL,
    Metric.PM_LayoutVerticalSpacing: SMALL,
    # The button of a list or of its box stays where it is when it is pressed.
    Metric.PM_ButtonShiftHorizontal: 0,
    Metric.PM_ButtonShiftVertical: 0,
}
_AT_LEAST = {
    Contents.CT_PushButton,
    Contents.CT_ToolButton,
    Contents.CT_ComboBox,
    Contents.CT_LineEdit,
    Contents.CT_SpinBox,
    Contents.CT_CheckBox,
    Contents.CT_RadioButton,
    Contents.CT_MenuItem,
}
"""What is as high as a control has to be."""
_RINGS = (QStyle.SubElement.SE_CheckBoxFocusRect, QStyle.SubElement.SE_RadioButtonFocusRect)
_ROW = QMargins(0, TINY, 0, TINY)
"""Room above and below what stands in a row of a list."""

Widget = Any
"""A QWidget, or None: the stubs of PySide ask for one in places where Qt passes none."""


class Style(QProxyStyle):
    """Paints what a person presses, writes into or drags; the rest is Fusion's."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    # Sizes

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: Widget = None,
    ) -> int:
        size = _METRICS.get(metric)
        return super().pixelMetric(metric, option, widget) if size is None else size

    def sizeFromContents(
        self,
        kind: QStyle.ContentsType,
        option: QStyleOption,
        size: QSize,
        widget: Widget = None,
    ) -> QSize:
        if kind == Contents.CT_ItemViewItem:
            return super().sizeFromContents(kind, option, size, widget).grownBy(_ROW)
        size = super().sizeFromContents(kind, option, size, widget)
        if kind in _AT_LEAST:
            least = CONTROL - TINY if kind == Contents.CT_MenuItem else CONTROL
            size.setHeight(max(size.height(), least))
        if kind == Contents.CT_ToolButton:
            size.setWidth(max(size.width(), CONTROL))
        if kind in (Contents.CT_LineEdit, Contents.CT_ComboBox):
            size.setWidth(size.width() + 2 * TINY)
        return size

    def subElementRect(
        self, element: QStyle.SubElement, option: QStyleOption, widget: Widget = None
    ) -> QRect:
        rect = super().subElementRect(element, option, widget)
        if element == QStyle.SubElement.SE_LineEditContents and _is_framed(option):
            rect.adjust(TINY, 0, -TINY, 0)
        if element in _RINGS:
            return QRect(option.rect)
        return rect

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: Widget = None,
    ) -> QRect:
        if control == Complex.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            return scroll_bar_part(option, part)
        if control == Complex.CC_ComboBox and part == Part.SC_ComboBoxEditField:
            return super().subControlRect(control, option, part, widget).adjusted(TINY, 0, 0, 0)
        return super().subControlRect(control, option, part, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: Widget = None,
        data: Any = None,
    ) -> int:
        # The system's icons are not in our colours.
        if hint == QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons:
            return 0
        return super().styleHint(hint, option, widget, data)

    # Parts

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: Widget = None,
    ) -> None:
        rect, state = option.rect, option.state
        if element == Primitive.PE_PanelButtonTool:
            # Its ground is not painted while it is flat, so the ring is not part of it.
            paint.paint_button(painter, rect, state & ~State.State_HasFocus, _kind(widget))
        elif element == Primitive.PE_FrameFocusRect:
            if isinstance(widget, QToolButton):
                paint.paint_ring(
                    painter, widget.rect(), on_accent=widget.isChecked() and _kind(widget) != "rail"
                )
            elif not isinstance(widget, QPushButton):
                paint.paint_ring(painter, rect)
        elif element == Primitive.PE_PanelLineEdit:
            if _is_framed(option):
                ground = option.palette.color(QPalette.ColorRole.Base)
                paint.paint_field(painter, rect, state, ground)
        elif element == Primitive.PE_IndicatorCheckBox:
            paint.paint_check(painter, rect, state)
        elif element == Primitive.PE_IndicatorRadioButton:
            paint.paint_radio(painter, rect, state)
        elif element not in (Primitive.PE_FrameDefaultButton, Primitive.PE_FrameLineEdit):
            super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: Widget = None,
    ) -> None:
        if element == Control.CE_PushButtonBevel:
            paint.paint_button(painter, option.rect, option.state, _kind(widget))
        elif element in (Control.CE_PushButtonLabel, Control.CE_ToolButtonLabel):
            super().drawControl(element, _readable(option, widget), painter, widget)
        elif element == Control.CE_ComboBoxLabel and isinstance(option, QStyleOptionComboBox):
            field = self.subControlRect(
                Complex.CC_ComboBox, option, Part.SC_ComboBoxEditField, widget
            )
            super().drawControl(element, _elided(option, field.width()), painter, widget)
        elif element == Control.CE_ProgressBarGroove:
            paint.paint_groove(painter, option.rect)
        elif element == Control.CE_ProgressBarContents and isinstance(
            option, QStyleOptionProgressBar
        ):
            # While nobody knows how far it is, the whole way is in the colour of work.
            span = option.maximum - option.minimum
            part = (option.progress - option.minimum) / span if span > 0 else 1
            enabled = bool(option.state & State.State_Enabled)
            paint.paint_done(painter, option.rect, part, enabled=enabled)
        elif element == Control.CE_HeaderSection:
            paint.paint_header(painter, option.rect)
        elif element == Control.CE_Splitter:
            paint.paint_splitter(painter, option)
        else:
            super().drawControl(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: Widget = None,
    ) -> None:
        if control == Complex.CC_ComboBox and isinstance(option, QStyleOptionComboBox):
            self._draw_combo(option, painter, widget)
        elif control == Complex.CC_SpinBox and isinstance(option, QStyleOptionSpinBox):
            self._draw_spin(option, painter, widget)
        elif control == Complex.CC_Slider and isinstance(option, QStyleOptionSlider):
            self._draw_slider(option, painter, widget)
        elif control == Complex.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            paint_scroll_bar(painter, scroll_bar_part(option, Part.SC_ScrollBarSlider), option)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def _draw_combo(
        self, option: QStyleOptionComboBox, painter: QPainter, widget: QWidget | None
    ) -> None:
        hovered = option.state & State.State_MouseOver and option.state & State.State_Enabled
        ground = QColor(colours().hover) if hovered else None
        paint.paint_field(painter, option.rect, option.state, ground)
        arrow = self.subControlRect(Complex.CC_ComboBox, option, Part.SC_ComboBoxArrow, widget)
        enabled = bool(option.state & State.State_Enabled)
        paint.paint_chevron(painter, arrow, "down", enabled=enabled)

    def _draw_spin(
        self, option: QStyleOptionSpinBox, painter: QPainter, widget: QWidget | None
    ) -> None:
        ground = option.palette.color(QPalette.ColorRole.Base)
        paint.paint_field(painter, option.rect, option.state, ground)
        steps = option.stepEnabled
        for part, direction, can in (
            (Part.SC_SpinBoxUp, "up", steps & steps.StepUpEnabled),
            (Part.SC_SpinBoxDown, "down", steps & steps.StepDownEnabled),
        ):
            rect = self.subControlRect(Complex.CC_SpinBox, option, part, widget)
            enabled = bool(can) and bool(option.state & State.State_Enabled)
            if enabled and option.activeSubControls & part:
                painter.fillRect(rect.adjusted(1, 1, -2, -1), QColor(colours().hover))
            paint.paint_chevron(painter, rect, direction, enabled=enabled)

    def _draw_slider(
        self, option: QStyleOptionSlider, painter: QPainter, widget: QWidget | None
    ) -> None:
        if option.orientation != Qt.Orientation.Horizontal:
            super().drawComplexControl(Complex.CC_Slider, option, painter, widget)
            return
        knob = self.subControlRect(Complex.CC_Slider, option, Part.SC_SliderHandle, widget)
        centre = QPointF(knob.center())
        rect = option.rect.adjusted(2, 0, -2, 0)
        paint.paint_groove(painter, rect)
        part = (centre.x() - rect.left()) / max(rect.width(), 1)
        enabled = bool(option.state & State.State_Enabled)
        # Upside down, as where the right end is the least, nothing lies behind the knob.
        if not option.upsideDown:
            paint.paint_done(painter, rect, part, enabled=enabled)
        paint.paint_knob(painter, centre, option.state)


def _kind(widget: QWidget | None) -> str:
    kind = "" if widget is None else str(widget.property("kind") or "")
    if not kind and isinstance(widget, QToolButton) and widget.autoRaise():
        return "flat"
    return kind


def _readable(option: QStyleOption, widget: QWidget | None) -> QStyleOption:
    """The option with letters that can be read on a ground of accent."""
    on = bool(option.state & State.State_On) and _kind(widget) not in ("flat", "rail")
    if not (on or (_kind(widget) == "primary" and option.state & State.State_Enabled)):
        return option
    changed: QStyleOption
    if isinstance(option, QStyleOptionButton):
        changed = QStyleOptionButton(option)
    elif isinstance(option, QStyleOptionToolButton):
        changed = QStyleOptionToolButton(option)
    else:
        return option
    palette = QPalette(option.palette)
    palette.setColor(QPalette.ColorRole.ButtonText, QColor(colours().on_accent))
    changed.palette = palette
    return changed


def _elided(option: QStyleOptionComboBox, width: int) -> QStyleOption:
    """The option with as many of its words as have room, pixels; Qt cuts within a letter."""
    changed = QStyleOptionComboBox(option)
    room = width - 2  # What Qt leaves around them.
    changed.currentText = option.fontMetrics.elidedText(
        option.currentText, Qt.TextElideMode.ElideRight, room
    )
    return changed


def _is_framed(option: QStyleOption) -> bool:
    return not isinstance(option, QStyleOptionFrame) or option.lineWidth > 0
