"""What a value of a recipe is edited with, by its kind. All of them speak in texts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, SignalInstance
from PySide6.QtGui import QColor, QPalette, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QSpinBox, QWidget

from mnist_desk.core.recipe import SPECS, field_type
from mnist_desk.core.translate import Phrase

from ..widgets.icons import icon
from ..widgets.tokens import SMALL, SMALL_ICON, colours
from ..work.sentences import spoken

_DIGITS = "0000"
"""As wide as a number is, most often."""
_TWO_LAYERS = "000,000"
_COUNT = "0000"
_ANY = 2**31 - 1
_ARROWS = 40
"""Pixels of what stands beside the number in its box."""


def recipe_text(text: str) -> str:
    """A text of core.recipe in the person's language."""
    return spoken(Phrase("recipe", text)) if text else ""


class TextEditor(QLineEdit):
    """A number or numbers, typed. Its unit stands in it at the right; a mark is there instead while
    what was typed is wrong.
    """

    def __init__(
        self, unit: str = "", widest: str = _DIGITS, parent: QWidget | None = None
    ) -> None:
        """widest: what it has room for, most often."""
        super().__init__(parent)
        self._unit, self._widest = unit, widest
        self._is_wrong = False
        self._end = QLabel(self)
        self._end.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._end.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._show_end()

    def set_wrong(self, wrong: bool) -> None:
        if wrong != self._is_wrong:
            self._is_wrong = wrong
            self._show_end()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        hint.setWidth(
            self.fontMetrics().horizontalAdvance(self._widest) + self._end_width() + 2 * SMALL
        )
        return hint

    def sizeHint(self) -> QSize:
        return super().sizeHint().boundedTo(QSize(self.minimumSizeHint().width(), 10_000))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._show_end()

    def _show_end(self) -> None:
        # The mark would stay: to a label that shows a picture no text is nothing new.
        self._end.clear()
        if self._is_wrong:
            self._end.setPixmap(icon("triangle-alert", "wrong").pixmap(SMALL_ICON, SMALL_ICON))
        else:
            self._end.setText(self._unit)
        _paint_wrong(self, self._is_wrong)
        self._place_end()

    def _place_end(self) -> None:
        width = self._end_width()
        self.setTextMargins(0, 0, width, 0)
        shown = self._end.sizeHint().width()
        self._end.setGeometry(self.width() - SMALL - shown, 0, shown, self.height())

    def _end_width(self) -> int:
        return max(SMALL_ICON, self.fontMetrics().horizontalAdvance(self._unit)) + SMALL


class CountEditor(QSpinBox):
    """A whole number. What is typed may be out of range, so that it can be said; the arrows keep
    within it. It asks for the room of four digits; a longer one is seen where there is more.
    """

    def __init__(self, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self._is_wrong = False
        self.setRange(-_ANY, _ANY)

    def set_wrong(self, wrong: bool) -> None:
        self._is_wrong = wrong
        _paint_wrong(self, wrong)

    def stepBy(self, steps: int) -> None:
        self.setValue(min(max(self.value() + steps * self.singleStep(), self._least), self._most))
        self.selectAll()

    def stepEnabled(self) -> QSpinBox.StepEnabledFlag:
        flags = QSpinBox.StepEnabledFlag.StepNone
        if self.value() > self._least:
            flags |= QSpinBox.StepEnabledFlag.StepDownEnabled
        if self.value() < self._most:
            flags |= QSpinBox.StepEnabledFlag.StepUpEnabled
        return flags

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            _paint_wrong(self, self._is_wrong)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(f"{_COUNT}{self.suffix()}") + _ARROWS
        return QSize(width, super().sizeHint().height())


def _paint_wrong(editor: QWidget, wrong: bool) -> None:
    palette, base = QPalette(), QPalette.ColorRole.Base
    if wrong:
        palette.setColor(base, QColor(colours().warning))
    if editor.palette().color(base) != palette.color(base):
        editor.setPalette(palette)


Editor = QCheckBox | QComboBox | TextEditor | QSpinBox


def make_editor(name: str) -> Editor:
    """The editor of a field of the recipe, named recipe_<field>."""
    spec, kind = SPECS[name], field_type(name)
    editor: Editor
    if spec.choices is not None:
        editor = QComboBox()
        for value, title in spec.choices.items():
            editor.addItem(recipe_text(title), value)
    elif kind is bool:
        editor = QCheckBox()
    elif kind is int:
        editor = CountEditor(int(spec.minimum or 0), int(spec.maximum or 0))
        if spec.unit:
            editor.setSuffix(f" {recipe_text(spec.unit)}")
    else:
        numbers = _DIGITS if kind is float else _TWO_LAYERS
        editor = TextEditor(recipe_text(spec.unit), numbers)
    editor.setObjectName(f"recipe_{name}")
    return editor


def text_of(editor: Editor) -> str:
    """What stands in it, as `Recipe.with_text` takes it."""
    if isinstance(editor, QComboBox):
        return str(editor.currentData())
    if isinstance(editor, QCheckBox):
        return "yes" if editor.isChecked() else "no"
    if isinstance(editor, QSpinBox):
        return str(editor.value())
    return editor.text()


def put_text(editor: Editor, text: str) -> None:
    """Put in what `Recipe.text` or `text_of` told of."""
    if isinstance(editor, QComboBox):
        editor.setCurrentIndex(editor.findData(text))
    elif isinstance(editor, QCheckBox):
        editor.setChecked(text == "yes")
    elif isinstance(editor, QSpinBox):
        editor.setValue(int(text))
    else:
        editor.setText(text)


def change_signal(editor: Editor) -> SignalInstance:
    if isinstance(editor, QComboBox):
        return editor.currentIndexChanged
    if isinstance(editor, QCheckBox):
        return editor.toggled
    if isinstance(editor, QSpinBox):
        return editor.valueChanged
    return editor.textChanged


def shown_text(name: str, text: str) -> str:
    """A value as a person reads it in the form."""
    spec = SPECS[name]
    if spec.choices is not None:
        return recipe_text(spec.choices[text])
    return text
