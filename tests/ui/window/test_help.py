from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtTest import QSignalSpy

from mnist_desk.ui.window import help as help_module
from mnist_desk.ui.window.help import show_command
from mnist_desk.ui.window.main_window import MainWindow


def test_show_me_starts_the_demo_in_a_program_of_its_own(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    monkeypatch.setattr(QProcess, "startDetached", lambda *args: started.append(args) or True)
    told = QSignalSpy(window.session.notices.confirmed)
    window.help.show_me()
    assert started == [(sys.executable, ["-m", "mnist_desk", "demo"])]
    assert told.count() == 1


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert show_command() == [sys.executable, "demo"]


def test_a_show_that_cannot_be_started_is_told(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QProcess, "startDetached", lambda *_: (False, 0))
    window.help.show_me()
    assert "mnist-desk demo" in window.messages.text


def test_the_log_folder_is_made_and_opened(
    window: MainWindow, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(help_module, "open_folder", lambda folder: opened.append(folder) or True)
    window.help.open_logs()
    assert opened == [own_home / "logs"]
    assert (own_home / "logs").is_dir()
    assert not window.messages.text


def test_a_log_folder_that_cannot_be_shown_is_named(
    window: MainWindow, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(help_module, "open_folder", lambda _: False)
    window.help.open_logs()
    assert str(own_home / "logs") in window.messages.text


def test_a_log_folder_that_cannot_be_made_is_told(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(help_module, "user_logs", lambda: tmp_path / "file" / "logs")
    window.help.open_logs()
    assert "cannot be made" in window.messages.text


def test_about_shows_the_icon(window: MainWindow) -> None:
    window.setWindowIcon(window.style().standardIcon(window.style().StandardPixmap.SP_ComputerIcon))
    window.help.about()
