"""The flags of the verb data, and of what it is asked."""

from __future__ import annotations

import argparse
from pathlib import Path

from mnist_desk.core.folds import FEWEST, MOST, USUAL
from mnist_desk.core.translate import translate

from .shared_flags import DATA, add_json


def add_data_flags(parser: argparse.ArgumentParser) -> None:
    whats = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    info = whats.add_parser("info", help=translate("cli", "how many images of each class"))
    export = whats.add_parser("export", help=translate("cli", "write a .npz file like Keras'"))
    for one in (info, export):
        one.add_argument("path", nargs="?", default="mnist", metavar=DATA)
        add_json(one)
    export.add_argument("--out", type=Path, required=True, metavar="FILE.npz")
    doubtful = whats.add_parser(
        "doubtful",
        help=translate("cli", "training images that may be labelled wrongly; some 20 s"),
        description=translate(
            "cli",
            "Let networks of the recipe quick read MNIST's training images that they did not learn "
            "from (k-fold cross-validation, twice), and rank those that they read otherwise than "
            "labelled.",
        ),
    )
    doubtful.add_argument(
        "--k",
        type=int,
        default=USUAL,
        choices=range(FEWEST, MOST + 1),
        metavar="N",
        help=translate("cli", "parts that the images are dealt into; %(default)s"),
    )
    doubtful.add_argument("--device", default="auto", choices=["auto", "cpu", "gpu"])
    doubtful.add_argument(
        "--out",
        type=Path,
        metavar="FILE.json",
        help=translate("cli", "write all of them with their probabilities"),
    )
    add_json(doubtful)
