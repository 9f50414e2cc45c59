"""The flags of the verb train."""

from __future__ import annotations

import argparse
from pathlib import Path

from mnist_desk.core.translate import translate

from .recipe_flags import add_recipe_flags, recipe_help
from .shared_flags import DATA, add_json, add_out


def add_train_flags(parser: argparse.ArgumentParser) -> None:
    parser.description = translate("cli", "Train a network and log the loss at every 100th step.")
    parser.epilog = recipe_help()
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    add_recipe_flags(parser)
    parser.add_argument(
        "--resume",
        type=Path,
        metavar="FILE",
        help=translate(
            "cli",
            "go on with a saved model and its recipe; --epochs tells how many there shall be in "
            "the end",
        ),
    )
    parser.add_argument(
        "--data",
        default="mnist",
        metavar=DATA,
        help=translate(
            "cli",
            "what to train on: a .npz file like Keras', IDX files, CSV, ink, or a folder with one "
            "of pictures for each class; the bundled MNIST without",
        ),
    )
    parser.add_argument(
        "--device",
        default="auto",
        choices=["auto", "cpu", "gpu", "list"],
        help=translate(
            "cli", "what to train on; list tells what TensorFlow sees, and trains nothing"
        ),
    )
    parser.add_argument(
        "--corrections",
        type=Path,
        metavar="FILE.json",
        help=translate("cli", "corrected labels, as the window exports them"),
    )
    add_out(parser)
    add_json(parser)
