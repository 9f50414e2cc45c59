"""Model files that the desktop hands to a running program: a second start, or the macOS Finder."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import socket
import stat
import struct
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

from mnist_desk.core.errors import InputError
from mnist_desk.core.intake import parsed

log = logging.getLogger(__name__)

_PATIENCE = 15_000
"""Milliseconds that a second start waits for the first one to take the file: loading TensorFlow can
hold it up for a second, and much longer on a busy machine."""
_TAKEN = b"taken\n"

_LONGEST = 8192
"""Bytes of a message."""
_LONGEST_PATH = 4096
"""Characters."""
_SLOWEST = 5000
"""Milliseconds until a message is whole."""
_MOST = 8
"""Who may talk to the program at a time."""
_LONGEST_NAME = 80
"""Bytes of a socket's path. Systems take about 100, and Qt's name of a new one is longer."""

_PLACES = ("/tmp",)  # noqa: S108
"""Short paths that everybody may make a folder at."""


class Application(QApplication):
    """Tells of files that macOS asks a running program to open."""

    file_opened = Signal(str)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self.file_opened.emit(event.file())
            return True
        return super().event(event)


class FirstInstance(QObject):
    """What later starts of the program talk to. Without a socket there is nothing to talk to.

    It believes nobody: it takes one short line of one form, soon, from the same user, and drops
    whoever has something else to say.
    """

    asked = Signal(str)
    """The program was started again: the path of the file to open, or nothing."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(_MOST)
        self._server.newConnection.connect(self._meet)
        if name and not self._server.listen(name):
            # What a program that was killed left behind.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()
        for visitor in self.findChildren(_Visitor):
            visitor.drop()

    @Slot()
    def _meet(self) -> None:
        while connection := self._server.nextPendingConnection():
            visitor = _Visitor(connection, self)
            if sum(not visitor.over for visitor in self.findChildren(_Visitor)) > _MOST:
                log.info("A connection was dropped: too many talk at a time")
                visitor.drop()
            elif not _is_mine(connection):
                log.info("A connection was dropped: it is of another user")
                visitor.drop()
            else:
                visitor.asked.connect(self.asked)
                visitor.listen()


class _Visitor(QObject):
    """One connection, until its message is taken or it is dropped."""

    asked = Signal(str)

    def __init__(self, connection: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        self.over = False
        self._connection = connection
        connection.setReadBufferSize(_LONGEST)
        connection.setParent(self)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._on_time)

    def listen(self) -> None:
        self._connection.readyRead.connect(self._read)
        self._connection.disconnected.connect(self._end)
        self._clock.start(_SLOWEST)
        self._read()

    def drop(self) -> None:
        self._connection.abort()
        self._end()

    @Slot()
    def _read(self) -> None:
        if not self._clock.isActive():
            return  # It had its say.
        if not self._connection.canReadLine():
            if self._connection.bytesAvailable() >= _LONGEST:
                log.info("A message was dropped: it is too long")
                self.drop()
            return
        self._clock.stop()
        path = _path_in(bytes(self._connection.readLine(_LONGEST + 1).data()))
        if path is None or self._connection.bytesAvailable():
            log.info("A message was dropped: it has another form")
            self.drop()
            return
        self._connection.write(_TAKEN)
        self._connection.flush()
        self._connection.disconnectFromServer()
        self.asked.emit(path)

    @Slot()
    def _on_time(self) -> None:
        log.info("A message was dropped: it took too long")
        self.drop()

    @Slot()
    def _end(self) -> None:
        self.over = True
        self._clock.stop()
        self.deleteLater()


def _path_in(message: bytes) -> str | None:
    """None when it is no message of ours."""
    try:
        match parsed(message, _LONGEST):
            case {"open": str(path), **rest} if not rest:
                os.fsencode(path)
            case _:
                return None
    except (InputError, ValueError):
        return None
    return path if len(path) <= _LONGEST_PATH and "\0" not in path else None


def hand_over(name: str, file: Path | None) -> bool:
    """Ask the instance that runs already to come to the front and open `file`, if there is one."""
    if not name:
        return False
    connection = QLocalSocket()
    connection.setReadBufferSize(_LONGEST)
    connection.connectToServer(name)
    if not connection.waitForConnected(_PATIENCE):
        return False
    if not _is_mine(connection):
        log.info("Another user answers in the place of a running program, and is not believed")
        connection.abort()
        return False
    path = "" if file is None else str(file.absolute())
    message = json.dumps({"open": path}, ensure_ascii=False)
    connection.write(message.encode(errors="surrogatepass") + b"\n")
    while not connection.canReadLine():
        full = connection.bytesAvailable() >= _LONGEST
        if full or not connection.waitForReadyRead(_PATIENCE):
            return False
    return bytes(connection.readLine(_LONGEST).data()) == _TAKEN


def _is_mine(connection: QLocalSocket) -> bool:
    """Whether the same user is at the other end; where nobody tells, the folder sees to it."""
    if not sys.platform.startswith("linux"):
        return True
    try:
        return user_of(int(connection.socketDescriptor())) == os.getuid()
    except OSError:
        return False


def user_of(descriptor: int) -> int:
    """The number of the user at the other end of a socket, on Linux. Raises OSError."""
    with socket.socket(fileno=os.dup(descriptor)) as peer:
        size = struct.calcsize("3i")
        told = peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
    _process, user, _group = struct.unpack("3i", told)
    return int(user)


def instance_name(settings: Path) -> str:
    """One name for each user and display, so that nobody raises a window that is elsewhere.

    Where sockets are files it is a path in a folder of this user alone; empty if there is none.
    """
    screen = os.environ.get("WAYLAND_DISPLAY", "") + os.environ.get("DISPLAY", "")
    place = f"{settings}\n{screen}".encode(errors="replace")
    name = f"mnist-desk-{hashlib.sha256(place).hexdigest()[:16]}"
    if sys.platform == "win32":
        return name
    paths = (str(folder / name) for folder in _own_folders())
    return next((path for path in paths if len(os.fsencode(path)) <= _LONGEST_NAME), "")


def _own_folders() -> Iterator[Path]:
    """Folders that nobody else can look into, the one for such things first."""
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    if runtime.is_absolute() and _is_private(runtime):
        yield runtime
    for place in dict.fromkeys((tempfile.gettempdir(), *_PLACES)):
        folder = Path(place) / f"mnist-desk-{os.getuid()}"
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError:
            continue
        if _is_private(folder):
            yield folder


def _is_private(folder: Path) -> bool:
    """Whether it is a folder, no link to one, of this user, and closed to all others."""
    try:
        told = folder.lstat()
    except (OSError, ValueError):
        return False
    closed = stat.S_IMODE(told.st_mode) & 0o077 == 0
    return stat.S_ISDIR(told.st_mode) and told.st_uid == os.getuid() and closed
