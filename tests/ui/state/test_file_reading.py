from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mnist_desk.core.errors import InputError
from mnist_desk.core.intake import Watch
from mnist_desk.ui.state.file_reading import FileReading
from mnist_desk.ui.state.notices import Notices
from mnist_desk.ui.work.job import close_all


@pytest.fixture
def notices(qapp: QApplication) -> Notices:
    return Notices()


@pytest.fixture
def files(notices: Notices) -> Iterator[FileReading]:
    files = FileReading(notices, notices)
    yield files
    close_all(notices)


class Slow:
    """A file whose reading waits until the test lets it go on."""

    def __init__(self, value: Any = "read") -> None:
        self.begun, self.may_go_on = threading.Event(), threading.Event()
        self.value = value
        self.reader: threading.Thread | None = None

    def __call__(self, watch: Watch) -> Any:
        self.reader = threading.current_thread()
        watch(0.375)
        self.begun.set()
        assert self.may_go_on.wait(10)
        watch(1.0)
        return self.value


def test_files_are_read_one_after_the_other_by_a_worker(qtbot: QtBot, files: FileReading) -> None:
    one, other, read = Slow("one"), Slow("other"), list[str]()
    files.read("Reading one", one, read.append)
    files.read("Reading the other", other, read.append)
    qtbot.waitUntil(lambda: files.percent == 37)
    assert files.what == "Reading one"
    assert not other.begun.is_set()
    one.may_go_on.set()
    qtbot.waitUntil(lambda: files.what == "Reading the other")
    other.may_go_on.set()
    qtbot.waitUntil(lambda: not files.what)
    assert read == ["one", "other"]
    assert one.reader is not threading.main_thread()


def test_what_cannot_be_read_is_told_and_the_next_is_read(
    qtbot: QtBot, files: FileReading, notices: Notices
) -> None:
    said, read = QSignalSpy(notices.warned), list[str]()

    def broken(_watch: Watch) -> None:
        raise InputError("{path} is damaged.", path="a.npz")

    files.read("Reading", broken, read.append, "digits")
    files.read("Reading", lambda _: "fine", read.append)
    qtbot.waitUntil(lambda: read == ["fine"])
    assert [said.at(number) for number in range(said.count())] == [["a.npz is damaged.", "digits"]]


def test_what_is_left_is_never_told_of_and_what_comes_then_is_read(
    qtbot: QtBot, files: FileReading, notices: Notices
) -> None:
    said, read, slow = QSignalSpy(notices.warned), list[str](), Slow()
    files.read("Reading", slow, read.append)
    files.read("Reading", lambda _: "waits", read.append)
    qtbot.waitUntil(slow.begun.is_set)
    files.leave()
    assert files.what == ""
    files.read("Reading", lambda _: "next", read.append)
    slow.may_go_on.set()
    qtbot.waitUntil(lambda: read == ["next"])
    assert said.count() == 0


def test_a_file_that_was_read_while_it_was_left_is_left(qtbot: QtBot, files: FileReading) -> None:
    read = list[str]()
    done = threading.Event()

    def at_once(_watch: Watch) -> str:
        done.set()
        return "read"

    files.read("Reading", at_once, read.append)
    assert done.wait(10)
    files.leave()
    qtbot.waitUntil(lambda: not files.busy)
    assert read == []


def test_closing_ends_a_reading_at_its_next_part(
    qtbot: QtBot, files: FileReading, notices: Notices
) -> None:
    begun = threading.Event()

    def endless(watch: Watch) -> None:
        while True:
            begun.set()
            watch(0.5)

    read = list[str]()
    files.read("Reading", endless, read.append)
    qtbot.waitUntil(begun.is_set)
    close_all(notices)  # It would wait for ever.
    assert read == []
