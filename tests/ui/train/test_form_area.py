from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.train.form_area import FormArea


class Page(QWidget):
    """A form of 300 pixels above a list."""

    def __init__(self) -> None:
        super().__init__()
        form, self.fields, self.list = QWidget(), QLabel("fields"), QListWidget()
        inner = QVBoxLayout(form)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.fields)
        self.fields.setMinimumHeight(300)
        self.list.setMinimumHeight(90)
        self.area = FormArea(form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.area)
        layout.addWidget(self.list, 1)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    page = Page()
    qtbot.addWidget(page)
    page.resize(260, 700)
    page.show()
    return page


def test_the_list_has_what_the_form_does_not_need(page: Page) -> None:
    assert page.area.height() == 300
    assert page.list.height() == 400


def test_with_little_room_the_form_is_scrolled_and_the_list_keeps_its_rows(page: Page) -> None:
    page.resize(260, 300)
    assert page.list.height() == 90
    assert page.area.height() == 210
    assert page.area.verticalScrollBar().maximum() == 90


def test_a_form_that_unfolds_takes_its_room(qtbot: QtBot, page: Page) -> None:
    page.fields.setMinimumHeight(500)
    qtbot.waitUntil(lambda: page.area.height() == 500)
    assert page.list.height() == 200


def test_a_part_is_brought_up_as_soon_as_it_is_there(qtbot: QtBot, page: Page) -> None:
    page.resize(260, 300)
    more = QLabel("more")
    more.setMinimumHeight(500)
    page.fields.parentWidget().layout().addWidget(more)
    page.area.bring_up(more)
    qtbot.waitUntil(lambda: more.mapTo(page.area, more.rect().topLeft()).y() == 0)
