"""Labelled images: the bundled MNIST, and files in the layouts of Keras and of MNIST itself."""

from __future__ import annotations

import contextlib
import hashlib
import io
import math
import struct
import tokenize
import warnings
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from .errors import InputError
from .intake import DATA, MB, Watch, opened, too_large, unpacked, unwatched
from .places import resource
from .translate import translate

# NumPy complains of headers that Python 2 wrote; they are read all the same.
warnings.filterwarnings("ignore", message="Reading `.npy`")

SIDE = 28
PIXELS = SIDE * SIDE
DIGITS = 10

DIGIT_NAMES = tuple(map(str, range(DIGITS)))
"""What the ten classes of MNIST are called."""

SplitName = Literal["train", "test"]

_DAMAGED = (
    *(OSError, EOFError, ValueError, TypeError, AttributeError),
    *(zipfile.BadZipFile, zlib.error, RuntimeError, SyntaxError, MemoryError),
    tokenize.TokenError,
)
"""What reading a file as .npz raises when it is another; encrypted archives too, and headers that
Python cannot parse."""

_HEADERS = {
    (1, 0): npy.read_array_header_1_0,
    (2, 0): npy.read_array_header_2_0,
    # Differs in the names of fields alone, which an array of numbers has none of.
    (3, 0): npy.read_array_header_2_0,
}
"""Version of the .npy format -> what reads its header."""

_IDX_FILES = {"train": "train", "test": "t10k"}
_IDX_DTYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}


@dataclass(frozen=True, eq=False)
class Dataset:
    """Images and what digit each one shows.

    images: uint8 (n, 28, 28), 0 is paper, 255 is ink. labels: integers (n,), 0 to 9, kept as
    uint8. names: what the ten classes are called. Raises InputError when shapes, dtypes or labels
    are not so, or when there is no image.
    """

    images: NDArray[np.uint8]
    labels: NDArray[np.uint8]
    names: tuple[str, ...] = DIGIT_NAMES

    def __post_init__(self) -> None:
        images, labels = self.images, self.labels
        if images.dtype != np.uint8 or images.ndim != 3 or images.shape[1:] != (SIDE, SIDE):
            raise InputError(
                translate(
                    "errors",
                    "The images must be uint8 of shape (n, 28, 28), not {dtype} of shape {shape}.",
                ),
                dtype=images.dtype,
                shape=images.shape,
            )
        if not np.issubdtype(labels.dtype, np.integer) or labels.shape != images.shape[:1]:
            raise InputError(
                translate(
                    "errors",
                    "The labels must be {count} whole numbers, one for each image, not {dtype} of "
                    "shape {shape}.",
                ),
                count=len(images),
                dtype=labels.dtype,
                shape=labels.shape,
            )
        if len(labels) == 0:
            raise InputError(translate("errors", "There are no images in this data."))
        if labels.min() < 0 or labels.max() >= DIGITS:
            raise InputError(
                translate(
                    "errors", "The labels must be digits 0 to 9; found {least} to {largest}."
                ),
                least=labels.min(),
                largest=labels.max(),
            )
        object.__setattr__(self, "labels", labels.astype(np.uint8))

    def __len__(self) -> int:
        return len(self.images)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of images and labels, in hexadecimal: 30 ms for 60,000."""
        summary = hashlib.sha256(np.ascontiguousarray(self.images).data)
        summary.update(np.ascontiguousarray(self.labels).data)
        return summary.hexdigest()


class Splits(NamedTuple):
    """What a network learns from, and what it is tried on."""

    train: Dataset
    test: Dataset


def load_mnist() -> Splits:
    """The bundled MNIST: 60,000 training and 10,000 test images in the original order."""
    path = resource("mnist", "mnist.npz")
    return Splits(read_npz(path, "train"), read_npz(path, "test"))


def read_dataset(path: Path, part: SplitName = "test", watch: Watch = unwatched) -> Dataset:
    """Read one part of a data set from a .npz file (Keras layout) or a folder of IDX files.

    Raises InputError when it is not there, damaged, too large or no data set.
    """
    is_folder = False
    with contextlib.suppress(OSError):  # A name that is too long.
        is_folder = path.is_dir()
    return (read_idx_folder if is_folder else read_npz)(path, part, watch)


def read_npz(path: Path, part: SplitName, watch: Watch = unwatched) -> Dataset:
    """Read arrays x_<part> and y_<part>, as in the mnist.npz of Keras.

    An array is read when its header has told its type and shape, no further than that goes.
    """
    names = (f"x_{part}", f"y_{part}")
    try:
        with opened(path, DATA, watch) as file, zipfile.ZipFile(file) as archive:
            images, labels = (_member(archive, f"{name}.npy", path) for name in names)
    except FileNotFoundError:
        raise InputError(
            translate("errors", "The data file {path} is not there; check the path."), path=path
        ) from None
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
    except _DAMAGED as error:
        raise InputError(
            translate(
                "errors", "{path} is damaged or not a .npz file; put a good copy in its place."
            ),
            path=path,
        ) from error
    return _checked(path, images, labels)


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
        return _array(raw, shape, dtype, path).reshape(shape, order="F" if by_columns else "C")


def _array(
    file: io.BufferedIOBase, shape: tuple[int, ...], dtype: np.dtype[Any], path: Path
) -> NDArray[Any]:
    """The values (n,) that a header has told of, which must be all that is there.

    Raises InputError when they are too many, ValueError when they are not so many. Memory is taken
    as they come: the system gives it where it is written to.
    """
    size = math.prod(shape) * dtype.itemsize
    if size > DATA.most:
        raise too_large(path, DATA)
    if size < 0:
        raise ValueError("no shape")
    data = np.empty(size, np.uint8)
    room, count = data.data, 0
    while read := file.readinto(room[count : count + MB]):
        count += read
    if count != size or file.read(1):
        raise ValueError("not as long as its header says")
    values: NDArray[Any] = data.view(dtype)
    return values


def read_idx_folder(folder: Path, part: SplitName, watch: Watch = unwatched) -> Dataset:
    """Read the two MNIST files of one part, e.g. t10k-images-idx3-ubyte(.gz) and its labels."""
    images = _read_idx(folder, f"{_IDX_FILES[part]}-images-idx3-ubyte", watch)
    labels = _read_idx(folder, f"{_IDX_FILES[part]}-labels-idx1-ubyte", watch)
    return _checked(folder, images, labels)


def _checked(path: Path, images: NDArray[Any], labels: NDArray[Any]) -> Dataset:
    try:
        return Dataset(images, labels)
    except InputError as error:
        raise InputError(
            translate("errors", "{path} cannot be used: {reason}"), path=path, reason=error
        ) from None


def _read_idx(folder: Path, name: str, watch: Watch) -> NDArray[Any]:
    plain, packed = folder / name, folder / f"{name}.gz"
    path = plain if plain.exists() else packed
    try:
        with opened(path, DATA, watch) as file:
            return read_idx(file if path is plain else unpacked(file, path, DATA), path)
    except FileNotFoundError:
        raise InputError(
            translate("errors", "The folder {folder} has no file {name} or {name}.gz."),
            folder=folder,
            name=name,
        ) from None
    except (OSError, ValueError, EOFError, zlib.error, struct.error) as error:
        raise InputError(
            translate("errors", "{path} is damaged or not an IDX file."), path=path
        ) from error


def read_idx(file: io.BufferedIOBase, path: Path) -> NDArray[Any]:
    """The array in an IDX file (two zero bytes, dtype code, number of dimensions, sizes, data).

    The format is described on the MNIST page of Y. LeCun. Raises ValueError or struct.error when
    the bytes do not follow it, InputError when they would be too many. path: told in that error.
    """
    zeros, code, dimensions = struct.unpack(">HBB", file.read(4))
    if zeros != 0 or code not in _IDX_DTYPES:
        raise ValueError("not an IDX file")
    shape = struct.unpack(f">{dimensions}I", file.read(4 * dimensions))
    array = _array(file, shape, np.dtype(_IDX_DTYPES[code]), path).reshape(shape)
    return array.astype(array.dtype.newbyteorder("="), copy=False)
