"""How long is it until the command line has told its version, or its help?

    python tests/benchmarks/start.py [--runs 20] [--against FOLDER]

Each command is a process of its own, `python -m mnist_desk ...`, as a terminal starts it; the time
is that of the whole process, Python's own start included, which the first row tells alone. Asked is
0.15 s. The first start of each is not counted; it compiles the modules, as an installed program has
them, into a folder that is thrown away. With --against the program of another checkout is started
in turns with ours, and the ratio is ours to theirs.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

OURS = Path(__file__).resolve().parents[2]
COMMANDS = {
    "Python alone": ("-c", "pass"),
    "--version": ("-m", "mnist_desk", "--version"),
    "--help": ("-m", "mnist_desk", "--help"),
    "train --help": ("-m", "mnist_desk", "train", "--help"),
}


def start(checkout: Path, arguments: tuple[str, ...], bytecode: str) -> float:
    """Run Python in the checkout, whose program is the one that is found; seconds it took."""
    environment = {**os.environ, "PYTHONPATH": str(checkout), "PYTHONPYCACHEPREFIX": bytecode}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, *arguments]
    started = time.perf_counter()
    subprocess.run(command, cwd=checkout, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def measure(checkouts: list[Path], runs: int) -> dict[tuple[str, Path], float]:
    """Command and checkout -> the median in milliseconds, all of them in turns."""
    took: dict[tuple[str, Path], list[float]] = {
        (name, checkout): [] for name in COMMANDS for checkout in checkouts
    }
    with tempfile.TemporaryDirectory() as bytecode:
        for run in range(runs + 1):
            for (name, checkout), times in took.items():
                seconds = start(checkout, COMMANDS[name], bytecode)
                if run:
                    times.append(seconds)
    return {key: 1000 * statistics.median(times) for key, times in took.items()}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--against", type=Path, metavar="FOLDER", help="another checkout")
    options = parser.parse_args()
    theirs = options.against.resolve() if options.against else None
    medians = measure([OURS, theirs] if theirs else [OURS], options.runs)
    print(f"{os.cpu_count()} cores, median of {options.runs} starts, ms")
    print(f"{'':14} {'ours':>7}" + (f" {'theirs':>7} {'ratio':>6}" if theirs else ""))
    for name in COMMANDS:
        ours = medians[name, OURS]
        row = f"{name:14} {ours:7.1f}"
        if theirs:
            other = medians[name, theirs]
            row += f" {other:7.1f} {ours / other:6.2f}"
        print(row)


if __name__ == "__main__":
    main()
