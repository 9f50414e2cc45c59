"""How a run of the command line ends: its exit code, and the line that says what went wrong."""

from __future__ import annotations

import sys

DONE, FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: done; ran and failed; bad input or usage; Ctrl+C."""


def complain(verb: str, error: Exception) -> None:
    """Say on standard error why the verb did not do what it was asked for."""
    print(f"mnist-desk {verb}: {error}", file=sys.stderr)
