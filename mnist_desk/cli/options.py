"""The verbs of the command line and their flags."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from mnist_desk import __version__
from mnist_desk.core.endings import ENDING
from mnist_desk.core.shown import sentence, shown
from mnist_desk.core.translate import translate

from .outcome import BAD_INPUT
from .recipe_flags import add_recipe_flags, recipe_help


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence; takes no flag shortened."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        told = translate("cli", "{program}: {problem}; see {program} --help.")
        self.exit(BAD_INPUT, sentence(told, {"program": self.prog, "problem": message}) + "\n")


_Verbs: TypeAlias = "argparse._SubParsersAction[_Parser]"


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
        description=translate(
            "cli",
            "Train a small network on MNIST, watch it learn, and draw digits that it reads. "
            "Without a verb, or with a model file, the window opens.",
        ),
    )
    parser.add_argument("--version", action="version", version=f"mnist-desk {__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    _add_open(verbs)
    _add_demo(verbs)
    _add_self_test(verbs)
    _add_train(verbs)
    _add_teach(verbs)
    _add_evaluate(verbs)
    _add_predict(verbs)
    return parser


def _add_open(verbs: _Verbs) -> None:
    opens = verbs.add_parser(
        "open", help=translate("cli", "open the window (what happens without a verb)")
    )
    opens.add_argument(
        "model", nargs="?", metavar="MODEL", help=translate("cli", "a model file to begin with")
    )


def _add_demo(verbs: _Verbs) -> None:
    demo = verbs.add_parser("demo", help=translate("cli", "a scripted show in the real window"))
    demo.add_argument(
        "--screenshot",
        type=Path,
        metavar="FILE",
        help=translate("cli", "write a PNG of the window at the end and close it"),
    )


def _add_self_test(verbs: _Verbs) -> None:
    check = verbs.add_parser(
        "self-test",
        help=translate("cli", "try whether this installation reads, trains, saves and opens"),
    )
    check.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="FOLDER",
        help=translate("cli", "leave the report and the trained model here"),
    )


def _add_train(verbs: _Verbs) -> None:
    train = verbs.add_parser(
        "train",
        help=translate("cli", "train a network"),
        description=translate("cli", "Train a network and log the loss at every 100th step."),
        epilog=recipe_help(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_recipe_flags(train)
    train.add_argument(
        "--resume",
        type=Path,
        metavar="FILE",
        help=translate(
            "cli",
            "go on with a saved model and its recipe; --epochs tells how many there shall be in "
            "the end",
        ),
    )
    train.add_argument(
        "--device",
        default="auto",
        choices=["auto", "cpu", "gpu", "list"],
        help=translate(
            "cli", "what to train on; list tells what TensorFlow sees, and trains nothing"
        ),
    )
    _add_out(train)
    _add_json(train)


def _add_teach(verbs: _Verbs) -> None:
    teach = verbs.add_parser(
        "teach",
        help=translate("cli", "teach a model the drawings of an ink file"),
        description=translate(
            "cli",
            "Go on training a model with labelled drawings among MNIST's images. Every fifth "
            "drawing is held back, to tell what it was worth; the model given stays as it is.",
        ),
    )
    teach.add_argument(
        "--ink",
        type=Path,
        required=True,
        metavar="FILE",
        help=translate("cli", "labelled drawings"),
    )
    _add_model(teach, "--model")
    teach.add_argument("--device", default="auto", choices=["auto", "cpu", "gpu"])
    _add_out(teach, required=True)
    _add_json(teach)


def _add_evaluate(verbs: _Verbs) -> None:
    evaluate = verbs.add_parser(
        "evaluate", help=translate("cli", "how well a model reads images or drawings")
    )
    _add_model(evaluate, "model", nargs="?")
    what = evaluate.add_mutually_exclusive_group()
    what.add_argument(
        "--data",
        default="mnist",
        metavar="mnist|FILE.npz|FOLDER",
        help=translate(
            "cli",
            "test images: the bundled ones, a .npz file like Keras', or a folder of IDX files",
        ),
    )
    what.add_argument(
        "--ink",
        type=Path,
        metavar="FILE",
        help=translate("cli", "labelled drawings, .jsonl or .gz"),
    )
    evaluate.add_argument(
        "--compare",
        metavar="OTHER",
        help=translate(
            "cli",
            "a second model, or shipped: what is fixed and what is broken beside it, with "
            "McNemar's test",
        ),
    )
    evaluate.add_argument(
        "--robustness",
        nargs="*",
        metavar="NAME",
        help=translate(
            "cli",
            "accuracy on digits that are spoilt more and more: rotation, shift, scale, thickness, "
            "noise, missing, fgsm, nearest, pruning, weights; without a name all of them",
        ),
    )
    evaluate.add_argument(
        "--mistakes",
        type=Path,
        metavar="FOLDER",
        help=translate("cli", "write what is misread there, as pictures and a table"),
    )
    evaluate.add_argument(
        "--most",
        type=_at_least_one,
        default=1000,
        metavar="N",
        help=translate("cli", "pictures that --mistakes writes at most; %(default)s"),
    )
    evaluate.add_argument(
        "--report",
        type=Path,
        metavar="FILE.html",
        help=translate("cli", "write all as one page that needs nothing else"),
    )
    _add_json(evaluate)


def _at_least_one(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= len(text) < 10 or int(text) == 0:
        raise argparse.ArgumentTypeError(
            translate("cli", "{text} is no whole number above 0").format(text=shown(text))
        )
    return int(text)


def _add_predict(verbs: _Verbs) -> None:
    predict = verbs.add_parser("predict", help=translate("cli", "read pictures or drawings"))
    _add_model(predict, "--model")
    predict.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help=translate("cli", "pictures or ink files"),
    )
    _add_json(predict)


def _add_model(parser: argparse.ArgumentParser, flag: str, **settings: Any) -> None:
    parser.add_argument(
        flag, type=Path, metavar="MODEL", help=translate("cli", "default: shipped"), **settings
    )


def _add_out(parser: argparse.ArgumentParser, required: bool = False) -> None:
    parser.add_argument(
        "--out",
        type=Path,
        required=required,
        metavar="FILE.safetensors",
        help=translate("cli", "save the model here"),
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--json",
        metavar="FILE",
        help=translate("cli", "write the result as JSON; - for standard output"),
    )
