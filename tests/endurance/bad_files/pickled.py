"""Settings that hold a pickled Python object: reading them must not run what it says."""

from __future__ import annotations

from pathlib import Path

MARKER = "ran-a-pickle"
"""The file that the pickle makes, beside the settings, when it is loaded."""


class _Runs:
    """Its pickle makes a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self.path,)


def settings_with_pickle(folder: Path) -> Path:
    """PySide6 itself pickles what is no type of Qt."""
    from PySide6.QtCore import QSettings

    file = folder / "settings.ini"
    settings = QSettings(str(file), QSettings.Format.IniFormat)
    for key in ("writer", "geometry", "recent", "appearance", "pen", "recipe/name"):
        settings.setValue(key, _Runs(folder / MARKER))
    settings.sync()
    (folder / MARKER).unlink(missing_ok=True)
    return file
