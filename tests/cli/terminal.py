"""Runs the command line in this process, and reads what it says."""

from __future__ import annotations

import contextlib
import io
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

from mnist_desk.__main__ import main

LOG_LINE = re.compile(r"epoch:(\d+), step: (\d+), loss:(\d+\.\d+(?:e-\d+)?)")


class Result(NamedTuple):
    """What a run of the command line gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which must be one line of strict JSON."""
        assert self.out.endswith("\n")
        assert self.out.count("\n") == 1
        return strict_json(self.out)


class Trained(NamedTuple):
    """What a training gave, and the file it was to write its model to."""

    result: Result
    model: Path


def strict_json(text: str) -> Any:
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    return json.loads(text, parse_constant=refuse)


def run(*arguments: object, out: io.StringIO | None = None) -> Result:
    """Run the program in this process. out: what it has for standard output."""
    out, err = out or io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    return Result(code, out.getvalue(), err.getvalue())


def logged(text: str) -> list[list[float]]:
    """The log lines in a text as [epoch, step, loss]."""
    return [
        [int(epoch), int(step), float(loss)]
        for line in text.splitlines()
        if line.startswith("epoch:")
        for epoch, step, loss in [LOG_LINE.fullmatch(line).groups()]  # type: ignore[union-attr]
    ]


def assert_bad_input(result: Result, complaint: str) -> None:
    assert result.code == 2
    assert result.out == ""
    assert result.err.count("\n") == 1
    assert re.match(r"mnist-desk( \w+)?: .*\.\n$", result.err)
    assert re.search(complaint, result.err)
