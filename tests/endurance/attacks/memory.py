"""What memory a process takes."""

from __future__ import annotations

import resource
from pathlib import Path


def resident(pid: int) -> int:
    """Bytes in memory now; 0 when the process has ended."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * resource.getpagesize()
