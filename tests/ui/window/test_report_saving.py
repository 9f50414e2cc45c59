"""The report on the network that is looked at, from the File menu."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from mnist_desk.ui.window.main_window import MainWindow

from ..evaluate.networks import open_digits, some_digits
from ..opening import wait_for_files


def save(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window._actions["save_report"].trigger()
    wait_for_files(qtbot, window)


def test_it_is_about_the_digits_of_evaluate(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_digits(window.session, some_digits([1, 2, 3]))
    save(qtbot, window, monkeypatch, tmp_path / "page")
    assert "<h1>Shipped model on some</h1>" in (tmp_path / "page.html").read_text("utf-8")
    assert window.statusBar().currentMessage().startswith("Saved to ")


def test_where_nothing_can_be_written_it_says_so(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_digits(window.session, some_digits([1, 2, 3]))
    save(qtbot, window, monkeypatch, tmp_path / "nowhere" / "page.html")
    assert window.messages.isVisible()
