from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mnist_desk.core.expectation import Expectation, Figures
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.recipes import RECIPE_NOTES, RECIPES
from mnist_desk.ui.train.recipe_choice import NO_BREAK, RecipeChoice
from mnist_desk.ui.widgets.two_lines import DETAIL, TITLE

QUICK = RECIPES["quick"]


class FakePace(QObject):
    """Stands in for ui.state.pace."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.answer = Expectation(7.6, True, Figures(0.8, 0.977, (0.974, 0.980)))

    def expect(self, recipe: Recipe) -> Expectation:
        return self.answer


@pytest.fixture
def pace() -> FakePace:
    return FakePace()


@pytest.fixture
def choice(qtbot: QtBot, pace: FakePace) -> RecipeChoice:
    choice = RecipeChoice(pace)  # type: ignore[arg-type]
    qtbot.addWidget(choice)
    choice.resize(260, 160)
    choice.show_recipe(QUICK, "quick")
    with qtbot.waitExposed(choice):
        choice.show()
    return choice


def label(choice: RecipeChoice, name: str) -> QLabel:
    found = choice.findChild(QLabel, name)
    assert found is not None
    return found


def expected(choice: RecipeChoice) -> str:
    return label(choice, "recipeExpected").text().replace(NO_BREAK, " ")


def test_it_tells_time_score_and_what_the_recipe_teaches(choice: RecipeChoice) -> None:
    assert choice.names.currentText() == "quick"
    assert expected(choice) == "10 epochs · about 8 s here · 97.7 % right"
    assert label(choice, "recipeNote").text() == RECIPE_NOTES["quick"]
    tip = label(choice, "recipeExpected").toolTip()
    assert "Timed on this computer." in tip
    assert "95 % interval: 97.4 % to 98.0 %" in tip


def test_a_reader_hears_it_at_the_choice(choice: RecipeChoice) -> None:
    said = choice.names.accessibleDescription()
    assert RECIPE_NOTES["quick"] in said
    assert "97.7" in said
    assert "95 % interval" in said


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Expectation(308.0, False, None), "10 epochs · about 5 min"),
        (Expectation(None, False, None), "10 epochs"),
        (Expectation(None, False, Figures(1, 0.5347, (0.52, 0.55))), "10 epochs · 53.5 % right"),
    ],
)
def test_what_is_not_known_is_not_told(
    choice: RecipeChoice, pace: FakePace, answer: Expectation, words: str
) -> None:
    pace.answer = answer
    pace.changed.emit()
    assert expected(choice) == words
    assert choice.names.itemData(1, DETAIL).replace(NO_BREAK, " ") == words


def test_times_of_another_computer_say_so(choice: RecipeChoice, pace: FakePace) -> None:
    pace.answer = Expectation(4.0, False, None)
    pace.changed.emit()
    assert expected(choice) == "10 epochs · about 4 s"
    assert "another computer" in label(choice, "recipeExpected").toolTip()


def test_a_single_epoch(choice: RecipeChoice) -> None:
    choice.show_recipe(replace(QUICK, name="mine", epochs=1), "quick")
    assert expected(choice).startswith("1 epoch ·")


def test_a_recipe_of_ones_own_is_named_after_that_it_comes_from(choice: RecipeChoice) -> None:
    choice.show_recipe(replace(QUICK, name="my recipe", epochs=3), "quick")
    assert choice.names.currentText() == "my recipe"
    assert label(choice, "recipeNote").text().startswith("As quick, with what is marked changed")


def test_a_form_with_a_wrong_value_is_told(choice: RecipeChoice) -> None:
    choice.show_recipe(None, "quick", "Epochs")
    assert expected(choice) == "⚠ Wrong value: Epochs"
    assert choice.names.currentText() == "my recipe"


def test_the_list_tells_what_to_expect_of_each(choice: RecipeChoice) -> None:
    titles = [choice.names.itemData(at, TITLE) for at in range(choice.names.count())]
    assert titles == [*RECIPES, "my recipe"]
    assert all(choice.names.itemData(at, DETAIL) for at in range(choice.names.count()))
    said = choice.names.itemData(0, Qt.ItemDataRole.AccessibleTextRole).replace(NO_BREAK, " ")
    assert said == "classic · 10 epochs · about 8 s here · 97.7 % right"


@pytest.mark.parametrize("width", [230, 270, 500])
def test_whichever_is_chosen_the_words_take_the_same_room(choice: RecipeChoice, width: int) -> None:
    choice.resize(width, 300)
    heights = set()
    for recipe, base in [*((r, n) for n, r in RECIPES.items()), (None, "accurate")]:
        choice.show_recipe(recipe, base)
        note = label(choice, "recipeNote")
        assert note.heightForWidth(note.width()) <= note.height(), "nothing is cut"
        heights.add(note.height())
    assert len(heights) == 1


def test_the_person_chooses(qtbot: QtBot, choice: RecipeChoice) -> None:
    chosen = QSignalSpy(choice.chosen)
    choice.names.textActivated.emit("best")
    assert chosen.at(0)[0] == "best"
