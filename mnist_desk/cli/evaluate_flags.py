"""The flags of the verb evaluate."""

from __future__ import annotations

import argparse
from pathlib import Path

from mnist_desk.core.shown import shown
from mnist_desk.core.translate import translate

from .shared_flags import DATA, add_json, add_model


def add_evaluate_flags(parser: argparse.ArgumentParser) -> None:
    add_model(parser, "model", nargs="?")
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--data",
        default="mnist",
        metavar=DATA,
        help=translate("cli", "whose test images are read; the bundled MNIST's without"),
    )
    what.add_argument(
        "--ink",
        type=Path,
        metavar="FILE",
        help=translate("cli", "labelled drawings, .jsonl or .gz"),
    )
    parser.add_argument(
        "--compare",
        metavar="OTHER",
        help=translate(
            "cli",
            "a second model, or shipped: what is fixed and what is broken beside it, with "
            "McNemar's test",
        ),
    )
    parser.add_argument(
        "--robustness",
        nargs="*",
        metavar="NAME",
        help=translate(
            "cli",
            "accuracy on digits that are spoilt more and more: rotation, shift, scale, thickness, "
            "noise, missing, fgsm, nearest, pruning, weights; without a name all of them",
        ),
    )
    parser.add_argument(
        "--mistakes",
        type=Path,
        metavar="FOLDER",
        help=translate("cli", "write what is misread there, as pictures and a table"),
    )
    parser.add_argument(
        "--most",
        type=_at_least_one,
        default=1000,
        metavar="N",
        help=translate("cli", "pictures that --mistakes writes at most; %(default)s"),
    )
    parser.add_argument(
        "--report",
        type=Path,
        metavar="FILE.html",
        help=translate("cli", "write all as one page that needs nothing else"),
    )
    add_json(parser)


def _at_least_one(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= len(text) < 10 or int(text) == 0:
        raise argparse.ArgumentTypeError(
            translate("cli", "{text} is no whole number above 0").format(text=shown(text))
        )
    return int(text)
