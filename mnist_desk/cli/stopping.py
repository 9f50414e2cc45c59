"""Being asked to end: Ctrl+C, a system that shuts down, a terminal that goes away."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn

from .outcome import INTERRUPTED

_SIGNALS = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]


class Stopped(KeyboardInterrupt):
    """A signal asked the program to end."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = 128 + number


def code_of(stop: KeyboardInterrupt) -> int:
    """The exit code that tells what ended the program: 130, 143 or 129."""
    return stop.code if isinstance(stop, Stopped) else INTERRUPTED


@contextmanager
def stoppable() -> Iterator[None]:
    """The first signal to end raises Stopped in the block; those that follow change nothing, so
    that what is being saved then is saved. A signal that was ignored, by nohup for one, still is.
    """
    with _handled(_stop):
        yield


@contextmanager
def unstoppable() -> Iterator[None]:
    """Signals to end change nothing in the block: it is short and the program ends after it."""
    with _handled(signal.SIG_IGN):
        yield


@contextmanager
def held() -> Iterator[None]:
    """A signal to end that comes in the block has its effect at the end of the block."""
    held_back: list[int] = []
    with _handled(lambda number, _: held_back.append(number)):
        yield
    if held_back:
        _stop(held_back[0])


def _stop(number: int, _frame: FrameType | None = None) -> NoReturn:
    for other in _SIGNALS:
        signal.signal(other, signal.SIG_IGN)
    raise Stopped(number)


@contextmanager
def _handled(handler: Any) -> Iterator[None]:
    before: dict[int, Any] = {}
    if threading.current_thread() is threading.main_thread():
        before = {number: signal.getsignal(number) for number in _SIGNALS}
    ours = {number: old for number, old in before.items() if old is not signal.SIG_IGN}
    for number in ours:
        signal.signal(number, handler)
    try:
        yield
    finally:
        for number, old in ours.items():
            signal.signal(number, old)
