"""Trained models that were not saved yet, kept safe between two starts of the program."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from .endings import ENDING
from .errors import InputError
from .file_stamp import FileStamp
from .model import Model
from .model_file import load_model, save_model
from .places import remove_half_written
from .translate import translate


class KeptFile(NamedTuple):
    """name: of the run. size: bytes. discarded: whether it was put aside."""

    name: str
    size: int
    discarded: bool


class Room(NamedTuple):
    """How much may be kept unasked: so many models, so many bytes."""

    models: int = 200
    size: int = 200_000_000


class KeptRuns:
    """A folder with one model file for each run that the person has not saved.

    keep, stock and delete may be called in a worker, the rest in the window; of a file there is one
    writer at a time.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._discarded = folder / "discarded"

    def keep(self, name: str, model: Model) -> FileStamp | None:
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
        # A run's name is never used again: what was left of one stays if it is not removed here.
        remove_half_written(self._folder)
        save_model(model, self._path(name))
        return self.stamp(name)

    def names(self) -> list[str]:
        """The kept runs, oldest first."""
        return sorted(path.name.removesuffix(ENDING) for path in self._folder.glob(f"*{ENDING}"))

    def stamp(self, name: str) -> FileStamp | None:
        """The file of a run as it is now, if there is one."""
        return FileStamp.of(self._path(name))

    def load(self, name: str) -> Model:
        """Read a kept run. Raises InputError when its file is damaged."""
        return load_model(self._path(name))

    def put_aside(self, name: str) -> None:
        """Discard a run so that it can be taken back; it is not among the names any more.

        Raises InputError when its file cannot be moved.
        """
        with _moving(self._path(name)):
            self._discarded.mkdir(exist_ok=True)
            self._path(name).replace(self._aside(name))

    def take_back(self, name: str) -> None:
        """Undo `put_aside`. Raises InputError when the file cannot be moved or is gone."""
        with _moving(self._aside(name)):
            self._aside(name).replace(self._path(name))

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

    def stock(self) -> list[KeptFile]:
        """All that is kept, in the order in which it gives way: first what was put aside, then the
        oldest.
        """
        stock = []
        for folder in (self._discarded, self._folder):
            for path in sorted(folder.glob(f"*{ENDING}")):
                if stamp := FileStamp.of(path):
                    name = path.name.removesuffix(ENDING)
                    stock.append(KeptFile(name, stamp.size, folder is self._discarded))
        return stock

    def delete(self, files: Sequence[KeptFile]) -> list[KeptFile]:
        """Remove files for good; returns those that are gone."""
        gone = []
        for file in files:
            path = self._aside(file.name) if file.discarded else self._path(file.name)
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
                gone.append(file)
        return gone

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}{ENDING}"

    def _aside(self, name: str) -> Path:
        return self._discarded / f"{name}{ENDING}"


@contextlib.contextmanager
def _moving(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(
            translate("errors", "{path} cannot be moved ({reason})."),
            path=path,
            reason=error.strerror or error,
        ) from error


def giving_way(stock: Sequence[KeptFile], spared: Collection[str], room: Room) -> list[KeptFile]:
    """Which files give way so that the others have room, the first of the stock first.

    spared: names of runs whose files stay whatever they take.
    """
    count, size = len(stock), sum(file.size for file in stock)
    gone = []
    for file in stock:
        if count <= room.models and size <= room.size:
            break
        if file.discarded or file.name not in spared:
            gone.append(file)
            count, size = count - 1, size - file.size
    return gone


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
