"""Arrays from bytes whose number a header has told."""

from __future__ import annotations

import io
import math
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .intake import DATA, MB, too_large


def array_of(
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
