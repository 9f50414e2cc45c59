from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from mnist_desk.core.model import EpochRecord, Model
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.runs import KeptRuns
from mnist_desk.core.scores import Scores
from mnist_desk.core.timeline import Timeline
from mnist_desk.ui.state.run import Run
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.train.run_list import RunList
from mnist_desk.ui.widgets.two_lines import DETAIL, TITLE

if TYPE_CHECKING:
    from ..conftest import FakeEngine


@pytest.fixture
def scored(model: Model) -> Model:
    """A model that reads 19 of 20 images right."""
    confusion = 2 * np.eye(10, dtype=np.int64)
    confusion[4, 4], confusion[4, 9] = 1, 1
    return replace(model, scores=Scores(0.1, confusion))


@pytest.fixture
def runs(qtbot: QtBot, session: Session) -> RunList:
    runs = RunList(session.runs)
    qtbot.addWidget(runs)
    with qtbot.waitExposed(runs):
        runs.show()
    return runs


def texts(runs: RunList) -> list[str]:
    return [runs.item(row).text() for row in range(runs.count())]


def add(session: Session, *models: Model) -> None:
    for model in models:
        session.runs.add(Run(f"run {len(session.runs.all)}", Timeline(model)))


def test_it_lists_the_runs_with_their_accuracy(
    runs: RunList, session: Session, model: Model, scored: Model
) -> None:
    add(session, model, scored)
    assert texts(runs) == [
        "Shipped model · my recipe · not trained yet",
        "run 1 · my recipe · not trained yet",
        "run 2 · 95.00 % · my recipe · not trained yet",
    ]


def test_a_row_is_a_title_and_what_is_to_be_known(
    runs: RunList, session: Session, model: Model, scored: Model
) -> None:
    history = replace(
        scored.history,
        losses=np.ones(4690, np.float32),
        epochs=tuple(EpochRecord(n, 0, 0, 0, 0.75) for n in range(10)),
    )
    add(session, replace(scored, history=history))
    assert runs.item(1).data(TITLE) == "run 1"
    assert runs.item(1).data(DETAIL) == "95.00 % · my recipe · 4,690 steps · 8 s"


def test_the_current_run_is_the_selected_one(runs: RunList, session: Session, model: Model) -> None:
    assert runs.currentRow() == 0
    add(session, model)
    assert runs.currentRow() == 1
    session.runs.choose(session.runs.all[0])
    assert runs.currentRow() == 0
    assert [index.row() for index in runs.selectedIndexes()] == [0]


def test_a_click_chooses_the_run(
    qtbot: QtBot, runs: RunList, session: Session, model: Model
) -> None:
    add(session, model, model)
    for row in (0, 2, 1):
        place = runs.visualItemRect(runs.item(row)).center()
        qtbot.mouseClick(runs.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert session.runs.current is session.runs.all[row]
        assert runs.currentRow() == row
        assert [index.row() for index in runs.selectedIndexes()] == [row]


def test_the_arrow_keys_choose_the_run(
    qtbot: QtBot, runs: RunList, session: Session, model: Model
) -> None:
    add(session, model, model)
    for key, row in ((Qt.Key.Key_Up, 1), (Qt.Key.Key_Up, 0), (Qt.Key.Key_Down, 1)):
        qtbot.keyClick(runs, key)
        assert session.runs.current is session.runs.all[row]


def test_the_accuracy_follows_the_training(
    qtbot: QtBot, runs: RunList, ready_session: Session, recipe: Recipe, engine: FakeEngine
) -> None:
    ready_session.training.start(recipe)
    trained = ready_session.runs.current
    assert texts(runs)[1] == f"{trained.title} · training…"
    with qtbot.waitSignal(ready_session.training.ended):
        engine.let(6)
    assert texts(runs)[1] == f"{trained.title} · 100.00 % · 6 steps · 3 s"


def test_the_accuracy_follows_a_training_beside_the_current_model(
    qtbot: QtBot, runs: RunList, ready_session: Session, recipe: Recipe, engine: FakeEngine
) -> None:
    ready_session.training.start(recipe)
    ready_session.runs.choose(ready_session.runs.all[0])
    with qtbot.waitSignal(ready_session.training.ended):
        engine.let(6)
    assert "100.00 %" in texts(runs)[1]
    assert runs.currentRow() == 0


def test_the_current_run_is_in_sight(runs: RunList, session: Session, model: Model) -> None:
    runs.resize(200, 80)
    add(session, *[model] * 20)
    assert runs.viewport().rect().contains(runs.visualItemRect(runs.currentItem()).center())


def test_the_current_run_stays_in_sight_where_the_list_gets_lower(
    runs: RunList, session: Session, model: Model
) -> None:
    add(session, *[model] * 6)
    runs.resize(300, 400)
    runs.resize(300, runs.minimumHeight())
    assert runs.viewport().rect().contains(runs.visualItemRect(runs.currentItem()))


def test_every_height_in_the_list_is_that_of_a_row(
    runs: RunList, session: Session, model: Model
) -> None:
    add(session, model, model, model)
    rows = [runs.visualRect(runs.model().index(row, 0)) for row in range(4)]
    assert runs.viewport().rect().contains(rows[3])
    x = rows[0].center().x()
    dead = [
        y
        for y in range(rows[0].top(), rows[3].bottom() + 1)
        if not runs.indexAt(QPoint(x, y)).isValid()
    ]
    assert dead == []


@pytest.mark.parametrize(("row", "other"), [(0, 3), (1, 3), (2, 0)])
def test_a_click_just_below_a_row_chooses_a_model(
    qtbot: QtBot, runs: RunList, session: Session, model: Model, row: int, other: int
) -> None:
    add(session, model, model, model)
    runs.setCurrentRow(other)
    place = runs.visualRect(runs.model().index(row, 0))
    below = QPoint(place.center().x(), place.bottom() + 1)
    qtbot.mouseClick(runs.viewport(), Qt.MouseButton.LeftButton, pos=below)
    assert runs.currentRow() in (row, row + 1)
    assert session.runs.current is session.runs.all[runs.currentRow()]


def test_the_rows_have_no_dead_space_in_a_large_font_either(
    qtbot: QtBot, runs: RunList, session: Session, model: Model
) -> None:
    font = runs.font()
    font.setPointSizeF(2 * font.pointSizeF())
    runs.setFont(font)
    add(session, model, model)
    rows = [runs.visualRect(runs.model().index(row, 0)) for row in range(3)]
    assert [upper.bottom() + 1 for upper in rows[:2]] == [lower.top() for lower in rows[1:]]
    assert rows[0].height() >= runs.fontMetrics().height()


def test_a_run_that_is_trained_says_so(
    qtbot: QtBot, ready_session: Session, recipe: Recipe, engine: FakeEngine
) -> None:
    runs = RunList(ready_session.runs)
    qtbot.addWidget(runs)
    ready_session.training.start(recipe)
    assert "training" in runs.item(1).text()
    with qtbot.waitSignal(ready_session.training.ended):
        engine.let(6)
    assert "training" not in runs.item(1).text()


# Models that are not in memory


def add_let_go(session: Session, model: Model, kept_runs: KeptRuns, count: int) -> None:
    """Kept runs, of which all but the last that were looked at are let go."""
    for _ in range(count):
        run = session.runs.trained(replace(model))
        session.runs.keep(run, run.model)
        session.runs.add(run)


def test_runs_that_are_not_in_memory_are_listed_alike(
    runs: RunList, session: Session, scored: Model, kept_runs: KeptRuns
) -> None:
    add_let_go(session, scored, kept_runs, 6)
    assert not session.runs.all[1].is_held
    runs.show_runs()
    assert all(" · 95.00 % · " in text for text in texts(runs)[1:])


@pytest.mark.parametrize("how", ["click", "key"])
def test_a_run_that_cannot_be_read_again_is_not_selected(
    qtbot: QtBot, runs: RunList, session: Session, model: Model, kept_runs: KeptRuns, how: str
) -> None:
    add_let_go(session, model, kept_runs, 6)
    kept_runs.discard(session.runs.all[1].kept)
    session.runs.choose(session.runs.all[2])
    assert runs.currentRow() == 2
    if how == "click":
        place = runs.visualItemRect(runs.item(1)).center()
        qtbot.mouseClick(runs.viewport(), Qt.MouseButton.LeftButton, pos=place)
    else:
        qtbot.keyClick(runs, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: runs.currentRow() == 2)
    assert [index.row() for index in runs.selectedIndexes()] == [2]
    assert session.runs.current is session.runs.all[2]


# Heights


@pytest.mark.parametrize("size", [1, 2])
def test_two_rows_are_always_in_sight(
    runs: RunList, session: Session, model: Model, size: int
) -> None:
    font = runs.font()
    font.setPointSizeF(size * font.pointSizeF())
    runs.setFont(font)
    add(session, model)
    runs.resize(240, 1)
    assert runs.height() == runs.minimumHeight()
    QApplication.processEvents()
    rows = [runs.visualRect(runs.model().index(row, 0)) for row in range(2)]
    assert all(row.height() >= 44 for row in rows)
    assert all(row.height() >= 2 * runs.fontMetrics().height() for row in rows)
    assert sum(row.height() for row in rows) <= runs.viewport().height()


# Menu and keys


def test_f2_renames_the_chosen_model(
    qtbot: QtBot, runs: RunList, session: Session, model: Model
) -> None:
    add(session, model)
    qtbot.keyClick(runs, Qt.Key.Key_F2)
    editor = runs.findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == editor.selectedText() == "run 1"
    qtbot.keyClicks(editor, "mine")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.runs.all[1].title == "mine")
    assert runs.item(1).data(TITLE) == "mine"


def test_escape_leaves_the_name_as_it_was(
    qtbot: QtBot, runs: RunList, session: Session, model: Model
) -> None:
    add(session, model)
    qtbot.keyClick(runs, Qt.Key.Key_F2)
    editor = runs.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "mine")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert session.runs.all[1].title == "run 1"


def test_a_name_is_typed_while_other_models_come_and_go(
    qtbot: QtBot, runs: RunList, session: Session, model: Model
) -> None:
    add(session, model, model)
    first, second = session.runs.all[1:]
    session.runs.choose(second)
    qtbot.keyClick(runs, Qt.Key.Key_F2)
    editor = runs.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "mi")
    session.runs.set_growing(second, True)
    session.runs.set_growing(second, False)
    session.runs.discard(first)
    qtbot.keyClicks(editor, "ne")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: second.title == "mine")
    assert [runs.item(row).data(TITLE) for row in range(runs.count())] == ["Shipped model", "mine"]


def test_leaving_the_list_keeps_the_name_that_was_typed(
    qtbot: QtBot, runs: RunList, session: Session, model: Model
) -> None:
    add(session, model)
    qtbot.keyClick(runs, Qt.Key.Key_F2)
    editor = runs.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "mine")
    runs.setFocus()
    qtbot.waitUntil(lambda: session.runs.all[1].title == "mine")


def test_rows_keep_the_order_of_the_models(runs: RunList, session: Session, model: Model) -> None:
    add(session, model, model, model)
    session.runs.discard(session.runs.all[2])
    session.runs.discard(session.runs.all[1])
    add(session, model)
    session.sheet.undo_stack.undo()
    titles = [runs.item(row).data(TITLE) for row in range(runs.count())]
    assert titles == [run.title for run in session.runs.all]
    assert runs.currentRow() == session.runs.all.index(session.runs.current)


def test_saving_and_going_on_are_asked_of_the_window(qtbot: QtBot, runs: RunList) -> None:
    with qtbot.waitSignals([runs.save_asked, runs.go_on_asked]):
        runs.run_actions.save.trigger()
        runs.run_actions.go_on_asked.emit()


def test_delete_removes_the_chosen_model_until_undo(
    qtbot: QtBot, runs: RunList, session: Session, model: Model
) -> None:
    add(session, model)
    qtbot.keyClick(runs, Qt.Key.Key_Delete)
    assert runs.count() == 1
    session.sheet.undo_stack.undo()
    assert runs.count() == 2
    assert runs.currentRow() == 1


@pytest.fixture
def menus(monkeypatch: pytest.MonkeyPatch) -> list[tuple[QMenu, QPoint]]:
    """The menus that would pop up, and where."""
    menus: list[tuple[QMenu, QPoint]] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, place: menus.append((menu, place)))
    return menus


def ask_for_menu(runs: RunList, reason: QContextMenuEvent.Reason, place: QPoint) -> QPoint:
    there = runs.viewport().mapToGlobal(place)
    QApplication.sendEvent(runs.viewport(), QContextMenuEvent(reason, place, there))
    return there


def test_a_menu_opens_where_the_mouse_is(
    runs: RunList, session: Session, model: Model, menus: list[tuple[QMenu, QPoint]]
) -> None:
    add(session, model)
    place = runs.visualItemRect(runs.item(1)).center()
    there = ask_for_menu(runs, QContextMenuEvent.Reason.Mouse, place)
    ((menu, at),) = menus
    assert at == there
    words = [action.text().replace("&", "") for action in menu.actions() if action.text()]
    assert words == [
        *("Go on", "Show its recipe", "Rename", "Save…", "Open its folder"),
        "Remove from the list",
    ]


def test_the_menu_key_opens_it_at_the_chosen_model(
    runs: RunList, session: Session, model: Model, menus: list[tuple[QMenu, QPoint]]
) -> None:
    add(session, model)
    ask_for_menu(runs, QContextMenuEvent.Reason.Keyboard, QPoint(0, 0))
    ((_, at),) = menus
    rect = runs.visualItemRect(runs.item(1))
    local = runs.viewport().mapFromGlobal(at)
    assert rect.left() <= local.x() <= rect.right()
    assert rect.top() <= local.y() <= rect.bottom()


def test_below_the_rows_there_is_no_menu(runs: RunList, menus: list[tuple[QMenu, QPoint]]) -> None:
    runs.resize(300, 400)
    ask_for_menu(runs, QContextMenuEvent.Reason.Mouse, QPoint(20, 390))
    assert menus == []
