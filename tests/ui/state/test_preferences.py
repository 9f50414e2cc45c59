from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QByteArray, QSettings

from mnist_desk.ui.state.preferences import (
    APPEARANCE,
    FOLDER,
    GEOMETRY,
    PEN_WIDTH,
    RECENT,
    RECIPE,
    REDUCE_MOTION,
    WRITER,
    Preference,
    Preferences,
)

VALUES: list[tuple[Preference[Any], Any]] = [
    (APPEARANCE, "dark"),
    (REDUCE_MOTION, True),
    (GEOMETRY, QByteArray(b"\x01\x00\x02")),
    (FOLDER, "/some/where"),
    (RECENT, ["one"]),
    (RECENT, ["one", "two"]),
    (RECIPE, "classic"),
    (PEN_WIDTH, 30),
    (WRITER, "Ada"),
]


@pytest.mark.parametrize(("preference", "value"), VALUES)
def test_a_value_is_there_at_the_next_start(
    preferences: Preferences, tmp_path: Path, preference: Preference[Any], value: Any
) -> None:
    assert preferences.get(preference) == preference.default
    preferences.set(preference, value)
    assert preferences.get(preference) == value
    preferences.sync()
    file = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    assert Preferences(file).get(preference) == value


@pytest.mark.parametrize(
    ("preference", "nonsense"),
    [(APPEARANCE, "pink"), (PEN_WIDTH, "thick"), (GEOMETRY, "x"), (REDUCE_MOTION, "perhaps")],
)
def test_nonsense_in_the_file_counts_as_the_default(
    tmp_path: Path, preference: Preference[Any], nonsense: str
) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue(preference.key, nonsense)
    assert Preferences(settings).get(preference) == preference.default


def test_dialogs_begin_in_the_folder_that_was_used_last(preferences: Preferences) -> None:
    assert preferences.folder == Path.home()
    preferences.use_folder_of(Path("/lessons/ink.jsonl"))
    assert preferences.folder == Path("/lessons")
