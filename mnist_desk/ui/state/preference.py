"""What a preference is, and how its value is read from whatever a file has."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from mnist_desk.core.recipes import RECIPES

T = TypeVar("T")

MOST_RECENT = 8
"""Files that are remembered."""
_LONGEST = 4096
"""Characters of a text: as many as a path can have."""
_LONGEST_EPOCH = 86_400
"""Seconds."""


@dataclass(frozen=True)
class Told:
    """What the dialog says of a preference that people set there; the texts are marked in the
    context "preferences". choices: value -> its title, where there are few; a folder or a yes or no
    has none.
    """

    group: str
    title: str
    help: str
    choices: Mapping[Any, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Preference(Generic[T]):
    """key: in the settings file. read: makes a value of what the file has; it raises ValueError or
    TypeError when that makes no sense, and then the default counts. told: in the dialog, if it is
    there.
    """

    key: str
    default: T
    read: Callable[[Any], T]
    told: Told | None = None


def as_text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    if len(value) > _LONGEST or "\0" in value:
        raise ValueError(value)
    return value


def as_texts(value: Any) -> list[str]:
    """One text is a list of one. Those that make no sense are left out."""
    if not isinstance(value, str | list | tuple):
        raise TypeError(value)
    texts = [value] if isinstance(value, str) else value
    wanted = (text for text in texts if isinstance(text, str) and text)
    return [text for text in wanted if len(text) <= _LONGEST and "\0" not in text][:MOST_RECENT]


def as_yes_or_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    # In the settings of old it is a word.
    return bool(("false", "true").index(value))


def as_whole(low: int, high: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        # In the settings of old numbers are texts.
        if isinstance(value, str) and re.fullmatch("-?[0-9]{1,9}", value):
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            raise TypeError(value)
        if not low <= value <= high:
            raise ValueError(value)
        return value

    return read


def as_wholes(*ranges: tuple[int, int], repeats: bool = False) -> Callable[[Any], tuple[int, ...]]:
    """None, or one in each range; `repeats`: any number up to 8 in the one range."""

    def read(value: Any) -> tuple[int, ...]:
        if not isinstance(value, list | tuple):
            raise TypeError(value)
        wanted = ranges * min(len(value), 8) if repeats else ranges
        if value and len(value) != len(wanted):
            raise ValueError(value)
        return tuple(
            as_whole(*range_)(number) for range_, number in zip(wanted, value, strict=False)
        )

    return read


def as_one_of(*choices: Any) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        return choices[choices.index(value)]

    return read


def as_paces(value: Any) -> dict[str, float]:
    """Of recipes that there are. What makes no sense is left out."""
    if not isinstance(value, dict):
        raise TypeError(value)
    wanted = {name: value[name] for name in RECIPES if name in value}
    return {
        name: float(seconds)
        for name, seconds in wanted.items()
        if type(seconds) in (int, float) and 0 < seconds <= _LONGEST_EPOCH
    }
