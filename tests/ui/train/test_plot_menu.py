from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.state.notices import Notices
from mnist_desk.ui.state.preferences import Preferences
from mnist_desk.ui.train.plot_menu import PlotMenu
from mnist_desk.ui.widgets.plot_table import PlotTableDialog
from mnist_desk.ui.widgets.plots import Plot
from mnist_desk.ui.work.job import close_all

SAVED = [("PNG", ".png"), ("SVG", ".svg"), ("CSV", ".csv")]


@pytest.fixture
def notices() -> Notices:
    return Notices()


@pytest.fixture
def menu(qtbot: QtBot, preferences: Preferences, notices: Notices) -> Iterator[PlotMenu]:
    window = QWidget()
    plot = Plot("curve")
    plot.setAccessibleName("Loss of every step")
    QVBoxLayout(window).addWidget(plot)
    qtbot.addWidget(window, before_close_func=close_all)
    with qtbot.waitExposed(window):
        window.show()
    yield PlotMenu(plot, preferences, notices)


def entry(menu: PlotMenu, word: str) -> QAction:
    (found,) = (action for action in menu.actions() if word in action.text().replace("&", ""))
    return found


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> list[str]:
    """The person names this file in the dialog; returns what the dialog will propose."""
    proposed: list[str] = []

    def ask(_parent: QWidget, _title: str, proposal: str, _kinds: str) -> tuple[str, str]:
        proposed.append(proposal)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return proposed


def test_it_copies_the_picture(menu: PlotMenu, notices: Notices) -> None:
    told = QSignalSpy(notices.confirmed)
    entry(menu, "Copy").trigger()
    assert QApplication.clipboard().image().width() > 100
    assert told.count() == 1


@pytest.mark.parametrize(("what", "ending"), SAVED)
def test_it_saves(
    menu: PlotMenu,
    notices: Notices,
    preferences: Preferences,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    what: str,
    ending: str,
) -> None:
    proposed = choose(monkeypatch, tmp_path / "mine")
    told = QSignalSpy(notices.confirmed)
    entry(menu, what).trigger()
    assert Path(proposed[0]).name == f"Loss-of-every-step{ending}"
    assert (tmp_path / f"mine{ending}").stat().st_size > 0
    assert f"mine{ending}" in told.at(0)[0]
    assert preferences.folder == tmp_path, "the next dialog begins there"


@pytest.mark.parametrize(("what", "ending"), SAVED)
def test_what_cannot_be_saved_is_told_in_a_sentence(
    menu: PlotMenu,
    notices: Notices,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    what: str,
    ending: str,
) -> None:
    choose(monkeypatch, tmp_path / "nowhere" / "mine")
    warned = QSignalSpy(notices.warned)
    entry(menu, what).trigger()
    assert warned.count() == 1
    assert f"mine{ending} cannot be written (No such file or directory)" in warned.at(0)[0]


def test_who_names_no_file_gets_none(
    menu: PlotMenu, notices: Notices, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, "")
    told = QSignalSpy(notices.confirmed)
    entry(menu, "PNG").trigger()
    assert told.count() == 0


def test_it_shows_the_table(qtbot: QtBot, menu: PlotMenu) -> None:
    entry(menu, "table").trigger()
    dialog = menu.parentWidget().window().findChild(PlotTableDialog)
    assert dialog.isVisible()


def test_it_shows_the_whole_when_less_is_seen(menu: PlotMenu) -> None:
    whole = entry(menu, "whole")
    view = menu.parentWidget().zoom_view
    view.set_whole((0, 100))
    assert not whole.isEnabled()
    view.zoom(3)
    assert whole.isEnabled()
    whole.trigger()
    assert not view.is_zoomed


def test_it_opens_where_the_plot_wants_it(menu: PlotMenu, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QPoint] = []
    monkeypatch.setattr(PlotMenu, "popup", lambda _, place: opened.append(place))
    menu.parentWidget().menu_wanted.emit(QPoint(50, 60))
    assert opened == [QPoint(50, 60)]


def test_every_entry_has_a_letter_of_its_own(menu: PlotMenu) -> None:
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    letters = [text[text.index("&") + 1].lower() for text in texts]
    assert len(set(letters)) == len(letters)


def test_a_switch_goes_with_its_box(qtbot: QtBot, menu: PlotMenu) -> None:
    box = QCheckBox("logarithmic")
    qtbot.addWidget(box)
    menu.add_switch("&Logarithmic", box)
    switch = entry(menu, "Logarithmic")
    box.setChecked(True)
    assert switch.isChecked()
    switch.trigger()
    assert not box.isChecked()
