"""Labelled images: the bundled MNIST, and files in the layouts of Keras and of MNIST itself."""

from __future__ import annotations

import gzip
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .errors import InputError
from .places import resource
from .translate import translate

SIDE = 28
PIXELS = SIDE * SIDE
DIGITS = 10

SplitName = Literal["train", "test"]

_DAMAGED = (
    *(OSError, EOFError, ValueError, TypeError, AttributeError),
    *(zipfile.BadZipFile, zlib.error, RuntimeError),
)
"""What reading a file as .npz raises when it is another; encrypted archives too."""

_IDX_FILES = {"train": "train", "test": "t10k"}
_IDX_DTYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}


@dataclass(frozen=True, eq=False)
class Dataset:
    """Images and what digit each one shows.

    images: uint8 (n, 28, 28), 0 is paper, 255 is ink. labels: integers (n,), 0 to 9, kept as
    uint8. Raises InputError when shapes, dtypes or labels are not so, or when there is no image.
    """

    images: NDArray[np.uint8]
    labels: NDArray[np.uint8]

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


class Splits(NamedTuple):
    """What a network learns from, and what it is tried on."""

    train: Dataset
    test: Dataset


def load_mnist() -> Splits:
    """The bundled MNIST: 60,000 training and 10,000 test images in the original order."""
    path = resource("mnist", "mnist.npz")
    return Splits(read_npz(path, "train"), read_npz(path, "test"))


def read_dataset(path: Path, part: SplitName = "test") -> Dataset:
    """Read one part of a data set from a .npz file (Keras layout) or a folder of IDX files."""
    return read_idx_folder(path, part) if path.is_dir() else read_npz(path, part)


def read_npz(path: Path, part: SplitName) -> Dataset:
    """Read arrays x_<part> and y_<part>, as in the mnist.npz of Keras."""
    names = (f"x_{part}", f"y_{part}")
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            images, labels = (np.asarray(arrays[name]) for name in names)
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


def read_idx_folder(folder: Path, part: SplitName) -> Dataset:
    """Read the two MNIST files of one part, e.g. t10k-images-idx3-ubyte(.gz) and its labels."""
    images = _read_idx(folder, f"{_IDX_FILES[part]}-images-idx3-ubyte")
    labels = _read_idx(folder, f"{_IDX_FILES[part]}-labels-idx1-ubyte")
    return _checked(folder, images, labels)


def _checked(path: Path, images: NDArray[Any], labels: NDArray[Any]) -> Dataset:
    try:
        return Dataset(images, labels)
    except InputError as error:
        raise InputError(
            translate("errors", "{path} cannot be used: {reason}"), path=path, reason=error
        ) from None


def _read_idx(folder: Path, name: str) -> NDArray[Any]:
    plain, packed = folder / name, folder / f"{name}.gz"
    try:
        raw = plain.read_bytes() if plain.exists() else gzip.decompress(packed.read_bytes())
        return parse_idx(raw)
    except FileNotFoundError:
        raise InputError(
            translate("errors", "The folder {folder} has no file {name} or {name}.gz."),
            folder=folder,
            name=name,
        ) from None
    except (OSError, ValueError, EOFError, zlib.error, struct.error) as error:
        raise InputError(
            translate("errors", "{path} is damaged or not an IDX file."), path=folder / name
        ) from error


def parse_idx(raw: bytes) -> NDArray[Any]:
    """The array in an IDX file (two zero bytes, dtype code, number of dimensions, sizes, data).

    The format is described on the MNIST page of Y. LeCun. Raises ValueError or struct.error when
    the bytes do not follow it.
    """
    zeros, code, dimensions = struct.unpack_from(">HBB", raw)
    if zeros != 0 or code not in _IDX_DTYPES:
        raise ValueError("not an IDX file")
    shape = struct.unpack_from(f">{dimensions}I", raw, 4)
    values = np.frombuffer(raw, _IDX_DTYPES[code], offset=4 + 4 * dimensions)
    array = values.reshape(shape)
    return array.astype(array.dtype.newbyteorder("="))
