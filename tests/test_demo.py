from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from mnist_desk import __main__

LIMIT = 120
"""Seconds after which a show that does not end fails its test."""


def test_the_show_goes_to_its_end_and_leaves_a_picture(tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    homes = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
    own = dict.fromkeys(homes, str(tmp_path))
    shown = subprocess.run(
        [sys.executable, "-m", "mnist_desk", "demo", "--screenshot", str(picture)],
        env={**os.environ, **own, "QT_QPA_PLATFORM": "offscreen"},
        text=True,
        capture_output=True,
        timeout=LIMIT,
        check=False,
    )
    assert shown.returncode == 0, shown.stderr
    assert "Traceback" not in shown.stderr
    assert shown.stdout == ""
    assert picture.read_bytes().startswith(b"\x89PNG")
    image = QImage(str(picture))
    assert image.width() >= 800
    assert image.height() >= 500
    colours = {
        QColor(image.pixel(x, y)).rgb()
        for x in range(0, image.width(), 7)
        for y in range(0, image.height(), 7)
    }
    assert len(colours) > 5, "there is something to be seen"
    left = [path for path in tmp_path.rglob("*") if path.suffix in (".safetensors", ".ini")]
    assert left == [], "the show changes nothing of the person's own"


def test_a_missing_folder_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "missing" / "window.png"
    assert __main__.main(["demo", "--screenshot", str(picture)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "missing" in captured.err
