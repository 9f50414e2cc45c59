"""Whoever talks to the socket of the single instance."""

from __future__ import annotations

import contextlib
import socket
import tempfile
import threading
from pathlib import Path

_PATIENCE = 8.0
"""Seconds."""


class Sender:
    """Sends bytes, then asks as a second start does, to see whether the window still listens."""

    def __init__(self, name: str, data: bytes) -> None:
        self.faults: list[str] = []
        self.done = False
        self._path = str(Path(tempfile.gettempdir(), name))
        self._data = data
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def _run(self) -> None:
        try:
            with contextlib.suppress(ConnectionError), self._connected() as talk:
                talk.sendall(self._data)
                talk.settimeout(0.2)
                with contextlib.suppress(TimeoutError):
                    talk.recv(64)
            with self._connected() as talk:
                talk.sendall(b'{"open": ""}\n')
                if talk.recv(64) != b"taken\n":
                    self.faults.append("the next start is not answered")
        except OSError as error:
            self.faults.append(f"the socket does not answer: {error}")
        finally:
            self.done = True

    def _connected(self) -> socket.socket:
        talk = socket.socket(socket.AF_UNIX)
        talk.settimeout(_PATIENCE)
        talk.connect(self._path)
        return talk
