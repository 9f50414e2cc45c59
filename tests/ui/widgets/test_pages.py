"""Pages behind a row of buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.pages import Pages


def pages(qtbot: QtBot) -> Pages:
    pages = Pages()
    qtbot.addWidget(pages)
    for name in ("one", "two"):
        pages.add(name, name.title(), QLabel(name))
    with qtbot.waitExposed(pages):
        pages.show()
    return pages


def test_a_button_turns_to_its_page(qtbot: QtBot) -> None:
    some = pages(qtbot)
    assert some.current == "one"
    with qtbot.waitSignal(some.turned):
        QTest.mouseClick(some.button("two"), Qt.MouseButton.LeftButton)
    assert some.current == "two"
    assert some.button("two").isChecked()
    assert not some.button("one").isChecked()


def test_a_page_that_is_not_there_is_not_turned_to(qtbot: QtBot) -> None:
    some = pages(qtbot)
    some.show_page("three")
    assert some.current == "one"
    some.show_page("two")
    assert some.button("two").isChecked()


def test_what_is_shared_goes_below_the_row_where_there_is_no_room(qtbot: QtBot) -> None:
    some, shared = pages(qtbot), QLabel("shared by all")
    some.share(shared, "two")
    some.resize(600, 200)
    button = some.button("one")
    qtbot.waitUntil(lambda: shared.geometry().bottom() <= button.geometry().bottom())
    some.resize(some.minimumSizeHint().width(), 200)
    qtbot.waitUntil(lambda: shared.y() > button.geometry().bottom())
    some.show_page("two")
    assert not shared.isVisible()
    some.show_page("one")
    assert shared.isVisible()


def test_the_buttons_move_closer_where_there_is_little_room(qtbot: QtBot) -> None:
    some = pages(qtbot)
    least = some.minimumSizeHint().width()
    some.resize(600, 200)
    qtbot.waitUntil(lambda: some.button("one").width() == some.button("one").sizeHint().width())
    assert least < some.button("two").geometry().right()
    some.resize(least, 200)
    qtbot.waitUntil(lambda: some.button("two").geometry().right() <= least)
    words = some.fontMetrics().horizontalAdvance("Two")
    assert some.button("two").width() > words
