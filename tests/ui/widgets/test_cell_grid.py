from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets import cell_grid
from mnist_desk.ui.widgets.cell_grid import CellGrid, stepped
from mnist_desk.ui.widgets.tokens import DARK, LIGHT
from mnist_desk.ui.window.theme import apply_appearance

Cell = tuple[int, int]
_SIDE = 20


class Stairs(CellGrid[Cell]):
    """Rows of one, two and three cells, 20 pixels each."""

    rows: tuple[int, ...] = (1, 2, 3)

    def cell_at(self, position: QPointF) -> Cell | None:
        row, column = int(position.y() // _SIDE), int(position.x() // _SIDE)
        return (row, column) if row < len(self.rows) and column < self.rows[row] else None

    def rect_of(self, cell: Cell) -> QRectF:
        return QRectF(cell[1] * _SIDE, cell[0] * _SIDE, _SIDE, _SIDE)

    def neighbour(self, cell: Cell | None, along: int, down: int) -> Cell | None:
        if not self.rows:
            return None
        return stepped(cell, along, down, self.rows, wraps=False) if cell else (0, 0)

    painted = 0

    def paint_cells(self, painter: QPainter) -> None:
        self.painted += 1
        painter.setBrush(QColor(LIGHT.bar))
        for row, cells in enumerate(self.rows):
            for column in range(cells):
                painter.drawRect(self.rect_of((row, column)))
        painter.setBrush(QColor("red"))


@pytest.fixture
def grid(qtbot: QtBot, light: None) -> Iterator[Stairs]:
    window = QWidget()
    grid = Stairs("Stairs")
    layout = QVBoxLayout(window)
    layout.addWidget(grid)
    layout.addWidget(QPushButton("elsewhere"))
    window.resize(200, 200)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.findChildren(QPushButton)[0].setFocus()
    yield grid


@pytest.fixture
def told(grid: Stairs) -> list[Cell | None]:
    told: list[Cell | None] = []
    grid.pointed.connect(told.append)
    return told


def move(grid: Stairs, cell: Cell) -> None:
    QTest.mouseMove(grid, grid.rect_of(cell).center().toPoint())


def pixels(grid: Stairs, colour: str) -> int:
    image = grid.grab().toImage()
    wanted = QColor(colour).rgb()
    return sum(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


def test_a_screen_reader_is_told_what_it_is(grid: Stairs) -> None:
    assert grid.accessibleName() == "Stairs"


def test_a_click_activates_a_cell(grid: Stairs, told: list[Cell | None]) -> None:
    activated: list[Cell] = []
    grid.activated.connect(activated.append)
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(grid, left, pos=grid.rect_of((2, 1)).center().toPoint())
    QTest.mouseClick(grid, left, pos=grid.rect_of((0, 2)).center().toPoint())
    QTest.mouseClick(grid, Qt.MouseButton.RightButton, pos=grid.rect_of((2, 2)).center().toPoint())
    assert activated == [(2, 1)], "beside the cells, and with another button, nothing is"
    assert told == [(2, 1)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_keys_activate_the_cell_that_is_pointed_at(grid: Stairs, key: Qt.Key) -> None:
    activated: list[Cell] = []
    grid.activated.connect(activated.append)
    QTest.keyClick(grid, key)
    grid.point_at((1, 1))
    QTest.keyClick(grid, key)
    assert activated == [(1, 1)]


def test_a_screen_reader_hears_of_a_cell_that_the_keys_came_to(
    grid: Stairs, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[str, bool]] = []
    monkeypatch.setattr(cell_grid, "tell", lambda _, words, *, aloud: said.append((words, aloud)))
    grid.point_at((1, 1))
    grid.say("under the mouse")
    grid.setFocus()
    grid.say("reached with the keys")
    grid.point_at(None)
    grid.say("all of it")
    assert said == [
        ("under the mouse", False), ("reached with the keys", True), ("all of it", False)
    ]  # fmt: skip


def test_the_mouse_points(grid: Stairs, told: list[Cell | None]) -> None:
    move(grid, (2, 1))
    move(grid, (1, 1))
    assert grid.cell == (1, 1)
    move(grid, (0, 1))
    assert told == [(2, 1), (1, 1), None]


def test_nothing_is_pointed_at_when_the_mouse_leaves(grid: Stairs, told: list[Cell | None]) -> None:
    move(grid, (2, 1))
    QApplication.sendEvent(grid, QEvent(QEvent.Type.Leave))
    assert told == [(2, 1), None]
    assert grid.cell is None


def test_nothing_is_pointed_at_when_the_keys_go_elsewhere(
    grid: Stairs, told: list[Cell | None]
) -> None:
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Down)
    grid.window().findChildren(QPushButton)[0].setFocus()
    assert told == [(0, 0), None]


def test_arrow_keys_lead_to_neighbours(grid: Stairs, told: list[Cell | None]) -> None:
    key = Qt.Key
    for pressed in (key.Key_Right, key.Key_Down, key.Key_Right, key.Key_Up, key.Key_Left):
        QTest.keyClick(grid, pressed)
    assert told == [(0, 0), (1, 0), (1, 1), (0, 0)], "at the edge nothing new is told"


class Page(QWidget):
    """Notes the keys that its child does not want."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []

    def keyPressEvent(self, event: object) -> None:
        self.keys.append(event.key())


def test_other_keys_are_left_to_the_window(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    grid = Stairs(parent=page)
    QTest.keyClick(grid, Qt.Key.Key_Down)
    QTest.keyClick(grid, Qt.Key.Key_A)
    grid.point_at(None)
    grid.rows = ()
    QTest.keyClick(grid, Qt.Key.Key_Up)
    assert page.keys == [Qt.Key.Key_A, Qt.Key.Key_Up]


def test_it_can_be_pointed_at_from_outside(grid: Stairs, told: list[Cell | None]) -> None:
    grid.point_at((2, 2))
    grid.point_at((2, 2))
    assert told == [(2, 2)]


def test_the_frames_are_seen_in_each_theme(qtbot: QtBot, grid: Stairs) -> None:
    assert pixels(grid, LIGHT.second) == 0
    assert pixels(grid, LIGHT.accent) == 0
    grid.point_at((2, 1))
    assert pixels(grid, LIGHT.second) > 2 * _SIDE
    grid.setFocus()
    assert pixels(grid, LIGHT.accent) > grid.width()
    assert pixels(grid, "red") == 0, "nothing is painted over"
    apply_appearance("dark")
    qtbot.waitUntil(lambda: pixels(grid, DARK.accent) > grid.width())
    assert pixels(grid, DARK.second) > 2 * _SIDE


def test_another_theme_paints_it_anew(qtbot: QtBot, grid: Stairs) -> None:
    qtbot.waitUntil(lambda: grid.painted > 0)
    before = grid.painted
    apply_appearance("dark")
    qtbot.waitUntil(lambda: grid.painted > before)


@pytest.mark.parametrize(
    ("cell", "along", "down", "stays", "wraps"),
    [
        ((1, 1), 1, 0, (1, 2), (1, 2)),
        ((1, 2), 1, 0, (1, 2), (1, 0)),
        ((1, 0), -1, 0, (1, 0), (1, 2)),
        ((0, 1), 0, -1, (0, 1), (2, 1)),
        ((2, 1), 0, 1, (2, 1), (0, 1)),
        ((1, 1), 0, 1, (2, 1), (2, 1)),
    ],
)
def test_a_step_out_of_the_grid(
    cell: Cell, along: int, down: int, stays: Cell, wraps: Cell
) -> None:
    rows = (3, 3, 3)
    assert stepped(cell, along, down, rows, wraps=False) == stays
    assert stepped(cell, along, down, rows, wraps=True) == wraps


def test_a_shorter_row_has_a_cell_for_every_step() -> None:
    assert stepped((1, 8), 0, 1, (9, 9, 4), wraps=False) == (2, 3)
    assert 0 <= stepped((1, 8), 0, 1, (9, 9, 4), wraps=True)[1] < 4
