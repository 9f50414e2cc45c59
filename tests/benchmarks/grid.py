"""How long is it until 60,000 digits are side by side, and until they stand in another order?

    python tests/benchmarks/grid.py [--rounds 5]

The window is ready, as after ten seconds of work: the time counts from Data being chosen to the
end of the paint event that shows the grid, and on until the network's answers are in it. Then views
are changed, each from the choice until it is shown. Beside each stands how long the window did not
answer at the longest, by a timer of 8 ms in its thread.
"""

from __future__ import annotations

import argparse
import functools
import os
import statistics
import tempfile
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "xcb" if os.environ.get("DISPLAY") else "offscreen")
os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp()

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QPaintEvent

from mnist_desk.app import create_application, create_window
from mnist_desk.core.browsing import Order
from mnist_desk.ui.data.browse_page import BrowsePage
from mnist_desk.ui.window.main_window import MainWindow

_TICK = 8


class Pulse(QObject):
    """Knows the longest time that the window's thread was busy, milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(_TICK)

    def begin(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, 1000 * (now - self._last))
        self._last = now


def until(is_so: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: is_so() and loop.quit())
    timer.start(1)
    loop.exec()


def measured(
    pulse: Pulse, does: Callable[[], object], is_so: Callable[[], bool]
) -> tuple[float, float]:
    """Milliseconds until it is so, and the longest that the window was busy."""
    pulse.begin()
    started = time.perf_counter()
    does()
    until(is_so)
    took = 1000 * (time.perf_counter() - started)
    return took, pulse.longest


def ready_window() -> MainWindow:
    window = create_window()
    window.resize(1366, 740)
    window.show()
    until(lambda: window.session.ready)
    return window


def first_time(window: MainWindow, pulse: Pulse) -> None:
    page: BrowsePage = window.data_panel.browse_page
    grid, painted = page.list.grid, set[int]()
    paint = grid.paintEvent

    def noting(event: QPaintEvent) -> None:
        paint(event)
        painted.add(len(grid.order))

    grid.paintEvent = noting  # type: ignore[method-assign]
    took, busy = measured(
        pulse, functools.partial(window.show_panel, "data"), lambda: 60_000 in painted
    )
    print(f"{'to the grid of 60,000':32} {took:7.0f} ms   window busy {busy:5.0f} ms")
    took, busy = measured(
        pulse, lambda: None, lambda: page.shown is not None and page.shown.answers is not None
    )
    print(f"{'from there to the answers':32} {took:7.0f} ms   window busy {busy:5.0f} ms")
    grid.paintEvent = paint  # type: ignore[method-assign]


def views(window: MainWindow, pulse: Pulse, rounds: int) -> None:
    page: BrowsePage = window.data_panel.browse_page
    changes: dict[str, Callable[[], object]] = {
        "hardest first": lambda: page.bar.choose_order(Order.HARDEST.value),
        "the class 4": lambda: page.classes.choose(4),
        "all of them, by number": lambda: (
            page.classes.choose(None),
            page.bar.choose_order(Order.NUMBER.value),
        ),
    }
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in changes}
    for _ in range(rounds):
        for name, change in changes.items():
            took[name].append(
                measured(
                    pulse,
                    change,
                    lambda: page.shown is not None and page.shown.view == page.view,
                )
            )
    for name, times in took.items():
        median = statistics.median(time for time, _ in times)
        busy = max(busy for _, busy in times)
        print(f"{name:32} {median:7.0f} ms   window busy {busy:5.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    create_application()
    pulse = Pulse()
    window = ready_window()
    first_time(window, pulse)
    views(window, pulse, options.rounds)
    window.close()


if __name__ == "__main__":
    main()
