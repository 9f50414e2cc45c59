"""A grey picture, and where in it there is ink."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.float32]
"""A picture: (height, width), 0 is paper, 1 is ink."""


def ink_extent(grey: Grey) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom of the ink in a picture, the last two excluded."""
    rows, columns = (np.flatnonzero(grey.any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return None
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def cut_to_ink(grey: Grey) -> Grey:
    """The picture, which must have ink, without most of the empty paper around it."""
    rows, columns = (np.flatnonzero(grey.any(axis=axis)) for axis in (1, 0))
    margin = max(rows[-1] - rows[0], columns[-1] - columns[0]) // 5 + 1
    cut = [slice(max(0, at[0] - margin), at[-1] + margin + 1) for at in (rows, columns)]
    return grey[cut[0], cut[1]].copy()
