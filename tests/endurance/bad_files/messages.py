"""What may come by the socket on which a second start hands over a file."""

from __future__ import annotations

import json
import random
from dataclasses import replace

from .case import Case, Kit
from .damage import add_foreign, add_usual, encoded
from .oddities import HUGE_NUMBER, NASTY, deep, shown


def cases(seed: int) -> list[Case]:
    rng = random.Random(f"{seed} messages")
    kit = Kit("socket", "message")
    data = b'{"open": ""}\n'
    kit.add("good", "no file", data, "odd")
    add_usual(kit, data, rng, truncations=8, flips=15, cut="odd")
    add_foreign(kit, rng)
    for name, content in encoded(data.decode()):
        kit.add("text encodings", name, content, "odd")
    for value in (
        "null",
        "7",
        "[]",
        "{}",
        "true",
        "1e999",
        "NaN",
        HUGE_NUMBER,
        '"' + "x" * 10**6 + '"',
    ):
        kit.add("values", f"open {shown(value)}", f'{{"open": {value}}}\n'.encode(), "odd")
    for text in ("[]", "null", "7", '"open"', "{}", '{"close": ""}', '{"open": "", "open": ""}'):
        kit.add("values", text, text.encode() + b"\n", "odd")
    for brackets in (1_000, 100_000, 5_000_000):
        kit.add("deep JSON", f"{brackets:,}", deep(brackets) + b"\n")
    for path in ("/dev/zero", "/", "", ".", "nowhere", "a\x00b", "\ud800", "/dev/zero.safetensors"):
        kit.add("paths", ascii(path), json.dumps({"open": path}).encode() + b"\n", "odd")
    for index, text in enumerate(NASTY):
        for ending in ("", ".safetensors", ".jsonl"):
            line = json.dumps({"open": f"/tmp/{text}{ending}"}).encode() + b"\n"
            kit.add("paths", f"nasty {index} {ending}", line, "odd")
    kit.add("long", "200 MB without an end", lambda: b"x" * 200_000_000, heavy=True)
    kit.add("long", "20 MB without an end", lambda: b"x" * 20_000_000)
    kit.add("long", "20 MB of lines", lambda: b"\n" * 20_000_000)
    kit.add("long", "10,000 messages", data * 10_000)
    kit.add("long", "half", data[:6])
    # None is an input to be refused with a sentence; the window must live on.
    return [replace(case, verdict="odd") for case in kit.cases]
