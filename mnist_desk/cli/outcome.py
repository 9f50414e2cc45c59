"""How a run of the command line ends: its exit code, and the line that says what went wrong."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TextIO

from mnist_desk.core.errors import TellingError
from mnist_desk.core.translate import translate

DONE, FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: done; ran and failed; bad input or usage; Ctrl+C."""


class Failed(TellingError):
    """The verb did what it was asked for, and what came of it could not be delivered."""


def complain(verb: str, error: Exception) -> None:
    """Say on standard error why the verb did not do what it was asked for."""
    with contextlib.suppress(OSError):
        print(f"mnist-desk {verb}: {error}", file=sys.stderr, flush=True)


def output_lost(verb: str, error: OSError) -> int:
    """Standard output, or standard error, takes no more: say why, unless its reader went away,
    and write nothing more there. Returns the exit code.
    """
    _silence_lost()
    if not isinstance(error, BrokenPipeError):
        complain(
            verb,
            Failed(
                translate("errors", "The output cannot be written ({reason})."),
                reason=error.strerror or error,
            ),
        )
        _silence_lost()
    return FAILED


def flushed(verb: str, code: int) -> int:
    """The exit code, once all that was printed has been written; Python would end with 120 and
    lines of its own when that fails.
    """
    try:
        for stream in _streams():
            stream.flush()
    except OSError as error:
        return output_lost(verb, error) if code == DONE else code
    return code


def _silence_lost() -> None:
    for stream in _streams():
        try:
            stream.flush()
        except OSError:
            _silence(stream)


def _silence(stream: TextIO) -> None:
    """Lead a stream to nowhere, with what waits in its buffer."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _streams() -> list[TextIO]:
    """A program without a console has none."""
    return [stream for stream in (sys.stdout, sys.stderr) if stream is not None]
