"""Bad and odd files of every format that the program reads, the same for the same seed."""

from __future__ import annotations

import random
from collections import defaultdict

from . import data, ink, messages, models, names, pictures, window_folder
from .case import Case, Format, Verdict

__all__ = ["Case", "Format", "Verdict", "all_cases", "short_form"]


def all_cases(seed: int) -> list[Case]:
    return [
        *models.cases(seed),
        *ink.cases(seed),
        *data.cases(seed),
        *pictures.cases(seed),
        *names.cases(),
        *window_folder.cases(seed),
        *messages.cases(seed),
    ]


def short_form(cases: list[Case], seed: int) -> list[Case]:
    """A light case of each kind of each format, about 130.

    What stands in the window's folder has kinds that models and ink have, too; of those there are
    a few.
    """
    rng = random.Random(f"{seed} short")
    kinds: dict[tuple[Format, str], list[Case]] = defaultdict(list)
    for case in cases:
        if not case.heavy:
            kinds[case.format, case.kind].append(case)
    chosen = []
    for wanted, most in _KINDS.items():
        of_format = [of_kind for (of, _), of_kind in kinds.items() if of == wanted]
        for of_kind in rng.sample(of_format, min(most, len(of_format))):
            chosen.append(rng.choice(of_kind))
    return chosen


_KINDS: dict[Format, int] = {
    **{"model": 99, "ink": 99, "data": 99, "picture": 99},
    **{"settings": 99, "digits": 6, "kept": 6, "socket": 99},
}
"""How many kinds of each format the short form has."""
