"""Cases through the command line: a fork of this process each, which has all imports done."""

from __future__ import annotations

import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn

from bad_files import Case, Format
from bad_files.drawing import drawn, saved
from bad_files.ink import good_ink

from . import stand_ins
from .files import NotMadeError, given
from .memory import resident
from .verdict import MEMORY, SECONDS, Outcome, raw_characters, sentence, shortened

WAYS: dict[Format, tuple[tuple[str, ...], ...]] = {
    "model": (
        ("predict", "--model", "{case}", "{picture}"),
        ("evaluate", "{case}", "--ink", "{ink}"),
        ("train", "--resume", "{case}", "--device", "cpu"),
    ),
    "ink": (
        ("predict", "{case}"),
        ("evaluate", "--ink", "{case}"),
        ("teach", "--ink", "{case}", "--out", "{out}"),
    ),
    "data": (
        ("evaluate", "--data", "{case}"),
        ("data", "info", "{case}"),
        ("train", "--data", "{case}", "--device", "cpu"),
    ),
    "picture": (("predict", "{case}"),),
}
"""What is typed; {case} is the file of the case."""

_PREFIX = len("mnist-desk evaluate: ")


@dataclass(frozen=True)
class _Ended:
    """peak: bytes, beyond what this process took when it forked. stopped: why it was killed."""

    status: int
    peak: int
    seconds: float
    stopped: str
    out: str
    err: str

    @property
    def code(self) -> int:
        return os.waitstatus_to_exitcode(self.status)


class CommandLine:
    """Attacks the command line. scratch: an empty folder to work in."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._files = {
            "picture": scratch / "good.png",
            "ink": scratch / "good.jsonl",
            "out": scratch / "out.safetensors",
        }
        self._files["picture"].write_bytes(saved(drawn(), "PNG"))
        self._files["ink"].write_bytes(good_ink())
        for name in ("DATA", "CONFIG", "STATE", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = str(scratch / "home" / name.lower())
        stand_ins.warm_up()

    def attack(self, cases: list[Case], *, each_once: bool) -> Iterator[Outcome]:
        """By all ways of its format; each_once: by one of them."""
        for number, case in enumerate(cases):
            ways = WAYS.get(case.format, ())
            for words in ways[number % len(ways) :][:1] if each_once and ways else ways:
                way = " ".join(word for word in words[:3] if not word.startswith("{"))
                try:
                    ended = self._one(case, words)
                except NotMadeError as error:
                    yield Outcome(case.title, way, (str(error),))
                else:
                    faults = tuple(_faults(case, ended))
                    yield Outcome(case.title, way, faults, ended.seconds)

    def _one(self, case: Case, words: tuple[str, ...]) -> _Ended:
        with given(case, self._scratch) as (folder, path):
            argv = [word.format(case=path, **self._files) for word in words]
            ended = _run(argv, folder)
            if ended.stopped and ended.seconds > SECONDS:
                # Another process may have had the machine.
                ended = _run(argv, folder)
        return ended


def _faults(case: Case, ended: _Ended) -> Iterator[str]:
    if ended.stopped:
        yield ended.stopped
        return
    if ended.code not in (0, 2):
        yield f"exit code {ended.code}: {shortened(ended.err.strip())}"
        return
    if ended.code == 0 and case.verdict == "bad":
        yield "taken, and it is bad"
    if ended.code == 2 and case.verdict == "good" and _is_for_all(ended.err):
        yield f"refused, and it is good: {shortened(ended.err)}"
    if ended.code == 0 and ended.err:
        yield f"stderr of what was taken: {shortened(ended.err)}"
    if ended.code == 2:
        yield from _complaint_faults(ended.err)
    yield from raw_characters(ended.out, "stdout")
    if ended.peak > MEMORY:
        yield f"{ended.peak / 2**30:.1f} GB"


def _is_for_all(complaint: str) -> bool:
    """Whether a refusal is of the file itself, and not of drawings too few for a lesson, or of test
    images that have none beside them to learn from.
    """
    return not any(part in complaint for part in ("a lesson needs", "x_train", "train-images"))


def _complaint_faults(err: str) -> Iterator[str]:
    line = err.removesuffix("\n")
    if not line.strip():
        yield "exit code 2 without a word"
    if not err.endswith("\n"):
        yield "stderr does not end its line"
    yield from (f"{fault}: {shortened(line, 120)}" for fault in sentence(line, "stderr", _PREFIX))


def _run(argv: list[str], folder: Path) -> _Ended:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begun, base = time.perf_counter(), resident(os.getpid())
        pid = os.fork()
        if pid == 0:
            _child(argv, folder, out, err)
        stopped = ""
        while not (done := os.wait4(pid, os.WNOHANG))[0]:
            seconds = time.perf_counter() - begun
            if seconds > SECONDS:
                stopped = f"no end after {SECONDS:.0f} s"
            elif (memory := resident(pid) - base) > MEMORY:
                stopped = f"{memory / 2**30:.1f} GB after {seconds:.1f} s"
            if stopped:
                os.kill(pid, signal.SIGKILL)
                done = os.wait4(pid, 0)
                break
            time.sleep(0.002 if seconds < 0.2 else 0.01)
        seconds = time.perf_counter() - begun
        _, status, usage = done
        peak = usage.ru_maxrss * 1024 - base
        return _Ended(status, peak, seconds, stopped, _text(out), _text(err))


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read(50_000_000).decode("utf-8", "surrogateescape")


def _child(argv: list[str], folder: Path, out: IO[bytes], err: IO[bytes]) -> NoReturn:
    """As Python would run the program: its streams, its exit codes."""
    code = 1
    try:
        os.chdir(folder)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(  # noqa: SIM115
            2, "w", encoding="utf-8", errors="backslashreplace", closefd=False
        )
        code = _exit_code(argv)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        code = 1
    finally:
        os._exit(code)


def _exit_code(argv: list[str]) -> int:
    from mnist_desk.__main__ import main

    try:
        return main(argv)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
