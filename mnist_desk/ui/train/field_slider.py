"""A slider below a number that is typed: the two are one value."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLineEdit, QSlider, QWidget

from mnist_desk.core.errors import InputError
from mnist_desk.core.recipe_field import Spec, parse

_STEPS_PER_ONE = 100


class FieldSlider(QSlider):
    """Writes what it is moved to into the editor, and stands where the editor says."""

    def __init__(self, spec: Spec, editor: QLineEdit, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, round((spec.maximum or 0) * _STEPS_PER_ONE))
        self.setPageStep(_STEPS_PER_ONE // 10)
        self._spec, self._editor = spec, editor
        self._follows = False
        self.valueChanged.connect(self._write)
        editor.textChanged.connect(self._follow)
        self._follow()

    @Slot()
    def _write(self) -> None:
        if not self._follows:
            self._editor.setText(f"{self.value() / _STEPS_PER_ONE:g}")

    @Slot()
    def _follow(self) -> None:
        """What is typed is more exact than the slider, and stays as it is."""
        try:
            number = parse(self._spec, float, self._editor.text())
        except InputError:
            return
        assert isinstance(number, float)
        if not 0 <= number <= 1:
            return
        self._follows = True
        self.setValue(round(number * _STEPS_PER_ONE))
        self._follows = False
