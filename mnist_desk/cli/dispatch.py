"""From a verb to the module that does it, and from what went wrong to an exit code."""

from __future__ import annotations

import argparse
from importlib import import_module

from mnist_desk.core.errors import InputError

from .outcome import BAD_INPUT, FAILED, Failed, complain, flushed, output_lost
from .stopping import code_of, stoppable

MODULES = {
    "train": "train",
    "teach": "lesson",
    "evaluate": "evaluate",
    "predict": "predict",
    "data": "data",
}
"""Verb -> the module of this package whose `run` takes the options and returns the exit code."""


def run(options: argparse.Namespace) -> int:
    """Do what the options ask for; returns the exit code."""
    try:
        with stoppable():
            code = _run(options)
    except KeyboardInterrupt as stop:
        code = code_of(stop)
    return flushed(options.verb, code)


def _run(options: argparse.Namespace) -> int:
    try:
        verb = import_module(f".{MODULES[options.verb]}", __package__)
        code: int = verb.run(options)
    except InputError as error:
        complain(options.verb, error)
        return BAD_INPUT
    except Failed as error:
        complain(options.verb, error)
        return FAILED
    except OSError as error:
        if error.filename is not None:
            raise
        # Not about a file, so about what is printed.
        return output_lost(options.verb, error)
    return code
