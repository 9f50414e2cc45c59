"""What the program remembers from one start to the next: one table of typed preferences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar, get_args

from PySide6.QtCore import QByteArray, QObject, QSettings

from mnist_desk.core.raster import DRAWN_PEN

T = TypeVar("T")


@dataclass(frozen=True)
class Preference(Generic[T]):
    """key: in the settings file. read: makes a value of what the file has; it raises ValueError or
    TypeError when that makes no sense, and then the default counts.
    """

    key: str
    default: T
    read: Callable[[Any], T]


def _text(value: Any) -> str:
    return str(value)


def _texts(value: Any) -> list[str]:
    """QSettings gives a list of one as the one."""
    if isinstance(value, str):
        return [value]
    return [str(item) for item in value]


def _yes_or_no(value: Any) -> bool:
    return str(value).lower() == "true"


def _number(value: Any) -> int:
    return int(str(value))


def _bytes(value: Any) -> QByteArray:
    if not isinstance(value, QByteArray):
        raise TypeError(value)
    return value


def _one_of(*choices: Any) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        return choices[choices.index(value)]

    return read


Appearance = Literal["system", "light", "dark"]

APPEARANCE: Preference[Appearance] = Preference(
    "appearance", "system", _one_of(*get_args(Appearance))
)
REDUCE_MOTION = Preference("reduceMotion", False, _yes_or_no)
GEOMETRY = Preference("geometry", QByteArray(), _bytes)
FOLDER = Preference("folder", "", _text)
RECENT: Preference[list[str]] = Preference("recent", [], _texts)
RECIPE = Preference("recipe/name", "quick", _text)
SPLITTER = Preference("splitter", QByteArray(), _bytes)
PEN_WIDTH = Preference("pen", DRAWN_PEN, _number)
WRITER = Preference("writer", "", _text)


class Preferences(QObject):
    """Reads and writes preferences; what is set counts at once for whoever asks next."""

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings

    def get(self, preference: Preference[T]) -> T:
        value = self._settings.value(preference.key)
        if value is None:
            return preference.default
        try:
            return preference.read(value)
        except (TypeError, ValueError):
            return preference.default

    def set(self, preference: Preference[T], value: T) -> None:
        self._settings.setValue(preference.key, value)

    @property
    def folder(self) -> Path:
        """Where file dialogs begin: the folder that was used last."""
        return Path(self.get(FOLDER) or Path.home())

    def use_folder_of(self, file: Path) -> None:
        self.set(FOLDER, str(file.parent))

    def sync(self) -> None:
        """Write what is not written."""
        self._settings.sync()
