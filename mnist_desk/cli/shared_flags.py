"""Flags that several verbs have, each worded once."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from mnist_desk.core.translate import translate

DATA = "mnist|FILE|FOLDER"
"""How an argument that names data is shown."""


def add_model(parser: argparse.ArgumentParser, flag: str, **settings: Any) -> None:
    parser.add_argument(
        flag, type=Path, metavar="MODEL", help=translate("cli", "default: shipped"), **settings
    )


def add_out(parser: argparse.ArgumentParser, *, required: bool = False) -> None:
    parser.add_argument(
        "--out",
        type=Path,
        required=required,
        metavar="FILE.safetensors",
        help=translate("cli", "save the model here"),
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--json",
        metavar="FILE",
        help=translate("cli", "write the result as JSON; - for standard output"),
    )
