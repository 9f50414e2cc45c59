"""The state of an answer in words, with a mark."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ..widgets.icons import icon
from ..widgets.tokens import TINY, colours
from .verdict import Kind, Verdict

_LARGER = 1.15
"""Size of the words, as a multiple of the font's."""


class AnswerWords(QLabel):
    """Two lines for the words and one for the detail; what is longer is elided. It has its place
    whatever it says, so that nothing moves while somebody draws.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answerWords")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._verdict = Verdict(Kind.EMPTY, "")

    @property
    def verdict(self) -> Verdict:
        return self._verdict

    def show_verdict(self, verdict: Verdict) -> None:
        if verdict == self._verdict:
            return
        self._verdict = verdict
        self.setText(str(verdict))
        self.update()

    def sizeHint(self) -> QSize:
        lines = QFontMetrics(_large(self.font())).lineSpacing()
        return QSize(12 * lines, least_size(self.font()).height())

    def minimumSizeHint(self) -> QSize:
        return least_size(self.font())

    def paintEvent(self, event: QPaintEvent) -> None:
        kind, painter = self._verdict.kind, QPainter(self)
        painter.setFont(_large(self.font()))
        metrics = painter.fontMetrics()
        line, left = metrics.lineSpacing(), 0
        if kind.mark:
            side = metrics.ascent() + 2
            icon(kind.mark, kind.words).paint(painter, QRect(0, (line - side) // 2, side, side))
            left = side + TINY
        painter.setPen(QColor(getattr(colours(), kind.words)))
        for number, words in enumerate(
            in_two_lines(self._verdict.words, metrics, self.width() - left)
        ):
            painter.drawText(QRect(left, number * line, self.width() - left, line), 0, words)
        below = (number + 1) * line
        painter.setFont(self.font())
        painter.setPen(QColor(colours().quiet))
        metrics = painter.fontMetrics()
        detail = metrics.elidedText(
            self._verdict.detail, Qt.TextElideMode.ElideRight, self.width() - left
        )
        painter.drawText(QRect(left, below, self.width() - left, metrics.lineSpacing()), 0, detail)


def least_size(font: QFont) -> QSize:
    """Pixels that the words take with a font, at least."""
    line, large = QFontMetrics(font).lineSpacing(), QFontMetrics(_large(font)).lineSpacing()
    return QSize(round(7.5 * line), 2 * large + line)


def _large(font: QFont) -> QFont:
    large = QFont(font)
    if font.pixelSize() > 0:
        large.setPixelSize(round(font.pixelSize() * _LARGER))
    else:
        large.setPointSizeF(font.pointSizeF() * _LARGER)
    large.setBold(True)
    return large


def in_two_lines(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """One line if it fits, else two that are as even as can be; what has no room is elided."""
    lines = [text]
    words = text.split(" ")
    if metrics.horizontalAdvance(text) > width and len(words) > 1:
        breaks = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
        lines = list(min(breaks, key=lambda pair: max(map(metrics.horizontalAdvance, pair))))
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]
