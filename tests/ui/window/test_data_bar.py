"""Which data set is open is told wherever one is, and closed from there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from mnist_desk.ui.window.data_bar import DataBar
from mnist_desk.ui.window.main_window import MainWindow

from ...core.data_files import npz


def test_another_data_set_is_in_sight_until_it_is_closed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    bar, back = window.findChild(DataBar), window._actions["close_data"]
    assert not bar.isVisible()
    assert not back.isEnabled()
    data = window.session.open_data
    with qtbot.waitSignal(data.changed):
        data.open(npz(tmp_path / "<b>mine.npz"))
    assert bar.isVisible()
    assert bar.words.text() == "Data: <b>mine"
    assert back.isEnabled()
    bar.findChild(QPushButton, "closeDataButton").click()
    assert data.splits is None
    assert not bar.isVisible()
    assert not back.isEnabled()
