"""The name of whoever draws."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.writer_edit import WriterEdit


def test_a_name_is_told_without_spaces_around_it(qtbot: QtBot) -> None:
    edit = WriterEdit()
    qtbot.addWidget(edit)
    names: list[str] = []
    edit.named.connect(names.append)
    qtbot.keyClicks(edit, " Jo A")
    assert names == ["", "J", "Jo", "Jo", "Jo A"]


def test_what_is_being_written_stays_as_it_is(qtbot: QtBot) -> None:
    edit = WriterEdit()
    qtbot.addWidget(edit)
    edit.named.connect(edit.show_writer)
    qtbot.keyClicks(edit, "Jo A")
    assert edit.text() == "Jo A"


def test_a_name_that_was_given_elsewhere_is_shown(qtbot: QtBot) -> None:
    edit = WriterEdit()
    qtbot.addWidget(edit)
    edit.show_writer("Ada")
    assert edit.text() == "Ada"
