"""The one exception a person reads."""

from __future__ import annotations


class InputError(Exception):
    """Something given to the program cannot be used.

    The message is one sentence for the person who gave it: what is wrong and what to do. The
    window shows it without a dialog; the command line prints it and ends with exit code 2.
    """
