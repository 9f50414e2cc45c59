"""File names that are hard to show: a good and a bad file under each, and none."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path

from .case import Case, Format, Kit
from .drawing import drawn, saved
from .ink import good_ink
from .model_parts import good_model
from .npz import good_npz

NAMES: tuple[bytes, ...] = (
    *(
        b"two\nlines",
        b"return\rback",
        b"tab\there",
        b"\x01\x02\x07\x08\x7f",
        b"\xc2\x85\xc2\x9b31m",
    ),
    *(b"\x1b[31mred", b"\x1b[2J\x1b]0;title\x07", b"\x1b]8;;http:a\x1b\\link"),
    *(b"<b>bold<br>", b"<img src='x.png' width=9999>", b"<table><tr><td>", b"&amp;&lt;&", b"a&b"),
    *(b"-dash", b"--help", b"--", b"-", b" ", b"  blanks  ", b"%p%s%n%1", b"{path}{0}{reason!r}"),
    *(b"'single'", b'"double"', b"back\\slash", b"$HOME `id` $(id)", b";|>", b"*?[a]", b"~", b"#"),
    *("\u202egpj.exe".encode(), "\u2066\u2067\u2069\u200f".encode(), "\u2028\u2029".encode()),
    *(b"\xff\xfe\xfa", b"half \xe2\x82", b"\xed\xa0\x80", "e\u0301 combining".encode()),
    *("Z\u0334\u0335\u0336".encode() * 20, "👩‍👩‍👧".encode() * 8, "漢字".encode() * 30),
    *(b"W" * 200, b"word " * 40, b".hidden", b"..", b"...", b"CON", b"http:", b"file:__x"),
)


def cases() -> list[Case]:
    kits = (
        _named("model", ".safetensors", good_model(), b"no model"),
        _named("ink", ".jsonl", good_ink(), b"no ink\n"),
        _named("data", ".npz", good_npz(), b"no data"),
        _named("picture", ".png", saved(drawn(), "PNG"), b"no picture"),
    )
    return [case for kit in kits for case in kit.cases]


def _named(format: Format, ending: str, good: bytes, bad: bytes) -> Kit:
    kit = Kit(format, "")
    longest = b"n" * (255 - len(ending))
    for name in (*NAMES, longest):
        title = ascii(os.fsdecode(name))[:40]
        file = os.fsdecode(name) + ending
        kit.add_made("good under a name", title, _written(file, good), "good")
        kit.add_made("bad under a name", title, _written(file, bad))
        kit.add_made("no file of this name", title, functools.partial(_nothing, file))
    return kit


def _nothing(file: str, folder: Path) -> Path:
    return folder / file


def _written(file: str, content: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / file).write_bytes(content)
        return folder / file

    return make
