"""How many digits each outcome has, as four cards that are pressed to see them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from mnist_desk.core.comparison import Comparison

from ..widgets.card_button import CardButton
from ..widgets.tokens import RADIUS, SMALL, TINY, colours
from .outcomes import Outcome

_LARGER = 1.8
"""Size of the number, as a multiple of the font's."""
_LONGEST = "10,000"
"""A number that has room."""
_MARGIN = SMALL + TINY
"""From the edge of a card to its words, pixels."""


class _Look(NamedTuple):
    """title: what it is called. marks: before and after. colour: of the number, in the table."""

    title: str
    marks: str
    words: str
    colour: str


class OutcomeCards(QWidget):
    """Four in a row, or two above two where that has no room."""

    chosen = Signal(Outcome)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outcomeCards")
        looks = {
            Outcome.FIXED: _Look(
                self.tr("fixed"), "✗ → ✓", self.tr("wrong before, right after"), "good"
            ),
            Outcome.BROKEN: _Look(
                self.tr("broken"), "✓ → ✗", self.tr("right before, wrong after"), "wrong"
            ),
            Outcome.BOTH_WRONG: _Look(
                self.tr("both wrong"), "✗ → ✗", self.tr("wrong before and after"), "text"
            ),
            Outcome.BOTH_RIGHT: _Look(
                self.tr("both right"), "✓ → ✓", self.tr("right before and after"), "text"
            ),
        }
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._on_clicked)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SMALL)
        # It can be narrower than the four that are in a row: then they are two above two.
        self._grid.setSizeConstraint(QGridLayout.SizeConstraint.SetNoConstraint)
        self.cards: dict[Outcome, OutcomeCard] = {}
        for number, (outcome, look) in enumerate(looks.items()):
            card = self.cards[outcome] = OutcomeCard(look)
            card.setObjectName(f"{outcome.value}Card")
            self._group.addButton(card, number)
        self._columns = 0
        self._arrange(4)

    def show_comparison(self, comparison: Comparison) -> None:
        counts = {
            Outcome.FIXED: len(comparison.fixed),
            Outcome.BROKEN: len(comparison.broken),
            Outcome.BOTH_WRONG: len(comparison.both_wrong),
            Outcome.BOTH_RIGHT: len(comparison.both_right),
        }
        for outcome, count in counts.items():
            self.cards[outcome].show_count(count)

    def choose(self, outcome: Outcome | None) -> None:
        """Press a card, or none, without telling of it."""
        self._group.setExclusive(False)
        for one, card in self.cards.items():
            card.setChecked(one is outcome)
        self._group.setExclusive(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """Wide enough for two."""
        return QSize(2 * self._card_width() + SMALL, super().minimumSizeHint().height())

    def _card_width(self) -> int:
        return max(card.minimumSizeHint().width() for card in self.cards.values())

    def _fit(self) -> None:
        enough = 4 * self._card_width() + 3 * SMALL
        self._arrange(4 if self.width() >= enough else 2)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, *divmod(number, columns))
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        self.chosen.emit(list(self.cards)[number])


class OutcomeCard(CardButton):
    """A large number, what it is called, and the marks of both networks."""

    radius = RADIUS

    def __init__(self, look: _Look) -> None:
        super().__init__()
        self._look = look
        self.setText(look.title)
        self.setToolTip(look.words)
        self.count = 0
        self.show_count(0)

    def show_count(self, count: int) -> None:
        self.count = count
        told = self.tr("{what}: {n:,}, {words}")
        self.setAccessibleName(told.format(what=self._look.title, n=count, words=self._look.words))
        self.update()

    def sizeHint(self) -> QSize:
        marks = SMALL + self.fontMetrics().horizontalAdvance(self._look.marks)
        return self.minimumSizeHint() + QSize(marks, 0)

    def minimumSizeHint(self) -> QSize:
        """The marks are left out where they have no room: the title says it too."""
        large, usual = QFontMetrics(_large(self.font())), self.fontMetrics()
        words = max(large.horizontalAdvance(_LONGEST), usual.horizontalAdvance(self._look.title))
        height = large.height() + usual.height() + 2 * SMALL + TINY
        return QSize(words + 2 * _MARGIN, height)

    def paint_card(self, painter: QPainter) -> None:
        c, large = colours(), _large(self.font())
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        room.adjust(_MARGIN, SMALL, -_MARGIN, -SMALL)
        upper = QRectF(room.x(), room.y(), room.width(), QFontMetrics(large).height())
        lower = QRectF(room.x(), upper.bottom(), room.width(), self.fontMetrics().height())
        middle = Qt.AlignmentFlag.AlignVCenter
        left, right = Qt.AlignmentFlag.AlignLeft | middle, Qt.AlignmentFlag.AlignRight | middle
        painter.setFont(large)
        painter.setPen(QColor(getattr(c, self._look.colour) if self.count else c.quiet))
        painter.drawText(upper, left, f"{self.count:,}")
        painter.setFont(self.font())
        if self.width() >= self.sizeHint().width():
            painter.setPen(QColor(c.quiet))
            painter.drawText(upper, right, self._look.marks)
        painter.setPen(QColor(c.text))
        painter.drawText(lower, left, self._look.title)


def _large(font: QFont) -> QFont:
    large = QFont(font)
    large.setPointSizeF(_LARGER * font.pointSizeF())
    large.setWeight(QFont.Weight.DemiBold)
    return large
