from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from mnist_desk.ui.digits.empty_gallery import EmptyGallery


@pytest.fixture
def empty(qtbot: QtBot) -> EmptyGallery:
    empty = EmptyGallery()
    qtbot.addWidget(empty)
    empty.show()
    return empty


def seen(empty: EmptyGallery) -> set[str]:
    return {
        button.objectName() for button in empty.findChildren(QAbstractButton) if button.isVisible()
    }


def test_without_a_digit_it_says_how_to_keep_one(qtbot: QtBot, empty: EmptyGallery) -> None:
    assert "press the key" in empty.findChild(QLabel, "digitsEmpty").text()
    assert seen(empty) == {"importFirstButton"}
    with qtbot.waitSignal(empty.import_asked):
        empty.findChild(QAbstractButton, "importFirstButton").click()


def test_where_none_is_among_those_it_says_how_to_see_them(
    qtbot: QtBot, empty: EmptyGallery
) -> None:
    empty.tell(has_digits=True)
    assert seen(empty) == {"showAllButton"}
    with qtbot.waitSignal(empty.all_asked):
        empty.findChild(QAbstractButton, "showAllButton").click()
