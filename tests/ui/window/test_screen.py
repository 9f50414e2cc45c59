"""The window fits the screen it opens on; each start is a process of its own, with its screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import mnist_desk

START = """
import json, os, sys
from pathlib import Path
from PySide6.QtCore import QPoint
from mnist_desk.app import create_application, create_window
from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import InkRecord
from mnist_desk.core.stages import Stages

def geometry(widget):
    corner = widget.mapToGlobal(QPoint(0, 0))
    return [corner.x(), corner.y(), widget.width(), widget.height()]

application = create_application()
window = create_window(Path(sys.argv[1]))
window.show()
application.processEvents()
width, height, *wishes = sys.argv[2:]
if int(width):
    window.resize(int(width), int(height))
    window.move(5, 5)
if "pages" in wishes:
    window.draw_panel.pages.open([InkRecord(Ink((((9.0, 9.0), (99.0, 99.0)),)))] * 2)
if "stages" in wishes:
    window.session.reader.set_stages(Stages(False, False, False))
if "message" in wishes:
    window.show_warning("Something went wrong; you can go on working.")
application.processEvents()
screen = application.primaryScreen().availableGeometry()
window_at, canvas_at = geometry(window), geometry(window.draw_panel.canvas)
window.close()
print(json.dumps([list(screen.getRect()), window_at, canvas_at]), flush=True)
os._exit(0)
"""

SMALL = [(1024, 640), (911, 512)]
"""The second is 1366 x 768 at 150 %."""

USABLE = 160
"""Pixels: on a smaller canvas nobody draws a digit with a mouse."""


def start(
    folder: Path, screen: tuple[int, int], *wishes: str, size: tuple[int, int] = (0, 0)
) -> Any:
    """Opens and closes the program; returns the rectangles of screen, window and canvas."""
    width, height = screen
    described = {"name": "s", "x": 0, "y": 0, "width": width, "height": height}
    config = folder / "screens.json"
    config.write_text(json.dumps({"screens": [described | {"logicalDpi": 96, "dpr": 1.0}]}))
    done = subprocess.run(
        [sys.executable, "-c", START, str(folder), *map(str, size), *wishes],
        env=os.environ
        | {
            "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
            "PYTHONPATH": str(Path(mnist_desk.__file__).parents[1]),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def assert_fits(screen: list[int], window: list[int], canvas: list[int]) -> None:
    """All are x, y, width, height. The frame of the window is left out of account."""
    left, top, width, height = screen
    assert window[2] <= width
    assert window[3] <= height
    assert left <= canvas[0] < canvas[0] + canvas[2] <= left + width
    assert top <= canvas[1] < canvas[1] + canvas[3] <= top + height


@pytest.mark.parametrize("screen", SMALL)
def test_the_first_window_fits_the_screen(tmp_path: Path, screen: tuple[int, int]) -> None:
    screen_at, window, canvas = start(tmp_path, screen)
    assert_fits(screen_at, window, canvas)
    assert min(canvas[2:]) >= USABLE


@pytest.mark.parametrize("screen", SMALL)
def test_a_window_that_was_large_elsewhere_fits_a_small_screen(
    tmp_path: Path, screen: tuple[int, int]
) -> None:
    large = start(tmp_path, (1920, 1080), size=(1900, 1000))
    assert large[1][2:] == [1900, 1000]
    assert_fits(*start(tmp_path, screen))


@pytest.mark.parametrize(
    "wishes",
    [("pages", "stages"), ("pages", "stages", "message")],
    ids=" and ".join,
)
def test_what_comes_in_sight_later_finds_room_on_a_small_screen(
    tmp_path: Path, wishes: tuple[str, ...]
) -> None:
    start(tmp_path, (1024, 640), size=(880, 500))
    assert_fits(*start(tmp_path, (911, 512), *wishes))
