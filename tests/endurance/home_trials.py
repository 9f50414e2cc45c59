"""Homes that are not as they should be, and homes that two programs share."""

from __future__ import annotations

import datetime as dates
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from output_trials import EPOCH, PREDICT, closed, ended, trained
from programs import WINDOW, Process, environment, lost_digits, next_start, told
from PySide6.QtTest import QTest

from mnist_desk import app
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import load_model
from mnist_desk.core.recipes import QUICK
from mnist_desk.ui.state import runs

HOMES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")


def _bad_homes(folder: Path) -> dict[str, dict[str, str]]:
    """What is wrong with a home -> the environment of a process that has it."""
    file = folder / "a file"
    file.write_text("")
    usual = environment(folder / "usual")
    bad = {
        "missing": dict.fromkeys(HOMES, str(folder / "nowhere" / "at all")),
        "a file": dict.fromkeys(HOMES, str(file)),
        "not writable": dict.fromkeys(HOMES, "/sys/nowhere"),
    }
    return {what: {**usual, **homes} for what, homes in bad.items()}


def command_line_without_a_home(folder: Path) -> list[str]:
    """The command line needs no home."""
    homes = _bad_homes(folder)
    homes["unset"] = {name: value for name, value in homes["missing"].items() if name != "HOME"}
    wrong = []
    for what, env in homes.items():
        process = Process(PREDICT, folder / what.replace(" ", "-"), env)
        process.end()
        wrong += [f"{what}: {line}" for line in ended(process, 0, lines=0)]
    return wrong


def training_without_a_home(folder: Path) -> list[str]:
    out = folder / "a.safetensors"
    process = Process((*EPOCH, "1", "--out", out), folder, _bad_homes(folder)["a file"])
    process.end()
    return ended(process, 0, lines=0) + trained(out, epochs=1)


def window_without_a_home(folder: Path) -> list[str]:
    """Keeping digits goes on, and the window says that they are not on the disk."""
    wrong = []
    for what, env in _bad_homes(folder).items():
        place = folder / what.replace(" ", "-")
        process = Process((*WINDOW, "keep", "-", "--count", "3"), place, env)
        process.end()
        wrong += [f"{what}: {line}" for line in closed(process)]
        warned = any(word == "warned" for word, _ in told(process))
        if what != "missing" and not warned:
            wrong.append(f"{what}: no warning")
    return wrong


def training_in_a_window_without_a_home(folder: Path) -> list[str]:
    """It goes on to its end, with one warning."""
    env = _bad_homes(folder)["not writable"]
    process = Process((*WINDOW, "train", "-", "--count", "5"), folder, env)
    process.end()
    return closed(process) + went_on(process, 5)


def went_on(process: Process, epochs: int) -> list[str]:
    """What is wrong with a training in a window that could not keep what it trained."""
    pairs = told(process)
    wrong = [] if ("trained", str(epochs)) in pairs else ["the training did not go on to its end"]
    warnings = [value for word, value in pairs if word == "warned"]
    return wrong if len(warnings) == 1 else [*wrong, f"{len(warnings)} warnings: {warnings[:3]}"]


def two_programs_on_one_home(folder: Path) -> list[str]:
    """Two windows keep digits, a third one trains, and the command line too: nothing is lost."""
    home = folder / "shared"
    home.mkdir()
    out = folder / "a.safetensors"
    keeping = [
        Process((*WINDOW, "keep", home, "--count", "60", "--seed", str(seed)), folder / str(seed))
        for seed in (1, 2)
    ]
    windows = [
        Process((*WINDOW, "train", home, "--count", "5"), folder / name) for name in ("a", "b")
    ]
    line = Process((*EPOCH, "3", "--out", out), folder / "cli")
    wrong = [
        problem
        for process in (*keeping, *windows, line)
        for problem in ended(process, 0, lines=None)
    ]
    wrong += lost_digits(keeping, home) + trained(out, epochs=3)
    models = [load_model(path) for path in (home / "kept").glob("*.safetensors")]
    if sorted(len(model.history.epochs) for model in models) != [5, 5]:
        wrong.append(f"{len(models)} models are kept of 2 trainings")
    start = next_start(home)
    return wrong + [f"the next start warns: {line}" for line in start.warnings]


def clock_that_jumps_back(folder: Path) -> list[str]:
    """A run that is kept at the same second as another one takes nothing from it."""
    models = [Model.fresh(QUICK.with_text("seed", str(seed))) for seed in range(3)]
    for model in models:
        with _clock(dates.datetime(2026, 10, 25, 2, 30)):
            _keep_a_run(folder / "data", model)
    kept = [load_model(path) for path in (folder / "data" / "kept").glob("*.safetensors")]
    seeds = {model.recipe.seed for model in kept}
    return [] if len(seeds) == len(models) else [f"{len(kept)} of {len(models)} runs are left"]


def _keep_a_run(folder: Path, model: Model) -> None:
    app._FIRST_PAINT = 10**9  # TensorFlow is not needed.
    window = app.create_window(folder)
    run = window.session.runs.trained(model)
    window.session.runs.add(run)
    window.session.runs.keep_soon(run)
    window.close()
    window.deleteLater()
    QTest.qWait(1)


@contextmanager
def _clock(now: dates.datetime) -> Iterator[None]:
    """A clock that stands still for the names of runs."""

    class Clock(dates.datetime):
        @classmethod
        def now(cls, tz: dates.tzinfo | None = None) -> Clock:
            return cls(now.year, now.month, now.day, now.hour, now.minute, tzinfo=tz)

    usual = vars(runs)["datetime"]
    vars(runs)["datetime"] = Clock
    try:
        yield
    finally:
        vars(runs)["datetime"] = usual
