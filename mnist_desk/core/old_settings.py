"""The settings of earlier versions: an INI file of Qt, of which plain text alone is read.

Qt writes other values than text, numbers, yes or no and lists of these in a form of its own that
begins with "@", and PySide unpickles those, which can execute anything. They are left out here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from .intake import SETTINGS, opened

Value = str | list[str]

_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_SPACE = " \t"
_PART = re.compile(
    r"""\\x(?P<hex>[0-9a-fA-F]{1,8})
    |\\(?P<octal>[0-7]{1,11})
    |\\(?P<escape>.)
    |(?P<quote>")
    |(?P<comma>,)
    |(?P<plain>[^\\",]+)""",
    re.VERBOSE | re.DOTALL,
)
_PERCENT = re.compile("%(?:U([0-9a-fA-F]{4})|([0-9a-fA-F]{2}))")


def read_old_settings(path: Path) -> dict[str, Value]:
    """Key -> text or texts, as they stand there. Raises InputError and OSError as `opened` does."""
    with opened(path, SETTINGS) as file:
        text = file.read(SETTINGS.most).decode("utf-8-sig", errors="replace")
    values: dict[str, Value] = {}
    section = ""
    for line in (line.strip(_SPACE) for line in re.split("[\r\n]+", text)):
        name, equals, value = line.partition("=")
        if line.startswith(";"):
            continue
        if line.startswith("["):
            section = _section(line.removeprefix("[").partition("]")[0].strip(_SPACE))
        elif equals and (read := _value(value)) is not None:
            values[section + _key(name.strip(_SPACE))] = read
    return values


def _section(name: str) -> str:
    if name.lower() == "general":
        return ""
    return "General/" if name.lower() == "%general" else f"{_key(name)}/"


def _key(name: str) -> str:
    """Letters that a key cannot have stand there as %20 or %U4E2D; a backslash parts it."""
    plain = _PERCENT.sub(lambda found: chr(int(found[1] or found[2], 16)), name)
    return plain.replace("\\", "/")


def _value(text: str) -> Value | None:
    """None for what is no plain value."""
    items = list(_items(text))
    if any(item.startswith("@") and not item.startswith("@@") for item in items):
        return None
    # Qt doubles the "@" that a text begins with.
    items = [item[1:] if item.startswith("@@") else item for item in items]
    return items[0] if len(items) == 1 else items


def _items(text: str) -> Iterator[str]:
    """The texts between commas. Outside of quotes space at either end does not count."""
    item, firm, quoted = "", 0, False
    for part in _PART.finditer(text):
        kind = part.lastgroup or ""
        if kind == "quote":
            quoted = not quoted
        elif kind == "comma" and not quoted:
            yield item[:firm] + item[firm:].rstrip(_SPACE)
            item, firm = "", 0
            continue
        elif kind == "plain" and not (quoted or item):
            item = part[kind].lstrip(_SPACE)
        else:
            item += _letters(kind, part[kind])
        if kind != "plain" or quoted:
            firm = len(item)
    yield item[:firm] + item[firm:].rstrip(_SPACE)


def _letters(kind: str, found: str) -> str:
    if kind in ("hex", "octal"):
        # As Qt does, which has letters of 16 bits.
        return chr(int(found, 16 if kind == "hex" else 8) & 0xFFFF)
    if kind == "escape":
        return _ESCAPES.get(found, found if found in "\"'?\\;," else "")
    return found
