"""Text from outside as a person may see it: file names, writers, titles, values of fields."""

from __future__ import annotations

import reprlib
import string
import unicodedata
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

ELLIPSIS = "…"

LONGEST = 300
"""Characters that a sentence has at most."""

_SHORTER = (LONGEST, 120, 80, 50, 30)
"""Characters that a value has at most: the first of these with which the sentence is short
enough."""

_LINE_ENDS = "\u2028\u2029"

_JOINERS = "\u200c\u200d"
"""Persian words and joined emoji are written with these."""


def shown(text: str) -> str:
    """The text in one line. What cannot be seen is written as Python writes it, \\x1b for one: it
    could break the line, move the cursor of a terminal or turn the direction of what follows.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        character if _is_seen(character) else character.encode("unicode_escape").decode()
        for character in text
    )


def _is_seen(character: str) -> bool:
    if character in _JOINERS:
        return True
    # The categories of Unicode that begin with C: controls, formats, surrogates, unassigned.
    return unicodedata.category(character)[0] != "C" and character not in _LINE_ENDS


def elided(text: str, most: int, *, middle: bool = False) -> str:
    """At most so many characters of a text: its beginning, or both its ends as of a path."""
    if len(text) <= most:
        return text
    if not middle:
        return text[: most - 1] + ELLIPSIS
    end = most // 2
    return text[: most - 1 - end] + ELLIPSIS + text[-end:]


def sentence(template: str, values: Mapping[str, object]) -> str:
    """A template with its values, shown, in 300 characters at most."""
    for most in _SHORTER:
        text = _Formatter(most).vformat(template, (), values)
        if len(text) <= LONGEST:
            return text
    return elided(text, LONGEST)


class _Formatter(string.Formatter):
    """Shows each value, elided where it is longer than `most` characters."""

    def __init__(self, most: int) -> None:
        self._most = most

    def convert_field(self, value: Any, conversion: Any) -> Any:
        return _REPR.repr(value) if conversion == "r" else super().convert_field(value, conversion)

    def format_field(self, value: Any, format_spec: str) -> str:
        text = str(super().format_field(value, format_spec))
        # More than is seen need not be looked at.
        middle = isinstance(value, PurePath)
        return elided(shown(elided(text, LONGEST, middle=middle)), self._most, middle=middle)


_REPR = reprlib.Repr()
_REPR.maxstring = _REPR.maxother = LONGEST
