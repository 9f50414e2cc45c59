"""Prove that a frozen program runs: window, engine, training, files, command line.

    python3 packaging/smoke_test.py dist/mnist-desk

PATH is the folder with the executables, or the .app on macOS. The program tries itself
(``mnist-desk-window self-test``, see mnist_desk/self_test.py) off the screen, on an X server of its
own (Linux; Xvfb must be there), from a folder whose name has spaces and Chinese characters, and
without a home that can be written to. Whatever it says on stderr is a fault, be it a traceback,
a warning of Qt or a missing library. Only the standard library is used.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LIMIT = 240
"""Seconds for one run of the program."""
ODD = "a folder, with spaces & 汉字"
LINUX = sys.platform.startswith("linux")
EXPECTED = [
    "window in sight",
    "the shipped model reads 10 of 10 drawings",
    "engine ready",
    "the engine reads 10 of 10 drawings",
    "an epoch trained",
    "the model was saved and opened",
    "all is well",
]


class Failed(Exception):
    """A part of the test failed; the message says how."""


@dataclass(frozen=True)
class Program:
    """The two executables in a folder."""

    folder: Path

    def __getitem__(self, name: str) -> Path:
        if self.folder.suffix == ".app":
            return self.folder / "Contents" / "MacOS" / name
        return self.folder / (f"{name}.exe" if os.name == "nt" else name)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path, metavar="PATH")
    program = Program(parser.parse_args().path.resolve())
    start = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="smoke-") as temporary:
            everything(program, Path(temporary))
    except Failed as failure:
        print(f"\nThe smoke test failed: {failure}", file=sys.stderr)
        return 1
    print(f"The smoke test passed in {time.monotonic() - start:.0f} s")
    return 0


def everything(program: Program, folder: Path) -> None:
    home = folder / "home"
    home.mkdir()
    with part("off the screen"):
        self_test(program, folder / "offscreen", environment(home, "offscreen"))
    if LINUX:
        with part("on an X server"), x_server(folder) as display:
            own = environment(home) | {"DISPLAY": display}
            self_test(program, folder / "x", own)
        with part("without a display"):
            no_display(program, environment(home))
        with part("a second start"):
            second_start(
                program, folder / "x" / "model.safetensors", environment(home, "offscreen")
            )
    with part("in a folder with spaces and Chinese characters"), odd_copy(program) as copy:
        self_test(copy, folder / ODD, environment(folder / ODD, "offscreen"))
    with part("without a home that can be written to"):
        occupied = folder / "occupied"
        occupied.touch()
        unwritable = environment(occupied / "home", "offscreen")
        self_test(program, folder / "homeless", unwritable, messages=1)
    with part("the command line"):
        command_line(program, folder / ODD / "model.safetensors", environment(home))


def self_test(program: Program, folder: Path, own: dict[str, str], messages: int = 0) -> None:
    """The program's own test, with the times of its lines; `messages` are to be told in it."""
    folder.mkdir(exist_ok=True)
    report = folder / "report.txt"
    start = time.monotonic()
    command = [str(program["mnist-desk-window"]), "self-test", str(folder)]
    with subprocess.Popen(
        command, env=own, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True, encoding="utf-8", errors="replace",
    ) as process:  # fmt: skip
        seen: list[str] = []
        while process.poll() is None and time.monotonic() < start + LIMIT:
            seen += tell_new_lines(report, len(seen), start)
            time.sleep(0.02)
        if process.poll() is None:
            process.kill()
            raise Failed(f"it did not end within {LIMIT} s")
        seen += tell_new_lines(report, len(seen), start)
        errors = process.communicate()[1]
    check_silence(errors)
    told = [line for line in seen if line.startswith("message: ")]
    steps = [line for line in seen if line not in told]
    if process.returncode != 0:
        raise Failed(f"exit code {process.returncode}")
    if len(steps) != len(EXPECTED) or not all(map(str.startswith, steps, EXPECTED)):
        raise Failed(f"these steps were expected: {EXPECTED}")
    if len(told) != messages:
        raise Failed(f"{messages} message(s) for the person were expected, not {len(told)}")


def tell_new_lines(report: Path, known: int, start: float) -> list[str]:
    with contextlib.suppress(FileNotFoundError):
        lines = report.read_text(encoding="utf-8").splitlines(keepends=True)
        new = [line.rstrip("\n") for line in lines[known:] if line.endswith("\n")]
        for line in new:
            print(f"   {time.monotonic() - start:6.2f} s  {line}", flush=True)
        return new
    return []


def no_display(program: Program, own: dict[str, str]) -> None:
    """One sentence and exit code 2, without a display and with one that is not there."""
    done = call([program["mnist-desk-window"]], own, code=2)
    if done.stderr.count("\n") != 1 or "no display" not in done.stderr:
        raise Failed(f"one sentence was expected, not: {done.stderr}")
    print(f"   {done.stderr.strip()}")
    done = call([program["mnist-desk-window"]], own | {"DISPLAY": ":65000"}, code=2)
    last = done.stderr.splitlines()[-1]
    if "Traceback" in done.stderr or not last.startswith("mnist-desk: no window"):
        raise Failed(f"one sentence was expected at the end of: {done.stderr}")
    print(f"   {last}")


def second_start(program: Program, model: Path, own: dict[str, str]) -> None:
    """A second start hands its file to the first one and ends; Ctrl+C ends the first one."""
    command = [str(program["mnist-desk-window"])]
    sockets = Path(own["HOME"]) / "sockets"
    sockets.mkdir()
    own = own | {"TMPDIR": str(sockets)}
    with subprocess.Popen(command, env=own, stderr=subprocess.PIPE, text=True) as first:
        try:
            start = time.monotonic()
            while not any(sockets.glob("mnist-desk-*")):
                if first.poll() is not None or time.monotonic() > start + LIMIT:
                    raise Failed(f"the first window does not listen; code {first.poll()}")
                time.sleep(0.05)
            start = time.monotonic()
            call([program["mnist-desk-window"], model], own)
            print(f"   the second start ended after {time.monotonic() - start:.2f} s")
            if first.poll() is not None:
                raise Failed("the first window is gone")
            # Not SIGINT, which a shell lets what is in the background ignore.
            first.send_signal(signal.SIGTERM)
            errors = first.communicate(timeout=60)[1]
        except subprocess.TimeoutExpired as error:
            raise Failed("the first window does not close") from error
        finally:
            first.kill()
    check_silence(errors)
    if first.returncode != 143:
        raise Failed(f"told to end, the exit code was {first.returncode}, not 143")


def command_line(program: Program, model: Path, own: dict[str, str]) -> None:
    """Evaluate, predict and train with the model that the window trained and saved."""
    tool = program["mnist-desk"]
    accuracy = answer([tool, "evaluate", model, "--json", "-"], own)["accuracy"]
    print(f"   evaluate: {accuracy:.2%}")
    samples = next(program.folder.rglob("samples.jsonl"))
    items = answer([tool, "predict", "--model", model, samples, "--json", "-"], own)["items"]
    digits = [item["digit"] for item in items]
    print(f"   predict: {digits}")
    if accuracy < 0.9 or digits != list(range(10)):
        raise Failed("the model reads too little")
    longer = model.with_name("longer.safetensors")
    resumed = ["--resume", model, "--epochs", "2", "--out", longer]
    trained = call([tool, "train", *resumed], own).stdout.splitlines()
    print(f"   train: {trained[-1]}")
    if not longer.exists():
        raise Failed("the model was not saved")


def answer(command: list[str | Path], own: dict[str, str]) -> dict:
    return json.loads(call(command, own).stdout)


def call(
    command: list[str | Path], own: dict[str, str], code: int = 0
) -> subprocess.CompletedProcess[str]:
    try:
        done = subprocess.run(
            [str(word) for word in command], env=own, timeout=LIMIT, capture_output=True,
            stdin=subprocess.DEVNULL, text=True, encoding="utf-8", errors="replace",
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise Failed(f"{command} did not end within {LIMIT} s") from error
    if done.returncode != code:
        raise Failed(f"{command} ended with {done.returncode}, not {code}\n{done.stderr}")
    if code == 0:
        check_silence(done.stderr)
    return done


def check_silence(errors: str) -> None:
    if errors.strip():
        raise Failed(f"it said on stderr:\n{errors}")


def environment(home: Path, platform: str = "") -> dict[str, str]:
    """Nothing of this terminal but what a program needs to start, and a home of its own."""
    kept = (
        "SYSTEMROOT",
        "SYSTEMDRIVE",
        "WINDIR",
        "TEMP",
        "TMP",
        "TMPDIR",
        "LANG",
        "NUMBER_OF_PROCESSORS",
    )
    own = {name: os.environ[name] for name in kept if name in os.environ}
    own["PATH"] = os.environ["PATH"] if os.name == "nt" else "/usr/bin:/bin"
    own |= dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), str(home))
    return own | ({"QT_QPA_PLATFORM": platform} if platform else {})


@contextlib.contextmanager
def x_server(folder: Path) -> Iterator[str]:
    """An X server with a screen as on a small laptop; yields its DISPLAY."""
    if shutil.which("Xvfb") is None:
        raise Failed("Xvfb is not there; install the package xvfb")
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with (folder / "xvfb.log").open("w") as log:
        server = subprocess.Popen(command, pass_fds=[write], stdout=log, stderr=log)
    os.close(write)
    try:
        with os.fdopen(read) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


@contextlib.contextmanager
def odd_copy(program: Program) -> Iterator[Program]:
    """The program in a folder with an odd name, beside the first so that links can be made."""
    with tempfile.TemporaryDirectory(prefix=ODD, dir=program.folder.parent) as place:
        copy = Path(place) / program.folder.name
        shutil.copytree(program.folder, copy, symlinks=True, copy_function=os.link)
        yield Program(copy)


@contextlib.contextmanager
def part(name: str) -> Iterator[None]:
    print(f"-- {name}", flush=True)
    try:
        yield
    except Failed as failure:
        raise Failed(f"{name}: {failure}") from failure


if __name__ == "__main__":
    sys.exit(main())
