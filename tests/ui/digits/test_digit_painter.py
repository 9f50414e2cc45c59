from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import InkRecord
from mnist_desk.ui.digits.gallery import Gallery
from mnist_desk.ui.state.digit import Digit
from mnist_desk.ui.widgets.tokens import DARK, LIGHT
from mnist_desk.ui.window.theme import apply_appearance


@pytest.fixture
def gallery(qtbot: QtBot, light: None) -> Gallery:
    gallery = Gallery()
    qtbot.addWidget(gallery)
    gallery.resize(400, 300)
    gallery.show()
    return gallery


def cell(gallery: Gallery, row: int = 0) -> QRect:
    return gallery.visualRect(gallery.items.index(row))


def test_ink_is_painted_in_the_colours_of_the_theme(gallery: Gallery) -> None:
    picture = bytes(392) + bytes([255]) * 392
    gallery.show_digits([Digit(InkRecord(Ink(), 5, picture=picture))], None, "all")

    def ink() -> str:
        image = gallery.viewport().grab(cell(gallery)).toImage()
        return image.pixelColor(QPoint(image.width() // 2, 50)).name()

    assert ink() == QColor(LIGHT.text).name()
    apply_appearance("dark")
    assert ink() == QColor(DARK.text).name()


def ink(gallery: Gallery, row: int = 0) -> NDArray[np.bool_]:
    """Which pixels of a cell, above its caption, are inked: (h, w)."""
    image = gallery.viewport().grab(cell(gallery, row)).toImage()
    columns, rows = range(image.width()), range(8, 60)
    inked = [[image.pixelColor(x, y).lightness() < 128 for x in columns] for y in rows]
    return np.pad(np.array(inked), ((8, 0), (0, 0)))


def test_strokes_are_painted_whole(gallery: Gallery) -> None:
    line = Ink((((0.0, 0.0), (500.0, 0.0)),))
    gallery.show_digits([Digit(InkRecord(line, 1))], None, "all")
    inked = np.flatnonzero(ink(gallery)[34])
    assert 40 < inked[-1] - inked[0] < 56
    assert abs((inked[0] + inked[-1]) / 2 - cell(gallery).width() / 2) < 2


def test_a_digit_never_has_the_picture_of_one_that_is_gone(gallery: Gallery) -> None:
    # What was freed leaves its address to what comes next.
    for turn in range(20):
        across = turn % 2 == 0
        end = (100.0, 0.0) if across else (0.0, 100.0)
        gallery.show_digits([Digit(InkRecord(Ink((((0.0, 0.0), end),)), 1))], None, "all")
        ys, xs = np.nonzero(ink(gallery))
        assert (np.ptp(xs) > np.ptp(ys)) == across, f"turn {turn}"


def test_what_is_misread_has_a_frame_of_its_own(gallery: Gallery) -> None:
    dot = Ink((((0.0, 0.0),),))
    right, wrong = Digit(InkRecord(dot, 1), answer=1), Digit(InkRecord(dot, 2), answer=7)
    gallery.show_digits([right, wrong], None, "all")

    def is_framed(row: int) -> bool:
        image = gallery.viewport().grab(cell(gallery, row)).toImage()
        return any(image.pixelColor(x, 34) == QColor(LIGHT.second) for x in range(image.width()))

    assert [is_framed(0), is_framed(1)] == [False, True]


def test_the_digit_that_keys_act_on_has_a_ring(gallery: Gallery, qtbot: QtBot) -> None:
    dot = Ink((((0.0, 0.0),),))
    gallery.show_digits([Digit(InkRecord(dot, 1)), Digit(InkRecord(dot, 2))], None, "all")

    def is_ringed(row: int) -> bool:
        image = gallery.viewport().grab(cell(gallery, row)).toImage()
        return image.pixelColor(image.width() // 2, 2) == QColor(LIGHT.accent)

    with qtbot.waitActive(gallery):
        gallery.activateWindow()
    gallery.setFocus()
    gallery.selectionModel().setCurrentIndex(
        gallery.items.index(1), gallery.selectionModel().SelectionFlag.NoUpdate
    )
    assert [is_ringed(0), is_ringed(1)] == [False, True]


def test_captions_have_room_in_large_letters(gallery: Gallery) -> None:
    wrong = Digit(InkRecord(Ink((((0.0, 0.0),),)), 2), answer=7)
    gallery.show_digits([wrong], None, "all")
    before = cell(gallery).size()
    font = gallery.font()
    font.setPointSizeF(2 * font.pointSizeF())
    gallery.setFont(font)
    gallery.doItemsLayout()
    after = cell(gallery).size()
    assert after.height() > before.height() + 8
    assert after.width() > before.width() + 8
