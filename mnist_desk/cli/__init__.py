"""The command line: every capability of the program without a screen.

A module each for the verbs, imported when its verb runs. What is imported here answers --version
and --help, so it needs neither NumPy nor anything else that takes long to load.
"""

from .dispatch import run
from .options import parse

__all__ = ["parse", "run"]
