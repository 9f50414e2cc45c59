"""The fields of a recipe as a form, made from what core.recipe says of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from mnist_desk.core.errors import InputError
from mnist_desk.core.recipe import SPECS, Recipe, field_type
from mnist_desk.core.recipes import RECIPE_NOTES, RECIPES
from mnist_desk.core.translate import Phrase

from ..widgets.headings import heading
from ..widgets.plain import plain_label, plain_sentence
from ..widgets.tokens import colours
from ..work.sentences import sentence_of, spoken

_ABOVE = 6
"""Pixels between a group of fields and the one above it."""

Editor = QCheckBox | QComboBox | QLineEdit | QSpinBox


class RecipeForm(QWidget):
    """Choose a named recipe, change its fields. A field with a wrong value says so below itself."""

    changed = Signal()

    def __init__(self, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recipeForm")
        self._names = QComboBox()
        self._names.setObjectName("recipeName")
        self._names.addItems([*RECIPES, recipe_text(Recipe.name)])
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._editors: dict[str, Editor] = {name: _editor(name) for name in SPECS}
        self._error = plain_label(wraps=True)
        self._error.setObjectName("recipeError")
        self._error.hide()
        self._form = form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(10)
        form.setVerticalSpacing(6)
        form.addRow(self.tr("Recipe"), self._names)
        form.addRow(self._note)
        form.addRow(self._error)
        group = ""
        for name, editor in self._editors.items():
            if SPECS[name].group != group:
                group = SPECS[name].group
                form.addRow(heading(recipe_text(group), _ABOVE))
            form.addRow(recipe_text(SPECS[name].title), editor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 12, 0)
        layout.addLayout(form)
        layout.addStretch(1)
        self._show(recipe)
        self._names.textActivated.connect(self._choose)
        for editor in self._editors.values():
            _change_signal(editor).connect(self._on_edit)
        for widget in (self._names, *self._editors.values()):
            self._leave_wheel_to_scrolling(widget)

    def _leave_wheel_to_scrolling(self, widget: QWidget) -> None:
        """Who scrolls the form must not change the field that comes under the mouse."""
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        wheel = event.type() == QEvent.Type.Wheel
        if wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def add_group(self, group: str, title: str, widget: QWidget) -> None:
        """Put something beside the recipe at the end of the form."""
        self._leave_wheel_to_scrolling(widget)
        self._form.addRow(heading(group, _ABOVE))
        self._form.addRow(title, widget)

    def recipe(self) -> Recipe:
        """The recipe as the form has it. Raises InputError when a field has a wrong value."""
        recipe = Recipe()
        for name, editor in self._editors.items():
            recipe = recipe.with_text(name, _text_of(editor))
        for named in RECIPES.values():
            if _same(named, recipe):
                return named
        return recipe

    def set_recipe(self, recipe: Recipe) -> None:
        self._show(recipe)
        self.changed.emit()

    def texts(self) -> dict[str, str]:
        """Field name -> what stands in it, also when it has a wrong value."""
        return {name: _text_of(editor) for name, editor in self._editors.items()}

    def set_texts(self, texts: dict[str, str]) -> None:
        """Fill in what `texts` told of."""
        for name, text in texts.items():
            _set_value(self._editors[name], text)

    @Slot(str)
    def _choose(self, name: str) -> None:
        if name in RECIPES:
            self.set_recipe(RECIPES[name])
        else:
            self._on_edit()

    @Slot()
    def _on_edit(self) -> None:
        if not self._show_wrong():
            self._name(self.recipe())
        self.changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_wrong()

    def _show_wrong(self) -> bool:
        """Mark the fields with wrong values and say why; whether there are any."""
        wrong = self._wrong_fields()
        for name, editor in self._editors.items():
            _mark(editor, name in wrong)
        self._error.setText(plain_sentence("\n".join(wrong.values())))
        self._error.setStyleSheet(f"color: {colours().second}")
        self._error.setVisible(bool(wrong))
        return bool(wrong)

    def _wrong_fields(self) -> dict[str, str]:
        """Field name -> what is wrong with its value."""
        wrong = {}
        for name, editor in self._editors.items():
            try:
                Recipe().with_text(name, _text_of(editor))
            except InputError as error:
                wrong[name] = sentence_of(error)
        return wrong

    def _show(self, recipe: Recipe) -> None:
        for name, editor in self._editors.items():
            editor.blockSignals(True)
            _set_value(editor, recipe.text(name))
            editor.blockSignals(False)
            _mark(editor, wrong=False)
        self._error.hide()
        self._name(recipe)

    def _name(self, recipe: Recipe) -> None:
        """Show which recipe this is and what it teaches."""
        known = recipe.name in RECIPES
        self._names.setCurrentText(recipe.name if known else recipe_text(Recipe.name))
        self._note.setText(
            recipe_text(RECIPE_NOTES[recipe.name])
            if known
            else self.tr("A recipe of your own: press Start and compare it with the others.")
        )


def recipe_text(text: str) -> str:
    """A text of core.recipe in the person's language."""
    return spoken(Phrase("recipe", text))


def _mark(editor: Editor, wrong: bool) -> None:
    """Tint an editor whose value is wrong; another has the palette of the window."""
    palette = QPalette()
    if wrong:
        palette.setColor(QPalette.ColorRole.Base, QColor(colours().warning))
    editor.setPalette(palette)


def _same(one: Recipe, other: Recipe) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in SPECS)


def _editor(name: str) -> Editor:
    spec, kind = SPECS[name], field_type(name)
    editor: Editor
    if spec.choices is not None:
        editor = QComboBox()
        for value, title in spec.choices.items():
            editor.addItem(recipe_text(title), value)
    elif kind is bool:
        editor = QCheckBox()
    elif kind is int:
        editor = QSpinBox()
        editor.setRange(int(spec.minimum or 0), int(spec.maximum or 0))
    else:
        editor = QLineEdit()
    editor.setObjectName(f"recipe_{name}")
    editor.setToolTip(recipe_text(spec.help))
    editor.setAccessibleName(recipe_text(spec.title))
    editor.setMinimumWidth(60)
    return editor


def _text_of(editor: Editor) -> str:
    if isinstance(editor, QComboBox):
        return str(editor.currentData())
    if isinstance(editor, QCheckBox):
        return "yes" if editor.isChecked() else "no"
    if isinstance(editor, QSpinBox):
        return str(editor.value())
    return editor.text()


def _set_value(editor: Editor, text: str) -> None:
    if isinstance(editor, QComboBox):
        editor.setCurrentIndex(editor.findData(text))
    elif isinstance(editor, QCheckBox):
        editor.setChecked(text == "yes")
    elif isinstance(editor, QSpinBox):
        editor.setValue(int(text))
    else:
        editor.setText(text)


def _change_signal(editor: Editor) -> SignalInstance:
    if isinstance(editor, QComboBox):
        return editor.currentIndexChanged
    if isinstance(editor, QCheckBox):
        return editor.toggled
    if isinstance(editor, QSpinBox):
        return editor.valueChanged
    return editor.textChanged
