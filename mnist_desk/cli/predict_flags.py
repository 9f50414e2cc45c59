"""The flags of the verb predict."""

from __future__ import annotations

import argparse
from pathlib import Path

from mnist_desk.core.translate import translate

from .shared_flags import add_json, add_model


def add_predict_flags(parser: argparse.ArgumentParser) -> None:
    add_model(parser, "--model")
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help=translate("cli", "pictures or ink files"),
    )
    add_json(parser)
