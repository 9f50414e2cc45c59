from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from mnist_desk.core.intake import Watch
from mnist_desk.ui.state.file_reading import FileReading
from mnist_desk.ui.state.notices import Notices
from mnist_desk.ui.window.reading_bar import ReadingBar
from mnist_desk.ui.work.job import close_all


@pytest.fixture
def files(qtbot: QtBot) -> Iterator[FileReading]:
    notices = Notices()
    yield FileReading(notices, notices)
    close_all(notices)


@pytest.fixture
def bar(qtbot: QtBot, files: FileReading) -> Iterator[ReadingBar]:
    bar = ReadingBar(files)
    qtbot.addWidget(bar)
    yield bar
    close_all(bar)


def slowly(parts: list[float], may_go_on: threading.Event) -> Callable[[Watch], str]:
    """What reads these parts of a file and then waits."""

    def read(watch: Watch) -> str:
        for part in parts:
            watch(part)
        assert may_go_on.wait(10)
        return "read"

    return read


def test_it_tells_what_is_read_and_how_far_until_it_is(
    qtbot: QtBot, files: FileReading, bar: ReadingBar
) -> None:
    may_go_on = threading.Event()
    files.read("Reading ink…", slowly([0.1, 0.42], may_go_on), lambda _: None)
    assert not bar.isVisible(), "what is read at once needs no bar"
    qtbot.waitUntil(bar.isVisible)
    part = bar.findChild(QProgressBar, "readingPart")
    qtbot.waitUntil(lambda: part.value() == 42)
    assert bar.findChild(QLabel, "readingWhat").text() == "Reading ink…"
    may_go_on.set()
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_when_all_is_read_and_is_worked_on_there_are_no_parts(
    qtbot: QtBot, files: FileReading, bar: ReadingBar
) -> None:
    may_go_on = threading.Event()
    files.read("Reading a picture…", slowly([1.0], may_go_on), lambda _: None)
    part = bar.findChild(QProgressBar, "readingPart")
    qtbot.waitUntil(lambda: part.maximum() == 0)
    may_go_on.set()
    qtbot.waitUntil(lambda: not files.busy)


def test_its_button_leaves_the_file(qtbot: QtBot, files: FileReading, bar: ReadingBar) -> None:
    may_go_on = threading.Event()
    read: list[str] = []
    files.read("Reading ink…", slowly([0.1], may_go_on), read.append)
    qtbot.waitUntil(bar.isVisible)
    qtbot.mouseClick(bar.findChild(QPushButton, "readingCancel"), Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    may_go_on.set()
    qtbot.waitUntil(lambda: not files.busy)
    assert read == []
