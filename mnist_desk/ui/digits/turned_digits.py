"""The digits that a lesson turned, as small pictures with what was and what is read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QVBoxLayout, QWidget

from ..state.lesson import TurnedDigit
from ..widgets.headings import quiet
from ..widgets.spoken import Role, speak_as, tell
from ..widgets.tokens import SMALL, SMALL_RADIUS, TINY, colours
from .digit_painter import paint_record

_SIDE = 40
"""Of a picture, pixels."""


class TurnedRow(QWidget):
    """As many of the digits as there is room for, side by side, each with "1 → 7" below it."""

    def __init__(self, name: str, colour: str, parent: QWidget | None = None) -> None:
        """name: what they have in common. colour: of their frames, in the table of tokens."""
        super().__init__(parent)
        speak_as(self, Role.Graphic, name)
        self._colour = colour
        self._turned: Sequence[TurnedDigit] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_turned(self, turned: Sequence[TurnedDigit]) -> None:
        self._turned = turned
        tell(self, "; ".join(map(self._in_words, turned)))
        self.update()

    def _in_words(self, one: TurnedDigit) -> str:
        return self.tr("a {label}, read as {before} before and as {after} now").format(
            label=one.digit.label, before=one.before, after=one.after
        )

    def sizeHint(self) -> QSize:
        return QSize(4 * self._step(), _SIDE + self.fontMetrics().height() + TINY)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._step(), self.sizeHint().height())

    def _step(self) -> int:
        """From one digit to the next, pixels."""
        return max(_SIDE, self.fontMetrics().horizontalAdvance("0 → 0")) + SMALL

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            at = event.pos().x() // self._step()
            if 0 <= at < len(self._turned):
                QToolTip.showText(event.globalPos(), self._in_words(self._turned[at]), self)
                return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        c, step = colours(), self._step()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fitting = max(self.width() // step, 1)
        shown = self._turned[: fitting if len(self._turned) <= fitting else fitting - 1]
        width = step - SMALL
        for number, one in enumerate(shown):
            frame = QRect(number * step + (width - _SIDE) // 2, 0, _SIDE, _SIDE)
            painter.setPen(QPen(QColor(getattr(c, self._colour)), 1))
            painter.setBrush(QColor(c.raised))
            painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), SMALL_RADIUS, 4)
            paint_record(painter, one.digit.record, frame)
            painter.setPen(QColor(c.text))
            below = QRect(number * step, _SIDE, width, self.height() - _SIDE)
            words = f"{one.before} → {one.after}"
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)
        if left := len(self._turned) - len(shown):
            painter.setPen(QColor(c.quiet))
            more = QRect(len(shown) * step, 0, width, _SIDE)
            painter.drawText(more, Qt.AlignmentFlag.AlignCenter, f"+{left}")


class TurnedDigits(QWidget):
    """Those that are right now, then those that are wrong now; a row without digits is hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("turnedDigits")
        better, worse = self.tr("Right now, wrong before"), self.tr("Wrong now, right before")
        self._titles = (quiet(better), quiet(worse))
        self._names = (better, worse)
        self._rows = (TurnedRow(better, "good"), TurnedRow(worse, "wrong"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TINY)
        for title, row in zip(self._titles, self._rows, strict=True):
            layout.addWidget(title)
            layout.addWidget(row)

    def show_turned(self, turned: Sequence[TurnedDigit]) -> None:
        """Those that were wrong and still are, though otherwise, are left out."""
        parts = (
            [one for one in turned if one.is_better],
            [one for one in turned if one.is_worse],
        )
        for name, title, row, part in zip(
            self._names, self._titles, self._rows, parts, strict=True
        ):
            title.setText(self.tr("{what}: {n}").format(what=name, n=len(part)))
            row.show_turned(part)
            title.setVisible(bool(part))
            row.setVisible(bool(part))
