"""The file of settings: plain values by their names, in JSON. Reading it executes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .errors import InputError
from .intake import SETTINGS, opened, parsed
from .places import put_beside, replacing
from .translate import translate

_MOST_VALUES = 10_000


class SettingsFile:
    """values: what the file has, unknown names too. trouble: why they could not be read; then
    there are none, and the file is put beside before another one is written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.values: dict[str, Any] = {}
        self.trouble: InputError | None = None
        try:
            self.values = _read(path)
        except (FileNotFoundError, NotADirectoryError):
            pass
        except InputError as error:
            self.trouble = _told(path, error)
        except OSError as error:
            self.trouble = _told(path, error.strerror or error)

    def write(self) -> None:
        """Write all values, the file whole or not at all.

        What is no regular file stays as it is, and nothing is written. Raises OSError,
        and ValueError when there is too much of it.
        """
        if self.path.exists() and not self.path.is_file():
            return
        text = json.dumps(self.values, indent=1, allow_nan=False).encode()
        if len(text) > SETTINGS.most:
            raise ValueError("more than a file of settings can have")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self.trouble is not None:
            put_beside(self.path)
        with replacing(self.path) as temporary:
            temporary.write_bytes(text)
        self.trouble = None


def _read(path: Path) -> dict[str, Any]:
    with opened(path, SETTINGS) as file:
        text = file.read(SETTINGS.most)
    try:
        values = parsed(text, _MOST_VALUES)
    except UnicodeDecodeError:
        raise InputError(translate("errors", "it is not JSON")) from None
    if not isinstance(values, dict):
        raise InputError(translate("errors", "it is not a JSON object"))
    return values


def _told(path: Path, reason: object) -> InputError:
    return InputError(
        translate(
            "errors",
            "The settings in {path} cannot be used ({reason}); the program has its usual ones.",
        ),
        path=path,
        reason=reason,
    )
