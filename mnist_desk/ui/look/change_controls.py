"""What would make it another digit: choose one, and slide from the drawing to the answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mnist_desk.core.dataset import DIGITS

from ..widgets.buttons import accent_when_checked
from ..widgets.plain import plain_label, plain_sentence

_STEPS = 100


class ChangeControls(QWidget):
    """Ten buttons, a slider and a sentence. It knows nothing of networks."""

    chosen = Signal(int)
    """The digit that the picture shall become, or -1 for none."""
    slid = Signal(float)
    """How far the picture shown lies from the drawing, 0, to the changed picture, 1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("changeControls")
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        digits = QHBoxLayout()
        digits.setSpacing(2)
        for digit in range(DIGITS):
            button = QToolButton()
            button.setText(str(digit))
            button.setObjectName(f"become{digit}")
            button.setAccessibleName(self.tr("What would make it a {digit}").format(digit=digit))
            button.setCheckable(True)
            button.setMinimumSize(24, 24)
            accent_when_checked(button)
            self._group.addButton(button, digit)
            digits.addWidget(button)
        digits.addStretch(1)
        self._group.idClicked.connect(self._click)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("blendSlider")
        self.slider.setAccessibleName(self.tr("From the drawing to the changed picture"))
        self.slider.setRange(0, _STEPS)
        self.slider.valueChanged.connect(self._slide)
        self._from, self._to = QLabel(self.tr("drawing")), QLabel(self.tr("changed"))
        blend = QHBoxLayout()
        blend.addWidget(self._from)
        blend.addWidget(self.slider, 1)
        blend.addWidget(self._to)
        self._answer = plain_label(wraps=True)
        self._answer.setObjectName("changeAnswer")
        self._answer.setMinimumHeight(2 * self.fontMetrics().lineSpacing() + 2)
        self._answer.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(digits)
        layout.addLayout(blend)
        layout.addWidget(self._answer)
        self.set_blend_possible(False)

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

    def say(self, sentence: str) -> None:
        self._answer.setText(plain_sentence(sentence))

    @Slot(int)
    def _click(self, digit: int) -> None:
        for button in self._group.buttons():
            if self._group.id(button) != digit:
                button.setChecked(False)
        self.chosen.emit(self.digit)

    @Slot(int)
    def _slide(self, value: int) -> None:
        self.slid.emit(value / _STEPS)
