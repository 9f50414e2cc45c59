from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mnist_desk import __main__
from mnist_desk.core.model_file import load_model

LIMIT = 240
"""Seconds after which a test of the program that does not end fails its test."""


def test_the_program_tries_itself_and_leaves_a_report(tmp_path: Path) -> None:
    homes = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
    own = dict.fromkeys(homes, str(tmp_path / "home"))
    folder = tmp_path / "report here"
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "mnist_desk", "self-test", str(folder)],
        env={**os.environ, **own, "QT_QPA_PLATFORM": "offscreen"},
        text=True,
        capture_output=True,
        timeout=LIMIT,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "all is well"
    assert (folder / "report.txt").read_text(encoding="utf-8") == done.stdout
    scores = load_model(folder / "model.safetensors").scores
    assert scores is not None
    assert f"{scores.accuracy:.1%}" in done.stdout


def test_a_folder_that_is_not_there_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert __main__.main(["self-test", str(tmp_path / "missing")]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "missing" in captured.err
