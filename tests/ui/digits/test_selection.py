"""A digit that is labelled anew stays the chosen one, and no other takes its place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from mnist_desk.core.ink import Ink
from mnist_desk.ui.digits.panel import DigitsPanel
from mnist_desk.ui.state.session import Session

INKS = [Ink((((10.0 * n, 20.0), (100.0, 30.0 * n)),)) for n in range(1, 5)]


@pytest.fixture
def panel(qtbot: QtBot, panel: DigitsPanel, session: Session) -> DigitsPanel:
    """Two 4 that are read right, a 5 and a 6 that are not: the network takes all for a 4."""
    for label, ink in zip((4, 4, 5, 6), INKS, strict=True):
        session.sheet.set_drawing(ink, "Stroke")
        session.labelling.keep(label)
    items = panel.gallery.items
    qtbot.waitUntil(lambda: items.rowCount() == 4 and all(d.answer == 4 for d in items.shown))
    return panel


def choose(panel: DigitsPanel, ink: Ink) -> None:
    row = [digit.record.ink for digit in panel.gallery.items.shown].index(ink)
    panel.gallery.setCurrentIndex(panel.gallery.items.index(row))


def chosen(panel: DigitsPanel) -> list[tuple[int, Ink]]:
    return [(digit.label, digit.record.ink) for digit in panel.gallery.chosen]


def inks(session: Session) -> list[Ink]:
    return [digit.record.ink for digit in session.my_digits.digits]


@pytest.mark.parametrize("label", [0, 9])
def test_the_relabelled_digit_stays_chosen(qtbot: QtBot, panel: DigitsPanel, label: int) -> None:
    choose(panel, INKS[2])
    qtbot.keyClick(panel.gallery, Qt.Key(Qt.Key.Key_0 + label))
    assert chosen(panel) == [(label, INKS[2])]


def test_several_relabelled_digits_stay_chosen(qtbot: QtBot, panel: DigitsPanel) -> None:
    panel.gallery.selectAll()
    qtbot.keyClick(panel.gallery, Qt.Key.Key_9)
    assert sorted(chosen(panel), key=lambda one: INKS.index(one[1])) == [(9, ink) for ink in INKS]


def test_delete_after_a_relabel_deletes_that_digit(
    qtbot: QtBot, panel: DigitsPanel, session: Session
) -> None:
    choose(panel, INKS[2])
    qtbot.keyClick(panel.gallery, Qt.Key.Key_9)
    qtbot.keyClick(panel.gallery, Qt.Key.Key_Delete)
    assert inks(session) == [INKS[0], INKS[1], INKS[3]]


@pytest.mark.parametrize("filter_", ["label", "right"])
def test_nothing_is_chosen_when_a_filter_hides_the_relabelled_digit(
    qtbot: QtBot, panel: DigitsPanel, session: Session, filter_: str
) -> None:
    if filter_ == "label":
        panel.counts.choose(4)
    else:
        panel.findChild(QComboBox, "rightFilter").setCurrentIndex(1)
    assert panel.gallery.items.rowCount() == 2
    choose(panel, INKS[1])
    qtbot.keyClick(panel.gallery, Qt.Key.Key_9)
    assert panel.gallery.items.rowCount() == 1
    assert chosen(panel) == []
    qtbot.keyClick(panel.gallery, Qt.Key.Key_Delete)
    assert sorted(inks(session), key=INKS.index) == INKS
