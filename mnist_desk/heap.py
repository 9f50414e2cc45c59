"""Memory that is not used any more goes back to the system."""

from __future__ import annotations

import ctypes
import sys

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
"""Of mallopt(3) in malloc.h of the GNU C library."""


def give_back() -> None:
    """Let the C library of Linux give memory back that it would keep; call it before threads start.

    By itself it has a heap for each thread, and takes the weights of a network into them once some
    have been freed: an hour of short trainings leaves 300 MB in pieces too small for the next.
    Blocks of half a megabyte or more have pages of their own now, which go when they are freed.
    Training is as fast as before (figures: tests/endurance/README.md).
    """
    if not sys.platform.startswith("linux"):
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_ARENA_MAX, 2)
        mallopt(_M_MMAP_THRESHOLD, 512 * 1024)
        mallopt(_M_TRIM_THRESHOLD, 2 * 1024 * 1024)
