"""The page How it breaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mnist_desk.core.file_stamp import FileStamp
from mnist_desk.core.model_file import save_model
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.robustness import DISTORTIONS
from mnist_desk.core.timeline import Timeline
from mnist_desk.ui.evaluate.breaks_page import BreaksPage
from mnist_desk.ui.state.digit_sets import Source
from mnist_desk.ui.state.run import Run
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.work.job import close_all

from ..conftest import PER_DIGIT, FakeEngine
from .answered import always
from .networks import start_training

ROTATION = DISTORTIONS["rotation"]


@pytest.fixture
def page(qtbot: QtBot, session: Session, engine: FakeEngine) -> BreaksPage:
    """In sight, with a network that answers 3; nothing is measured yet."""
    always(session, 3)
    page = BreaksPage(session)

    def close(_: object) -> None:
        engine.free()
        close_all(page)

    qtbot.addWidget(page, before_close_func=close)
    page.resize(900, 600)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: page.breaking.busy)
    return page


def words(page: BreaksPage) -> str:
    return " | ".join(label.text() for label in page.findChildren(QLabel))


def right(page: BreaksPage) -> int:
    """How many strengths are measured."""
    return sum(len(one.curve.right) for one in page.breaking.tried)


def test_the_curve_grows_with_what_is_measured(
    qtbot: QtBot, page: BreaksPage, engine: FakeEngine
) -> None:
    engine.let(3)
    qtbot.waitUntil(lambda: right(page) == 3)
    assert page.breaking.part == 3 / len(ROTATION.levels)
    assert page.cancel.isVisible()
    engine.let(len(ROTATION.levels))
    qtbot.waitUntil(lambda: not page.breaking.busy)
    assert page.breaking.tried[0].curve.is_whole
    assert not page.cancel.isVisible()
    assert page.plot.table().columns[1][0] == 90


def test_cancel_leaves_what_is_known(qtbot: QtBot, page: BreaksPage, engine: FakeEngine) -> None:
    engine.let(2)
    qtbot.waitUntil(lambda: right(page) == 2)
    page.cancel.click()
    engine.let(1)
    qtbot.waitUntil(lambda: not page.breaking.busy)
    assert right(page) == 2


def test_another_distortion_is_measured_in_its_place(
    qtbot: QtBot, page: BreaksPage, engine: FakeEngine
) -> None:
    page.distortion.setCurrentIndex(page.distortion.findData("noise"))
    engine.let(100)
    qtbot.waitUntil(lambda: right(page) == len(DISTORTIONS["noise"].levels))
    assert page.breaking.tried[0].curve.distortion.name == "noise"


def test_two_networks_have_a_curve_each(
    qtbot: QtBot, page: BreaksPage, session: Session, engine: FakeEngine
) -> None:
    other = session.runs.trained(session.network.model)
    session.runs.add(other)
    page.picks.picked.emit([session.runs.shipped])
    engine.let(100)
    qtbot.waitUntil(lambda: right(page) == 2 * len(ROTATION.levels))
    assert [one.run for one in page.breaking.tried] == [other, session.runs.shipped]
    assert len(page.plot.legend.names) == 2
    page.plot.strength_chosen.emit(1, 10.0)
    qtbot.waitUntil(lambda: "Shipped model, 10°: " in words(page))


def test_a_point_shows_its_digits(qtbot: QtBot, page: BreaksPage, engine: FakeEngine) -> None:
    engine.let(100)
    qtbot.waitUntil(lambda: not page.breaking.busy)
    page.plot.setFocus()
    QTest.keyClick(page.plot, Qt.Key.Key_Right)
    QTest.keyClick(page.plot, Qt.Key.Key_Right)
    QTest.keyClick(page.plot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.digits.grid.order) == 9 * PER_DIGIT)
    assert f"10°: {9 * PER_DIGIT} of {10 * PER_DIGIT} misread" in words(page)


def test_a_click_in_the_plot_chooses_the_nearest_point(
    qtbot: QtBot, page: BreaksPage, engine: FakeEngine
) -> None:
    engine.let(100)
    qtbot.waitUntil(lambda: not page.breaking.busy)
    scene = page.plot.zoom_view.mapViewToScene(page.plot.zoom_view.viewRect().center())
    at = page.plot.mapFromScene(scene)
    with qtbot.waitSignal(
        page.plot.strength_chosen, check_params_cb=lambda number, level: (number, level) == (0, 0)
    ):
        QTest.mouseClick(page.plot.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_without_digits_it_says_so_and_shows_no_curve_of_others(
    qtbot: QtBot, page: BreaksPage, session: Session, engine: FakeEngine
) -> None:
    engine.let(100)
    qtbot.waitUntil(lambda: not page.breaking.busy)
    page.plot.strength_chosen.emit(0, 10.0)
    qtbot.waitUntil(lambda: len(page.digits.grid.order) > 0)
    session.digit_sets.choose(Source.MINE)
    qtbot.waitUntil(lambda: "There are no digits of yours yet" in words(page))
    assert page.breaking.tried == ()
    assert len(page.digits.grid.order) == 0
    assert not page.look.isEnabled()
    session.digit_sets.choose(Source.TEST)
    qtbot.waitUntil(lambda: bool(page.breaking.tried))


def test_while_a_network_is_trained_nothing_is_measured(
    qtbot: QtBot, page: BreaksPage, session: Session, engine: FakeEngine
) -> None:
    engine.let(100)
    qtbot.waitUntil(lambda: not page.breaking.busy)
    session.engine.load(Recipe(hidden=()))
    qtbot.waitUntil(lambda: session.ready)
    before = page.breaking.tried
    session.training.start(Recipe(hidden=(), epochs=1))
    qtbot.waitUntil(lambda: session.network.step == 2)
    assert page.breaking.tried == before or not session.training.busy
    qtbot.waitUntil(lambda: not session.training.busy)
    now = session.network.model
    qtbot.waitUntil(lambda: [one.model for one in page.breaking.tried] == [now])


def test_hidden_it_rests_and_keeps_no_model(
    qtbot: QtBot, page: BreaksPage, engine: FakeEngine
) -> None:
    page.hide()
    engine.let(1)
    qtbot.waitUntil(lambda: not page.breaking.busy)
    assert page.breaking.tried == ()
    page.show()
    assert "Click a point of a curve" in words(page)


def test_the_network_is_looked_at_as_it_is_at_a_strength(
    qtbot: QtBot, page: BreaksPage, session: Session, engine: FakeEngine
) -> None:
    assert not page.look.isVisible()
    page.distortion.setCurrentIndex(page.distortion.findData("pruning"))
    assert page.look.isVisible()
    assert not page.look.isEnabled()
    engine.let(100)
    qtbot.waitUntil(lambda: not page.breaking.busy)
    page.plot.strength_chosen.emit(0, 0.9)
    page.look.click()
    assert session.damaging.damage.pruned == 0.9
    session.sheet.undo_stack.undo()
    assert not session.damaging.damage


def test_no_curve_stands_for_another_distortion_while_a_network_is_trained(
    qtbot: QtBot, page: BreaksPage, session: Session, engine: FakeEngine
) -> None:
    engine.let(len(ROTATION.levels))
    qtbot.waitUntil(lambda: not page.breaking.busy)
    start_training(qtbot, session, epochs=9)
    page.distortion.setCurrentIndex(page.distortion.findData("noise"))
    assert page.plot.nearest(0.5) is None
    assert "A training runs." in words(page)


def test_no_curve_stands_for_other_digits_while_a_network_is_trained(
    qtbot: QtBot, page: BreaksPage, session: Session, engine: FakeEngine
) -> None:
    engine.let(len(ROTATION.levels))
    qtbot.waitUntil(lambda: not page.breaking.busy)
    start_training(qtbot, session, epochs=9)
    session.digit_sets.choose(Source.TRAIN)
    assert page.breaking.tried == ()


def test_the_digits_of_a_point_go_with_its_curve(
    qtbot: QtBot, page: BreaksPage, session: Session, engine: FakeEngine
) -> None:
    engine.let(100)
    qtbot.waitUntil(lambda: not page.breaking.busy)
    page.plot.strength_chosen.emit(0, 10.0)
    qtbot.waitUntil(lambda: len(page.digits.grid.order) > 0)
    always(session, 5)
    assert len(page.digits.grid.order) == 0
    assert "Click a point of a curve" in words(page)


def test_a_run_whose_file_is_gone_is_told(
    qtbot: QtBot, page: BreaksPage, session: Session, engine: FakeEngine, tmp_path: Path
) -> None:
    path = tmp_path / "<b>gone.safetensors"
    save_model(session.network.model, path)
    gone = Run("gone", Timeline(session.network.model))
    gone.note_copy(gone.model, FileStamp.of(path))
    session.runs.all.append(gone)
    gone.let_go()
    path.unlink()
    engine.let(2 * len(ROTATION.levels))
    page.picks.picked.emit([gone])
    qtbot.waitUntil(lambda: page.breaking.tried != () and not page.breaking.busy)
    told = [one for one in page.findChildren(QLabel) if "<b>gone.safetensors" in one.text()]
    assert [one.textFormat() for one in told] == [Qt.TextFormat.PlainText]
