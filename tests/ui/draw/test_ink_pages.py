from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import InkRecord
from mnist_desk.ui.draw.ink_pages import InkPages

RECORDS = [InkRecord(Ink((((float(n), 5.0),),)), label=n if n else None) for n in range(3)]


@pytest.fixture
def pages(qtbot: QtBot) -> InkPages:
    pages = InkPages()
    qtbot.addWidget(pages)
    return pages


def button(pages: InkPages, name: str) -> QToolButton:
    return pages.findChild(QToolButton, name)


def text(pages: InkPages) -> str:
    return pages.findChild(QLabel, "inkPagesText").text()


def test_one_drawing_needs_no_pages(pages: InkPages) -> None:
    chosen = QSignalSpy(pages.chosen)
    pages.open(RECORDS[:1])
    assert chosen.at(0)[0] == RECORDS[0]
    assert not pages.isVisible()


def test_one_goes_through_the_drawings_of_a_file(pages: InkPages) -> None:
    chosen = QSignalSpy(pages.chosen)
    pages.open(RECORDS)
    assert pages.isVisible()
    assert text(pages) == "Drawing 1 of 3"
    assert not button(pages, "pageBefore").isEnabled()
    for _ in range(2):
        button(pages, "pageNext").click()
    assert text(pages) == "Drawing 3 of 3, meant as 2"
    assert not button(pages, "pageNext").isEnabled()
    button(pages, "pageBefore").click()
    shown = [chosen.at(index)[0] for index in range(chosen.count())]
    assert shown == [RECORDS[at] for at in (0, 1, 2, 1)]


def test_it_tells_who_drew(pages: InkPages) -> None:
    pages.open([replace(RECORDS[0], writer="<b>Bo"), *RECORDS[1:]])
    assert text(pages) == "Drawing 1 of 3, by <b>Bo"


def test_the_file_can_be_put_away(pages: InkPages) -> None:
    chosen = QSignalSpy(pages.chosen)
    pages.open(RECORDS)
    button(pages, "pagesClose").click()
    assert not pages.isVisible()
    assert chosen.count() == 1


def test_its_buttons_tell_a_screen_reader_what_they_do(pages: InkPages) -> None:
    assert all(button.accessibleName() for button in pages.findChildren(QToolButton))
