from __future__ import annotations

from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.disclosure import Disclosure


def test_it_shows_and_hides(qtbot: QtBot) -> None:
    page, content = QWidget(), QWidget()
    qtbot.addWidget(page)
    more = Disclosure("more", content)
    layout = QVBoxLayout(page)
    layout.addWidget(more)
    layout.addWidget(content)
    more.set_text("More")
    assert more.accessibleName() == "More"
    opened = QSignalSpy(more.opened)
    for is_open in (True, False):
        more.click()
        assert content.isVisibleTo(page) == more.is_open == is_open
        assert more.accessibleDescription() == ("open" if is_open else "closed")
    assert [opened.at(at)[0] for at in range(opened.count())] == [True, False]


def test_what_the_program_opens_is_not_told_as_the_persons_wish(qtbot: QtBot) -> None:
    content = QWidget()
    more = Disclosure("more", content)
    qtbot.addWidget(more)
    qtbot.addWidget(content)
    opened = QSignalSpy(more.opened)
    more.set_open(True)
    assert content.isVisible()
    assert opened.count() == 0
