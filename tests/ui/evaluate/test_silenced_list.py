from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desk.core.damage import Damage
from mnist_desk.core.model import Model
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.evaluate.silenced_list import SilencedList
from mnist_desk.ui.state.session import Session

from .networks import add_run


@pytest.fixture
def silenced(qtbot: QtBot, session: Session) -> SilencedList:
    """Of a network with two layers of eight cells, of which three are silenced."""
    add_run(session, "small", Model.fresh(Recipe(hidden=(8, 8))))
    cells = frozenset({(1, 2), (0, 7), (0, 1)})
    session.damaging.inflict(Damage(silenced=cells), "Silence")
    silenced = SilencedList(session)
    qtbot.addWidget(silenced)
    session.damaging.changed.connect(silenced.follow)
    return silenced


def rows(silenced: SilencedList) -> list[str]:
    return [silenced.list.item(row).text() for row in range(silenced.list.count())]


def test_it_names_them_from_the_first_layer_on(silenced: SilencedList) -> None:
    assert rows(silenced) == ["Layer 1, cell 1", "Layer 1, cell 7", "Layer 2, cell 2"]


def test_those_that_are_chosen_wake(silenced: SilencedList, session: Session) -> None:
    assert not silenced.wake.isEnabled()
    silenced.list.item(1).setSelected(True)
    silenced.wake.click()
    assert session.damaging.damage.silenced == {(0, 1), (1, 2)}
    silenced.list.item(0).setSelected(True)
    QTest.keyClick(silenced.list, Qt.Key.Key_Delete)
    assert session.damaging.damage.silenced == {(1, 2)}
    session.sheet.undo_stack.undo()
    assert len(rows(silenced)) == 2


def test_ten_more_are_silenced_as_long_as_there_are_any(
    silenced: SilencedList, session: Session
) -> None:
    for count in (13, 16, 16):
        silenced.some.click()
        assert len(session.damaging.damage.silenced) == count
    assert all(0 <= cell < 8 for _, cell in session.damaging.damage.silenced)


def test_the_keys_keep_their_place_while_the_network_is_trained(
    silenced: SilencedList, session: Session
) -> None:
    session.network.changed.connect(silenced.follow)
    silenced.list.setCurrentRow(1)
    session.runs.reach(session.runs.current, Model.fresh(Recipe(hidden=(8, 8), seed=3)))
    assert silenced.list.currentRow() == 1
