"""Disks, outputs and homes that fail while the program is at work.

    python tests/endurance/disks.py [--only NAME ...] [--short]

The disks are small file systems that are mounted for it, full, read-only or taken away; that needs
root, and without it (and with --short) files that may not grow stand for a full disk. What must
be: exit code 1 and one line on standard error, or nothing where the reader went away; no traceback;
what was on the disk before is whole; a training in the window goes on to its end with one warning;
two programs on one home lose no digit and no model. Exit code 1 when something is not so.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # This checkout.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import disk_trials as disks
import home_trials as homes
import output_trials as outputs

from mnist_desk.app import create_application

Trial = Callable[[Path], list[str]]
"""Returns what is not as it should be; the folder is its own."""

OF_PROCESSES: tuple[Trial, ...] = (
    outputs.full_output_of_predict,
    outputs.full_output_of_evaluate,
    outputs.full_output_for_json,
    outputs.full_output_of_a_training,
    outputs.full_file_for_json,
    outputs.full_file_for_the_model,
    outputs.reader_of_predict_gone,
    outputs.reader_of_evaluate_gone,
    outputs.reader_of_a_training_gone,
    outputs.reader_of_both_gone,
    outputs.reader_of_the_log_gone,
    homes.command_line_without_a_home,
    homes.training_without_a_home,
    homes.window_without_a_home,
    homes.training_in_a_window_without_a_home,
    disks.file_limit_for_a_training,
    disks.file_limit_for_digits,
)
OF_MOUNTS: tuple[Trial, ...] = (
    disks.full_for_a_training,
    disks.full_in_the_middle_of_a_training,
    disks.full_for_digits,
    disks.full_for_a_training_in_a_window,
    disks.full_for_saving,
    disks.read_only_for_a_training,
    disks.read_only_for_a_window,
    disks.gone_during_a_training,
    disks.gone_while_digits_are_kept,
    disks.gone_during_a_training_in_a_window,
)
OF_WINDOWS: tuple[Trial, ...] = (homes.two_programs_on_one_home, homes.clock_that_jumps_back)
"""These make a window here, in the one thread that may."""

SHORT: tuple[Trial, ...] = (
    outputs.full_output_of_a_training,
    outputs.reader_of_a_training_gone,
    outputs.full_output_for_json,
    homes.window_without_a_home,
    disks.file_limit_for_a_training,
    disks.file_limit_for_digits,
)


def run(trials: list[Trial], at_once: int, folder: Path) -> dict[str, list[str]]:
    """Run trials; returns what is not as it should be. Prints a line for each."""
    found: dict[str, list[str]] = {}
    with ThreadPoolExecutor(at_once) as pool:
        tried = [(trial, _begin(pool, trial, folder)) for trial in trials]
        for trial, future in tried:
            name = trial.__name__
            wrong = _tried(trial, folder) if future is None else future.result()
            print(
                f"{name.replace('_', ' '):40} {'; '.join(wrong) or 'as it should be'}", flush=True
            )
            if wrong:
                found[name] = wrong
    return found


def _begin(pool: ThreadPoolExecutor, trial: Trial, folder: Path) -> Future[list[str]] | None:
    return None if trial in OF_WINDOWS else pool.submit(_tried, trial, folder)


def _tried(trial: Trial, folder: Path) -> list[str]:
    own = folder / trial.__name__
    own.mkdir()
    try:
        return trial(own)
    except Exception as error:  # A file that does not load, for one.
        return [f"{type(error).__name__}: {error}"]


def chosen(options: argparse.Namespace) -> list[Trial]:
    trials = [*OF_PROCESSES, *OF_MOUNTS, *OF_WINDOWS]
    if options.only:
        return [trial for trial in trials if trial.__name__ in options.only]
    if options.short:
        return list(SHORT)
    if not disks.can_mount():
        print("Nothing can be mounted here: left out are", *(t.__name__ for t in OF_MOUNTS))
        return [trial for trial in trials if trial not in OF_MOUNTS]
    return trials


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", nargs="+", metavar="NAME", help="trials, by their names")
    parser.add_argument("--short", action="store_true", help="a few, in seconds, without mounts")
    options = parser.parse_args()
    create_application()
    folder = Path(tempfile.mkdtemp(prefix="disks-"))
    trials = chosen(options)
    found = run(trials, 2 if options.short else 1, folder)
    print(f"{len(trials)} trials, {len(found)} of them not as they should be")
    if found:
        print(f"What they left is in {folder}")
    else:
        shutil.rmtree(folder)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
