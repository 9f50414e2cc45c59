"""Marks the texts that a person reads, wherever they are born, so that they can be translated.

Nothing is translated here: the core knows no languages. Qt's lupdate collects each call with two
literal strings, and the window looks the texts up with QCoreApplication.translate, which takes the
same two; the command line prints them as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from .shown import sentence

Translate = Callable[[str, str], str]
"""Context and English text -> the text in the person's language."""


def translate(context: str, text: str) -> str:  # noqa: ARG001 (lupdate reads the context)
    """The text itself. Call it with literals alone: lupdate reads the source."""
    return text


class Phrase(NamedTuple):
    """A text that stands inside another, marked where it was born."""

    context: str
    text: str

    def __str__(self) -> str:
        return self.text


def filled(
    template: Phrase, values: Mapping[str, object], translator: Translate = translate
) -> str:
    """The template in the translator's language, with its values; values that are texts of ours
    themselves are translated too, others are shown as text from outside, in one line. It has 300
    characters at most: the longest values are elided until it has.
    """
    told = {name: _told(value, translator) for name, value in values.items()}
    text = translator(*template)
    return sentence(text, told) if told else text


def _told(value: object, translator: Translate) -> object:
    if isinstance(value, Phrase):
        return translator(*value)
    tell = getattr(value, "tell", None)
    return value if tell is None else tell(translator)
