"""The flags of the verbs that open a window: open, demo and self-test."""

from __future__ import annotations

import argparse
from pathlib import Path

from mnist_desk.core.translate import translate


def add_open_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "model", nargs="?", metavar="MODEL", help=translate("cli", "a model file to begin with")
    )


def add_demo_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--screenshot",
        type=Path,
        metavar="FILE",
        help=translate("cli", "write a PNG of the window at the end and close it"),
    )


def add_self_test_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="FOLDER",
        help=translate("cli", "leave the report and the trained model here"),
    )
