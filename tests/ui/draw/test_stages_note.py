from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mnist_desk.core.stages import ALL, Stages
from mnist_desk.ui.draw.stages_note import StagesNote
from mnist_desk.ui.state.session import Session


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
