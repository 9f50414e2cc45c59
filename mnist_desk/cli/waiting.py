"""How far long work is, for who waits for it at a terminal."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from mnist_desk.core.intake import Watch, unwatched


@contextlib.contextmanager
def progress_of(what: str, *, is_long: bool) -> Iterator[Watch]:
    """Gives what is to be told how far the work is, from 0 to 1: a bar on standard error, gone when
    the work is done. There is none for short work, or where standard error is no terminal.
    """
    if not is_long or sys.stderr is None or not sys.stderr.isatty():
        yield unwatched
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=1.0)
        yield lambda part: bar.update(task, completed=part)
