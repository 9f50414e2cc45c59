"""My digits side by side: which is which, and how the current model reads each."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from mnist_desk.core.dataset import DIGITS, SIDE
from mnist_desk.core.ink import InkRecord, stroke_path

from ..state.digit import Digit
from ..widgets.colours import colours

Index = QModelIndex | QPersistentModelIndex
Which = Literal["all", "right", "wrong"]

PICTURE = 56
"""Side of a picture, pixels."""

_CELL = QSize(68, 84)
_PICTURES_KEPT = 2000


class GalleryModel(QAbstractListModel):
    """The digits that are shown: those of one label or all, by label, the newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: list[Digit] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        digit = self.shown[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return digit
        if role == Qt.ItemDataRole.DisplayRole:
            return self._caption(digit)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._description(digit)
        return None

    def show_digits(self, digits: Sequence[Digit], label: int | None, which: Which) -> bool:
        """Show these of the digits; returns whether others are shown than before."""
        wanted = {"all": (True, False, None), "right": (True,), "wrong": (False,)}[which]
        shown = [
            digit
            for digit in digits
            if (label is None or digit.label == label) and digit.is_right in wanted
        ]
        shown.sort(key=lambda digit: (digit.label, -digit.place))
        if shown == self.shown:
            if shown:
                self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return False
        self.beginResetModel()
        self.shown = shown
        self.endResetModel()
        return True

    def _caption(self, digit: Digit) -> str:
        if digit.is_right is False:
            return self.tr("{label}, read {answer}").format(label=digit.label, answer=digit.answer)
        return f"{digit.label} ✓" if digit.is_right else str(digit.label)

    def _description(self, digit: Digit) -> str:
        told = [self.tr("Meant: {label}").format(label=digit.label)]
        if digit.answer is not None:
            told.append(self.tr("read as {answer} now").format(answer=digit.answer))
        first = digit.record.extra.get("answer")
        if isinstance(first, int) and first != digit.answer:
            told.append(self.tr("read as {answer} when it was drawn").format(answer=first))
        if digit.record.writer:
            told.append(self.tr("by {writer}").format(writer=digit.record.writer))
        if isinstance(time := digit.record.extra.get("time"), str):
            told.append(time[:10])
        return ", ".join(told)


class Gallery(QListView):
    """Delete, a digit key, Enter or a double click act on the chosen digits."""

    delete_asked = Signal()
    open_asked = Signal(object)
    """Show this Digit on the canvas."""
    relabel_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gallery")
        self.setAccessibleName(self.tr("My digits"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Painter(self))
        self.items = GalleryModel(self)
        self.setModel(self.items)
        self.doubleClicked.connect(self._open)

    @property
    def chosen(self) -> list[Digit]:
        return [self.items.shown[index.row()] for index in self.selectedIndexes()]

    def show_digits(self, digits: Sequence[Digit], label: int | None, which: Which) -> None:
        chosen, row, height = set(self.chosen), self.currentIndex().row(), self._scrolled()
        if not self.items.show_digits(digits, label, which):
            return
        again = [at for at, digit in enumerate(self.items.shown) if digit in chosen]
        if chosen and not again and self.items.shown:
            # What was chosen is gone: the next one takes its place.
            again = [min(row, len(self.items.shown) - 1)]
        if again:
            self.setCurrentIndex(self.items.index(again[0]))
        for at in again[1:]:
            self.selectionModel().select(
                self.items.index(at), self.selectionModel().SelectionFlag.Select
            )
        self.verticalScrollBar().setValue(height)

    def _scrolled(self) -> int:
        return self.verticalScrollBar().value()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif plain and Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9:
            self.relabel_asked.emit(event.key() - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.chosen:
            self.menu().popup(event.globalPos() + QPoint(1, 1))

    def menu(self) -> QMenu:
        """What can be done with the chosen digits."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Open on the canvas")).triggered.connect(self._open_current)
        labels = menu.addMenu(self.tr("It was meant to be"))
        for label in range(DIGITS):
            action = labels.addAction(str(label))
            action.setData(label)
        labels.triggered.connect(self._relabel)
        menu.addSeparator()
        menu.addAction(self.tr("Delete")).triggered.connect(self.delete_asked)
        return menu

    @Slot()
    def _open_current(self) -> None:
        self._open(self.currentIndex())

    @Slot("QModelIndex")
    def _open(self, index: Index) -> None:
        if index.isValid():
            self.open_asked.emit(self.items.shown[index.row()])

    @Slot("QAction*")
    def _relabel(self, action: Any) -> None:
        self.relabel_asked.emit(action.data())


class _Painter(QStyledItemDelegate):
    """Paints a digit as ink on paper, what it is below, and a frame around what is misread."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures: OrderedDict[int, QPixmap] = OrderedDict()
        self._colours = colours()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return _CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        c, digit, cell = colours(), index.data(Qt.ItemDataRole.UserRole), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.accent))
            painter.drawRoundedRect(cell.adjusted(2, 2, -2, -2), 5, 5)
        frame = QRect(cell.x() + (cell.width() - PICTURE) // 2, cell.y() + 6, PICTURE, PICTURE)
        wrong = digit.is_right is False
        painter.setBrush(QColor(c.raised))
        painter.setPen(QPen(QColor(c.second if wrong else c.line), 2 if wrong else 1))
        painter.drawRoundedRect(frame, 4, 4)
        painter.drawPixmap(frame, self._picture(digit, painter.device().devicePixelRatioF()))
        painter.setPen(QColor(c.on_accent if chosen else c.second if wrong else c.text))
        font = painter.font()
        font.setPointSizeF(0.85 * font.pointSizeF())
        font.setBold(wrong)
        painter.setFont(font)
        below = QRect(cell.x(), frame.bottom() + 1, cell.width(), cell.bottom() - frame.bottom())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, index.data())
        painter.restore()

    def _picture(self, digit: Digit, ratio: float) -> QPixmap:
        if self._colours is not colours():
            self._colours = colours()
            self._pictures.clear()
        picture = self._pictures.get(id(digit.record))
        if picture is None or picture.devicePixelRatio() != ratio:
            picture = _drawn(digit.record, ratio)
            self._pictures[id(digit.record)] = picture
            if len(self._pictures) > _PICTURES_KEPT:
                self._pictures.popitem(last=False)
        return picture


def _drawn(record: InkRecord, ratio: float) -> QPixmap:
    """The drawing on nothing, fitted into a square."""
    picture = QPixmap(QSize(PICTURE, PICTURE) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    inside = QRect(4, 4, PICTURE - 8, PICTURE - 8)
    if record.picture is not None:
        painter.drawImage(inside, _ink_image(record.picture))
    else:
        path = QPainterPath()
        for stroke in record.ink.strokes:
            path.addPath(_line(stroke_path(stroke).tolist()))
        bounds = path.boundingRect()
        scale = (inside.width() - 6) / max(bounds.width(), bounds.height(), 1)
        painter.translate(inside.center())
        painter.scale(scale, scale)
        painter.translate(-bounds.center())
        pen = QPen(QColor(colours().text), 3.2 / scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
    painter.end()
    return picture


def _line(points: list[list[float]]) -> QPainterPath:
    path = QPainterPath()
    path.moveTo(*points[0])
    for x, y in points[1:] or [[points[0][0] + 0.01, points[0][1]]]:
        path.lineTo(x, y)
    return path


def _ink_image(pixels: bytes) -> QImage:
    """The 28 x 28 picture in the colour of ink, paper transparent."""
    ink = QColor(colours().text)
    values = np.empty((SIDE, SIDE, 4), np.uint8)
    values[..., :3] = ink.red(), ink.green(), ink.blue()
    values[..., 3] = np.frombuffer(pixels, np.uint8).reshape(SIDE, SIDE)
    image = QImage(values.tobytes(), SIDE, SIDE, 4 * SIDE, QImage.Format.Format_RGBA8888)
    return image.copy()
