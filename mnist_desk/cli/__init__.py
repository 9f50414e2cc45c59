"""The command line: every capability of the program without a screen."""

from .options import parse
from .train import run

__all__ = ["parse", "run"]
