"""What would make it another digit: choose one, and slide from the drawing to the answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mnist_desk.core.dataset import DIGITS

from ..widgets.buttons import named_button
from ..widgets.headings import RoomyLabel, heading
from ..widgets.plain import plain_sentence
from ..widgets.tokens import CONTROL, MEDIUM, SMALL, TINY

_STEPS = 100
_SHORTEST_SLIDER = 90
"""Pixels; with less room beside the digits it goes below them."""


class ChangeControls(QWidget):
    """Ten buttons, a slider, a sentence and a button. It knows nothing of networks."""

    chosen = Signal(int)
    """The digit that the picture shall become, or -1 for none."""
    slid = Signal(float)
    """How far the picture shown lies from the drawing, 0, to the changed picture, 1."""
    put_asked = Signal()
    """Put the picture shown on the canvas."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("changeControls")
        self._group = QButtonGroup(self)
        self._pressed_again = False
        self._group.idPressed.connect(self._press)
        self._group.idClicked.connect(self._click)
        self._digits = self._make_digits()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("blendSlider")
        self.slider.setAccessibleName(self.tr("From the drawing to the changed picture"))
        self.slider.setAccessibleDescription(
            self.tr("0 is the drawing, 100 the picture that is read as the chosen digit")
        )
        self.slider.setMinimumHeight(CONTROL)
        self.slider.setRange(0, _STEPS)
        self.slider.valueChanged.connect(self._slide)
        self._from, self._to = QLabel(self.tr("drawing")), QLabel(self.tr("changed"))
        self._answer = RoomyLabel(2)
        self._answer.setObjectName("changeAnswer")
        self._put = named_button(
            "putChangedButton",
            self.tr("Put it on the canvas"),
            self.tr("Take the picture shown in the place of your drawing; Undo brings it back"),
            icon_name="arrow-right",
        )
        self._put.clicked.connect(self.put_asked)
        self._lay_out()
        self.set_blend_possible(False)
        self.set_changed(False)

    def _make_digits(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TINY)
        for digit in range(DIGITS):
            button = QToolButton()
            button.setText(str(digit))
            button.setObjectName(f"become{digit}")
            button.setAccessibleName(self.tr("What would make it a {digit}").format(digit=digit))
            button.setToolTip(
                self.tr("The smallest change that makes it a {digit}").format(digit=digit)
            )
            button.setCheckable(True)
            button.setMinimumSize(CONTROL, CONTROL)
            self._group.addButton(button, digit)
            row.addWidget(button)
        box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return box

    def _lay_out(self) -> None:
        blend = QHBoxLayout()
        blend.setSpacing(SMALL)
        blend.addWidget(self._from)
        blend.addWidget(self.slider, 1)
        blend.addWidget(self._to)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(TINY)
        self._row.addWidget(self._digits)
        self._row.addSpacing(SMALL)
        self._row.addLayout(blend, 1)
        below = QHBoxLayout()
        below.setSpacing(MEDIUM)
        below.addWidget(self._answer, 1)
        below.addWidget(self._put, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TINY)
        layout.addWidget(heading(self.tr("What would make it a…")))
        layout.addLayout(self._row)
        layout.addLayout(below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        words = self._from.sizeHint().width() + self._to.sizeHint().width() + 2 * SMALL
        wanted = self._digits.sizeHint().width() + MEDIUM + words + _SHORTEST_SLIDER
        direction = QBoxLayout.Direction
        self._row.setDirection(
            direction.LeftToRight if self.width() >= wanted else direction.TopToBottom
        )

    @property
    def digit(self) -> int:
        """The digit that is chosen, or -1."""
        checked = (button for button in self._group.buttons() if button.isChecked())
        return next(map(self._group.id, checked), -1)

    @property
    def blend(self) -> float:
        return self.slider.value() / _STEPS if self.slider.isEnabled() else 0.0

    def set_blend(self, blend: float) -> None:
        self.slider.setValue(round(blend * _STEPS))

    def set_blend_possible(self, possible: bool) -> None:
        """Whether there is a changed picture to slide to."""
        for widget in (self.slider, self._from, self._to):
            widget.setEnabled(possible)

    def set_choosable(self, possible: bool) -> None:
        for button in self._group.buttons():
            button.setEnabled(possible)

    def set_changed(self, changed: bool) -> None:
        """Whether the picture shown is another one than the drawing's."""
        self._put.setEnabled(changed)

    def say(self, sentence: str) -> None:
        self._answer.setText(plain_sentence(sentence))

    @Slot(int)
    def _press(self, digit: int) -> None:
        self._pressed_again = digit == self.digit

    @Slot(int)
    def _click(self, digit: int) -> None:
        if self._pressed_again:
            # Of an exclusive group one stays chosen, and of another one keys reach only one button.
            self._group.setExclusive(False)
            self._group.button(digit).setChecked(False)
            self._group.setExclusive(True)
        self.chosen.emit(self.digit)

    @Slot(int)
    def _slide(self, value: int) -> None:
        self.slid.emit(value / _STEPS)
