"""Which version is being packaged, of which day: read from the checkout, nowhere told twice."""

from __future__ import annotations

import os
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "dist" / "mnist-desk"


def version() -> str:
    text = (ROOT / "mnist_desk" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(.+)"$', text, re.MULTILINE)
    assert found is not None
    return found[1]


def day() -> datetime:
    """SOURCE_DATE_EPOCH if it is set, else the day of the last commit: packages can be repeated."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if seconds is None:
        command = ["git", "log", "-1", "--format=%ct"]
        seconds = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout
    return datetime.fromtimestamp(int(seconds), UTC)
