"""What the program remembers from one start to the next: one table of typed preferences."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from PySide6.QtCore import QObject, Signal

from mnist_desk.core.browsing import Order
from mnist_desk.core.digit_map import Axes
from mnist_desk.core.errors import InputError
from mnist_desk.core.old_settings import read_old_settings
from mnist_desk.core.progress import DeviceChoice
from mnist_desk.core.raster import DRAWN_PEN
from mnist_desk.core.settings_file import SettingsFile
from mnist_desk.core.translate import translate

from ..work.throttle import Throttle
from .preference import (
    Preference,
    Told,
    as_one_of,
    as_paces,
    as_text,
    as_texts,
    as_whole,
    as_wholes,
    as_yes_or_no,
)

log = logging.getLogger(__name__)

T = TypeVar("T")

_FARTHEST = 32_767
"""Pixels: what windows reach."""
_SOON = 1000
"""Milliseconds until a change is written."""

Appearance = Literal["system", "light", "dark"]

LOOKS, WORK, PLACES = (
    translate("preferences", "Looks"),
    translate("preferences", "Training"),
    translate("preferences", "Files"),
)

APPEARANCE: Preference[Appearance] = Preference(
    "appearance",
    "system",
    as_one_of(*get_args(Appearance)),
    Told(
        LOOKS,
        translate("preferences", "Appearance"),
        translate("preferences", "Light for a projector, dark for the evening."),
        {
            "system": translate("preferences", "as the system"),
            "light": translate("preferences", "light"),
            "dark": translate("preferences", "dark"),
        },
    ),
)
TEXT_SIZES = (100, 125, 150, 200)
"""Percent of the system's size."""
TEXT_SIZE = Preference(
    "textSize",
    100,
    as_one_of(*TEXT_SIZES),
    Told(
        LOOKS,
        translate("preferences", "Size of text"),
        translate("preferences", "100 to 200 % of the system's; the largest is for projectors."),
        {size: f"{size} %" for size in TEXT_SIZES},
    ),
)
REDUCE_MOTION = Preference(
    "reduceMotion",
    False,
    as_yes_or_no,
    Told(
        LOOKS,
        translate("preferences", "Reduce motion"),
        translate("preferences", "Bars are at once where they would move to otherwise."),
    ),
)
DEVICE: Preference[DeviceChoice] = Preference(
    "device",
    "auto",
    as_one_of(*get_args(DeviceChoice)),
    Told(
        WORK,
        translate("preferences", "Device"),
        translate("preferences", "What the next training runs on."),
        {
            "auto": translate("preferences", "automatic"),
            "cpu": translate("preferences", "processor (CPU)"),
            "gpu": translate("preferences", "graphics card (GPU)"),
        },
    ),
)
DATA_FOLDER = Preference(
    "dataFolder",
    "",
    as_text,
    Told(
        PLACES,
        translate("preferences", "Models and digits"),
        translate(
            "preferences",
            "Where models that were not saved and your digits live. They are moved when the "
            "program starts the next time.",
        ),
    ),
)
"""A folder; empty for the usual one."""
DATA_NOW = Preference("dataFolderNow", "", as_text)
"""The folder that has them since the last move; empty for the usual one."""
DRAWING_WIDTH = Preference("drawingWidth", 0, as_whole(0, _FARTHEST))
"""Pixels of the drawing's column; 0 where the window decides."""
FIRST_STEPS = Preference("firstSteps", True, as_yes_or_no)
"""Whether the card of the first minutes is shown."""
GEOMETRY: Preference[tuple[int, ...]] = Preference(
    "geometry",
    (),
    as_wholes(*[(-_FARTHEST, _FARTHEST)] * 2, *[(1, _FARTHEST)] * 2, (0, 1)),
)
"""x, y, width and height in pixels, and 1 if maximised; or nothing."""
FOLDER = Preference("folder", "", as_text)
RECENT: Preference[list[str]] = Preference("recent", [], as_texts)
RECIPE = Preference("recipe/name", "quick", as_text)
MORE_FIELDS = Preference("recipe/more", False, as_yes_or_no)
"""Whether all fields of the recipe are shown."""
PACES: Preference[dict[str, float]] = Preference("recipe/seconds", {}, as_paces)
"""Recipe name -> seconds of an epoch on this machine."""
SPLITTER: Preference[tuple[int, ...]] = Preference(
    "splitter", (), as_wholes((0, _FARTHEST), repeats=True)
)
"""Pixels of each part; or nothing."""
PEN_WIDTH = Preference("pen", DRAWN_PEN, as_whole(1, 1000))
WRITER = Preference("writer", "", as_text)
USE_CORRECTIONS = Preference("labels/corrected", False, as_yes_or_no)
"""Whether networks learn from corrected labels."""
EVALUATE_PAGE = Preference("evaluate/page", "mistakes", as_text)
DATA_PAGE = Preference("data/page", "browse", as_text)
BROWSED_PART = Preference("data/part", "train", as_one_of("train", "test"))
BROWSED_ORDER = Preference("data/order", "number", as_one_of(*(order.value for order in Order)))
SHOW_NEIGHBOURS = Preference("data/neighbours", True, as_yes_or_no)
"""Whether the training digits nearest to the drawing stand below those that are browsed."""
MAP_AXES = Preference("map/axes", Axes.RING.value, as_one_of(*(axes.value for axes in Axes)))
MAP_PART = Preference("map/part", "test", as_one_of("train", "test"))
MAP_PICTURES = Preference("map/pictures", False, as_yes_or_no)
SHOW_LOG = Preference("log", False, as_yes_or_no)
"""Whether the log of a training stands beside its accuracy."""

SHOWN: tuple[Preference[Any], ...] = (APPEARANCE, TEXT_SIZE, REDUCE_MOTION, DEVICE, DATA_FOLDER)
"""Those of the dialog, in its order."""

_OF_OLD: tuple[Preference[Any], ...] = (
    *(APPEARANCE, REDUCE_MOTION, GEOMETRY, FOLDER, RECENT, RECIPE, SPLITTER, PEN_WIDTH, WRITER),
)
"""Those that settings.ini had."""


class Preferences(QObject):
    """Reads and writes preferences; what is set counts at once for whoever asks next, and is
    written soon. Of two programs that write the same file, the later one counts.
    """

    changed = Signal(Preference)
    """This Preference has another value."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        """path: of settings.json. The settings.ini of old beside it is taken over where there is
        none yet, and stays.
        """
        super().__init__(parent)
        self._file = SettingsFile(path)
        self._changed = False
        self._soon = Throttle(self.sync, _SOON, self)
        self.trouble = self._file.trouble
        """Why what was remembered could not be read, if it could not."""
        if self.trouble is not None:
            log.warning("%s", self.trouble)
        elif not path.exists():
            self._take_over(path.with_suffix(".ini"))

    def get(self, preference: Preference[T]) -> T:
        try:
            return preference.read(self._file.values[preference.key])
        except (KeyError, TypeError, ValueError):
            return preference.default

    def set(self, preference: Preference[T], value: T) -> None:
        """What makes no sense is not remembered."""
        try:
            plain: Any = preference.read(value)
        except (TypeError, ValueError):
            return
        before, plain = self.get(preference), list(plain) if isinstance(plain, tuple) else plain
        if self._file.values.get(preference.key) != plain:
            self._file.values[preference.key] = plain
            self._changed = True
            self._soon.ask()
        if self.get(preference) != before:
            self.changed.emit(preference)

    def reset(self, preference: Preference[Any]) -> None:
        """Back to the default."""
        self.set(preference, preference.default)

    @property
    def folder(self) -> Path:
        """Where file dialogs begin: the folder that was used last."""
        return Path(self.get(FOLDER) or Path.home())

    def use_folder_of(self, file: Path) -> None:
        self.set(FOLDER, str(file.parent))

    def sync(self) -> None:
        """Write what is not written. Where that is impossible, nobody is held up by it."""
        self._soon.cancel()
        if not self._changed:
            return
        self._changed = False
        try:
            self._file.write()
        except (OSError, ValueError) as error:
            # A program that works should not complain of it.
            log.info("The settings cannot be written: %s", error)

    def _take_over(self, old: Path) -> None:
        try:
            values = read_old_settings(old)
        except FileNotFoundError:
            return
        except (InputError, OSError) as error:
            log.info("The old settings are left alone: %s", error)
            return
        for preference in _OF_OLD:
            if preference.key in values:
                self.set(preference, values[preference.key])
