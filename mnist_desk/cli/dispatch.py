"""From a verb to the module that does it, and from what went wrong to an exit code."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

from mnist_desk.core.errors import InputError

from .outcome import BAD_INPUT, FAILED, INTERRUPTED, complain

MODULES = {"train": "train", "teach": "lesson", "evaluate": "evaluate", "predict": "predict"}
"""Verb -> the module of this package whose `run` takes the options and returns the exit code."""


def run(options: argparse.Namespace) -> int:
    """Do what the options of train, teach, evaluate or predict ask for; returns the exit code."""
    try:
        verb = import_module(f".{MODULES[options.verb]}", __package__)
        code: int = verb.run(options)
    except InputError as error:
        complain(options.verb, error)
        return BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return FAILED
    return code
