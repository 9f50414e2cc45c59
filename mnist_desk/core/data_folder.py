"""Moving a person's models and digits to another folder, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from .collection import MY_DIGITS
from .corrections import CORRECTIONS
from .errors import InputError
from .label_doubt import LABEL_DOUBTS
from .translate import translate

KEPT = "kept"
"""The folder of the models that were not saved, in that of the data."""

_WHAT = (MY_DIGITS, KEPT, LABEL_DOUBTS, CORRECTIONS)


def move_data(source: Path, target: Path) -> None:
    """Move models and digits; nothing that is in the target already is touched.

    Copied first where it is another disk, and removed from the source when all is there. Raises
    InputError when that is impossible or both folders have some; then all is where it was.
    """
    there = [name for name in _WHAT if (source / name).exists()]
    both = [name for name in there if (target / name).exists()]
    if both:
        raise InputError(
            translate(
                "errors",
                "{target} has {names} of its own, so nothing was moved there; choose an empty "
                "folder.",
            ),
            target=target,
            names=", ".join(both),
        )
    moved: list[str] = []
    try:
        target.mkdir(parents=True, exist_ok=True)
        if not os.access(target, os.W_OK):
            raise PermissionError(0, os.strerror(13))
        for name in there:
            shutil.move(source / name, target / name)
            moved.append(name)
    except OSError as error:
        for name in moved:
            with contextlib.suppress(OSError):
                shutil.move(target / name, source / name)
        raise InputError(
            translate(
                "errors",
                "Your models and digits cannot be moved to {target} ({reason}); they are where "
                "they were.",
            ),
            target=target,
            reason=error.strerror or error,
        ) from error
