"""Arrays in a .npz file."""

from __future__ import annotations

import contextlib
import io
import lzma
import tokenize
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from numpy.lib import format as npy
from numpy.typing import NDArray

from .array_bytes import array_of
from .errors import InputError
from .intake import DATA, Watch, opened, too_large, unwatched
from .translate import translate

# NumPy complains of headers that Python 2 wrote; they are read all the same.
warnings.filterwarnings("ignore", message="Reading `.npy`")

_DAMAGED = (
    *(OSError, EOFError, ValueError, TypeError, AttributeError, KeyError),
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, SyntaxError, MemoryError),
    *(tokenize.TokenError, SystemError),
)
"""What reading a file as .npz raises when it is another; encrypted archives too, headers that
Python cannot parse, and texts of characters that there are none of, for which NumPy has
SystemError."""

_HEADERS = {
    (1, 0): npy.read_array_header_1_0,
    (2, 0): npy.read_array_header_2_0,
    # Differs in the names of fields alone, which an array of numbers has none of.
    (3, 0): npy.read_array_header_2_0,
}
"""Version of the .npy format -> what reads its header."""


def array_names(path: Path, watch: Watch = unwatched) -> set[str]:
    """What the arrays of a file are called. Raises InputError when it is none."""
    with _archive(path, watch) as archive:
        return {name.removesuffix(".npy") for name in archive.namelist()}


def read_arrays(
    path: Path, names: tuple[str, str], watch: Watch = unwatched
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Two arrays of these names, of images and of labels.

    An array is read when its header has told its type and shape, no further than that goes. Raises
    InputError when they are not there, damaged or too large.
    """
    with _archive(path, watch) as archive:
        try:
            images, labels = (_member(archive, f"{name}.npy", path) for name in names)
        except KeyError:
            raise InputError(
                translate(
                    "errors",
                    "{path} has no arrays {images} and {labels}; it must have the layout of Keras' "
                    "mnist.npz.",
                ),
                path=path,
                images=names[0],
                labels=names[1],
            ) from None
    return images, labels


def read_array(path: Path, watch: Watch = unwatched) -> NDArray[Any]:
    """The one array of a file, whatever it is called, as `read_arrays` reads it.

    Raises InputError when it is damaged, too large or not alone.
    """
    with _archive(path, watch) as archive:
        if len(names := archive.namelist()) != 1:
            raise InputError(
                translate("errors", "{path} must have one array, not {count}."),
                path=path,
                count=len(names),
            )
        return _member(archive, names[0], path)


def read_texts(path: Path, name: str) -> list[str]:
    """An array of texts, as many as there are; InputError when it is none."""
    with _archive(path, unwatched) as archive:
        values = _member(archive, f"{name}.npy", path)
        if values.dtype.kind != "U" or values.ndim != 1 or values.size > _MOST_TEXTS:
            raise ValueError("no texts")
        return [str(value) for value in values]


_MOST_TEXTS = 100


@contextlib.contextmanager
def _archive(path: Path, watch: Watch) -> Iterator[zipfile.ZipFile]:
    """An open file, which holds no more than its limit in all that is in it. Raises InputError of
    what goes wrong while it is read.
    """
    try:
        with opened(path, DATA, watch) as file, zipfile.ZipFile(file) as archive:
            # An archive gives no more of an array than its directory says.
            if sum(one.file_size for one in archive.infolist()) > DATA.most:
                raise too_large(path, DATA)
            yield archive
    except FileNotFoundError:
        raise InputError(
            translate("errors", "The data file {path} is not there; check the path."), path=path
        ) from None
    except _DAMAGED as error:
        raise InputError(
            translate(
                "errors", "{path} is damaged or not a .npz file; put a good copy in its place."
            ),
            path=path,
        ) from error


def _member(archive: zipfile.ZipFile, name: str, path: Path) -> NDArray[Any]:
    """An array of an archive. Raises KeyError when it has none of this name, InputError when it is
    too large, and as `_DAMAGED` says.
    """
    with archive.open(name) as file:
        read_header = _HEADERS.get(npy.read_magic(file))
        if read_header is None:
            raise ValueError("no version that is known")
        shape, by_columns, dtype = read_header(file)
        if dtype.hasobject:
            raise ValueError("Python objects are not read")
        raw = cast("io.BufferedIOBase", file)
        return array_of(raw, shape, dtype, path).reshape(shape, order="F" if by_columns else "C")
