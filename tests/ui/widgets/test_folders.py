from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from mnist_desk.ui.widgets.folders import open_folder


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system is asked to show."""
    opened: list[Path] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return opened


def test_a_folder_is_shown(tmp_path: Path, opened: list[Path]) -> None:
    assert open_folder(tmp_path)
    assert opened == [tmp_path]


def test_a_file_and_what_is_not_there_are_not(tmp_path: Path, opened: list[Path]) -> None:
    file = tmp_path / "program.sh"
    file.write_text("")
    assert not open_folder(file)
    assert not open_folder(tmp_path / "gone")
    assert opened == []


def test_a_program_that_is_a_folder_is_not_run(
    tmp_path: Path, opened: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    inside = tmp_path / "models" / "Trap.app"
    inside.mkdir(parents=True)
    assert open_folder(inside)
    assert opened == [tmp_path / "models"]
