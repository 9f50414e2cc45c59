"""The one door to the system's program for folders."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_folder(folder: Path) -> bool:
    """Show a folder in the system's program for it; False when that is impossible.

    Only folders: of a file the system might run what is in it. On macOS a folder with an ending may
    be a program, and the first above it that has none is shown.
    """
    if sys.platform == "darwin":
        folder = next((above for above in (folder, *folder.parents) if not above.suffix), folder)
    return folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
