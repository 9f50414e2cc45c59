"""The flags of the command line, most of them made from the fields of a recipe."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from mnist_desk import __version__
from mnist_desk.core.model import ENDING
from mnist_desk.core.recipe import SPECS
from mnist_desk.core.recipes import RECIPE_NOTES, RECIPES

BAD_USAGE = 2
"""The exit code of a command that cannot be understood."""

DEFAULT_RECIPE = "quick"

FLAGS = {
    "hidden": "WIDTHS",
    "epochs": "N",
    "learning_rate": "F",
    "batch_size": "N",
    "loss": None,
    "optimizer": None,
    "seed": "N",
}
"""Recipe fields with a flag of their own, and what stands for their value in the help."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence; takes no flag shortened."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_USAGE, f"{self.prog}: {message}; see {self.prog} --help.\n")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The options; `verb` is open, demo, self-test, train, teach, evaluate or predict.

    May exit, as argparse does.
    """
    if not argv or argv[0].endswith(ENDING):
        argv = ["open", *argv]
    return _parser().parse_args(argv)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="mnist-desk",
        description="Train a small network on MNIST, watch it learn, and draw digits that it "
        "reads. Without a verb, or with a model file, the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"mnist-desk {__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")

    opens = verbs.add_parser("open", help="open the window (what happens without a verb)")
    opens.add_argument("model", nargs="?", metavar="MODEL", help="a model file to begin with")

    demo = verbs.add_parser("demo", help="a scripted show in the real window")
    demo.add_argument(
        "--screenshot",
        type=Path,
        metavar="FILE",
        help="write a PNG of the window at the end and close it",
    )

    check = verbs.add_parser(
        "self-test", help="try whether this installation reads, trains, saves and opens"
    )
    check.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="FOLDER",
        help="leave the report and the trained model here",
    )

    train = verbs.add_parser(
        "train",
        help="train a network",
        description="Train a network and log the loss at every 100th step.",
        epilog=_recipe_help(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    train.add_argument("--recipe", choices=RECIPES, help=f"default: {DEFAULT_RECIPE}")
    for name, metavar in FLAGS.items():
        spec = SPECS[name]
        choices = spec.choices
        train.add_argument(
            f"--{name.replace('_', '-')}",
            dest=name,
            metavar=metavar or "|".join(choices or ()),
            help=spec.title.lower(),
        )
    train.add_argument(
        "--set",
        dest="fields",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="set any field of the recipe; may be given several times",
    )
    train.add_argument(
        "--resume",
        type=Path,
        metavar="FILE",
        help="go on with a saved model and its recipe; --epochs tells how many there shall be "
        "in the end",
    )
    train.add_argument(
        "--device",
        default="auto",
        choices=["auto", "cpu", "gpu", "list"],
        help="what to train on; list tells what TensorFlow sees, and trains nothing",
    )
    train.add_argument("--out", type=Path, metavar="FILE.safetensors", help="save the model here")
    _add_json(train)

    teach = verbs.add_parser(
        "teach",
        help="teach a model the drawings of an ink file",
        description="Go on training a model with labelled drawings among MNIST's images. Every "
        "fifth drawing is held back, to tell what it was worth; the model given stays as it is.",
    )
    teach.add_argument("--ink", type=Path, required=True, metavar="FILE", help="labelled drawings")
    teach.add_argument("--model", type=Path, metavar="MODEL", help="default: shipped")
    teach.add_argument("--device", default="auto", choices=["auto", "cpu", "gpu"])
    teach.add_argument(
        "--out", type=Path, required=True, metavar="FILE.safetensors", help="save the model here"
    )
    _add_json(teach)

    evaluate = verbs.add_parser("evaluate", help="how well a model reads images or drawings")
    evaluate.add_argument("model", nargs="?", type=Path, metavar="MODEL", help="default: shipped")
    what = evaluate.add_mutually_exclusive_group()
    what.add_argument(
        "--data",
        default="mnist",
        metavar="mnist|FILE.npz|FOLDER",
        help="test images: the bundled ones, a .npz file like Keras', or a folder of IDX files",
    )
    what.add_argument("--ink", type=Path, metavar="FILE", help="labelled drawings, .jsonl or .gz")
    _add_json(evaluate)

    predict = verbs.add_parser("predict", help="read pictures or drawings")
    predict.add_argument("--model", type=Path, metavar="MODEL", help="default: shipped")
    predict.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="pictures or ink files"
    )
    _add_json(predict)
    return parser


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--json", metavar="FILE", help="write the result as JSON; - for standard output"
    )


def _recipe_help() -> str:
    recipes = [f"  {name:14} {RECIPE_NOTES[name]}" for name in RECIPES]
    fields = []
    for name, spec in SPECS.items():
        values = f" ({', '.join(spec.choices)})" if spec.choices else ""
        fields.append(f"  {name:14} {spec.help}{values}")
    return "\n".join(["recipes:", *recipes, "", "fields for --set:", *fields])
