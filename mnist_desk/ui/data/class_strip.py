"""Each class of a set: how many images it has, their mean and how they vary; a click filters."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from mnist_desk.core.data_statistics import ClassStatistics
from mnist_desk.core.dataset import DIGIT_NAMES, DIGITS
from mnist_desk.core.grey import Grey

from ..widgets.class_row import ClassRow
from ..widgets.count_card import BAR, SMALLEST, CountCard
from ..widgets.images import ink_image
from ..widgets.plain import plain_name, plain_tip
from ..widgets.tokens import TINY, colours

_PICTURE = 28
"""Side of a picture, pixels."""
_NAME = 14
"""Letters of a class's name."""


class ClassStrip(ClassRow):
    """A card for all, and one for each class, of which one is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("classStrip")
        self.setAccessibleName(self.tr("Classes"))
        self._all = _AllCard()
        self._classes = [_ClassCard() for _ in range(DIGITS)]
        self.set_cards("class", self._all, self._classes)
        self.show_statistics(None)

    def show_statistics(
        self, statistics: ClassStatistics | None, names: tuple[str, ...] = DIGIT_NAMES
    ) -> None:
        """None while they are not known."""
        everything = self.tr("All")
        if statistics is None:
            for card, title in zip((self._all, *self._classes), (everything, *names), strict=True):
                card.show_count(title, "", 0, title)
            return
        counts = statistics.counts.tolist()
        total, most = sum(counts), max(counts)
        self._all.show_count(everything, f"{total:,}", 1, self._in_words(everything, total, total))
        for label, card in enumerate(self._classes):
            n, title = counts[label], names[label]
            card.show_count(title, f"{n:,}", n / most, self._in_words(title, n, total))
            card.show_pictures(statistics.means[label], statistics.variances[label])

    def _in_words(self, title: str, n: int, total: int) -> str:
        words = self.tr("{title}: {n} images, {percent:.1f} %")
        return words.format(title=plain_name(title), n=f"{n:,}", percent=100 * n / total)


class _Card(CountCard):
    """A title, how many there are, two rows for a subclass, and a bar."""

    def __init__(self) -> None:
        super().__init__()
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
        return QSize(width, 2 * letters.height() + 2 * _PICTURE + BAR + 5 * TINY)

    def minimumSizeHint(self) -> QSize:
        return QSize(_PICTURE + 2, self.sizeHint().height())

    def paint_card(self, painter: QPainter) -> None:
        top = self.paint_words(painter, self._title, self._count) + TINY
        for place in range(2):
            row = QRectF(0, top + place * _PICTURE, self.width(), _PICTURE)
            self.paint_row(painter, place, row)
        self.paint_bar(painter, top + 2 * _PICTURE + TINY, self._part, colours().bar)

    def paint_row(self, painter: QPainter, place: int, row: QRectF) -> None:
        """The first or the second row below the words."""
        raise NotImplementedError


class _ClassCard(_Card):
    """The mean of the images as ink, and below where they vary."""

    def __init__(self) -> None:
        super().__init__()
        self._mean: Grey | None = None
        self._variance: Grey | None = None

    def show_pictures(self, mean: Grey, variance: Grey) -> None:
        self._mean, self._variance = mean, variance / max(float(variance.max()), 1e-6)
        self.update()

    def paint_row(self, painter: QPainter, place: int, row: QRectF) -> None:
        picture = (self._mean, self._variance)[place]
        if picture is not None:
            square = QRectF(row.center().x() - _PICTURE / 2, row.y(), _PICTURE, _PICTURE)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(square, ink_image(picture, QColor(_colour(place))))


class _AllCard(_Card):
    """What the pictures beside it are."""

    def minimumSizeHint(self) -> QSize:
        widest = max(map(self.fontMetrics().horizontalAdvance, self._rows()))
        return QSize(round(SMALLEST * widest) + TINY, super().minimumSizeHint().height())

    def paint_row(self, painter: QPainter, place: int, row: QRectF) -> None:
        words = self._rows()[place]
        self.write(painter, row.adjusted(2, 0, -2, 0), words, _colour(place))

    def _rows(self) -> tuple[str, str]:
        return self.tr("mean"), self.tr("variance")


def _colour(place: int) -> str:
    """Of the mean, and of the variance."""
    c = colours()
    return (c.text, c.accent)[place]
