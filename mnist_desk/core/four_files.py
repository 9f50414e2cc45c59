"""Data sets in four files of a folder: images and labels to learn from, and to be tried on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from numpy.typing import NDArray

from .errors import InputError
from .idx_file import read_idx_file
from .intake import Watch, part_of
from .npz_file import read_array
from .translate import translate


class _Layout(NamedTuple):
    """How the four files are called.

    pattern: of a name; its groups tell the set, the part and what is in it. name: the same the
    other way round, for who has to look for a file. parts, contents: what stands in a name for
    training and test, for images and labels.
    """

    pattern: str
    name: str
    parts: tuple[str, str]
    contents: tuple[str, str]


_LAYOUTS = (
    # MNIST's own; Fashion-MNIST, EMNIST and KMNIST have it, too. Kaggle has a point in their names,
    # as programs made it that unpacked them.
    _Layout(
        r"(?P<set>.*?)(?P<part>train|t10k|test)-(?P<content>images[-.]idx3|labels[-.]idx1)"
        r"-ubyte(\.gz)?",
        "{set}{part}-{content}-ubyte(.gz)",
        ("train", "t10k"),
        ("images-idx3", "labels-idx1"),
    ),
    # KMNIST's (T. Clanuwat and others, 2018).
    _Layout(
        r"(?P<set>.*?)(?P<part>train|test)-(?P<content>imgs|labels)\.npz",
        "{set}{part}-{content}.npz",
        ("train", "test"),
        ("imgs", "labels"),
    ),
    # Kannada-MNIST's (V. U. Prabhu, 2019).
    _Layout(
        r"(?P<content>X|y)_(?P<set>.*)_(?P<part>train|test)\.npz",
        "{content}_{set}_{part}.npz",
        ("train", "test"),
        ("X", "y"),
    ),
)


class _Named(NamedTuple):
    """A file's place: of which set, for training (0) or test (1), images (0) or labels (1)."""

    layout: _Layout
    which: str
    part: int
    content: int


class FourFiles(NamedTuple):
    """A data set in a folder. which: what stands in the names of its files, of several sets."""

    folder: Path
    which: str
    layout: _Layout
    paths: dict[tuple[int, int], Path]

    @property
    def has_training(self) -> bool:
        """Whether a file tells of images to learn from."""
        return any(part == 0 for part, _ in self.paths)

    @property
    def has_test(self) -> bool:
        """Whether a file tells of images to be tried on."""
        return any(part == 1 for part, _ in self.paths)

    def training(self, watch: Watch) -> tuple[NDArray[Any], NDArray[Any]]:
        """Images and labels to learn from. Raises InputError when a file lacks or is damaged."""
        return self._read(0, 0, part_of(watch, 0)), self._read(0, 1, part_of(watch, 1))

    def test(self, watch: Watch) -> tuple[NDArray[Any], NDArray[Any]]:
        """Images and labels to be tried on, as `training`."""
        return self._read(1, 0, part_of(watch, 0)), self._read(1, 1, part_of(watch, 1))

    def _read(self, part: int, content: int, watch: Watch) -> NDArray[Any]:
        path = self.paths.get((part, content))
        if path is None:
            name = self.layout.name.format(
                set=self.which, part=self.layout.parts[part], content=self.layout.contents[content]
            )
            raise InputError(
                translate("errors", "The folder {folder} has no file {name}."),
                folder=self.folder,
                name=name,
            )
        return (read_array if path.suffix.lower() == ".npz" else read_idx_file)(path, watch)


def sets_in(folder: Path) -> list[FourFiles]:
    """The data sets in a folder, each with those of its files that are there. Raises OSError."""
    return _sets(folder, sorted(folder.iterdir()))


def set_of(path: Path) -> FourFiles | None:
    """The data set that a file is one of the four of; None when its name tells of none."""
    named = _named(path)
    if named is None:
        return None
    try:
        beside = sorted(path.parent.iterdir())
    except OSError:
        beside = [path]
    found = _sets(path.parent, beside)
    for one in found:
        if (one.layout, one.which) == (named.layout, named.which):
            return one
    return FourFiles(path.parent, named.which, named.layout, {})


def _sets(folder: Path, paths: Iterable[Path]) -> list[FourFiles]:
    found: dict[tuple[_Layout, str], FourFiles] = {}
    for path in paths:
        if named := _named(path):
            one = found.setdefault(
                (named.layout, named.which), FourFiles(folder, named.which, named.layout, {})
            )
            one.paths.setdefault((named.part, named.content), path)
    return list(found.values())


def _named(path: Path) -> _Named | None:
    for layout in _LAYOUTS:
        if match := re.fullmatch(layout.pattern, path.name, re.IGNORECASE):
            contents = [one.lower() for one in layout.contents]
            return _Named(
                layout,
                match["set"],
                int(match["part"].lower() != "train"),
                contents.index(match["content"].lower().replace(".", "-")),
            )
    return None
