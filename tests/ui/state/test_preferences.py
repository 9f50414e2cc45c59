from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mnist_desk.ui.state import preferences as module
from mnist_desk.ui.state.preferences import (
    APPEARANCE,
    FOLDER,
    GEOMETRY,
    MORE_FIELDS,
    PACES,
    PEN_WIDTH,
    RECENT,
    RECIPE,
    REDUCE_MOTION,
    SPLITTER,
    WRITER,
    Preference,
    Preferences,
)
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.work.job import close_all
from mnist_desk.ui.work.throttle import Throttle

VALUES: list[tuple[Preference[Any], Any]] = [
    (APPEARANCE, "dark"),
    (REDUCE_MOTION, True),
    (GEOMETRY, (-5, 10, 900, 600, 1)),
    (SPLITTER, (250, 600)),
    (FOLDER, "/some/where"),
    (RECENT, ["one"]),
    (RECENT, ["one", "two"]),
    (RECIPE, "classic"),
    (PEN_WIDTH, 30),
    (WRITER, "Ada"),
    (MORE_FIELDS, True),
    (PACES, {"quick": 0.4, "best": 2.0}),
]

ALL = [
    *(APPEARANCE, REDUCE_MOTION, GEOMETRY, SPLITTER, FOLDER, RECENT, RECIPE, PEN_WIDTH, WRITER),
    *(MORE_FIELDS, PACES),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


@pytest.fixture
def start(qapp: QApplication, path: Path) -> Iterator[Callable[[], Preferences]]:
    """The preferences as the next start finds them."""
    started: list[Preferences] = []

    def start() -> Preferences:
        started.append(Preferences(path))
        return started[-1]

    yield start
    close_all(*started)


@pytest.mark.parametrize(("preference", "value"), VALUES)
def test_a_value_is_there_at_the_next_start(
    start: Callable[[], Preferences], preference: Preference[Any], value: Any
) -> None:
    preferences = start()
    assert preferences.get(preference) == preference.default
    preferences.set(preference, value)
    assert preferences.get(preference) == value
    preferences.sync()
    assert start().get(preference) == value


NONSENSE: list[tuple[Preference[Any], Any]] = [
    *((preference, None) for preference in ALL),
    *((preference, {"a": 1}) for preference in ALL),
    *((preference, 1.5) for preference in ALL),
    (APPEARANCE, "pink"),
    (APPEARANCE, ["dark"]),
    *((PEN_WIDTH, wrong) for wrong in ("thick", True, 10**20, -1, "9" * 5000, [30])),
    *((GEOMETRY, wrong) for wrong in ("x", [1, 2], [0, 0, 0, 600, 0], [0, 0, 900, 600, 2])),
    *((GEOMETRY, wrong) for wrong in ([0, 0, 900, 10**9, 0], [0, 0, 900, 600, True])),
    *((SPLITTER, wrong) for wrong in ([-1, 5], [10**9, 1], ["x"], [1] * 9)),
    *((REDUCE_MOTION, wrong) for wrong in ("perhaps", 1, [])),
    *((WRITER, wrong) for wrong in (7, "x" * 4097, "a\0b", ["x"])),
    (FOLDER, "x" * 5000),
    *((RECENT, wrong) for wrong in (7, True, [[]], ["", "a\0b", "x" * 4097, 7])),
]


@pytest.mark.parametrize(("preference", "nonsense"), NONSENSE)
def test_nonsense_in_the_file_counts_as_the_default(
    start: Callable[[], Preferences], path: Path, preference: Preference[Any], nonsense: Any
) -> None:
    path.write_text(json.dumps({preference.key: nonsense}))
    assert start().get(preference) == preference.default


def test_of_the_recent_files_those_that_make_sense_count_and_not_more_than_eight(
    start: Callable[[], Preferences], path: Path
) -> None:
    names = [f"/{number}" for number in range(1000)]
    path.write_text(json.dumps({RECENT.key: [7, *names]}))
    assert start().get(RECENT) == names[:8]


def test_what_makes_no_sense_is_not_remembered(start: Callable[[], Preferences]) -> None:
    preferences = start()
    preferences.set(WRITER, "Ada")
    preferences.set(WRITER, "x" * 5000)
    assert preferences.get(WRITER) == "Ada"


def test_a_change_is_written_soon_and_once(
    qtbot: QtBot,
    start: Callable[[], Preferences],
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_SOON", 50)
    preferences = start()
    for width in range(10, 20):
        preferences.set(PEN_WIDTH, width)
    assert not path.exists()
    qtbot.waitUntil(path.exists)
    assert json.loads(path.read_text()) == {"pen": 19}
    before = path.stat().st_ino
    preferences.set(PEN_WIDTH, 19)
    preferences.sync()
    assert path.stat().st_ino == before, "what is not changed is not written"


def test_the_session_writes_what_is_left_and_ends_the_waiting(
    session: Session, tmp_path: Path
) -> None:
    session.preferences.set(WRITER, "Ada")
    session.close()
    assert json.loads((tmp_path / "settings.json").read_text()) == {"writer": "Ada"}
    session.preferences.set(WRITER, "Bea")
    assert not session.preferences.findChild(Throttle).is_due, "nothing runs on"


def test_settings_that_cannot_be_written_are_logged_once(
    start: Callable[[], Preferences], path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    preferences = start()
    path.mkdir()
    (path / "x").touch()
    path.chmod(0o700)
    preferences.set(WRITER, "Ada")
    preferences.sync()
    assert caplog.text == "", "a folder is left alone"
    (path / "x").unlink()
    path.rmdir()
    file = path.parent / "file"
    file.touch()
    preferences._file.path = file / "settings.json"
    with caplog.at_level(logging.INFO):
        preferences.set(WRITER, "Bea")
        preferences.sync()
    (record,) = caplog.records
    assert "cannot be written" in record.message
    assert record.levelno < logging.WARNING, "a program that works should not complain of it"


def test_of_two_programs_the_later_counts_and_the_file_is_whole(
    start: Callable[[], Preferences], path: Path
) -> None:
    one, other = start(), start()
    one.set(WRITER, "Ada")
    other.set(WRITER, "Bea")
    one.sync()
    other.sync()
    assert json.loads(path.read_text()) == {"writer": "Bea"}


def test_dialogs_begin_in_the_folder_that_was_used_last(preferences: Preferences) -> None:
    assert preferences.folder == Path.home()
    preferences.use_folder_of(Path("/lessons/ink.jsonl"))
    assert preferences.folder == Path("/lessons")


# What was remembered in settings.ini

OLD = """[General]
appearance=dark
reduceMotion=true
geometry=@ByteArray(\\x1\\xd9)
folder="/a, b"
recent=/one.png, "/two, three.png"
splitter="@Variant(\\0\\0\\0\\x7f)"
pen=30
writer=7
unknown=x

[recipe]
name=classic
"""


def test_plain_values_of_old_are_taken_over_once(
    start: Callable[[], Preferences], path: Path
) -> None:
    old = path.with_suffix(".ini")
    old.write_text(OLD)
    preferences = start()
    preferences.sync()
    assert json.loads(path.read_text()) == {
        "appearance": "dark",
        "reduceMotion": True,
        "folder": "/a, b",
        "recent": ["/one.png", "/two, three.png"],
        "pen": 30,
        "writer": "7",
        "recipe/name": "classic",
    }
    assert old.read_text() == OLD, "it stays"
    old.write_text(OLD.replace("30", "20"))
    assert start().get(PEN_WIDTH) == 30


@pytest.mark.parametrize("content", [b"", b"\xff" * 2_000_000, b"[[["])
def test_old_settings_that_are_damaged_are_left_alone(
    start: Callable[[], Preferences], path: Path, content: bytes
) -> None:
    path.with_suffix(".ini").write_bytes(content)
    preferences = start()
    assert preferences.trouble is None
    assert preferences.get(PEN_WIDTH) == PEN_WIDTH.default
    preferences.sync()
    assert not path.exists()


@pytest.mark.parametrize("seconds", [0, -1, 1e9, "2", None, True, float("nan")])
def test_a_pace_that_cannot_be_is_none(start: Callable[[], Preferences], seconds: Any) -> None:
    preferences = start()
    preferences.set(PACES, {"quick": seconds, "classic": 2.0, "no such recipe": 1.0})
    assert preferences.get(PACES) == {"classic": 2.0}
