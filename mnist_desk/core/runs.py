"""Trained models that were not saved yet, kept safe between two starts of the program."""

from __future__ import annotations

import contextlib
from datetime import date, datetime
from pathlib import Path

from .endings import ENDING
from .errors import InputError
from .model import Model
from .model_file import load_model, save_model
from .translate import translate


class KeptRuns:
    """A folder with one model file for each run that the person has not saved.

    keep may be called in a worker, the rest in the window; of a file there is one writer at a time.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._discarded = folder / "discarded"

    def keep(self, name: str, model: Model) -> None:
        """Write or overwrite the file of a run. Raises InputError when that is impossible."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(
                translate(
                    "errors",
                    "The folder {folder} cannot be made ({reason}); save the model yourself.",
                ),
                folder=self._folder,
                reason=error.strerror,
            ) from error
        save_model(model, self._path(name))

    def names(self) -> list[str]:
        """The kept runs, oldest first."""
        return sorted(path.name.removesuffix(ENDING) for path in self._folder.glob(f"*{ENDING}"))

    def load(self, name: str) -> Model:
        """Read a kept run. Raises InputError when its file is damaged."""
        return load_model(self._path(name))

    def put_aside(self, name: str) -> None:
        """Discard a run so that it can be taken back; it is not among the names any more."""
        with contextlib.suppress(OSError):
            self._discarded.mkdir(exist_ok=True)
            self._path(name).replace(self._discarded / self._path(name).name)

    def take_back(self, name: str) -> None:
        """Undo `put_aside`."""
        with contextlib.suppress(OSError):
            (self._discarded / self._path(name).name).replace(self._path(name))

    def delete_discarded(self) -> None:
        """Remove what was put aside and not taken back."""
        with contextlib.suppress(OSError):
            for path in self._discarded.glob(f"*{ENDING}"):
                path.unlink()
            self._discarded.rmdir()

    def discard(self, name: str) -> None:
        """Remove the file of a run; where it could not be written there is none to remove."""
        with contextlib.suppress(OSError):
            self._path(name).unlink()

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}{ENDING}"


def title_of(name: str, recipe: str, today: bool = True) -> str:
    """What a kept run is called in the list: its recipe and when its training began.

    name: among the kept runs, it begins with date and time. today: whether the date goes without
    saying; otherwise it is told unless it is that of this day.
    """
    try:
        begun = datetime.strptime(name[:15], "%Y%m%d-%H%M%S")
    except ValueError:
        return recipe
    if today or begun.date() == date.today():
        return f"{recipe} {begun:%H:%M:%S}"
    return f"{recipe} {begun:%Y-%m-%d %H:%M:%S}"
