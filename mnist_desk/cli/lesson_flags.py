"""The flags of the verb teach."""

from __future__ import annotations

import argparse
from pathlib import Path

from mnist_desk.core.translate import translate

from .shared_flags import add_json, add_model, add_out


def add_lesson_flags(parser: argparse.ArgumentParser) -> None:
    parser.description = translate(
        "cli",
        "Go on training a model with labelled drawings among MNIST's images. Every fifth "
        "drawing is held back, to tell what it was worth; the model given stays as it is.",
    )
    parser.add_argument(
        "--ink",
        type=Path,
        required=True,
        metavar="FILE",
        help=translate("cli", "labelled drawings"),
    )
    add_model(parser, "--model")
    parser.add_argument("--device", default="auto", choices=["auto", "cpu", "gpu"])
    add_out(parser, required=True)
    add_json(parser)
