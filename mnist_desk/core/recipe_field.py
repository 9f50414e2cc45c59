"""A field of a recipe: what a person is told of it, and which values and texts it takes."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .errors import InputError, TellingError
from .translate import Phrase, translate

Value = bool | int | float | str | tuple[int, ...]


@dataclass(frozen=True)
class Spec:
    """What a person is told of a field, and which values it takes.

    group: the heading it stands under. minimum and maximum are inclusive. choices: value -> what
    it is called. longest: how many numbers a tuple has at most. Titles, headings, helps and what
    choices are called are texts marked in the context "recipe".
    """

    group: str
    title: str
    help: str
    minimum: float | None = None
    maximum: float | None = None
    choices: Mapping[str, str] | None = None
    longest: int | None = None
    unit: str = ""
    first: bool = False
    slides: bool = False


def parse(spec: Spec, kind: type, text: str) -> Value:
    """The value that a person means by a text, of a type of `Value`; its range is not looked at.

    Raises InputError when there is none.
    """
    text = text.strip()
    try:
        if kind is tuple:
            return _widths(text)
        if kind is bool:
            return {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}[
                text.lower()
            ]
        value: Value = kind(_with_point(text) if kind is float else text)
        return value
    except (ValueError, KeyError):
        raise InputError(_WANTED[kind], title=_title(spec), text=text) from None


_WANTED: dict[type, str] = {
    tuple: translate(
        "errors", '{title} must be widths such as "256,128", or "none", not "{text}".'
    ),
    bool: translate("errors", '{title} must be yes or no, not "{text}".'),
    int: translate("errors", '{title} must be a whole number, not "{text}".'),
    float: translate("errors", '{title} must be a number, not "{text}".'),
}
"""Type of a field -> what is said of a text that is no such value."""


_DECIMAL_COMMA = re.compile(r"[-+]?[0-9]*,[0-9]+(e[-+]?[0-9]+)?", re.IGNORECASE)
_THOUSANDS = re.compile(r"[-+]?[1-9][0-9]{0,2},[0-9]{3}")


def _with_point(text: str) -> str:
    """0,001 is 0.001 for half the world; 1,000 is a thousand for the other half, and stays."""
    if _DECIMAL_COMMA.fullmatch(text) and not _THOUSANDS.fullmatch(text):
        return text.replace(",", ".")
    return text


def _title(spec: Spec) -> Phrase:
    return Phrase("recipe", spec.title)


def _widths(text: str) -> tuple[int, ...]:
    if text.lower() in ("", "none"):
        return ()
    return tuple(int(width) for width in re.split(r"\s*,\s*|\s+", text))


def check(spec: Spec, kind: type, value: Any) -> None:
    """Raise InputError when a field cannot have this value."""
    allowed = (int, float) if kind is float else (kind,)
    if type(value) not in allowed:
        raise InputError(
            translate("errors", "{title} must be of type {type}, not {value!r}."),
            title=_title(spec),
            type=kind.__name__,
            value=value,
        )
    if spec.choices is not None and value not in spec.choices:
        raise InputError(
            translate("errors", '{title} must be {choices}, not "{value}".'),
            title=_title(spec),
            choices=_any_of(spec.choices),
            value=value,
        )
    if spec.longest is not None and len(value) > spec.longest:
        raise InputError(
            translate("errors", "{title}: there can be {most} at most, not {count}."),
            title=_title(spec),
            most=spec.longest,
            count=len(value),
        )
    if spec.minimum is not None and spec.maximum is not None:
        for number in value if kind is tuple else (value,):
            _check_range(spec, number, whole=kind is not float)


def _any_of(names: Iterable[object]) -> object:
    """Names -> "first or second or third", to stand in a sentence."""

    def either(one: object, other: object) -> TellingError:
        return TellingError(translate("errors", "{one} or {other}"), one=one, other=other)

    return functools.reduce(either, names)


def _check_range(spec: Spec, number: Any, whole: bool) -> None:
    assert spec.minimum is not None
    assert spec.maximum is not None
    if type(number) is not int and (whole or not isinstance(number, float)):
        raise InputError(
            translate("errors", "{title} must be a whole number, not {number!r}."),
            title=_title(spec),
            number=number,
        )
    if not spec.minimum <= number <= spec.maximum:
        raise InputError(
            translate("errors", "{title} must be from {least:,g} to {most:,g}, not {number}."),
            title=_title(spec),
            least=spec.minimum,
            most=spec.maximum,
            number=f"{number:g}" if isinstance(number, float) else number,
        )
