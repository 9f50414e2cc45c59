"""IDX files, the format of MNIST itself, plain or packed by gzip."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .array_bytes import array_of
from .errors import InputError
from .intake import DATA, Watch, opened, unpacked, unwatched
from .translate import translate

_IDX_DTYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}


def read_idx_file(path: Path, watch: Watch = unwatched) -> NDArray[Any]:
    """The array in a file; it is packed when its name ends in .gz.

    Raises InputError when the file is not there, damaged or too large.
    """
    is_packed = path.name.lower().endswith(".gz")
    try:
        with opened(path, DATA, watch) as file:
            return read_idx(unpacked(file, path, DATA) if is_packed else file, path)
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
    array = array_of(file, shape, np.dtype(_IDX_DTYPES[code]), path).reshape(shape)
    return array.astype(array.dtype.newbyteorder("="), copy=False)
