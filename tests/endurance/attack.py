"""Gives the program bad and odd files, by the command line and by the window, and judges it.

What is judged and how to run it: bad_files.md.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(
    0, str(Path(__file__).resolve().parents[2])
)  # This checkout, not what is installed.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # A process that is forked has one thread.

from attacks.command_line import CommandLine
from attacks.report import Report
from attacks.verdict import Outcome
from attacks.window import Window
from bad_files import Case, all_cases, short_form


def main() -> int:
    options = _options()
    begun = time.perf_counter()
    cases = all_cases(options.seed)
    if options.short:
        cases = short_form(cases, options.seed)
    cases = [case for case in cases if _chosen(case, options)][:: options.every]
    report = Report()
    with tempfile.TemporaryDirectory(dir=options.scratch, prefix="attack-") as name:
        scratch = Path(name)
        with contextlib.suppress(KeyboardInterrupt):
            for outcome in _outcomes(cases, scratch, options):
                report.add(outcome)
    report.show(len(cases), time.perf_counter() - begun)
    return 1 if report.fallen else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="about 120 cases, each by one way")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--only", action="append", metavar="FORMAT", help="model, ink, data, picture, settings, …"
    )
    parser.add_argument("--by", choices=("cli", "window"), help="one way in; both if not given")
    parser.add_argument("--match", default="", metavar="TEXT", help="cases whose title has it")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="each Nth case alone")
    parser.add_argument("--scratch", type=Path, help="a folder for the files, on a real disk")
    parser.add_argument("-v", "--verbose", action="store_true", help="each case as it is done")
    return parser.parse_args()


def _chosen(case: Case, options: argparse.Namespace) -> bool:
    return (not options.only or case.format in options.only) and options.match in case.title


def _outcomes(cases: list[Case], scratch: Path, options: argparse.Namespace) -> Iterator[Outcome]:
    ways: list[Iterator[Outcome]] = []
    if options.by != "window":
        ways.append(CommandLine(scratch).attack(cases, each_once=options.short))
    if options.by != "cli":
        ways.append(Window(scratch).attack(cases, each_once=options.short))
    for way in ways:
        for outcome in way:
            if options.verbose:
                fell = "; ".join(outcome.faults)
                print(
                    f"{outcome.seconds:6.2f} s  {outcome.title}  {outcome.way}  {fell}", flush=True
                )
            yield outcome


if __name__ == "__main__":
    sys.exit(main())
