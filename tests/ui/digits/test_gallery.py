from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from pytestqt.qtbot import QtBot

from mnist_desk.core.ink import Ink, InkRecord
from mnist_desk.ui.digits.gallery import Gallery
from mnist_desk.ui.state.my_digits import Digit
from mnist_desk.ui.widgets.colours import DARK, LIGHT
from mnist_desk.ui.window.theme import apply_appearance

INK = Ink((((60.0, 60.0), (200.0, 60.0), (120.0, 240.0)),))


def digit(label: int, answer: int | None = None, **extra: object) -> Digit:
    return Digit(InkRecord(INK, label, extra=extra), answer=answer)


@pytest.fixture
def digits() -> list[Digit]:
    """Two sevens, one of them misread, then a 1 that is not read yet, then a 0."""
    return [digit(7, 7), digit(7, 1), digit(1), digit(0, 0)]


@pytest.fixture
def gallery(qtbot: QtBot, digits: list[Digit], light: None) -> Gallery:
    gallery = Gallery()
    qtbot.addWidget(gallery)
    gallery.resize(400, 300)
    gallery.show()
    gallery.show_digits(digits, None, "all")
    return gallery


def captions(gallery: Gallery) -> list[str]:
    return [gallery.items.index(row).data() for row in range(gallery.items.rowCount())]


def choose(gallery: Gallery, *rows: int) -> None:
    gallery.clearSelection()
    for row in rows:
        model = gallery.selectionModel()
        model.setCurrentIndex(gallery.items.index(row), model.SelectionFlag.Select)


def test_digits_stand_by_label_the_newest_first(gallery: Gallery) -> None:
    assert captions(gallery) == ["0 ✓", "1", "7, read 1", "7 ✓"]


def test_the_model_keeps_the_rules_of_models(gallery: Gallery, digits: list[Digit]) -> None:
    tester = QAbstractItemModelTester(
        gallery.items, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    gallery.show_digits(digits[1:], None, "all")
    gallery.show_digits([], None, "all")
    assert tester.model() is gallery.items


def test_filters_choose_by_label_and_by_how_they_are_read(
    gallery: Gallery, digits: list[Digit]
) -> None:
    gallery.show_digits(digits, 7, "all")
    assert captions(gallery) == ["7, read 1", "7 ✓"]
    gallery.show_digits(digits, None, "right")
    assert captions(gallery) == ["0 ✓", "7 ✓"]
    gallery.show_digits(digits, 7, "wrong")
    assert captions(gallery) == ["7, read 1"]


def test_new_answers_keep_what_is_chosen(gallery: Gallery, digits: list[Digit]) -> None:
    choose(gallery, 1, 3)
    chosen = gallery.chosen
    digits[2].answer = 1
    gallery.show_digits(digits, None, "all")
    assert captions(gallery)[1] == "1 ✓"
    assert gallery.chosen == chosen
    gallery.show_digits([*digits, digit(5, 5)], None, "all")
    assert gallery.chosen == chosen


def test_after_deleting_the_next_one_is_chosen(gallery: Gallery, digits: list[Digit]) -> None:
    choose(gallery, 1)
    gallery.show_digits([one for one in digits if one.label != 1], None, "all")
    assert [one.label for one in gallery.chosen] == [7]


def test_keys_delete_relabel_and_open(qtbot: QtBot, gallery: Gallery, digits: list[Digit]) -> None:
    asked = [
        QSignalSpy(s) for s in (gallery.delete_asked, gallery.relabel_asked, gallery.open_asked)
    ]
    choose(gallery, 1)
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_4, Qt.Key.Key_Return):
        qtbot.keyClick(gallery, key)
    qtbot.keyClick(gallery, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert [spy.count() for spy in asked] == [1, 1, 1]
    assert asked[1].at(0)[0] == 4
    assert asked[2].at(0)[0] is digits[2]


def test_arrows_go_from_digit_to_digit(qtbot: QtBot, gallery: Gallery) -> None:
    choose(gallery, 0)
    qtbot.keyClick(gallery, Qt.Key.Key_Right)
    assert [one.label for one in gallery.chosen] == [1]


def test_a_double_click_opens(qtbot: QtBot, gallery: Gallery, digits: list[Digit]) -> None:
    at = gallery.visualRect(gallery.items.index(0)).center()
    with qtbot.waitSignal(gallery.open_asked) as asked:
        qtbot.mouseClick(gallery.viewport(), Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseDClick(gallery.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert asked.args[0] is digits[3]


def test_the_menu_relabels_and_deletes(gallery: Gallery) -> None:
    choose(gallery, 0)
    relabel, delete = QSignalSpy(gallery.relabel_asked), QSignalSpy(gallery.delete_asked)
    menu = gallery.menu()
    labels = next(action.menu() for action in menu.actions() if action.menu())
    labels.actions()[8].trigger()
    menu.actions()[-1].trigger()
    assert relabel.at(0)[0] == 8
    assert delete.count() == 1


def test_a_tip_tells_what_was_read_then_and_now(gallery: Gallery) -> None:
    one = Digit(
        InkRecord(INK, 7, "Ada", {"answer": 1, "time": "2026-05-04T10:00:00+00:00"}), answer=7
    )
    gallery.show_digits([one], None, "all")
    assert gallery.items.index(0).data(Qt.ItemDataRole.ToolTipRole) == (
        "Meant: 7, read as 7 now, read as 1 when it was drawn, by Ada, 2026-05-04"
    )


def test_ink_is_painted_in_the_colours_of_the_theme(qtbot: QtBot, gallery: Gallery) -> None:
    picture = bytes(392) + bytes([255]) * 392
    gallery.show_digits([Digit(InkRecord(Ink(), 5, picture=picture))], None, "all")
    cell = gallery.visualRect(gallery.items.index(0))

    def ink() -> str:
        image = gallery.viewport().grab().toImage()
        return image.pixelColor(cell.topLeft() + QPoint(cell.width() // 2, 50)).name()

    assert ink() == QColor(LIGHT.text).name()
    apply_appearance("dark")
    assert ink() == QColor(DARK.text).name()


def test_strokes_are_painted_whole(gallery: Gallery) -> None:
    line = Ink((((0.0, 0.0), (500.0, 0.0)),))
    gallery.show_digits([Digit(InkRecord(line, 1))], None, "all")
    cell = gallery.visualRect(gallery.items.index(0))
    image = gallery.viewport().grab(cell).toImage()
    row = [image.pixelColor(x, 34).lightness() < 128 for x in range(cell.width())]
    inked = np.flatnonzero(row)
    assert 40 < inked[-1] - inked[0] < 56
    assert abs((inked[0] + inked[-1]) / 2 - cell.width() / 2) < 2
