from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desk.ui.look.pixel_picture import PixelPicture
from mnist_desk.ui.widgets.images import grey_image


@pytest.fixture
def view(qtbot: QtBot) -> PixelPicture:
    view = PixelPicture("nothing yet")
    qtbot.addWidget(view)
    view.resize(300, 290)
    with qtbot.waitExposed(view):
        view.show()
    return view


def test_pixels_are_whole(view: PixelPicture) -> None:
    assert view.area().width() == 280
    view.show_image(grey_image(np.eye(28, dtype=np.float32)))
    grabbed = view.grab().toImage()
    ratio = grabbed.devicePixelRatio()
    assert grabbed.pixelColor(int(25 * ratio), int(25 * ratio)).value() == 255
    assert grabbed.pixelColor(int(25 * ratio), int(35 * ratio)).value() == 0


def test_the_mouse_points_at_a_pixel(view: PixelPicture) -> None:
    assert view.cell_at(QPointF(35, 271)) == (27, 3)
    assert view.cell_at(QPointF(285, 5)) is None
    QTest.mouseMove(view, QPointF(35, 12).toPoint())
    assert view.cell == (1, 3)


def test_arrow_keys_point_and_losing_the_focus_ends_it(view: PixelPicture, qtbot: QtBot) -> None:
    told = []
    view.pointed.connect(told.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Left):
        QTest.keyClick(view, key)
    assert told == [(14, 15), (15, 15), (15, 14), (15, 13)]
    for _ in range(14):
        QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.cell == (15, 27)


def test_without_an_image_it_says_what_to_do(view: PixelPicture) -> None:
    before = view.grab().toImage()
    view.show_image(grey_image(np.zeros((28, 28), np.float32)))
    assert view.grab().toImage() != before
