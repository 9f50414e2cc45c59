"""Would the tests notice? Single small breaks of core and engine, and which of them tests see.

    pip install cosmic-ray coverage
    python tests/endurance/mutants.py RESULTS.jsonl [--number 420] [--seed 1] [--again]

mutations.py draws them. A mutant is tried in a copy of the checkout, by the tests of its own floor
before the others: those that run its line or are named after its module, the quickest first; when
its line runs at import alone all of the floor, and those that run any line of the module. It is
killed by the first test that fails, and by taking four times as long as usual and 20 s. Each result
is a line of JSON; what is in the file already is not tried again, with --again those that survived
are. Half an hour on two idle cores.

Tests run in forks of this process, which has imported TensorFlow and used it for nothing yet: so it
needs a system that can fork.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import hypothesis
import pytest
from mutations import CHECKOUT, Mutant, drawn

TESTS = ("tests/core", "tests/engine", "tests/cli")
AT_ONCE = (
    "hypothesis.strategies PIL.Image PySide6.QtTest scipy.ndimage sklearn.calibration tensorflow"
)
"""What tests import, imported before they are forked: TensorFlow alone takes seconds."""
MEMORY = 6 << 30
"""A mutant that takes more is out of memory, bytes."""


class Usual(NamedTuple):
    """What tests do without a break: seconds of each, and module -> line -> tests that run it."""

    seconds: dict[str, float]
    lines: dict[str, dict[int, set[str]]]

    def stages(self, mutant: Mutant) -> Iterator[set[str]]:
        """Which tests to run, and which to run after them."""
        _, floor, name = mutant.module.removesuffix(".py").split("/")
        lines = self.lines.get(mutant.module, {})
        near = set().union(*(lines.get(line, set()) for line in mutant.statement()))
        named = f"tests/{floor}/" + (f"test_{name}.py::" if near else "")
        near = near or set().union(*lines.values())
        near |= {test for test in self.seconds if test.startswith(named)}
        own = {test for test in near if test.startswith(f"tests/{floor}/")}
        yield from filter(None, (own, near - own))


def _file(test: str) -> str:
    return test.partition("::")[0]


@dataclass(eq=False)
class Watch:
    """A plugin of pytest: chooses tests, and tells how long they take.

    usual: the seconds that tests to be run take; all tests are run without. coverage: told which
    test runs.
    """

    usual: dict[str, float] = field(default_factory=dict)
    coverage: Any = None
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """The quickest file first, and in it the quickest test."""
        files: dict[str, float] = defaultdict(float)
        for test, seconds in self.usual.items():
            files[_file(test)] += seconds

        def turn(item: pytest.Item) -> tuple[float, str, float]:
            file = _file(item.nodeid)
            return files[file], file, self.usual[item.nodeid]

        if self.usual:
            items[:] = sorted((i for i in items if i.nodeid in self.usual), key=turn)

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        if self.coverage:
            self.coverage.switch_context(nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration


def usual(copy: Path) -> Usual:
    """Run all tests once, unbroken."""
    from coverage import Coverage, CoverageData  # type: ignore[import-not-found]

    data, seconds = copy / "coverage", copy / "seconds.json"

    def run() -> int:
        coverage = Coverage(data, source=["mnist_desk"])
        watch = Watch(coverage=coverage)
        coverage.start()
        result = pytest.main(list(TESTS) + QUIETLY, [watch])
        coverage.stop()
        coverage.save()
        seconds.write_text(json.dumps(watch.seconds), "utf-8")
        return result

    if (result := _forked(copy, run, 1800)) != "survived":
        raise SystemExit(f"The tests fail without a break: {result}")
    # From now on: what is compiled of a module must not be taken for what it is when broken.
    sys.dont_write_bytecode = True
    covered = CoverageData(str(data))
    covered.read()
    lines: dict[str, dict[int, set[str]]] = defaultdict(dict)
    for file in covered.measured_files():
        for line, tests in covered.contexts_by_lineno(file).items():
            lines[Path(file).relative_to(copy).as_posix()][line] = {*tests} - {""}
    return Usual(json.loads(seconds.read_text("utf-8")), lines)


def tried(mutant: Mutant, copy: Path, usual: Usual) -> dict[str, Any]:
    """Break the copy, run tests until one fails, mend it; the result as it is kept."""
    path, started, result = copy / mutant.module, time.perf_counter(), "survived"
    whole, code = path.read_text("utf-8"), mutant.code()
    assert code is not None
    path.write_text(code, "utf-8")
    for tests in usual.stages(mutant):
        watch = Watch({test: usual.seconds.get(test, 0) for test in tests})

        arguments = [*sorted({*map(_file, tests)}), "-x", *QUIETLY]
        run = functools.partial(pytest.main, arguments, [watch])
        if (result := _forked(copy, run, 20 + 4 * sum(watch.usual.values()))) != "survived":
            break
    path.write_text(whole, "utf-8")
    new, old = ([*text.splitlines(), ""][mutant.line - 1].strip() for text in (code, whole))
    return {
        **vars(mutant),
        "change": f"{old}  ->  {new}" if mutant.operator != "RemoveDecorator" else f"without {old}",
        "result": result.partition(":")[0],
        "by": result.partition(":")[2],
        "seconds": round(time.perf_counter() - started, 1),
    }


QUIETLY = ["-q", "--tb=no", "-p", "no:cacheprovider"]
QUIETLY += ["-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning"]


def _forked(copy: Path, run: Callable[[], int], timeout: float) -> str:
    """Run tests in a fork: "survived", "timeout", or "killed:" and by which."""
    output = copy / "output"
    child = os.fork()
    if not child:
        os.setsid()
        os.chdir(copy)
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        with output.open("wb") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        sys.path[0] = str(copy)
        os.environ["PYTHONPATH"] = str(copy)  # Some tests start a Python of their own.
        code = 1
        try:
            code = run()
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(code)
    ends = time.monotonic() + timeout
    while not (done := os.waitpid(child, os.WNOHANG))[0]:
        time.sleep(0.02)
        if time.monotonic() > ends:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return "timeout"
    if os.waitstatus_to_exitcode(done[1]) in (0, pytest.ExitCode.NO_TESTS_COLLECTED):
        return "survived"
    lines = output.read_text("utf-8", "replace").splitlines()
    failed = [line for line in lines if line.startswith(("FAILED", "ERROR"))]
    return f"killed:{(failed or lines[-1:] or ['a crash'])[0]}"


def table(results: list[dict[str, Any]]) -> str:
    """Of each module how many mutants there are and what became of them; then who survived."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for result in results:
        for row in (result["module"].removeprefix("mnist_desk/"), "all"):
            counts[row].update((result["result"], "mutants"))
    columns = ("mutants", "killed", "timeout", "survived")
    lines = [f"| module | {' | '.join(columns)} |", "|---|" + "---|" * len(columns)]
    for row in [*sorted(counts.keys() - {"all"}), "all"]:
        lines.append(f"| {row} | {' | '.join(str(counts[row][c]) for c in columns)} |")
    for r in results:
        if r["result"] == "survived":
            lines.append(f"{r['module']}:{r['line']} {r['operator']}\n  {r['change']}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("results", type=Path)
    parser.add_argument("--number", type=int, default=420)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", action="store_true", help="try those that survived again")
    parser.add_argument("--only", nargs="+", default=[""], metavar="MODULE", help="intake, ...")
    options = parser.parse_args()
    chosen = drawn(options.number, options.seed, tuple(options.only))
    mutants = {mutant.key: mutant for mutant in chosen}
    known: dict[str, dict[str, Any]] = {}
    if options.results.exists():
        lines = options.results.read_text("utf-8").splitlines()
        known = {result["key"]: result for result in map(json.loads, lines)}
    done = {k for k, r in known.items() if not (options.again and r["result"] == "survived")}
    # The machine's load kills no mutant, and chance neither.
    hypothesis.settings.register_profile("mutants", deadline=None, derandomize=True)
    hypothesis.settings.load_profile("mutants")
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "TF_CPP_MIN_LOG_LEVEL": "3"}
    for name in AT_ONCE.split():
        importlib.import_module(name)
    with tempfile.TemporaryDirectory() as folder, options.results.open("a") as out:
        copy = Path(folder).resolve()
        for part in ("mnist_desk", "tests", "packaging"):
            shutil.copytree(CHECKOUT / part, copy / part, ignore=lambda *_: ["__pycache__"])
        for part in ("resources", "pyproject.toml", "README.md"):
            (copy / part).symlink_to(CHECKOUT / part)
        as_usual = usual(copy) if mutants.keys() - done else None
        for key in [key for key in mutants if key not in done]:
            assert as_usual is not None
            known[key] = tried(mutants[key], copy, as_usual)
            print(json.dumps(known[key]), file=out, flush=True)
            print(len(known), known[key]["result"], key, known[key]["by"], flush=True)
    print(table([known[key] for key in mutants if key in known]))


if __name__ == "__main__":
    main()
