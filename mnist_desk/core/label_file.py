"""Files about the labels of a data set, as JSON: what kind they are of, and of which data."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from .errors import InputError
from .intake import DOUBTS, opened, parsed
from .places import replacing
from .translate import translate

_FORMAT = 1
_MOST_VALUES = 2_000_000

T = TypeVar("T")


class LabelFile(NamedTuple):
    """kind: what stands in the file. unreadable, unwritable: templates of sentences that say so,
    with {path} and {reason}.
    """

    kind: str
    unreadable: str
    unwritable: str

    def read(self, path: Path, value_of: Callable[[Mapping[str, Any]], T]) -> T:
        """What a file tells. value_of: may raise InputError, with a part of a sentence, and
        ValueError, TypeError, KeyError or OverflowError when it is told something else than it
        knows.

        Raises InputError when it is damaged or another file, FileNotFoundError when there is none.
        """
        try:
            with opened(path, DOUBTS) as file:
                told = parsed(file.read(DOUBTS.most), _MOST_VALUES)
            if told["kind"] != self.kind or told["format"] != _FORMAT:
                raise ValueError("another kind of file")
            return value_of(told)
        except FileNotFoundError:
            raise
        except InputError as error:
            raise InputError(self.unreadable, path=path, reason=error) from None
        except (OSError, ValueError, TypeError, KeyError, OverflowError) as error:
            reason = InputError(translate("errors", "it is damaged, or another file"))
            raise InputError(self.unreadable, path=path, reason=reason) from error

    def write(self, path: Path, told: Mapping[str, Any], *, indent: int | None = None) -> None:
        """Write the file whole or not at all. Raises InputError when that is impossible."""
        text = json.dumps({"kind": self.kind, "format": _FORMAT, **told}, indent=indent)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(path) as temporary:
                temporary.write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            reason = error.strerror or error
            raise InputError(self.unwritable, path=path, reason=reason) from error
