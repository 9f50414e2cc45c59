"""Which digits are shown, and in which order: a row of choices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QWidget,
)

from mnist_desk.core.browsing import Order, View
from mnist_desk.core.dataset import DIGIT_NAMES

from ..state.open_data import DataSets
from ..widgets.plain import plain_name
from ..widgets.tokens import SMALL

_LEAST = 80
"""Width of a choice at least, pixels."""

Part = Literal["train", "test"]


class ViewBar(QWidget):
    """In two lines where one has no room."""

    changed = Signal()
    """`part` or `view` is another one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part_choice = self._choice("partChoice", self.tr("Part of the data set"))
        self.answer_choice = self._choice("answerChoice", self.tr("Answers that are shown"))
        self.right_choice = self._choice("rightChoice", self.tr("Show those read right or wrong"))
        self.order_choice = self._choice("orderChoice", self.tr("Order of the digits"))
        self._fill()
        self.show_sets(None)
        self._lay_out()
        for choice in self._choices():
            choice.currentIndexChanged.connect(self.changed)

    def _choice(self, object_name: str, name: str) -> QComboBox:
        choice = QComboBox()
        choice.setObjectName(object_name)
        choice.setAccessibleName(name)
        choice.setToolTip(name)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        choice.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        choice.setMinimumWidth(_LEAST)
        return choice

    def _choices(self) -> tuple[QComboBox, ...]:
        return (self.part_choice, self.answer_choice, self.right_choice, self.order_choice)

    def _fill(self) -> None:
        rights = (
            (self.tr("right and wrong"), None),
            (self.tr("read right"), True),
            (self.tr("read wrong"), False),
        )
        orders = (
            (self.tr("by number"), Order.NUMBER),
            (self.tr("by label"), Order.LABEL),
            (self.tr("by answer"), Order.ANSWER),
            (self.tr("hardest first"), Order.HARDEST),
            (self.tr("easiest first"), Order.EASIEST),
        )
        _refill(self.right_choice, rights)
        _refill(self.order_choice, [(text, order.value) for text, order in orders])

    def _lay_out(self) -> None:
        choices = self._choices()
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SMALL)
        for pair in (choices[:2], choices[2:]):
            row = QHBoxLayout()
            row.setSpacing(SMALL)
            for choice in pair:
                row.addWidget(choice)
            self._rows.addLayout(row)

    def minimumSizeHint(self) -> QSize:
        """Room for half of the choices: with less than for all there are two lines."""
        return QSize(2 * _LEAST + SMALL, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        needed = sum(choice.sizeHint().width() for choice in self._choices()) + 3 * SMALL
        direction = QBoxLayout.Direction
        fits = self.width() >= needed
        self._rows.setDirection(direction.LeftToRight if fits else direction.TopToBottom)

    # What is chosen

    @property
    def part(self) -> Part:
        return "test" if self.part_choice.currentData() == "test" else "train"

    def choose_part(self, part: str) -> None:
        _choose(self.part_choice, part)

    @property
    def order(self) -> Order:
        return Order(self.order_choice.currentData())

    def choose_order(self, order: str) -> None:
        _choose(self.order_choice, order)

    def view(self, label: int | None) -> View:
        """What is chosen here, of the digits with this label, None for any."""
        return View(
            label, self.answer_choice.currentData(), self.right_choice.currentData(), self.order
        )

    @property
    def is_filtered(self) -> bool:
        return self.answer_choice.currentIndex() > 0 or self.right_choice.currentIndex() > 0

    def show_all(self) -> None:
        """Leave the filters."""
        blocked = self.blockSignals(True)
        before = self.is_filtered
        self.answer_choice.setCurrentIndex(0)
        self.right_choice.setCurrentIndex(0)
        self.blockSignals(blocked)
        if before:
            self.changed.emit()

    def show_sets(self, sets: DataSets | None) -> None:
        """Name what there is to choose from; nothing that is chosen changes."""
        names = sets.test.data.names if sets is not None else DIGIT_NAMES
        titles = (
            (sets.train.title if sets is not None else self.tr("MNIST training"), "train"),
            (sets.test.title if sets is not None else self.tr("MNIST test"), "test"),
        )
        answers: list[tuple[str, int | None]] = [(self.tr("any answer"), None)]
        for digit, name in enumerate(names):
            answers.append((self.tr("read as {name}").format(name=plain_name(name, 20)), digit))
        _refill(self.part_choice, [(plain_name(title, 30), part) for title, part in titles])
        _refill(self.answer_choice, answers)


def _choose(choice: QComboBox, value: object) -> None:
    if (row := choice.findData(value)) >= 0:
        choice.setCurrentIndex(row)


def _refill(choice: QComboBox, entries: Sequence[tuple[str, object]]) -> None:
    row = max(choice.currentIndex(), 0)
    choice.blockSignals(True)
    choice.clear()
    for text, value in entries:
        choice.addItem(text, value)
    choice.setCurrentIndex(row)
    choice.blockSignals(False)
