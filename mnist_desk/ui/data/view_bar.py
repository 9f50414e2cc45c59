"""Which digits are shown, and in which order: a row of choices."""

from __future__ import annotations

from typing import Any, Literal

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from mnist_desk.core.browsing import Order, View
from mnist_desk.core.dataset import DIGIT_NAMES

from ..state.open_data import DataSets
from ..widgets.plain import plain_name
from ..widgets.tokens import SMALL

Part = Literal["train", "test"]


class ViewBar(QWidget):
    """In two lines where one has no room."""

    changed = Signal()
    """`part` or `view` is another one."""
    number_asked = Signal(int)
    """The digit with this index, from 0, is to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part_choice = self._choice("partChoice", self.tr("Part of the data set"))
        self.answer_choice = self._choice("answerChoice", self.tr("Answers that are shown"))
        self.right_choice = self._choice("rightChoice", self.tr("Show those read right or wrong"))
        self.order_choice = self._choice("orderChoice", self.tr("Order of the digits"))
        self.number = QSpinBox()
        self.number.setObjectName("numberBox")
        self.number.setGroupSeparatorShown(True)
        self.number.setKeyboardTracking(False)
        self.number.setMinimum(1)
        self._fill_right()
        self._fill_order()
        self.show_sets(None)
        self._lay_out()
        for choice in self._choices():
            choice.currentIndexChanged.connect(self.changed)
        self.number.valueChanged.connect(self._on_number)

    def _choice(self, object_name: str, name: str) -> QComboBox:
        choice = QComboBox()
        choice.setObjectName(object_name)
        choice.setAccessibleName(name)
        choice.setToolTip(name)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        choice.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        choice.setMinimumContentsLength(6)
        return choice

    def _choices(self) -> tuple[QComboBox, ...]:
        return (self.part_choice, self.answer_choice, self.right_choice, self.order_choice)

    def _fill_right(self) -> None:
        choices = {
            self.tr("right and wrong"): None,
            self.tr("read right"): True,
            self.tr("read wrong"): False,
        }
        for text, right in choices.items():
            self.right_choice.addItem(text, right)

    def _fill_order(self) -> None:
        choices = {
            self.tr("by number"): Order.NUMBER,
            self.tr("by label"): Order.LABEL,
            self.tr("by answer"): Order.ANSWER,
            self.tr("hardest first"): Order.HARDEST,
            self.tr("easiest first"): Order.EASIEST,
        }
        for text, order in choices.items():
            self.order_choice.addItem(text, order.value)

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(SMALL)
        for choice in (self.part_choice, self.answer_choice, self.right_choice):
            first.addWidget(choice)
        number = QLabel(self.tr("Number"))
        number.setBuddy(self.number)
        second.addWidget(self.order_choice)
        second.addStretch(1)
        second.addWidget(number)
        second.addWidget(self.number)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SMALL)
        self._rows.addLayout(first)
        self._rows.addLayout(second, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        rows = [self._rows.itemAt(place) for place in range(2)]
        needed = sum(row.sizeHint().width() for row in rows if row is not None) + 2 * SMALL
        direction = QBoxLayout.Direction
        fits = event.size().width() >= needed
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
        titles = {
            sets.train.title if sets is not None else self.tr("MNIST training"): "train",
            sets.test.title if sets is not None else self.tr("MNIST test"): "test",
        }
        answers: dict[str, Any] = {self.tr("any answer"): None}
        for digit, name in enumerate(names):
            answers[self.tr("read as {name}").format(name=plain_name(name, 20))] = digit
        _refill(self.part_choice, {plain_name(text, 30): part for text, part in titles.items()})
        _refill(self.answer_choice, answers)

    # The number

    def show_number(self, index: int, n: int) -> None:
        """Tell which digit the keys act on, of so many; the number stays where there is none."""
        self.number.blockSignals(True)
        self.number.setMaximum(max(n, 1))
        self.number.setAccessibleName(self.tr("Number, from 1 to {n}").format(n=f"{n:,}"))
        self.number.setToolTip(self.tr("Type a number and press Enter to go to that digit"))
        if index >= 0:
            self.number.setValue(index + 1)
        self.number.blockSignals(False)

    @Slot(int)
    def _on_number(self, number: int) -> None:
        self.number_asked.emit(number - 1)


def _choose(choice: QComboBox, value: object) -> None:
    if (row := choice.findData(value)) >= 0:
        choice.setCurrentIndex(row)


def _refill(choice: QComboBox, entries: dict[str, Any]) -> None:
    row = max(choice.currentIndex(), 0)
    choice.blockSignals(True)
    choice.clear()
    for text, value in entries.items():
        choice.addItem(text, value)
    choice.setCurrentIndex(row)
    choice.blockSignals(False)
