from __future__ import annotations

import io
import sys

import pytest

from mnist_desk.cli.waiting import progress_of
from mnist_desk.core.intake import unwatched


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_long_work_is_told_of_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with progress_of("Reading ink", is_long=True) as watch:
        watch(0.5)
        assert watch is not unwatched
    assert "Reading ink" in terminal.getvalue()


@pytest.mark.parametrize(("is_long", "stream"), [(False, Terminal()), (True, io.StringIO())])
def test_short_work_and_a_file_are_left_in_peace(
    is_long: bool, stream: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    with progress_of("Reading ink", is_long=is_long) as watch:
        assert watch is unwatched
    assert stream.getvalue() == ""


def test_without_a_console_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    with progress_of("Reading ink", is_long=True) as watch:
        watch(1.0)
