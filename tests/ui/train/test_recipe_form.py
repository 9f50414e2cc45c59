from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPalette, QWheelEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mnist_desk.core.errors import InputError
from mnist_desk.core.recipe import SPECS, Recipe, field_type
from mnist_desk.core.recipes import RECIPE_NOTES, RECIPES
from mnist_desk.ui.train.recipe_form import RecipeForm
from mnist_desk.ui.widgets.tokens import DARK
from mnist_desk.ui.window.theme import apply_appearance

MINE = "my recipe"


@pytest.fixture
def form(qtbot: QtBot) -> RecipeForm:
    form = RecipeForm(RECIPES["quick"])
    qtbot.addWidget(form)
    return form


@pytest.fixture
def names(form: RecipeForm) -> QComboBox:
    return form.findChild(QComboBox, "recipeName")


@pytest.fixture
def error(form: RecipeForm) -> QLabel:
    return form.findChild(QLabel, "recipeError")


def editor(form: RecipeForm, name: str) -> QWidget:
    found = form.findChild(QWidget, f"recipe_{name}")
    assert found is not None, f"there is no editor for {name}"
    return found


def put(form: RecipeForm, name: str, text: str) -> None:
    """Give a field a value, as far as possible as a person does."""
    widget = editor(form, name)
    if isinstance(widget, QComboBox):
        widget.setCurrentIndex(widget.findData(text))
    elif isinstance(widget, QCheckBox):
        widget.setChecked(text == "yes")
    elif isinstance(widget, QSpinBox):
        widget.setValue(int(text))
    else:
        assert isinstance(widget, QLineEdit)
        widget.setText(text)


def another(recipe: Recipe, name: str) -> Recipe:
    """The recipe with one field changed to another value that is allowed."""
    spec, kind, value = SPECS[name], field_type(name), getattr(recipe, name)
    if spec.choices is not None:
        changed = next(choice for choice in spec.choices if choice != value)
    elif kind is bool:
        changed = not value
    elif kind is tuple:
        changed = (*value, 7)
    else:
        changed = kind(spec.maximum if value != spec.maximum else spec.minimum)
    return dataclasses.replace(recipe, name=MINE, **{name: changed})


def wrong_fields() -> list[str]:
    """The fields into which something can be typed that is no value for them."""
    return [
        name
        for name, spec in SPECS.items()
        if field_type(name) in (float, tuple) and not spec.choices
    ]


def test_there_is_an_editor_for_every_field(form: RecipeForm) -> None:
    for name, spec in SPECS.items():
        assert editor(form, name).toolTip() == spec.help
        assert editor(form, name).accessibleName() == spec.title


def test_there_is_a_title_beside_every_editor(form: RecipeForm) -> None:
    titles = {label.text() for label in form.findChildren(QLabel)}
    assert {spec.title for spec in SPECS.values()} <= titles


def test_a_choice_offers_all_there_are(form: RecipeForm) -> None:
    for name, spec in SPECS.items():
        if spec.choices is not None:
            box = editor(form, name)
            assert isinstance(box, QComboBox)
            offered = {box.itemData(index): box.itemText(index) for index in range(box.count())}
            assert offered == dict(spec.choices)


def test_a_whole_number_keeps_to_its_range(form: RecipeForm) -> None:
    for name, spec in SPECS.items():
        if field_type(name) is int:
            box = editor(form, name)
            assert isinstance(box, QSpinBox)
            assert (box.minimum(), box.maximum()) == (spec.minimum, spec.maximum)


@pytest.mark.parametrize("name", RECIPES)
def test_a_form_shows_the_recipe_it_is_made_with(qtbot: QtBot, name: str) -> None:
    form = RecipeForm(RECIPES[name])
    qtbot.addWidget(form)
    assert form.recipe() == RECIPES[name]
    assert form.findChild(QComboBox, "recipeName").currentText() == name


def test_all_named_recipes_are_offered(names: QComboBox) -> None:
    offered = [names.itemText(index) for index in range(names.count())]
    assert offered == [*RECIPES, MINE]


@pytest.mark.parametrize("name", RECIPES)
def test_choosing_a_named_recipe_fills_the_fields(
    qtbot: QtBot, form: RecipeForm, names: QComboBox, name: str
) -> None:
    names.setFocus()
    qtbot.keyClick(names, Qt.Key.Key_End)
    changed = QSignalSpy(form.changed)
    qtbot.keyClick(names, Qt.Key.Key_Home)
    for _ in range(list(RECIPES).index(name)):
        qtbot.keyClick(names, Qt.Key.Key_Down)
    assert names.currentText() == name
    assert form.recipe() == RECIPES[name]
    assert changed.count() > 0
    assert RECIPE_NOTES[name] in {label.text() for label in form.findChildren(QLabel)}


@pytest.mark.parametrize("field", SPECS)
def test_changing_a_field_makes_it_my_recipe(
    form: RecipeForm, names: QComboBox, field: str
) -> None:
    changed = QSignalSpy(form.changed)
    wanted = another(RECIPES["quick"], field)
    put(form, field, wanted.text(field))
    assert form.recipe() == wanted
    assert names.currentText() == MINE
    assert changed.count() > 0
    assert RECIPE_NOTES["quick"] not in {label.text() for label in form.findChildren(QLabel)}


@pytest.mark.parametrize("field", SPECS)
def test_changing_a_field_back_makes_it_the_named_recipe_again(
    form: RecipeForm, names: QComboBox, field: str
) -> None:
    put(form, field, another(RECIPES["quick"], field).text(field))
    put(form, field, RECIPES["quick"].text(field))
    assert form.recipe() == RECIPES["quick"]
    assert names.currentText() == "quick"


def test_a_recipe_goes_in_and_comes_out_unchanged(form: RecipeForm) -> None:
    recipe = RECIPES["quick"]
    for field in SPECS:
        recipe = another(recipe, field)
    changed = QSignalSpy(form.changed)
    form.set_recipe(recipe)
    assert form.recipe() == recipe
    assert changed.count() == 1


@pytest.mark.parametrize("field", wrong_fields())
def test_a_wrong_value_is_told_in_a_sentence(form: RecipeForm, error: QLabel, field: str) -> None:
    changed = QSignalSpy(form.changed)
    put(form, field, "nonsense")
    assert error.isVisibleTo(form)
    assert SPECS[field].title in error.text()
    assert "nonsense" in error.text()
    assert changed.count() > 0
    with pytest.raises(InputError):
        form.recipe()


@pytest.mark.parametrize("field", wrong_fields())
def test_a_value_out_of_its_range_is_told_in_a_sentence(
    form: RecipeForm, error: QLabel, field: str
) -> None:
    put(form, field, str(int(SPECS[field].maximum or 0) + 1))
    assert error.isVisibleTo(form)
    assert SPECS[field].title in error.text()


@pytest.mark.parametrize("field", wrong_fields())
def test_the_sentence_goes_when_the_value_is_right_again(
    form: RecipeForm, error: QLabel, field: str
) -> None:
    put(form, field, "nonsense")
    put(form, field, RECIPES["quick"].text(field))
    assert not error.isVisibleTo(form)


def test_every_wrong_value_is_told(form: RecipeForm, error: QLabel) -> None:
    wrong = wrong_fields()[:2]
    for field in wrong:
        put(form, field, "nonsense")
    assert all(SPECS[field].title in error.text() for field in wrong)


def test_a_wrong_value_is_marked_where_it_is(form: RecipeForm) -> None:
    def base() -> QColor:
        return editor(form, "hidden").palette().color(QPalette.ColorRole.Base)

    right = base()
    put(form, "hidden", "nonsense")
    assert base() != right
    put(form, "hidden", "32")
    assert base() == right


def test_the_fields_follow_the_theme(qtbot: QtBot, light: None) -> None:
    form = RecipeForm(RECIPES["quick"])
    qtbot.addWidget(form)
    form.show()
    apply_appearance("dark")
    qtbot.waitUntil(lambda: form.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window))
    papers = {
        name: editor(form, name).palette().color(QPalette.ColorRole.Base).name() for name in SPECS
    }
    assert papers == dict.fromkeys(SPECS, DARK.base)


def test_a_named_recipe_mends_a_wrong_value(form: RecipeForm, error: QLabel) -> None:
    put(form, wrong_fields()[0], "nonsense")
    form.set_recipe(RECIPES["classic"])
    assert not error.isVisibleTo(form)
    assert form.recipe() == RECIPES["classic"]


@pytest.mark.parametrize("name", ["schedule", "epochs"])
@pytest.mark.parametrize("focused", [False, True])
def test_scrolling_the_form_changes_no_field(
    qtbot: QtBot, form: RecipeForm, name: str, focused: bool
) -> None:
    widget = editor(form, name)
    with qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    (widget if focused else form.findChild(QComboBox, "recipeName")).setFocus()
    middle = QPointF(widget.rect().center())
    wheel = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(middle)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, wheel)
    assert (form.recipe() != RECIPES["quick"]) == focused
