from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from mnist_desk.ui.window.single_instance import FirstInstance, hand_over, instance_name

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from mnist_desk.ui.window.single_instance import hand_over

application = QCoreApplication([])
print(hand_over(sys.argv[1], Path(sys.argv[2]) if sys.argv[2] else None))
"""


@pytest.fixture
def name(tmp_path: Path) -> str:
    return instance_name(tmp_path / "settings.ini")


@pytest.fixture
def first(qtbot: QtBot, name: str) -> Iterator[FirstInstance]:
    instance = FirstInstance(name)
    yield instance
    instance.deleteLater()


@pytest.fixture
def start_again(name: str, tmp_path: Path) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Starts a second process that hands over a file."""
    processes = []

    def start(file: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", SECOND, name, file],
            cwd=tmp_path,
            text=True,
            stdout=subprocess.PIPE,
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def test_nobody_is_there_at_the_first_start(qapp: object, name: str) -> None:
    assert not hand_over(name, None)


@pytest.mark.parametrize("file", ["model.safetensors", "Modèle 汉字.safetensors"])
def test_a_second_start_hands_over_its_file(
    qtbot: QtBot, first: FirstInstance, start_again: Callable, tmp_path: Path, file: str
) -> None:
    with qtbot.waitSignal(first.asked, timeout=20_000) as asked:
        second = start_again(file)
    assert asked.args == [str(tmp_path / file)], "whole, since the two are in different folders"
    assert second.communicate(timeout=20)[0] == "True\n"


def test_a_second_start_without_a_file_is_told_too(
    qtbot: QtBot, first: FirstInstance, start_again: Callable
) -> None:
    with qtbot.waitSignal(first.asked, timeout=20_000) as asked:
        second = start_again("")
    assert asked.args == [""]
    assert second.communicate(timeout=20)[0] == "True\n"


@pytest.mark.parametrize("said", [b"hello\n", b"[]\n", b"{}\n", b"\xff\n"])
def test_others_are_sent_away(qtbot: QtBot, first: FirstInstance, name: str, said: bytes) -> None:
    stranger = QLocalSocket()
    stranger.connectToServer(name)
    with (
        qtbot.assertNotEmitted(first.asked),
        qtbot.waitSignal(stranger.disconnected, timeout=5000),
    ):
        stranger.write(said)


def test_what_a_killed_program_left_behind_is_no_hindrance(
    qtbot: QtBot, name: str, start_again: Callable
) -> None:
    killed = subprocess.run(
        [
            sys.executable,
            "-c",
            "import os, sys\n"
            "from PySide6.QtCore import QCoreApplication\n"
            "from mnist_desk.ui.window.single_instance import FirstInstance\n"
            "application = QCoreApplication([])\n"
            "first = FirstInstance(sys.argv[1])\n"
            "os._exit(0)",
            name,
        ],
        check=False,
    )
    assert killed.returncode == 0
    assert not hand_over(name, None)
    first = FirstInstance(name)
    with qtbot.waitSignal(first.asked, timeout=20_000):
        start_again("")
    first.deleteLater()


def test_each_person_and_display_has_an_instance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":1")
    names = {instance_name(tmp_path / "a"), instance_name(tmp_path / "b")}
    assert instance_name(tmp_path / "a") in names
    monkeypatch.setenv("DISPLAY", ":2")
    names.add(instance_name(tmp_path / "a"))
    assert len(names) == 3


def test_macos_hands_over_files_as_events() -> None:
    script = (
        "import json\n"
        "from PySide6.QtGui import QFileOpenEvent\n"
        "from mnist_desk.ui.window.single_instance import Application\n"
        "application = Application([])\n"
        "files = []\n"
        "application.file_opened.connect(files.append)\n"
        "application.sendEvent(application, QFileOpenEvent('/a folder/m.safetensors'))\n"
        "print(json.dumps(files))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert json.loads(done.stdout) == ["/a folder/m.safetensors"], done.stderr
