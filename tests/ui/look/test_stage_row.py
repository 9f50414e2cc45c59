from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from mnist_desk.core.ink import Ink
from mnist_desk.core.samples import WITHOUT
from mnist_desk.core.stages import ALL, Stages
from mnist_desk.core.timeline import Timeline
from mnist_desk.ui.look.stage_row import StageRow
from mnist_desk.ui.look.stage_view import StageView
from mnist_desk.ui.state.run import Run
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.widgets.spoken import value_of


@pytest.fixture
def row(qtbot: QtBot, session: Session) -> StageRow:
    row = StageRow(session)
    qtbot.addWidget(row)
    return row


def switch(row: StageRow, name: str) -> QCheckBox:
    found = row.findChild(QCheckBox, f"{name}Switch")
    assert isinstance(found, QCheckBox)
    return found


def text(row: StageRow, name: str) -> str:
    found = row.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


@pytest.mark.parametrize("name", ["line", "box", "centre"])
def test_a_switch_leaves_its_stage_out(
    row: StageRow, session: Session, samples: dict[int, Ink], name: str
) -> None:
    session.sheet.set_drawing(samples[7], "Stroke")
    before = session.reader.reading.reading
    switch(row, name).click()
    assert session.reader.reading.stages == WITHOUT[name]
    assert before is not None
    now = session.reader.reading.reading
    assert now is not None
    assert (now.picture != before.picture).any()
    switch(row, name).click()
    assert session.reader.reading.stages == ALL


def test_switches_follow_the_session(row: StageRow, session: Session) -> None:
    session.reader.set_stages(Stages(box=False))
    assert not switch(row, "box").isChecked()
    session.reader.set_stages(ALL)
    assert switch(row, "box").isChecked()


def test_it_tells_what_each_stage_is_worth(row: StageRow, session: Session) -> None:
    assert text(row, "centreWorth") == "without it: …"
    row.show_counts({ALL: 98, WITHOUT["centre"]: 58, WITHOUT["line"]: 97})
    assert text(row, "centreWorth") == "without it: 58\u00a0of\u00a0100"
    assert text(row, "boxWorth") == "without it: …"
    assert text(row, "stagesTotal") == "All on: 98 of 100 sample drawings read right."
    session.reader.set_stages(WITHOUT["centre"])
    assert text(row, "stagesTotal") == "Now: 58 of 100 sample drawings read right."


def test_what_was_counted_stays_until_another_network_comes(
    row: StageRow, session: Session
) -> None:
    row.show_counts({ALL: 98, WITHOUT["centre"]: 58})
    row.show_counts({ALL: 97})
    assert text(row, "centreWorth") == "without it: 58\u00a0of\u00a0100"
    session.runs.add(Run("another", Timeline(session.network.model)))
    assert text(row, "centreWorth") == "without it: …"


def test_trouble_is_told(row: StageRow) -> None:
    row.show_trouble("They are not there.")
    assert text(row, "stagesTotal") == "They are not there."


def test_a_stage_tells_those_who_do_not_see_it(
    row: StageRow, session: Session, samples: dict[int, Ink]
) -> None:
    views = row.findChildren(StageView)
    assert {value_of(view) for view in views} == {"nothing is drawn"}
    session.sheet.set_drawing(samples[7], "Stroke")
    row.show_drawing()
    told = [value_of(view) for view in views]
    assert told[0].startswith("ink ")
    assert told[1] == "ink 15 wide and 20 high of 28 pixels"
    assert told[2].startswith("moved by ")
    session.reader.set_stages(WITHOUT["box"])
    assert [value_of(view).endswith("switched off") for view in views] == [False, True, False]
