"""The program in processes of its own, each in a home of its own, and what is left of them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtTest import QTest

from mnist_desk import app
from mnist_desk.core.collection import MY_DIGITS, CollectionFile
from mnist_desk.core.model import Model
from mnist_desk.ui.window.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[2]
CLI = (sys.executable, "-m", "mnist_desk")
WINDOW = (sys.executable, str(Path(__file__).with_name("busy_window.py")))

PATIENCE = 300.0
"""Seconds that a process may take on a busy machine before it counts as hanging."""


def environment(home: Path) -> dict[str, str]:
    """Everything of the user's is under `home`."""
    folders = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
    xdg = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("DATA", "CONFIG", "STATE")}
    ours = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(home)}
    return {**os.environ, **dict.fromkeys(folders, str(home)), **xdg, **ours}


class Process:
    """A process that writes to files, which outlive it, if not to something else."""

    def __init__(
        self,
        command: Sequence[str | Path],
        home: Path,
        env: dict[str, str] | None = None,
        out: int | None = None,
        err: int | None = None,
        largest: int | None = None,
    ) -> None:
        """out, err: file descriptors to write to instead. largest: bytes that a file may have."""
        home.mkdir(parents=True, exist_ok=True)
        limit = [] if largest is None else ["prlimit", f"--fsize={largest}"]
        self._out, self._err = home / "stdout.txt", home / "stderr.txt"
        with self._out.open("wb") as out_file, self._err.open("wb") as err_file:
            self.popen = subprocess.Popen(
                [*limit, *(str(part) for part in command)],
                stdin=subprocess.DEVNULL,
                stdout=out_file if out is None else out,
                stderr=err_file if err is None else err,
                env=environment(home) if env is None else env,
                cwd=home,
            )

    @property
    def out(self) -> str:
        return self._out.read_text(errors="replace")

    @property
    def err(self) -> str:
        return self._err.read_text(errors="replace")

    @property
    def lines(self) -> list[str]:
        """What it told, without a last line that was cut."""
        return self.out.split("\n")[:-1]

    def end(self) -> int:
        """Wait until it has ended; returns its exit code as a shell tells it."""
        try:
            code = self.popen.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.popen.kill()
            self.popen.wait()
            raise
        return 128 - code if code < 0 else code

    def wait_for(self, condition: Callable[[], bool], interval: float = 0.02) -> bool:
        """False when it ended before the condition held."""
        end = time.monotonic() + PATIENCE
        while not condition():
            if self.popen.poll() is not None or time.monotonic() > end:
                return False
            time.sleep(interval)
        return True


def clean(err: str, most: int = 1) -> list[str]:
    """What is wrong with what was said on standard error: so many lines at most, no traceback."""
    lines = err.strip().splitlines()
    if any("Traceback" in line or "Exception ignored" in line for line in lines):
        return [f"a traceback: {lines[-1]}"]
    return [f"{len(lines)} lines on stderr: {lines[:3]}"] if len(lines) > most else []


def temporary_files(folder: Path) -> list[Path]:
    """What `replacing` writes to until it is whole."""
    return [path for path in folder.rglob(".*.part") if path.is_file()]


def told(process: Process) -> list[tuple[str, str]]:
    """The words that a busy window told, each with its value."""
    return [(word, value) for word, _, value in (line.partition(" ") for line in process.lines)]


def lost_digits(processes: Sequence[Process], folder: Path) -> list[str]:
    """What is lost of the digits that these told they had kept."""
    pairs = [pair for process in processes for pair in told(process)]
    gone = {value for word, value in pairs if word == "gone"}
    kept = {value for word, value in pairs if word == "kept"} - gone
    left = CollectionFile(folder / MY_DIGITS).read()
    lost = kept - {record.to_json() for record in left.records}
    wrong = [f"{len(lost)} of {len(kept)} digits are lost"] if lost else []
    return wrong + [str(complaint) for complaint in left.complaints]


@dataclass(frozen=True)
class Start:
    """What a start of the window found in its folder."""

    models: list[Model]
    digits: list[str]
    warnings: list[str]


def next_start(folder: Path) -> Start:
    """Start the window in a folder, bring back what was left; needs a QApplication."""
    app._FIRST_PAINT = 10**9  # TensorFlow is not needed.
    warnings: list[str] = []
    window = app.create_window(folder)
    session = window.session
    session.notices.warned.connect(lambda sentence, _: warnings.append(sentence))
    session.my_digits.load()
    _until(window, lambda: not session.my_digits.busy)
    session.left.bring_back()
    _until(window, lambda: not session.left.names() or bool(warnings))
    models = [run.model for run in session.runs.all[1:] if session.runs.choose(run)]
    digits = [digit.record.to_json() for digit in session.my_digits.digits]
    window.close()
    # Python's garbage collection takes the parts of a window in any order, and Qt crashes.
    window.deleteLater()
    QTest.qWait(1)
    return Start(models, digits, warnings)


def _until(window: MainWindow, condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition() and time.monotonic() < end:
        QTest.qWait(5)
