"""The verbs of the command line; each verb's flags stand in a module of their own."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, NoReturn

from mnist_desk import __version__
from mnist_desk.core.endings import ENDING
from mnist_desk.core.shown import sentence
from mnist_desk.core.translate import translate

from .data_flags import add_data_flags
from .desktop_flags import add_demo_flags, add_open_flags, add_self_test_flags
from .evaluate_flags import add_evaluate_flags
from .lesson_flags import add_lesson_flags
from .outcome import BAD_INPUT
from .predict_flags import add_predict_flags
from .train_flags import add_train_flags


class _Verb(NamedTuple):
    help: str
    add_flags: Callable[[argparse.ArgumentParser], None]


VERBS = {
    "open": _Verb(
        translate("cli", "open the window (what happens without a verb)"), add_open_flags
    ),
    "demo": _Verb(translate("cli", "a scripted show in the real window"), add_demo_flags),
    "self-test": _Verb(
        translate("cli", "try whether this installation reads, trains, saves and opens"),
        add_self_test_flags,
    ),
    "train": _Verb(translate("cli", "train a network"), add_train_flags),
    "teach": _Verb(translate("cli", "teach a model the drawings of an ink file"), add_lesson_flags),
    "evaluate": _Verb(
        translate("cli", "how well a model reads images or drawings"), add_evaluate_flags
    ),
    "predict": _Verb(translate("cli", "read pictures or drawings"), add_predict_flags),
    "data": _Verb(translate("cli", "what networks learn from"), add_data_flags),
}
"""In the order in which --help tells them."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence; takes no flag shortened."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        told = translate("cli", "{program}: {problem}; see {program} --help.")
        self.exit(BAD_INPUT, sentence(told, {"program": self.prog, "problem": message}) + "\n")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The options; `verb` is one of VERBS. May exit, as argparse does."""
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
    for name, verb in VERBS.items():
        verb.add_flags(verbs.add_parser(name, help=verb.help))
    return parser
