"""Kills the program at random moments of its work, and looks at what is left.

    python tests/endurance/kills.py [--kills 64] [--seed 0] [--only NUMBER] [--short]

What is killed: a training and a lesson of the command line that write to --out, and the window
while it keeps digits, saves, trains or gives lessons. By what: SIGKILL, SIGTERM, SIGHUP, SIGINT.
When: at the start, at some moment of the work, or just when a file is being written. What must be
left: every file loads; what was told as done is there; of a training that is killed by SIGKILL at
most an epoch is missing, by the other signals not a step; those end with 143, 129 and 130 and
without a traceback; the next start of the window brings back all there is. Kill number N of a seed
is always the same, as far as the machine's pace allows. Exit code 1 when something was lost.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # This checkout.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from programs import CLI, WINDOW, Process, clean, lost_digits, next_start, temporary_files, told

from mnist_desk.app import create_application
from mnist_desk.core.collection import CollectionFile
from mnist_desk.core.errors import InputError
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import load_model, save_model
from mnist_desk.core.places import resource
from mnist_desk.core.recipes import QUICK
from mnist_desk.core.runs import KeptRuns

LOGGED = re.compile(r"epoch:(\d+), step: (\d+), loss")
STEPS = 120
"""An epoch of the trainings here: 60,000 images in batches of 500."""


@dataclass(frozen=True)
class Scenario:
    """What is killed.

    command: of a folder. going: how a line of its output begins once it is at its work. span:
    seconds of work in which it is killed. judge: what is lost, from the process, whether it was
    SIGKILL, and the folder.
    """

    command: Callable[[Path], list[str | Path]]
    going: str
    span: float
    judge: Callable[[Process, bool, Path], list[str]]


@dataclass(frozen=True)
class Kill:
    """One kill. moment: start, work or writing."""

    number: int
    scenario: str
    signal: signal.Signals
    moment: str


def _train(folder: Path) -> list[str | Path]:
    small = ("--hidden", "32", "--batch-size", "500", "--epochs", "1000", "--device", "cpu")
    return [*CLI, "train", *small, "--out", folder / "out.safetensors"]


def _teach(folder: Path) -> list[str | Path]:
    ink, model = resource("ink", "samples.jsonl"), folder / "small.safetensors"
    files = ("--ink", ink, "--model", model, "--out", folder / "out.safetensors")
    return [*CLI, "teach", *files, "--device", "cpu"]


def _window(what: str) -> Callable[[Path], list[str | Path]]:
    return lambda folder: [*WINDOW, what, folder]


def _judge_train(process: Process, killed: bool, folder: Path) -> list[str]:
    logged = [LOGGED.match(line) for line in process.lines]
    *_, (epochs, step) = (0, -1), *((int(match[1]), int(match[2])) for match in logged if match)
    steps = epochs * STEPS + step + 1
    out = folder / "out.safetensors"
    if not out.exists():
        return _judge_nothing(killed, epochs, steps)
    return _judge_reached(load_model(out), killed, epochs, steps)


def _judge_nothing(killed: bool, epochs: int, steps: int) -> list[str]:
    """Whether there may be no model at all."""
    is_lost = epochs > 0 or (steps > 0 and not killed)
    return [f"no model after {epochs} epochs, {steps} steps"] if is_lost else []


def _judge_reached(model: Model, killed: bool, epochs: int, steps: int) -> list[str]:
    """epochs, steps: how many were told as done."""
    if killed and len(model.history.epochs) < epochs:
        return [f"{epochs} epochs were told, {len(model.history.epochs)} are there"]
    if not killed and model.steps < steps:
        return [f"{steps} steps were told, {model.steps} are there"]
    if model.steps // STEPS != len(model.history.epochs):
        return [f"{model.steps} steps, but {len(model.history.epochs)} epochs"]
    return []


def _judge_teach(_process: Process, _killed: bool, folder: Path) -> list[str]:
    out = folder / "out.safetensors"
    name = load_model(out).recipe.name
    return [] if name in ("small", "small, taught") else [f"{out.name} is {name}"]


def _judge_keep(process: Process, killed: bool, folder: Path) -> list[str]:
    wrong = lost_digits([process], folder)
    half = [line for line in wrong if "cannot be read" in line]
    return [line for line in wrong if line not in half or len(half) > killed]


def _judge_save(process: Process, _killed: bool, folder: Path) -> list[str]:
    saved = folder / "saved.safetensors"
    if not saved.exists():
        is_lost = any(word == "saved" for word, _ in told(process))
        return ["a model that was told saved is not there"] if is_lost else []
    return [] if load_model(saved).recipe.name == "big" else ["another model was saved"]


def _judge_window_train(process: Process, killed: bool, folder: Path) -> list[str]:
    pairs = told(process)
    epochs = max((int(value) for word, value in pairs if word == "epoch"), default=0)
    steps = max((int(value) for word, value in pairs if word == "step"), default=0)
    files = list((folder / "kept").glob("*.safetensors"))
    if not files:
        return _judge_nothing(killed, epochs, steps)
    return _judge_reached(load_model(files[0]), killed, epochs, steps)


def _judge_lesson(process: Process, _killed: bool, folder: Path) -> list[str]:
    begun = sum(word == "lesson" for word, _ in told(process))
    kept = [load_model(path) for path in (folder / "kept").glob("*.safetensors")]
    # The last one runs; what came of the one before it is being kept.
    return [f"{begun} lessons, {len(kept)} kept"] if len(kept) < begun - 2 else []


SCENARIOS = {
    "train": Scenario(_train, "epoch:", 4, _judge_train),
    "teach": Scenario(_teach, "", 12, _judge_teach),
    "keep": Scenario(_window("keep"), "kept", 2, _judge_keep),
    "save": Scenario(_window("save"), "saved", 2, _judge_save),
    "window train": Scenario(_window("train"), "step", 4, _judge_window_train),
    "window lesson": Scenario(_window("lesson"), "lesson", 10, _judge_lesson),
}
_TURNS = ("train", "keep", "window train", "save", "train", "teach", "keep", "window lesson")
_SIGNALS = ("SIGKILL", "SIGTERM", "SIGKILL", "SIGHUP", "SIGKILL", "SIGINT")
_MOMENTS = ("work", "writing", "writing", "start", "writing")


def planned(count: int) -> Iterator[Kill]:
    """Each scenario meets each signal at each moment, in turns."""
    turns: Counter[str] = Counter()
    for number in range(count):
        scenario = _TURNS[number % len(_TURNS)]
        at = turns[scenario]
        turns[scenario] += 1
        name, moment = _SIGNALS[at % len(_SIGNALS)], _MOMENTS[at % len(_MOMENTS)]
        yield Kill(number, scenario, signal.Signals[name], moment)


SHORT = (
    Kill(0, "train", signal.SIGTERM, "work"),
    Kill(1, "train", signal.SIGKILL, "writing"),
    Kill(2, "keep", signal.SIGKILL, "writing"),
    Kill(3, "keep", signal.SIGHUP, "work"),
    Kill(4, "save", signal.SIGKILL, "writing"),
    Kill(5, "save", signal.SIGINT, "start"),
)


def prepare(folder: Path) -> None:
    """What the scenarios find in their folder."""
    folder.mkdir()
    small = Model.fresh(replace(QUICK, name="small", hidden=(32,)))
    save_model(small, folder / "small.safetensors")


def carry_out(kill: Kill, folder: Path, seed: int) -> Process:
    """Start the scenario and kill it at its moment; returns the process, which has ended."""
    prepare(folder)
    if kill.scenario == "teach":
        shutil.copy(folder / "small.safetensors", folder / "out.safetensors")
    if kill.scenario == "save":
        big = Model.fresh(replace(QUICK, name="big", hidden=(2000, 2000)))
        save_model(big, folder / "big.safetensors")
    if kill.scenario == "window lesson":
        shutil.copy(resource("ink", "samples.jsonl"), folder / "my-digits.jsonl")
    scenario = SCENARIOS[kill.scenario]
    chance = random.Random(f"{seed}/{kill.number}")
    process = Process(scenario.command(folder), folder / "home")
    if kill.moment == "start":
        time.sleep(chance.uniform(0.1, 3))
    else:
        process.wait_for(lambda: scenario.going in process.out)
        time.sleep(chance.uniform(0, scenario.span))
    if kill.moment == "writing":
        _watch_for_writing(folder)
    process.popen.send_signal(kill.signal)
    process.end()
    return process


def _watch_for_writing(folder: Path) -> None:
    """Until a file comes or grows or shrinks, which takes a millisecond; ten seconds at most."""
    end, before = time.monotonic() + 10, _sizes(folder)
    while _sizes(folder) == before and time.monotonic() < end:
        pass


def _sizes(folder: Path) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for place in (folder, folder / "kept"):
        with contextlib.suppress(FileNotFoundError), os.scandir(place) as files:
            sizes.update((file.path, file.stat().st_size) for file in files)
    return sizes


def judge(kill: Kill, process: Process, folder: Path) -> list[str]:
    """What is not as it should be."""
    killed = kill.signal is signal.SIGKILL
    # Ctrl+C while a library is imported is whatever that library makes of it.
    early = kill.moment == "start" and kill.signal is signal.SIGINT
    wrong = [] if killed or early else clean(process.err)
    if (code := process.end()) not in (128 + kill.signal, 0, early):
        wrong.append(f"exit code {code}")
    try:
        wrong += SCENARIOS[kill.scenario].judge(process, killed, folder)
        wrong += _judge_next_start(folder)
    except InputError as error:
        wrong.append(f"a file does not load: {error}")
    except Exception as error:
        wrong.append(f"{type(error).__name__}: {error}")
    return wrong + _judge_temporary_files(killed, folder)


def _judge_next_start(folder: Path) -> list[str]:
    start = next_start(folder)
    kept = len(list((folder / "kept").glob("*.safetensors")))
    others = [line for line in start.warnings if not re.search(r"Line \d+ of .* left out", line)]
    wrong = [f"the next start warns: {others[0]}"] if others else []
    if len(start.models) != kept:
        wrong.append(f"the next start has {len(start.models)} of {kept} models")
    return wrong


def _judge_temporary_files(killed: bool, folder: Path) -> list[str]:
    """SIGKILL may leave one; the next writing of the same file removes it when it is old
    enough.
    """
    left = temporary_files(folder)
    if len(left) > killed:
        return [f"{len(left)} temporary files are left"]
    for path in left:
        os.utime(path, (0, 0))
        name = path.name.removeprefix(".").rsplit(".", 2)[0]
        if path.parent.name == "kept":
            KeptRuns(path.parent).keep("another", load_model(folder / "small.safetensors"))
        elif name.endswith(".safetensors"):
            save_model(load_model(folder / "small.safetensors"), path.with_name(name))
        else:
            CollectionFile(path.with_name(name)).rewrite([])
    stays = temporary_files(folder)
    return ["a temporary file stays after the next writing"] if stays else []


def run(kills: list[Kill], seed: int, at_once: int, folder: Path) -> dict[Kill, list[str]]:
    """Carry out kills and judge them; returns what went wrong. Prints a line for each."""
    found: dict[Kill, list[str]] = {}
    folders = [folder / str(kill.number) for kill in kills]
    with ThreadPoolExecutor(at_once) as pool:
        ended = pool.map(carry_out, kills, folders, [seed] * len(kills))
        for kill, process, place in zip(kills, ended, folders, strict=True):
            if wrong := judge(kill, process, place):
                found[kill] = wrong
            what = f"{kill.number:3} {kill.scenario:13} {kill.signal.name:7} {kill.moment:7}"
            print(f"{what} exit {process.end():3}  {'; '.join(wrong) or 'all there'}", flush=True)
            if not wrong:
                shutil.rmtree(place)
    return found


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=64)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", type=int, metavar="NUMBER")
    parser.add_argument("--short", action="store_true", help="a few of each, in seconds")
    options = parser.parse_args()
    kills = list(SHORT) if options.short else list(planned(options.kills))
    if options.only is not None:
        kills = [kill for kill in kills if kill.number == options.only]
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # A shell starts what is in the background with Ctrl+C ignored, and children inherit that.
        signal.signal(number, signal.SIG_DFL)
    create_application()
    folder = Path(tempfile.mkdtemp(prefix="kills-"))
    found = run(kills, options.seed, 2 if options.short else 1, folder)
    print(f"{len(kills)} kills, {len(found)} of them not as they should be")
    if found:
        print(f"What they left is in {folder}")
    else:
        shutil.rmtree(folder)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
