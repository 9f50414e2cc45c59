from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.draw.reading_view import ReadingView

from .readings import between, drawing_reading, read


@pytest.fixture
def view(qtbot: QtBot) -> ReadingView:
    view = ReadingView()
    qtbot.addWidget(view)
    view.show()
    return view


def parts(view: ReadingView) -> list[QWidget]:
    return [view.answer.digits, view.answer.words, view.preview, view._caption, view.bars]


def assert_apart(view: ReadingView) -> None:
    """All is inside, and nothing lies over another."""
    places = []
    for part in parts(view):
        place = part.rect().translated(part.mapTo(view, part.rect().topLeft()))
        assert view.rect().contains(place), part.objectName()
        assert not any(place.intersects(other) for other in places), part.objectName()
        places.append(place)


def looks(view: ReadingView) -> list[tuple[object, ...]]:
    return [(part.geometry(), part.font()) for part in parts(view)]


SIZES = [(304, 172), (304, 260), (376, 200), (500, 227), (636, 262), (636, 500)]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_answer_and_bars_are_beside_each_other(view: ReadingView, size: tuple[int, int]) -> None:
    view.resize(*size)
    assert view.least_height(size[0]) <= size[1]
    assert_apart(view)
    assert view.bars.y() == 0
    assert view.bars.height() == size[1]
    assert 64 <= view.answer.digits.height() <= 96
    assert view.preview.height() % 28 == 0


def test_with_more_room_the_picture_grows(view: ReadingView) -> None:
    sides = []
    for size in ((304, 172), (376, 220), (636, 262)):
        view.resize(*size)
        sides.append(view.preview.width())
    assert sides == sorted(set(sides))


@pytest.mark.parametrize("width", [290, 304, 500, 636])
@pytest.mark.usefixtures("doubled")
def test_large_text_has_its_room(view: ReadingView, width: int) -> None:
    for height in (view.least_height(width), view.good_height(width)):
        view.resize(width, height)
        assert_apart(view)
        assert view.bars.y() == 0
        assert view.answer.digits.height() >= 74
        assert view.bars.height() <= 270
    assert view.preview.width() >= 56 or width < 300
    assert view._caption.isVisible()


@pytest.mark.usefixtures("doubled")
def test_the_caption_goes_before_the_answer_gets_smaller(view: ReadingView) -> None:
    view.resize(304, view.least_height(304))
    assert not view._caption.isVisible()
    view.resize(304, view.good_height(304))
    assert view._caption.isVisible()


@pytest.mark.usefixtures("qapp")
def test_where_nothing_fits_beside_the_bars_are_below(view: ReadingView) -> None:
    view.resize(200, view.least_height(200))
    assert_apart(view)
    assert view.bars.y() > view.preview.geometry().bottom()


@pytest.mark.parametrize("width", [277, 277 - 50, 640])
def test_the_caption_has_its_room_on_a_narrow_stage(view: ReadingView, width: int) -> None:
    view.set_stage(True)
    view.resize(width, 505)
    caption = view._caption
    assert caption.isVisible()
    longest = caption.fontMetrics().horizontalAdvance("network")
    assert longest <= caption.width()
    assert caption.heightForWidth(caption.width()) <= caption.height()
    assert_apart(view)


@pytest.mark.parametrize("size", [(620, 720), (864, 1032), (400, 460)], ids=str)
def test_the_stage_is_for_the_back_of_a_room(view: ReadingView, size: tuple[int, int]) -> None:
    view.set_stage(True)
    view.resize(*size)
    assert_apart(view)
    assert view.answer.digits.height() <= size[1] / 3 + 1
    if size[1] > 700:
        assert view.answer.digits.height() > 0.3 * size[1]
        assert view.bars.fontInfo().pixelSize() > 18
        assert view.answer.words.fontInfo().pixelSize() > 1.4 * view.bars.fontInfo().pixelSize()


def test_leaving_the_stage_leaves_nothing_behind(view: ReadingView) -> None:
    view.resize(376, 220)
    view.show_reading(drawing_reading(read(4)))
    before = looks(view)
    view.set_stage(True)
    view.resize(620, 720)
    view.set_stage(False)
    view.resize(376, 220)
    assert looks(view) == before


def test_all_parts_show_the_reading(view: ReadingView) -> None:
    view.show_reading(drawing_reading(read(2), between(4, 9), selected=1))
    assert view.answer.digits.text() == "24"
    assert view.bars.property("winner") == 4
    assert view.preview.image is not None


def test_what_is_said_moves_nothing(view: ReadingView) -> None:
    view.resize(304, 180)
    places = [part.geometry() for part in parts(view)]
    for reading in (drawing_reading(), drawing_reading(between(4, 9)), drawing_reading(read(1))):
        view.show_reading(reading)
        assert [part.geometry() for part in parts(view)] == places
