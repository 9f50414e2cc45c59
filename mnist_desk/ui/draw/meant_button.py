"""One of the ten buttons that tell what a drawing was meant to be."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPaintEvent
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from ..widgets.plain import plain_name, plain_tip
from ..widgets.tokens import CONTROL, TINY, colours

_LETTERS = 40
"""Letters of a class's name."""
_SMALLER = 0.75
"""Size of the count, as a multiple of the font's."""


class MeantButton(QToolButton):
    """A digit, and small below it how many drawings of it are kept, once any digit is."""

    def __init__(self, digit: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._digit = digit
        self._name = str(digit)
        self._count: int | None = None
        self.setObjectName(f"meant{digit}")
        self.setText(str(digit))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tell()

    @property
    def digit(self) -> int:
        return self._digit

    @property
    def count(self) -> int | None:
        """How many are kept; None while no digit is."""
        return self._count

    def show_name(self, name: str) -> None:
        """What the class is called; the digit stays its key."""
        if name != self._name:
            self._name = name
            self._tell()

    def show_count(self, count: int | None) -> None:
        if count != self._count:
            self._count = count
            self._tell()
            self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        lines = metrics.height() + round(_SMALLER * metrics.height())
        return QSize(metrics.horizontalAdvance("0") + 2 * TINY, max(CONTROL, lines + TINY))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("0") + 2, self.sizeHint().height())

    def _tell(self) -> None:
        tip = self.tr("Keep the drawing as {digit} (key {digit} on the canvas)")
        name = str(self._digit)
        if self._name != name:
            name = f"{name}, {plain_name(self._name, _LETTERS)}"
            tip = self.tr("Keep the drawing as {name} (key {digit} on the canvas)")
        self.setAccessibleName(self.tr("I meant {digit}").format(digit=name))
        tip = tip.format(digit=self._digit, name=name)
        if self._count is not None:
            kept = self.tr("{count} kept").format(count=f"{self._count:,}")
            self.setAccessibleDescription(kept)
            tip = f"{tip} · {kept}"
        else:
            self.setAccessibleDescription("")
        self.setToolTip(plain_tip(tip))

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        c, metrics, height = colours(), self.fontMetrics(), self.height()
        faded = 1.0 if self.isEnabled() else 0.5
        text, small = QColor(c.text), QColor(c.text if self._count == 0 else c.quiet)
        text.setAlphaF(faded)
        painter.setPen(text)
        if self._count is None:
            painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, str(self._digit))
            return
        line, below = metrics.height(), round(_SMALLER * metrics.height())
        top = (height - line - below) / 2
        centred = Qt.AlignmentFlag.AlignCenter
        painter.drawText(QRectF(0, top, self.width(), line), centred, str(self._digit))
        painter.setFont(self._smaller())
        painter.setPen(small)
        painter.drawText(
            QRectF(0, top + line - 1, self.width(), below), centred, _short(self._count)
        )

    def _smaller(self) -> QFont:
        font = QFont(self.font())
        if font.pixelSize() > 0:
            font.setPixelSize(max(round(font.pixelSize() * _SMALLER), 8))
        else:
            font.setPointSizeF(font.pointSizeF() * _SMALLER)
        font.setBold(self._count == 0)
        return font


def _short(count: int) -> str:
    """As there is room for: four characters at most."""
    return str(count) if count < 1000 else f"{count // 1000}k"
