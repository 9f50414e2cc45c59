"""What went wrong, in files that a person can send: crashes, warnings and errors."""

from __future__ import annotations

import faulthandler
import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO

_SIZE = 200_000
"""Bytes of a log before it is put aside; one older one is kept."""

_crashes: IO[str] | None = None  # faulthandler writes to it for as long as the process lives.


def keep_logs(folder: Path) -> bool:
    """Write crashes to crash.log and warnings to errors.log in `folder`, from now on.

    Where the folder cannot be written nothing is kept, and False is returned: a program that works
    should not complain of it. crash.log has the stack of every thread when the process dies of
    a fault in a library.
    """
    global _crashes  # noqa: PLW0603
    try:
        folder.mkdir(parents=True, exist_ok=True)
        crashes = folder / "crash.log"
        if any(path.exists() and not path.is_file() for path in (crashes, folder / "errors.log")):
            return False
        mode = "a" if crashes.exists() and crashes.stat().st_size < _SIZE else "w"
        _crashes = crashes.open(mode, encoding="utf-8")
        errors = RotatingFileHandler(
            folder / "errors.log", maxBytes=_SIZE, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        return False
    faulthandler.enable(_crashes)
    errors.setLevel(logging.WARNING)
    errors.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    # A full disk must not make each warning into a traceback of its own.
    logging.raiseExceptions = False
    root = logging.getLogger()
    if not root.handlers and logging.lastResort is not None:
        # What reached stderr without us still does.
        root.addHandler(logging.lastResort)
    root.addHandler(errors)
    return True
