from __future__ import annotations

import dataclasses
import html
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPalette, QWheelEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QSlider,
    QSpinBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mnist_desk.core.errors import InputError
from mnist_desk.core.recipe import SPECS, Recipe, field_type
from mnist_desk.core.recipes import RECIPE_NOTES, RECIPES
from mnist_desk.ui.state.preferences import Preferences
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
        widget = editor(form, name)
        assert html.unescape(widget.toolTip()) == f"<qt>{spec.help}</qt>"
        assert widget.accessibleName() == spec.title
        assert widget.accessibleDescription().endswith(spec.help)


def test_every_editor_has_a_title_that_tells_what_it_means(form: RecipeForm) -> None:
    labels = {label.buddy(): label for label in form.findChildren(QLabel) if label.buddy()}
    for name, spec in SPECS.items():
        label = labels[editor(form, name)]
        assert label.text() == spec.title
        assert html.unescape(label.toolTip()) == f"<qt>{spec.help}</qt>"


def test_a_choice_offers_all_there_are(form: RecipeForm) -> None:
    for name, spec in SPECS.items():
        if spec.choices is not None:
            box = editor(form, name)
            assert isinstance(box, QComboBox)
            offered = {box.itemData(index): box.itemText(index) for index in range(box.count())}
            assert offered == dict(spec.choices)


def test_the_arrows_of_a_whole_number_keep_to_its_range(form: RecipeForm) -> None:
    for name, spec in SPECS.items():
        if field_type(name) is int:
            box = editor(form, name)
            assert isinstance(box, QSpinBox)
            for end, step in ((spec.minimum, -1), (spec.maximum, 1)):
                box.setValue(end)
                box.stepBy(step)
                assert box.value() == end
                assert form.recipe()


def test_a_whole_number_out_of_its_range_is_told_as_it_was_typed(
    qtbot: QtBot, form: RecipeForm
) -> None:
    form.show()
    box = editor(form, "epochs")
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "0")
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert box.text() == "0"
    with pytest.raises(InputError, match="Epochs"):
        form.recipe()
    assert "Wrong value: Epochs" in form.findChild(QLabel, "recipeExpected").text()
    assert box.palette().color(QPalette.ColorRole.Base) != QPalette().color(QPalette.ColorRole.Base)
    box.setValue(3)
    assert form.recipe().epochs == 3
    assert box.palette().color(QPalette.ColorRole.Base) == QPalette().color(QPalette.ColorRole.Base)


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
    assert replace(form.recipe(), name=wanted.name) == wanted
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
    assert replace(form.recipe(), name=recipe.name) == recipe
    assert changed.count() == 1


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        ({"learning_rate": "1"}, "quick, learning rate 1"),
        ({"hidden": ""}, "quick, hidden layers none"),
        ({"epochs": "30", "dropout": "0.2"}, "quick, epochs 30, dropout 0.2"),
        ({"epochs": "30", "dropout": "0.2", "seed": "3"}, "quick, seed 3, epochs 30, …"),
    ],
)
def test_an_own_recipe_is_named_by_what_differs(
    form: RecipeForm, texts: dict[str, str], name: str
) -> None:
    form.set_texts(texts)
    assert form.recipe().name == name
    again = RecipeForm(RECIPES["classic"])
    again.set_recipe(form.recipe())
    assert again.recipe() == form.recipe(), "its name tells which recipe it comes from"


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


def test_the_sentence_is_that_of_the_first_wrong_field(form: RecipeForm, error: QLabel) -> None:
    put(form, "learning_rate", "nonsense")
    put(form, "hidden", "rubbish")
    assert "rubbish" in error.text()
    put(form, "hidden", "32")
    assert "nonsense" in error.text()
    for text in (editor(form, "learning_rate").accessibleDescription(), error.text()):
        assert "Learning rate must be a number" in text


@pytest.fixture
def shown(qtbot: QtBot, form: RecipeForm) -> RecipeForm:
    form.resize(280, 900)
    with qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    return form


def places(form: RecipeForm) -> dict[str, QRect]:
    widgets = {child.objectName(): child for child in form.findChildren(QWidget)}
    return {name: widgets[name].geometry() for name in widgets if name.startswith("recipe_")}


def top_of(form: RecipeForm, widget: QWidget) -> int:
    return widget.mapTo(form, QPoint(0, 0)).y()


def test_the_sentence_stands_below_its_field_and_nothing_moves(
    qtbot: QtBot, shown: RecipeForm, error: QLabel
) -> None:
    before = places(shown)
    field = editor(shown, "learning_rate")
    put(shown, "learning_rate", "nonsense")
    qtbot.waitUntil(error.isVisible)
    assert places(shown) == before
    gap = error.y() - top_of(shown, field) - field.height()
    assert 0 <= gap <= 8
    assert shown.rect().contains(error.geometry())


def test_the_sentence_does_not_cover_the_field_that_one_goes_to(
    qtbot: QtBot, shown: RecipeForm, error: QLabel
) -> None:
    editor(shown, "learning_rate").setFocus()
    put(shown, "learning_rate", "nonsense")
    assert error.isVisible()
    qtbot.keyClick(editor(shown, "learning_rate"), Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)  # Past the way back.
    assert QApplication.focusWidget() is editor(shown, "batch_size")
    assert not error.isVisible()
    editor(shown, "learning_rate").setFocus()
    assert error.isVisible()


def test_the_sentence_goes_with_its_field_when_the_form_changes(
    qtbot: QtBot, shown: RecipeForm, error: QLabel
) -> None:
    put(shown, "rotation", "1000")
    field = editor(shown, "rotation")
    qtbot.waitUntil(lambda: field.isVisible() and error.isVisible())

    def is_near() -> bool:
        below = error.y() - top_of(shown, field) - field.height()
        above = top_of(shown, field) - error.geometry().bottom()
        return 0 <= below <= 8 or 0 <= above <= 8

    qtbot.waitUntil(is_near)
    shown.resize(500, 900)
    qtbot.waitUntil(is_near)


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


@pytest.mark.parametrize("name", ["optimizer", "epochs"])
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
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, wheel)
    assert (form.recipe() != RECIPES["quick"]) == focused


# First fields and the others


@pytest.fixture
def more(form: RecipeForm) -> QToolButton:
    return form.findChild(QToolButton, "moreFields")


def test_five_fields_are_there_and_the_others_behind_more(
    shown: RecipeForm, more: QToolButton
) -> None:
    first = [name for name, spec in SPECS.items() if spec.first]
    assert [name for name in SPECS if editor(shown, name).isVisible()] == first
    more.click()
    assert all(editor(shown, name).isVisible() for name in SPECS)
    more.click()
    assert [name for name in SPECS if editor(shown, name).isVisible()] == first


def test_it_is_remembered_whether_all_fields_are_shown(
    qtbot: QtBot, preferences: Preferences
) -> None:
    def made() -> tuple[RecipeForm, QToolButton]:
        form = RecipeForm(RECIPES["quick"], preferences=preferences)
        qtbot.addWidget(form)
        return form, form.findChild(QToolButton, "moreFields")

    form, more = made()
    assert not editor(form, "seed").isVisibleTo(form)
    more.click()
    form, more = made()
    assert editor(form, "seed").isVisibleTo(form)
    more.click()
    form, _ = made()
    assert not editor(form, "seed").isVisibleTo(form)


def test_a_wrong_value_behind_more_is_brought_to_light(
    form: RecipeForm, error: QLabel, more: QToolButton
) -> None:
    put(form, "rotation", "far")
    assert editor(form, "rotation").isVisibleTo(form)
    assert "far" in error.text()


def test_more_says_how_many_of_its_fields_differ(form: RecipeForm, more: QToolButton) -> None:
    assert more.text() == more.accessibleName() == "More"
    put(form, "epochs", "11")
    assert more.text() == "More"
    put(form, "seed", "2")
    put(form, "dropout", "0.5")
    assert more.text() == more.accessibleName() == "More (2 changed)"


def test_tab_goes_from_the_top_to_the_bottom(
    qtbot: QtBot, shown: RecipeForm, more: QToolButton
) -> None:
    more.click()
    shown.findChild(QComboBox, "recipeName").setFocus()
    seen = []
    while QApplication.focusWidget() is not None and len(seen) < 60:
        widget = QApplication.focusWidget()
        if widget.objectName() in seen:
            break
        seen.append(widget.objectName())
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert {f"recipe_{name}" for name in SPECS} <= set(seen)
    tops = [top_of(shown, shown.findChild(QWidget, name)) for name in seen]
    assert tops == sorted(tops)


# What differs from the recipe


def way_back(form: RecipeForm, name: str) -> QToolButton:
    return form.findChild(QToolButton, f"recipe_{name}_back")


def ways_back(form: RecipeForm) -> list[str]:
    return [
        name for name in SPECS if way_back(form, name).isVisibleTo(way_back(form, name).parent())
    ]


@pytest.mark.parametrize("field", SPECS)
def test_what_differs_from_the_recipe_has_a_way_back(form: RecipeForm, field: str) -> None:
    assert ways_back(form) == []
    put(form, field, another(RECIPES["quick"], field).text(field))
    assert ways_back(form) == [field]
    assert way_back(form, field).toolTip().endswith(", as in quick</qt>")
    assert "as in quick" in editor(form, field).accessibleDescription()
    way_back(form, field).click()
    assert form.recipe() == RECIPES["quick"]
    assert ways_back(form) == []


def test_the_way_back_is_named_with_its_field_and_value(form: RecipeForm) -> None:
    put(form, "optimizer", "sgd")
    assert way_back(form, "optimizer").accessibleName() == "Optimiser: Back to Adam, as in quick"


def test_a_wrong_value_has_a_way_back(form: RecipeForm, error: QLabel) -> None:
    put(form, "learning_rate", "nonsense")
    assert ways_back(form) == ["learning_rate"]
    way_back(form, "learning_rate").click()
    assert form.recipe() == RECIPES["quick"]
    assert not error.isVisibleTo(form)


def test_what_is_written_otherwise_and_means_the_same_does_not_differ(form: RecipeForm) -> None:
    put(form, "learning_rate", " 1e-3 ")
    put(form, "hidden", "256, 128")
    assert ways_back(form) == []
    assert form.recipe() == RECIPES["quick"]


def test_marks_move_nothing(qtbot: QtBot, shown: RecipeForm) -> None:
    before = places(shown)
    put(shown, "learning_rate", "0.1")
    put(shown, "epochs", "11")
    assert way_back(shown, "epochs").isVisible()
    QApplication.processEvents()
    assert places(shown) == before


def test_another_recipe_is_measured_by_itself(form: RecipeForm) -> None:
    put(form, "epochs", "11")
    form.set_recipe(RECIPES["classic"])
    assert ways_back(form) == []
    put(form, "shuffle", "yes")
    assert ways_back(form) == ["shuffle"]


def test_a_recipe_that_is_made_by_hand_is_that_recipe(form: RecipeForm, names: QComboBox) -> None:
    form.set_texts({name: RECIPES["classic"].text(name) for name in SPECS})
    assert names.currentText() == "classic"
    assert ways_back(form) == []


# Numbers


def test_a_comma_is_a_decimal_point(form: RecipeForm, error: QLabel) -> None:
    put(form, "learning_rate", "0,01")
    assert form.recipe().learning_rate == 0.01
    assert not error.isVisibleTo(form)


def slider(form: RecipeForm, name: str) -> QSlider | None:
    return form.findChild(QSlider, f"slider_{name}")


def test_what_goes_from_0_to_1_has_a_slider(form: RecipeForm) -> None:
    assert [name for name in SPECS if slider(form, name)] == [
        name for name, spec in SPECS.items() if spec.slides
    ]
    moved = slider(form, "dropout")
    assert moved is not None
    assert moved.accessibleName() == "Dropout"
    moved.setValue(25)
    assert form.recipe().dropout == 0.25


@pytest.mark.parametrize("width", [230, 300, 600])
@pytest.mark.parametrize("size", [1, 2])
def test_no_text_is_cut_when_there_is_room_for_it(
    qtbot: QtBot, form: RecipeForm, more: QToolButton, width: int, size: int
) -> None:
    font = QApplication.font()
    font.setPointSizeF(size * font.pointSizeF())
    form.setFont(font)
    more.click()
    form.resize(width, 3000)
    form.show()
    QApplication.processEvents()
    for name, spec in SPECS.items():
        widget = editor(form, name)
        row = widget.parentWidget()
        assert row is not None
        assert widget.geometry().right() <= row.width()
        if spec.choices is not None and size == 1:
            longest = max(map(widget.fontMetrics().horizontalAdvance, spec.choices.values()))
            assert widget.width() >= longest + 24


def test_sliders_follow_the_recipe_that_is_chosen(form: RecipeForm) -> None:
    changed = QSignalSpy(form.changed)
    form.set_recipe(RECIPES["best"])
    assert changed.count() == 1
    for name in ("stretch", "flagged_ones", "fading"):
        moved = slider(form, name)
        assert moved is not None
        assert moved.value() == round(100 * getattr(RECIPES["best"], name))
