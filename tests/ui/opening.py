"""Opening files: without the window's workers, and waiting for them."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from mnist_desk.core.file_stamp import FileStamp
from mnist_desk.core.model_file import load_model
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.window.main_window import MainWindow


def open_model(session: Session, path: Path) -> None:
    """Put the model of a file in the list and choose it."""
    session.runs.add_opened(path, load_model(path), FileStamp.of(path))


def wait_for_files(qtbot: QtBot, window: MainWindow) -> None:
    """Until all files are read that the window was asked to open."""
    qtbot.waitUntil(lambda: not window.session.files.what)
