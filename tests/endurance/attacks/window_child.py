"""The process of the window: does what it is asked for and tells how the window stood it.

Run by attacks.window; its argument is an empty folder to keep its things in.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import time
import traceback
from pathlib import Path
from typing import IO, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))  # This checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from attacks.memory import resident
from attacks.observer import Observer, clock
from attacks.socket_sender import Sender
from attacks.verdict import SECONDS
from mnist_desk import app
from mnist_desk.ui.window.main_window import MainWindow
from mnist_desk.ui.window.single_instance import FirstInstance

SIZE = (1024, 640)
_MOST = 900 * 2**20
"""Bytes that a process may have come to when it is used for another case."""

Reply = dict[str, Any]


class Child:
    """Keeps one window for files that are opened; others for starts come and go."""

    def __init__(self, home: Path, application: QApplication) -> None:
        self._home, self._application = home, application
        self._cases = 0
        self._window = self._shown(home)
        self._observer = Observer(self._window)
        self._first = FirstInstance(f"attack-{os.getpid()}", application)
        self._first.asked.connect(self._come_forward)
        self._observer.settle()
        self._observer.remember_width()

    def _shown(self, folder: Path) -> MainWindow:
        window = app.create_window(folder)
        window.resize(*SIZE)
        window.show()
        return window

    def _come_forward(self, file: str) -> None:
        self._window.come_forward(file)

    def do(self, request: dict[str, str]) -> Reply:
        path, folder = Path(request["path"]), Path(request["folder"])
        if request["do"] == "start":
            return self._start(folder)
        observer, window = self._observer, self._window
        if request["do"] == "open":
            window.tabs.setCurrentIndex(0)
            reply = observer.watch(lambda: window.documents.open_path(path))
        elif request["do"] == "import":
            window.tabs.setCurrentIndex(list(window.tabs.panels).index("digits"))
            reply = observer.watch(lambda: window.session.my_digits.import_files([path]))
        else:
            reply = self._send(path)
        reply["worn"] = reply["stuck"] or not self._put_back() or self._is_worn()
        return reply

    def _is_worn(self) -> bool:
        """Whether another process must take the place of this one."""
        return self._window.width() != SIZE[0] or resident(os.getpid()) > _MOST

    def _send(self, path: Path) -> Reply:
        sender = Sender(f"attack-{os.getpid()}", path.read_bytes())
        reply = self._observer.watch(sender.start, lambda: sender.done, answer_is_needed=False)
        reply["faults"] += sender.faults
        return reply

    def _put_back(self) -> bool:
        """The window as it was before the case. False when it is not to be used again."""
        session, observer = self._window.session, self._observer
        stack = session.sheet.undo_stack
        for _ in range(stack.count()):
            stack.undo()
        for run in session.runs.all[1:]:
            session.runs.remove(run)
        session.sheet.clear()
        session.open_data.close()
        stack.clear()
        self._window.draw_panel.pages.put_away()
        self._window.messages.dismiss()
        settled = observer.settle()
        self._cases += 1
        if self._cases % 10 == 0:
            gc.collect()
        return settled

    def _start(self, folder: Path) -> Reply:
        begun = clock()
        window = self._shown(folder)
        made = clock() - begun
        session = window.session
        observer = Observer(window)
        observer.remember_width(SIZE[0])

        def go_on() -> None:
            session.my_digits.load()
            session.left.bring_back()

        reply = observer.watch(go_on, answer_is_needed=False)
        reply["worn"] = reply["stuck"]
        if reply["stuck"]:
            return reply
        begun = clock()
        window.close()
        session.close()
        if max(made, clock() - begun) > SECONDS:
            reply["faults"].append("slow start")
        reply["seconds"] += made
        observer.close()
        window.deleteLater()
        session.deleteLater()
        self._application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        return reply


def _channel() -> IO[str]:
    """Where replies go; what else is printed goes to stderr."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return channel


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    channel = _channel()
    # pyqtgraph's plots must not be collected in a worker; the program makes them once.
    gc.disable()
    MainWindow.start_engine = lambda self: None  # type: ignore[method-assign]
    application = app.create_application()
    application.setQuitOnLastWindowClosed(False)
    home = Path(sys.argv[1])
    child = Child(home, application)
    print(json.dumps({"ready": time.time()}), file=channel, flush=True)
    for line in sys.stdin:
        print(json.dumps(child.do(json.loads(line))), file=channel, flush=True)


if __name__ == "__main__":
    try:
        main()
    except Exception:
        # The observer has taken sys.excepthook for itself.
        traceback.print_exc()
        sys.exit(1)
