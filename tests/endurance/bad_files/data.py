"""Data sets: .npz files and folders of IDX files."""

from __future__ import annotations

import random

from .case import Case, Kit
from .damage import add_foreign, add_usual
from .idx import add_idx
from .npz import add_npz, good_npz
from .specials import add_specials

FILE = "data.npz"


def cases(seed: int) -> list[Case]:
    rng = random.Random(f"{seed} data")
    data = good_npz()
    kit = Kit("data", FILE)
    kit.add("good", "npz", data, "good")
    add_usual(kit, data, rng, mark="npz ", truncations=40, flips=60)
    add_foreign(kit, rng, mark="npz ")
    add_specials(kit, data)
    add_npz(kit)
    add_idx(kit, rng)
    return kit.cases
