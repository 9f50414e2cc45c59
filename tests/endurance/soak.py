"""Hours of use of the real window: does its memory grow, do threads, files or timers pile up?

    python tests/endurance/soak.py --minutes 120 [--pause 5] [--seed 0]

In a scratch folder, offscreen where there is no display. Each round trains for two seconds, draws,
keeps a digit and takes it back, changes tabs and looks, opens a model, ink and a picture, chooses
another model, saves one. Each minute a line is printed. At the end, or on SIGTERM or Ctrl+C, the
slope of the memory after the first ten minutes, by least squares with its standard error, and what
was counted then and at the end. Exit code 1 when the memory grows by more than 1 MB an hour, when
threads, files, timers or objects grow, or when something was not as it should be.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # This checkout.
os.environ.setdefault("QT_QPA_PLATFORM", "xcb" if os.environ.get("DISPLAY") else "offscreen")
os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp()

from PIL import Image, ImageDraw
from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from visitor import Hangs, Visitor, wait_for

from mnist_desk.app import create_application, create_window
from mnist_desk.core.ink_file import InkRecord, write_ink
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import save_model
from mnist_desk.core.recipes import RECIPES
from mnist_desk.ui.window.main_window import MainWindow

SETTLING = 10
"""Minutes that do not count."""
ENOUGH = 10
"""Points that a slope is judged by at least."""
LIMIT = 1.0
"""MB an hour."""
MUST_NOT_GROW = ("threads", "files", "timers", "objects", "widgets")


@dataclass(frozen=True)
class Sample:
    """What there is at one moment. rss: MB; objects and timers: under window and session."""

    minutes: float
    rounds: int
    rss: float
    threads: int
    files: int
    timers: int
    active_timers: int
    objects: int
    widgets: int
    python_objects: int
    runs: int
    kept_files: int
    kept_mb: float

    def line(self) -> str:
        return (
            f"{self.minutes:6.1f} min {self.rounds:5} rounds  rss {self.rss:7.1f} MB"
            f"  threads {self.threads:3}  files {self.files:3}"
            f"  timers {self.active_timers}/{self.timers}  objects {self.objects}"
            f"  widgets {self.widgets}  python {self.python_objects}  runs {self.runs}"
            f"  folder {self.kept_mb:.1f} MB in {self.kept_files}"
        )


def sample(window: MainWindow, folder: Path, minutes: float, rounds: int) -> Sample:
    gc.collect()
    owners: list[QObject] = [window, window.session]
    timers = [timer for owner in owners for timer in owner.findChildren(QTimer)]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return Sample(
        minutes,
        rounds,
        rss=int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6,
        threads=_entries("/proc/self/task"),
        files=_entries("/proc/self/fd"),
        timers=len(timers),
        active_timers=sum(timer.isActive() for timer in timers),
        objects=sum(len(owner.findChildren(QObject)) for owner in owners),
        widgets=len(QApplication.allWidgets()),
        python_objects=len(gc.get_objects()),
        runs=len(window.session.runs.all),
        kept_files=len(files),
        kept_mb=sum(path.stat().st_size for path in files) / 1e6,
    )


def _entries(folder: str) -> int:
    return sum(1 for _ in Path(folder).iterdir())


class Rounds:
    """What is done over and over again."""

    def __init__(self, visitor: Visitor, folder: Path) -> None:
        self.count = 0
        self._visitor, self._folder = visitor, folder
        self._files = _files_to_open(folder, visitor)

    def go(self) -> None:
        """One round: all there is, with a training of two seconds beside it."""
        visitor, turn = self._visitor, self.count
        visitor.start_training(RECIPES[("quick", "classic")[turn % 2]])
        end = time.monotonic() + 2
        visitor.draw()
        visitor.change_tab()
        self._change_drawing()
        if turn % 3 == 0:
            visitor.act("pause")
            QTest.qWait(100)
            visitor.act("pause")
        self._keep_and_take_back()
        wait_for(lambda: time.monotonic() > end or not visitor.session.training.busy, "two seconds")
        visitor.stop_training()
        if turn % 4 == 0 and visitor.go_on():
            QTest.qWait(300)
            visitor.stop_training()
        visitor.change_tab()
        self._open()
        visitor.choose_a_run()
        if turn % 5 == 0:
            visitor.save(self._folder / "saved.safetensors")
        visitor.act(("light", "dark", "system")[turn % 3])
        visitor.change_tab()
        visitor.wait_until_written()
        self.count += 1

    def _change_drawing(self) -> None:
        visitor = self._visitor
        visitor.act("undo")
        visitor.act("redo")
        visitor.erase()
        visitor.act("test_digit")
        visitor.act("clear")

    def _keep_and_take_back(self) -> None:
        visitor = self._visitor
        visitor.act("clear")
        visitor.draw()
        visitor.keep(visitor.chance.randrange(10))
        visitor.wait_until_written()
        if visitor.session.my_digits.digits:
            visitor.act("undo")
        visitor.wait_until_written()

    def _open(self) -> None:
        """A model, ink or a picture; the next one is opened when this one has been shown."""
        visitor, path = self._visitor, self._files[self.count % len(self._files)]
        shown: list[str] = []
        visitor.session.notices.settled.connect(shown.append)
        before = len(visitor.warnings)
        visitor.open(path)
        wait_for(lambda: bool(shown) or len(visitor.warnings) > before, f"{path.name} to open")
        visitor.session.notices.settled.disconnect(shown.append)


def _files_to_open(folder: Path, visitor: Visitor) -> list[Path]:
    names = ("model.safetensors", "deep.safetensors", "drawings.jsonl", "picture.png")
    model, deep, ink, picture = files = [folder / name for name in names]
    save_model(Model.fresh(RECIPES["quick"]), model)
    save_model(Model.fresh(RECIPES["quick"].with_text("hidden", "100,50")), deep)
    write_ink(ink, [InkRecord(drawing) for drawing in visitor.inks[:20]])
    scan = Image.new("L", (300, 200), 250)
    ImageDraw.Draw(scan).ellipse((100, 40, 190, 160), outline=20, width=14)
    scan.save(picture)
    return files


class Alarm:
    """Whether somebody wants it to end: SIGTERM or Ctrl+C."""

    def __init__(self) -> None:
        self.rang = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ring)

    def _ring(self, _number: int, _frame: FrameType | None) -> None:
        self.rang = True


def slope(samples: list[Sample]) -> tuple[float, float]:
    """MB an hour and its standard error, by least squares; at least three samples."""
    hours = np.array([s.minutes / 60 for s in samples])
    memory = np.array([s.rss for s in samples])
    away = hours - hours.mean()
    rise = float((away * memory).sum() / (away**2).sum())
    left = memory - memory.mean() - rise * away
    error = float(np.sqrt((left**2).sum() / (len(samples) - 2) / (away**2).sum()))
    return rise, error


def judge(samples: list[Sample]) -> list[str]:
    """What is beyond what is asked; prints what it judges by."""
    settled = [s for s in samples if s.minutes > SETTLING]
    if len(settled) < ENOUGH:
        print(f"too short to judge: {SETTLING} minutes do not count, {ENOUGH} more are needed")
        settled = samples[len(samples) // 3 :]
    if len(settled) < 3:
        return []
    rise, error = slope(settled)
    print(
        f"memory after {settled[0].minutes:.0f} min: {rise:+.2f} MB/hour (standard error "
        f"{error:.2f}), {settled[0].rss:.1f} -> {settled[-1].rss:.1f} MB"
    )
    beyond = [f"the memory grows by {rise:.2f} MB an hour"] if rise > LIMIT else []
    for name in MUST_NOT_GROW:
        values = [getattr(s, name) for s in settled]
        first, last = np.median(values[:5]), np.median(values[-5:])
        print(f"{name}: {first:.0f} -> {last:.0f}")
        if last > first:
            beyond.append(f"{name} grow from {first:.0f} to {last:.0f}")
    return beyond if settled[0].minutes > SETTLING else []


def soak(options: argparse.Namespace, window: MainWindow, folder: Path) -> list[str]:
    """Rounds until the time is over; returns what was not as it should be."""
    alarm, visitor = Alarm(), Visitor(window, random.Random(options.seed))
    surprises: list[str] = []
    visitor.wait_until_ready()
    rounds, samples = Rounds(visitor, folder), list[Sample]()
    begun = time.monotonic()
    sys.excepthook = lambda kind, error, _: surprises.append(f"{kind.__name__}: {error}")
    try:
        while not alarm.rang and len(samples) < options.minutes:
            rounds.go()
            QTest.qWait(int(1000 * options.pause))
            minutes = (time.monotonic() - begun) / 60
            if minutes >= len(samples) + 1:
                samples.append(sample(window, folder, minutes, rounds.count))
                print(samples[-1].line(), flush=True)
    except Hangs as hangs:
        surprises.append(str(hangs))
    finally:
        sys.excepthook = sys.__excepthook__
    told = [f"warned: {sentence}" for sentence in dict.fromkeys(visitor.warnings)]
    return judge(samples) + surprises + told


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=120)
    parser.add_argument("--pause", type=float, default=0.5, help="seconds between two rounds")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    create_application()
    with tempfile.TemporaryDirectory() as folder:
        window = create_window(Path(folder))
        window.resize(1366, 740)
        window.show()
        beyond = soak(options, window, Path(folder))
        window.close()
    for sentence in beyond:
        print(f"NOT AS ASKED: {sentence}")
    print("as asked" if not beyond else f"{len(beyond)} things not as asked", flush=True)
    return 1 if beyond else 0


if __name__ == "__main__":
    sys.exit(main())
