"""How far a share that was counted may be from the truth."""

from __future__ import annotations

import math


def wilson(right: int, n: int) -> tuple[float, float]:
    """The 95 % interval of the share right / n (E. B. Wilson, 1927), within [0, 1]; n >= 1."""
    z, p = 1.959964, right / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    # Of none and of all it ends at 0 and 1, but for rounding.
    return max(middle - half, 0.0), min(middle + half, 1.0)
