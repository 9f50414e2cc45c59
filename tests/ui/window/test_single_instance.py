from __future__ import annotations

import json
import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from mnist_desk.ui.window import single_instance
from mnist_desk.ui.window.single_instance import FirstInstance, hand_over, instance_name

on_linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the system does not tell who talks"
)
with_socket_files = pytest.mark.skipif(
    sys.platform == "win32", reason="sockets are no files on Windows"
)

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from mnist_desk.ui.window.single_instance import hand_over

application = QCoreApplication([])
print(hand_over(sys.argv[1], Path(sys.argv[2]) if sys.argv[2] else None))
"""


BELIEVE_ME = """
import socket, sys

server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[1])
server.listen()
print("here", flush=True)
visitor, _ = server.accept()
visitor.recv(100)
visitor.sendall(b"taken\\n")
visitor.recv(100)
"""


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The user's folder for sockets. The path of one must be short, unlike that of tmp_path."""
    folder = tempfile.mkdtemp(prefix="mnist")
    monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
    yield Path(folder)
    shutil.rmtree(folder)


@pytest.fixture
def name(runtime: Path, tmp_path: Path) -> str:
    return instance_name(tmp_path / "settings.json")


@pytest.fixture
def first(qtbot: QtBot, name: str) -> Iterator[FirstInstance]:
    instance = FirstInstance(name)
    yield instance
    instance.close()


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


def talk(name: str, said: bytes) -> QLocalSocket:
    stranger = QLocalSocket()
    stranger.connectToServer(name)
    assert stranger.waitForConnected(5000)
    stranger.write(said)
    stranger.flush()
    return stranger


GOOD = b'{"open": "/a, [b] {c}.safetensors"}\n'


def assert_served(qtbot: QtBot, first: FirstInstance, name: str) -> None:
    """A second start is taken still."""
    with qtbot.waitSignal(first.asked, timeout=5000) as asked:
        good = talk(name, GOOD)
    assert asked.args == ["/a, [b] {c}.safetensors"]
    qtbot.waitUntil(lambda: good.canReadLine() or not good.isValid(), timeout=5000)
    assert good.readLine().data() == b"taken\n"


JUNK = {
    "words": b"hello\n",
    "a list": b"[]\n",
    "nothing asked": b"{}\n",
    "no text": b"\xff\n",
    "an empty line": b"\n",
    "another type": b'{"open": 1}\n',
    "no value": b'{"open": null}\n',
    "a list of paths": b'{"open": ["/a"]}\n',
    "another key": b'{"close": "/a"}\n',
    "a key more": b'{"open": "/a", "and": 1}\n',
    "a zero byte": b'{"open": "/a\\u0000b"}\n',
    "a raw zero byte": b'{"open": "/a\0b"}\n',
    "half a letter": b'{"open": "/\\ud800"}\n',
    "a long path": b'{"open": "/' + b"a" * 4096 + b'"}\n',
    "a line too long": b'{"open": "/a"' + b" " * 8192 + b"}\n",
    "no end of line": b"x" * 9000,
    "very much": b"x" * 1_000_000,
    "deep": b"[" * 8000 + b"\n",
    "deep and closed": b'{"open": ' + b"[" * 4000 + b"]" * 4000 + b"}\n",
    "a long number": b'{"open": ' + b"9" * 8000 + b"}\n",
    "infinity": b'{"open": Infinity}\n',
    "two lines": GOOD + GOOD,
    "a line and more": GOOD + b"x",
    "HTTP": b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
}


@pytest.mark.parametrize("said", JUNK.values(), ids=JUNK)
def test_others_are_sent_away(qtbot: QtBot, first: FirstInstance, name: str, said: bytes) -> None:
    with qtbot.assertNotEmitted(first.asked):
        stranger = talk(name, said)
        qtbot.waitUntil(
            lambda: stranger.state() is QLocalSocket.LocalSocketState.UnconnectedState,
            timeout=5000,
        )
    assert stranger.readAll().data() == b""
    assert_served(qtbot, first, name)


@given(said=st.binary(max_size=100) | st.text(max_size=30).map(lambda text: f"{text}\n".encode()))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_said_is_a_message_or_none(said: bytes) -> None:
    message = said.partition(b"\n")[0] + b"\n"
    assert single_instance._path_in(message) is None or b"open" in message


@pytest.mark.parametrize("said", [b"", b'{"open": "/a"}'])
def test_who_is_slow_is_sent_away(
    qtbot: QtBot, first: FirstInstance, name: str, said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "_SLOWEST", 100)
    slow = talk(name, said)
    qtbot.waitUntil(lambda: slow.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    monkeypatch.undo()
    assert_served(qtbot, first, name)


def test_a_message_may_come_in_pieces(qtbot: QtBot, first: FirstInstance, name: str) -> None:
    with qtbot.waitSignal(first.asked, timeout=5000):
        slow = talk(name, GOOD[:9])
        qtbot.wait(50)
        slow.write(GOOD[9:])


def test_not_more_than_a_few_may_wait(qtbot: QtBot, first: FirstInstance, name: str) -> None:
    waiting = [talk(name, b"{") for _ in range(single_instance._MOST)]
    qtbot.wait(50)
    late = talk(name, b"{")
    qtbot.waitUntil(lambda: late.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert all(one.state() is QLocalSocket.LocalSocketState.ConnectedState for one in waiting)
    for one in waiting:
        one.abort()
    qtbot.wait(50)
    assert_served(qtbot, first, name)


@on_linux
def test_another_user_is_not_listened_to(
    qtbot: QtBot, first: FirstInstance, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "user_of", lambda _: os.getuid() + 1)
    with qtbot.assertNotEmitted(first.asked):
        stranger = talk(name, GOOD)
        qtbot.waitUntil(lambda: stranger.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    monkeypatch.undo()
    assert_served(qtbot, first, name)


@on_linux
@pytest.mark.parametrize(("stranger", "believed"), [(0, True), (1, False)])
def test_another_users_program_is_not_believed(
    qapp: object, name: str, monkeypatch: pytest.MonkeyPatch, stranger: int, believed: bool
) -> None:
    """It says that the file is taken, but no window would open."""
    monkeypatch.setattr(single_instance, "user_of", lambda _: os.getuid() + stranger)

    with subprocess.Popen(
        [sys.executable, "-c", BELIEVE_ME, name], text=True, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        try:
            assert hand_over(name, None) == believed
        finally:
            process.kill()


@on_linux
def test_the_system_tells_who_talks() -> None:
    here, there = socket.socketpair()
    with here, there:
        assert single_instance.user_of(here.fileno()) == os.getuid()
        assert here.send(b"x") == 1, "the socket is open still"


@with_socket_files
def test_the_socket_is_in_the_users_own_folder(
    first: FirstInstance, name: str, runtime: Path
) -> None:
    assert Path(name).parent == runtime
    assert Path(name).is_socket()
    assert stat.S_IMODE(runtime.stat().st_mode) == 0o700


@with_socket_files
@pytest.mark.parametrize("wrong", ["open to others", "not there", "a link", "long", "relative"])
def test_a_folder_that_is_not_private_is_not_used(
    qtbot: QtBot,
    runtime: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    wrong: str,
) -> None:
    place = runtime / "t"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    folder = runtime / "r"
    folder.mkdir(mode=0o700)
    if wrong == "open to others":
        folder.chmod(0o755)
    elif wrong == "not there":
        folder.rmdir()
    elif wrong == "a link":
        folder.rename(runtime / "real")
        folder.symlink_to(runtime / "real")
    elif wrong == "long":
        folder = runtime / ("r" * 90)
        folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "." if wrong == "relative" else str(folder))
    own = place / f"mnist-desk-{os.getuid()}"
    name = instance_name(tmp_path)
    assert Path(name).parent == own
    assert stat.S_IMODE(own.stat().st_mode) == 0o700
    first = FirstInstance(name)
    assert_served(qtbot, first, name)
    first.close()


@with_socket_files
@pytest.mark.parametrize("wrong", ["open to others", "a file", "a link", "of another"])
def test_without_a_private_folder_there_is_no_socket(
    qtbot: QtBot, runtime: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    monkeypatch.setattr(single_instance, "_PLACES", ())
    monkeypatch.setattr(tempfile, "tempdir", str(runtime))
    own = runtime / f"mnist-desk-{os.getuid()}"
    if wrong == "a file":
        own.touch(mode=0o700)
    elif wrong == "a link":
        (runtime / "theirs").mkdir(mode=0o700)
        own.symlink_to(runtime / "theirs")
    else:
        own.mkdir(mode=0o700)
        own.chmod(0o777 if wrong == "open to others" else 0o700)
    if wrong == "of another":
        user = os.getuid()
        monkeypatch.setattr(os, "getuid", lambda: user + 1)
        own.rename(runtime / f"mnist-desk-{user + 1}")
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert instance_name(tmp_path) == ""
    assert not hand_over("", None)
    FirstInstance("").close()


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
    first.close()


def test_each_person_and_display_has_an_instance(
    runtime: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
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
