"""Each class of a set: how many images it has, their mean and how they vary; a click filters."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QEnterEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from mnist_desk.core.data_statistics import ClassStatistics
from mnist_desk.core.dataset import DIGIT_NAMES, DIGITS
from mnist_desk.core.grey import Grey

from ..widgets.cell_grid import paint_ring
from ..widgets.images import ink_image
from ..widgets.plain import plain_name, plain_tip
from ..widgets.tokens import SMALL_RADIUS, TINY, colours

_ALL = DIGITS
"""The number of the button that shows all; those of the classes are the classes."""
_BAR = 3
"""Height of the bar, pixels."""
_PICTURE = 28
"""Side of a picture, pixels."""
_NAME = 14
"""Letters of a class's name."""
_SMALLEST = 0.75
"""Of the usual letters, where there is little room."""


class ClassStrip(QWidget):
    """A button for all, and one for each class, of which one is checked."""

    chosen = Signal()
    """`label` is another one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("classStrip")
        self.setAccessibleName(self.tr("Classes"))
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TINY)
        for number in (_ALL, *range(DIGITS)):
            button = _AllButton() if number == _ALL else _ClassButton()
            button.setObjectName("classAll" if number == _ALL else f"class{number}")
            self._group.addButton(button, number)
            row.addWidget(button)
        self._group.button(_ALL).setChecked(True)
        self._group.idToggled.connect(self._on_toggled)
        self.show_statistics(None)

    @property
    def label(self) -> int | None:
        """The class that is chosen, or None for all."""
        number = self._group.checkedId()
        return None if number == _ALL else number

    def choose(self, label: int | None) -> None:
        self._group.button(_ALL if label is None else label).setChecked(True)

    def show_statistics(
        self, statistics: ClassStatistics | None, names: tuple[str, ...] = DIGIT_NAMES
    ) -> None:
        """None while they are not known."""
        counts = np.zeros(DIGITS, np.intp) if statistics is None else statistics.counts
        total, most = int(counts.sum()), int(counts.max())
        for number in (_ALL, *range(DIGITS)):
            button = self._group.button(number)
            assert isinstance(button, _Button)
            is_all = number == _ALL
            title = self.tr("All") if is_all else names[number]
            if statistics is None:
                button.show_count(title, "", 0, title)
                continue
            n = total if is_all else int(counts[number])
            part = 1.0 if is_all else n / most
            button.show_count(title, f"{n:,}", part, self._in_words(title, n, total))
            if isinstance(button, _ClassButton):
                button.show_pictures(statistics.means[number], statistics.variances[number])

    def _in_words(self, title: str, n: int, total: int) -> str:
        words = self.tr("{title}: {n} images, {percent:.1f} %")
        return words.format(title=plain_name(title), n=f"{n:,}", percent=100 * n / total)

    @Slot(int, bool)
    def _on_toggled(self, _number: int, on: bool) -> None:
        if on:
            self.chosen.emit()


class _Button(QAbstractButton):
    """A title, how many there are, room for two pictures, and a bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title, self._count, self._part = "", "", 0.0

    def show_count(self, title: str, count: str, part: float, words: str) -> None:
        """part: how long the bar is, in [0, 1]. words: all of it for those who do not see it."""
        self._title, self._count, self._part = plain_name(title, _NAME), count, part
        self.setToolTip(plain_tip(words))
        self.setAccessibleName(plain_name(words, 80))
        self.update()

    def sizeHint(self) -> QSize:
        letters = self.fontMetrics()
        width = letters.horizontalAdvance("0,000") + TINY
        return QSize(width, 2 * letters.height() + 2 * _PICTURE + _BAR + 5 * TINY)

    def minimumSizeHint(self) -> QSize:
        return QSize(_PICTURE + 2, self.sizeHint().height())

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        c, on = colours(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QColor(c.accent if on else c.line))
        painter.setBrush(QColor(c.notice if on else c.hover if self.underMouse() else c.raised))
        painter.drawRoundedRect(frame, SMALL_RADIUS, SMALL_RADIUS)
        height = self.fontMetrics().height()
        line = QRectF(2, TINY, self.width() - 4, height)
        bold = QFont(self.font())
        bold.setBold(True)
        self._write(painter, line, self._title, bold, c.text)
        self._write(painter, line.translated(0, height), self._count, self.font(), c.quiet)
        top = TINY + 2 * height + TINY
        for place in range(2):
            self.paint_inside(
                painter, place, QRectF(0, top + place * _PICTURE, self.width(), _PICTURE)
            )
        self._paint_bar(painter, top + 2 * _PICTURE + TINY)
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()))

    def paint_inside(self, painter: QPainter, place: int, row: QRectF) -> None:
        """The first or the second row below the words."""
        raise NotImplementedError

    def _write(self, painter: QPainter, line: QRectF, text: str, font: QFont, colour: str) -> None:
        """In letters as small as it takes."""
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(text)
        if wide > line.width():
            smaller = QFont(font)
            smaller.setPointSizeF(font.pointSizeF() * max(0.97 * line.width() / wide, _SMALLEST))
            painter.setFont(smaller)
        text = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, round(line.width()) + 1
        )
        painter.setPen(QColor(colour))
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_bar(self, painter: QPainter, top: float) -> None:
        c, room = colours(), self.width() - 4 * TINY
        painter.fillRect(QRectF(2 * TINY, top, room, _BAR), QColor(c.line))
        painter.fillRect(QRectF(2 * TINY, top, room * self._part, _BAR), QColor(c.bar))


class _ClassButton(_Button):
    """The mean of the images as ink, and below where they vary."""

    def __init__(self) -> None:
        super().__init__()
        self._mean: Grey | None = None
        self._variance: Grey | None = None

    def show_pictures(self, mean: Grey, variance: Grey) -> None:
        self._mean, self._variance = mean, variance / max(float(variance.max()), 1e-6)
        self.update()

    def paint_inside(self, painter: QPainter, place: int, row: QRectF) -> None:
        picture = (self._mean, self._variance)[place]
        if picture is not None:
            colour = QColor(colours().accent if place else colours().text)
            square = QRectF(row.center().x() - _PICTURE / 2, row.y(), _PICTURE, _PICTURE)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(square, ink_image(picture, colour))


class _AllButton(_Button):
    """What the pictures beside it are."""

    def minimumSizeHint(self) -> QSize:
        widest = max(map(self.fontMetrics().horizontalAdvance, self._rows()))
        return QSize(round(_SMALLEST * widest) + TINY, super().minimumSizeHint().height())

    def _rows(self) -> tuple[str, str]:
        return self.tr("mean"), self.tr("variance")

    def paint_inside(self, painter: QPainter, place: int, row: QRectF) -> None:
        words = self._rows()[place]
        c = colours()
        self._write(
            painter, row.adjusted(2, 0, -2, 0), words, self.font(), c.accent if place else c.text
        )
