"""The verb data: what networks learn from."""

from __future__ import annotations

import argparse
from importlib import import_module

MODULES = {"info": "data_info", "export": "data_info", "doubtful": "data_doubtful"}
"""What is asked -> the module of this package whose `run` takes the options."""


def run(options: argparse.Namespace) -> int:
    """Do what is asked of the data; returns the exit code."""
    code: int = import_module(f".{MODULES[options.what]}", __package__).run(options)
    return code
