from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mnist_desk.core.stages import ALL, Stages
from mnist_desk.ui.draw.stages_note import StagesNote
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.widgets.tokens import DARK, LIGHT
from mnist_desk.ui.window.theme import apply_appearance


@pytest.fixture
def note(qtbot: QtBot, session: Session) -> StagesNote:
    note = StagesNote(session.reader)
    qtbot.addWidget(note)
    return note


def test_it_is_seen_only_while_a_stage_is_off(note: StagesNote, session: Session) -> None:
    assert note.isHidden()
    session.reader.set_stages(Stages(centre=False, line=False))
    assert not note.isHidden()
    assert "even line, centring" in note.text()
    session.reader.set_stages(ALL)
    assert note.isHidden()


def test_its_link_switches_all_on(note: StagesNote, session: Session) -> None:
    session.reader.set_stages(Stages(box=False))
    note.linkActivated.emit("on")
    assert session.reader.reading.stages == ALL


def test_its_link_has_the_colour_of_the_appearance(
    note: StagesNote, session: Session, light: None
) -> None:
    def colours() -> set[str]:
        image = note.grab().toImage()
        columns, rows = range(image.width()), range(image.height())
        return {image.pixelColor(x, y).name() for x in columns for y in rows}

    session.reader.set_stages(Stages(box=False))
    note.resize(note.sizeHint())
    assert LIGHT.accent in colours()
    apply_appearance("dark")
    # Qt sends it itself while the application's own loop runs, which none does here.
    QApplication.sendEvent(note, QEvent(QEvent.Type.PaletteChange))
    assert DARK.accent in colours()
    assert LIGHT.accent not in colours()
