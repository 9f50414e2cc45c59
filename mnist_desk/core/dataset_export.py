"""A data set in one file that other programs read: the layout of Keras' mnist.npz."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from .dataset import Splits
from .errors import InputError
from .places import replacing
from .translate import translate


def write_npz(data: Splits, path: Path) -> None:
    """Write both parts and the names of the classes, whole or not at all. Raises InputError."""
    try:
        with replacing(path) as temporary, temporary.open("wb") as file:
            np.savez_compressed(
                file,
                x_train=data.train.images,
                y_train=data.train.labels,
                x_test=data.test.images,
                y_test=data.test.labels,
                names=np.array(data.train.names),
            )
    except OSError as error:
        raise InputError(
            translate("errors", "The data cannot be written to {path} ({reason})."),
            path=path,
            reason=error.strerror or error,
        ) from error
