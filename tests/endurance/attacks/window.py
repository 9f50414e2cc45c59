"""Cases through the window, which runs in a process of its own that may freeze, grow or crash."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from bad_files import Case, Format
from bad_files.pickled import MARKER

from .files import NotMadeError, given, remove
from .memory import resident
from .verdict import FREEZE, MEMORY, SECONDS, Outcome, sentence, shortened

WAYS: dict[Format, tuple[str, ...]] = {
    "model": ("open",),
    "ink": ("open", "import"),
    "data": ("open",),
    "picture": ("open",),
    "settings": ("start",),
    "digits": ("start",),
    "kept": ("start",),
    "socket": ("socket",),
}
"""What is done with the file of a case."""

_GRACE = 4.0
"""Seconds beyond SECONDS until a process is taken for stuck: it tells of most troubles itself."""
_STARTS = 40
"""Windows that one process makes before another takes its place."""

_OF_TIME = ("frozen", "nothing answered", "slow start")
"""How the faults begin that a busy machine may cause."""

Reply = dict[str, Any]


class Window:
    """Attacks the window. scratch: an empty folder to work in."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._process: _Process | None = None

    def attack(self, cases: list[Case], *, each_once: bool) -> Iterator[Outcome]:
        """By all ways of its format; each_once: by one of them."""
        try:
            for number, case in enumerate(cases):
                ways = WAYS[case.format]
                for way in (ways[number % len(ways)],) if each_once else ways:
                    try:
                        yield self._one(case, way)
                    except NotMadeError as error:
                        yield Outcome(case.title, f"window: {way}", (str(error),))
        finally:
            self._end()

    def _one(self, case: Case, way: str) -> Outcome:
        reply, faults = self._told(case, way)
        if faults and all(fault.startswith(_OF_TIME) for fault in faults):
            # Another process may have had the machine.
            reply, faults = self._told(case, way)
        return Outcome(case.title, f"window: {way}", tuple(faults), reply.get("seconds", SECONDS))

    def _told(self, case: Case, way: str) -> tuple[Reply, list[str]]:
        with given(case, self._scratch) as (folder, path):
            process = self._started()
            reply = process.ask({"do": way, "path": str(path), "folder": str(folder)})
            faults = list(_faults(case, way, reply))
            if (folder / MARKER).exists():
                faults.append("a pickle of the settings was run")
        if errors := process.new_errors():
            faults.append(f"stderr: {shortened(errors)}")
        is_old = way == "start" and process.asked >= _STARTS
        if is_old or reply.get("worn") or reply.get("stopped"):
            self._end()
        return reply, faults

    def _started(self) -> _Process:
        if self._process is None:
            self._process = _Process(self._scratch)
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.end()
            self._process = None


def _faults(case: Case, way: str, reply: Reply) -> Iterator[str]:
    if stopped := reply.get("stopped"):
        yield stopped
        return
    yield from reply["faults"]
    if reply["freeze"] > FREEZE:
        yield f"frozen for {reply['freeze']:.1f} s"
    for text in reply["warned"]:
        yield from (f"{fault}: {shortened(text, 120)}" for fault in sentence(text, "message"))
    if way == "start":
        if len(reply["warned"]) > 1:
            yield f"{len(reply['warned'])} warnings"
        return
    # Of data sets most good ones have test images alone: for `evaluate`, and nothing to train on.
    is_good = case.verdict == "good" and case.format != "data"
    is_bad = case.verdict == "bad" and way == "open"
    if is_good and reply["warned"]:
        yield f"refused, and it is good: {shortened(reply['warned'][0])}"
    if is_bad and not reply["shown"]:
        yield "refused without a message" if not reply["changed"] else "taken, and it is bad"


class _Process:
    """The window's process: requests and replies are lines of JSON."""

    _numbers = itertools.count()

    def __init__(self, scratch: Path) -> None:
        self.asked = 0
        self._home = scratch / f"window-{next(self._numbers)}"
        self._home.mkdir()
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
        self._read = 0
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("window_child.py")), str(self._home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(self._home)},
        )
        ready = self._reply(60)
        if "stopped" in ready:
            raise RuntimeError(f"The window does not start: {self.new_errors()}")
        self._base = resident(self._process.pid)

    def ask(self, request: Reply) -> Reply:
        self.asked += 1
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            return self._crashed()
        return self._reply(SECONDS + _GRACE)

    def _reply(self, patience: float) -> Reply:
        """What it answers, or why it was stopped."""
        output = self._process.stdout
        assert output is not None
        begun = time.perf_counter()
        while True:
            ready, _, _ = select.select([output], [], [], 0.01)
            if ready:
                line = output.readline()
                return json.loads(line) if line else self._crashed()
            seconds = time.perf_counter() - begun
            grown = resident(self._process.pid) - getattr(self, "_base", 0)
            if grown > MEMORY:
                return self._stopped(f"{grown / 2**30:.1f} GB more after {seconds:.1f} s")
            if seconds > patience:
                return self._stopped(f"frozen: no answer after {seconds:.0f} s")

    def _crashed(self) -> Reply:
        return {"stopped": f"crashed with {self._process.wait()}"}

    def _stopped(self, why: str) -> Reply:
        self._process.kill()
        self._process.wait()
        return {"stopped": why}

    def new_errors(self) -> str:
        """What came on its stderr since it was last asked for."""
        self._errors.seek(self._read)
        data = self._errors.read()
        self._read += len(data)
        self._errors.seek(0, os.SEEK_END)
        return data.decode("utf-8", "replace")

    def end(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # It had crashed.
                    pipe.close()
        self._process.kill()
        self._process.wait()
        self._errors.close()
        remove(self._home)
