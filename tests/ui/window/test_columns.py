from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.window.columns import LEAST, MOST, Columns, drawing_width

RAIL = 95
CHROME = 55


@pytest.mark.parametrize(
    ("window", "least", "most"),
    [((1024, 640), 320, 330), ((1366, 768), 360, 420), ((1600, 900), 500, 560),
     ((1920, 1080), 640, 760)],
)  # fmt: skip
def test_the_drawing_grows_first(window: tuple[int, int], least: int, most: int) -> None:
    assert least <= drawing_width(window[0] - RAIL, window[1] - CHROME) <= most


@given(width=st.integers(0, 10_000), height=st.integers(0, 10_000), more=st.integers(0, 500))
def test_more_room_makes_no_column_narrower(width: int, height: int, more: int) -> None:
    now = drawing_width(width, height)
    assert LEAST <= now <= MOST
    assert drawing_width(width + more, height) >= now
    assert drawing_width(width, height + more) >= now


@pytest.fixture
def columns(qtbot: QtBot) -> Columns:
    columns = Columns(QWidget(), QWidget())
    qtbot.addWidget(columns)
    columns.resize(1200, 700)
    columns.show()
    return columns


def test_the_width_follows_the_window(columns: Columns) -> None:
    before = columns.sizes()[1]
    columns.resize(1600, 1000)
    assert columns.sizes()[1] > before
    assert columns.own_width == 0


def test_what_a_person_has_set_stays(columns: Columns) -> None:
    handle = columns.handle(1)
    middle = handle.rect().center()
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(handle, left, pos=middle)
    QTest.mouseMove(handle, middle - QPoint(100, 0))
    QTest.mouseRelease(handle, left, pos=middle - QPoint(100, 0))
    own = columns.own_width
    assert own == columns.sizes()[1] > 0
    columns.resize(1500, 900)
    assert columns.sizes()[1] == own
