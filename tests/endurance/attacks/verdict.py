"""What is expected of the program, whichever way a file comes in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

SECONDS = 10.0
"""Within this much something must have answered."""
MEMORY = 2 * 2**30
"""Bytes, beyond what imports take, and the window that is open."""
FREEZE = 0.5
"""Seconds that the window may not answer."""
LONGEST = 300
"""Characters of a sentence."""

_RAW = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


@dataclass(frozen=True)
class Outcome:
    """One case by one way. faults: what was not as it must be; none when it stood."""

    title: str
    way: str
    faults: tuple[str, ...]
    seconds: float = 0.0


def raw_characters(text: str, where: str, *, tabs: bool = True) -> Iterable[str]:
    """Complains of what a terminal or a widget would obey instead of showing it.

    Line feeds are looked at elsewhere; tabs stand in tables.
    """
    found = sorted(set(_RAW.findall(text)) | set(() if tabs else re.findall("\t", text)))
    if found:
        yield f"raw {', '.join(ascii(mark) for mark in found[:5])} in {where}"


def sentence(text: str, where: str, prefix: int = 0) -> Iterable[str]:
    """Complains of what is no single sentence of a sensible length."""
    yield from raw_characters(text, where, tabs=False)
    if len(text) > LONGEST + prefix:
        yield f"{where} of {len(text):,} characters"
    if "\n" in text:
        yield f"{where} of {text.count(chr(10)) + 1} lines"


def shortened(text: str, most: int = 300) -> str:
    """For the report: on one line, its end where it is long."""
    plain = ascii(text)[1:-1]
    return plain if len(plain) <= most else f"… {plain[-most:]}"
