from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.tokens import DARK, LIGHT
from mnist_desk.ui.window.message_bar import Kind, MessageBar
from mnist_desk.ui.window.theme import apply_appearance


@pytest.fixture
def bar(qtbot: QtBot, light: None) -> MessageBar:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.resize(600, 40)
    return bar


def buttons(bar: MessageBar) -> dict[str, QPushButton]:
    """The choices that can be seen, by their titles."""
    return {
        button.text(): button for button in bar.findChildren(QPushButton) if button.isVisibleTo(bar)
    }


def background(bar: MessageBar) -> QColor:
    return bar.grab().toImage().pixelColor(bar.width() // 2, 3)


def test_it_is_hidden_until_there_is_something_to_say(bar: MessageBar) -> None:
    assert not bar.isVisible()
    bar.show_message("The disk is full.")
    assert bar.isVisible()
    assert bar.text == "The disk is full."


def test_it_is_closed_by_its_button(qtbot: QtBot, bar: MessageBar) -> None:
    bar.show_message("The disk is full.")
    close = bar.findChild(QToolButton)
    assert close.accessibleName()
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_a_choice_acts_once_and_closes_the_message(qtbot: QtBot, bar: MessageBar) -> None:
    done: list[str] = []
    bar.show_message(
        "Bring it back?",
        choices=[("Yes", lambda: done.append("yes")), ("No", lambda: done.append("no"))],
    )
    qtbot.mouseClick(buttons(bar)["No"], Qt.MouseButton.LeftButton)
    assert done == ["no"]
    assert not bar.isVisible()


def test_a_message_that_an_action_shows_stays(qtbot: QtBot, bar: MessageBar) -> None:
    bar.show_message(
        "Bring it back?", choices=[("Yes", lambda: bar.show_message("It is damaged.", "warning"))]
    )
    qtbot.mouseClick(buttons(bar)["Yes"], Qt.MouseButton.LeftButton)
    assert bar.isVisible()
    assert bar.text == "It is damaged."


def test_the_newest_message_replaces_the_one_before(qtbot: QtBot, bar: MessageBar) -> None:
    bar.show_message("Bring it back?", choices=[("Yes", bar.dismiss)])
    bar.show_message("The disk is full.", "warning")
    assert bar.text == "The disk is full."
    qtbot.waitUntil(lambda: not buttons(bar))


def test_text_is_shown_as_it_is(bar: MessageBar) -> None:
    label = bar.findChild(QLabel, "messageText")
    bar.show_message("<b>loud</b> & clear")
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<b>loud</b> & clear"


def test_a_warning_differs_by_more_than_its_colour(bar: MessageBar) -> None:
    marks = set()
    for kind in ("notice", "warning"):
        bar.show_message("The disk is full.", kind)
        marks.add("".join(label.text() for label in bar.findChildren(QLabel)))
    assert len(marks) == 2


@pytest.mark.parametrize("kind", ["notice", "warning"])
def test_a_message_has_the_background_of_its_kind_and_theme(bar: MessageBar, kind: Kind) -> None:
    bar.show_message("The disk is full.", kind)
    assert background(bar) == QColor(getattr(LIGHT, kind))
    apply_appearance("dark")
    bar.show_message("The disk is full.", kind)
    assert background(bar) == QColor(getattr(DARK, kind))


def test_a_message_that_is_shown_follows_the_theme(qtbot: QtBot, light: None) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    bar = MessageBar(window)
    bar.resize(600, 40)
    window.show()
    bar.show_message("The disk is full.")
    apply_appearance("dark")
    qtbot.waitUntil(lambda: background(bar) == QColor(DARK.notice))


@pytest.mark.parametrize("kind", ["notice", "warning"])
@pytest.mark.parametrize(("about", "stays"), [("file", False), ("training", True)])
def test_what_is_said_of_something_goes_when_that_is_settled(
    qtbot: QtBot, kind: Kind, about: str, stays: bool
) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show_message("Something.", kind, "file")
    bar.settle(about)
    assert bar.isVisible() == stays


def test_the_choices_of_the_message_before_go_with_it(qtbot: QtBot, bar: MessageBar) -> None:
    def seen() -> set[str]:
        return {button.text() for button in bar.findChildren(QPushButton) if button.isVisible()}

    bar.show_message("One.", choices=[("Undo", bar.dismiss)])
    bar.show_message("Two.", choices=[("Bring back", bar.dismiss)])
    assert "Undo" not in seen()
    qtbot.waitUntil(lambda: seen() == {"Bring back"})


@pytest.mark.parametrize(("kind", "stays"), [("notice", True), ("warning", False)])
def test_a_warning_goes_when_work_begins_anew(qtbot: QtBot, kind: Kind, stays: bool) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show_message("Something.", kind)
    bar.settle("")
    assert bar.isVisible() == stays


# When it is closed


@pytest.fixture
def closed(bar: MessageBar) -> QSignalSpy:
    return QSignalSpy(bar.closed)


def test_it_tells_what_was_closed_once(bar: MessageBar, closed: QSignalSpy) -> None:
    bar.show_message("The disk is full.", "warning", "file")
    bar.settle("training")
    assert closed.count() == 0
    bar.dismiss()
    assert [closed.at(at)[0] for at in range(closed.count())] == ["file"]
    bar.dismiss()
    bar.settle("file")
    assert closed.count() == 1, "it was closed before"


def test_it_tells_of_what_is_settled(bar: MessageBar, closed: QSignalSpy) -> None:
    bar.show_message("The disk is full.", "warning", "file")
    bar.settle("file")
    assert [closed.at(at)[0] for at in range(closed.count())] == ["file"]


def test_a_message_that_another_replaces_is_not_closed(bar: MessageBar, closed: QSignalSpy) -> None:
    bar.show_message("One.", about="file")
    bar.show_message("Two.", about="training")
    assert closed.count() == 0
