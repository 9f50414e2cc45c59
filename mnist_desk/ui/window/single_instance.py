"""Model files that the desktop hands to a running program: a second start, or the macOS Finder."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

_PATIENCE = 15_000
"""Milliseconds that a second start waits for the first one to take the file: loading TensorFlow can
hold it up for a second, and much longer on a busy machine."""
_TAKEN = b"taken\n"


class Application(QApplication):
    """Tells of files that macOS asks a running program to open."""

    file_opened = Signal(str)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self.file_opened.emit(event.file())
            return True
        return super().event(event)


class FirstInstance(QObject):
    """What later starts of the program talk to. Without a socket there is nothing to talk to."""

    asked = Signal(str)
    """The program was started again: the path of the file to open, or nothing."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._meet)
        if not self._server.listen(name):
            # What a program that was killed left behind.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    @Slot()
    def _meet(self) -> None:
        while socket := self._server.nextPendingConnection():
            socket.readyRead.connect(self._listen)
            socket.disconnected.connect(socket.deleteLater)

    @Slot()
    def _listen(self) -> None:
        socket = self.sender()
        if not isinstance(socket, QLocalSocket) or not socket.canReadLine():
            return
        try:
            path = json.loads(bytes(socket.readLine().data()))["open"]
        except (ValueError, LookupError, TypeError):
            socket.abort()
            return
        socket.write(_TAKEN)
        socket.flush()
        self.asked.emit(str(path))


def hand_over(name: str, file: Path | None) -> bool:
    """Ask the instance that runs already to come to the front and open `file`, if there is one."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_PATIENCE):
        return False
    path = "" if file is None else str(file.absolute())
    socket.write(json.dumps({"open": path}).encode() + b"\n")
    while not socket.canReadLine():
        if not socket.waitForReadyRead(_PATIENCE):
            return False
    return socket.readLine().data() == _TAKEN


def instance_name(settings: Path) -> str:
    """One name for each user and display, so that nobody raises a window that is elsewhere."""
    screen = os.environ.get("WAYLAND_DISPLAY", "") + os.environ.get("DISPLAY", "")
    place = f"{settings}\n{screen}".encode(errors="replace")
    return f"mnist-desk-{hashlib.sha256(place).hexdigest()[:16]}"
