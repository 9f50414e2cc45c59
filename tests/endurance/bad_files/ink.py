"""Ink files: JSON Lines, plain and packed."""

from __future__ import annotations

import base64
import functools
import gzip
import json
import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mnist_desk.core.ink_file import read_ink, write_ink
from mnist_desk.core.places import resource

from .bombs import gzip_bomb
from .case import Case, Kit, Verdict
from .damage import add_foreign, add_usual, encoded
from .oddities import HUGE_NUMBER, NASTY, deep, shown
from .specials import add_specials

FILE = "drawings.jsonl"
PACKED = "drawings.jsonl.gz"

POINT = b'{"label":1,"strokes":[[[140,20],[140,260]]]}\n'


def good_ink() -> bytes:
    """Twenty labelled drawings, enough for a lesson."""
    records = read_ink(resource("ink", "samples.jsonl"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, FILE)
        write_ink(path, (records * 20)[:20])
        return path.read_bytes()


def cases(seed: int) -> list[Case]:
    rng = random.Random(f"{seed} ink")
    data = good_ink()
    packed = gzip.compress(data, mtime=0)
    kit = Kit("ink", FILE)
    kit.add("good", "plain", data, "good")
    kit.add("good", "packed", packed, "good", file=PACKED)
    kit.add("swapped endings", "packed, named plain", packed)
    kit.add("swapped endings", "plain, named packed", data, file=PACKED)
    kit.add("swapped endings", "capitals", data, "good", file="DRAWINGS.JSONL")
    add_usual(kit, data, rng, mark="plain ", cut="odd", truncations=30, flips=50)
    add_usual(kit, packed, rng, mark="packed ", file=PACKED, truncations=40, flips=50)
    add_foreign(kit, rng, mark="plain ")
    add_foreign(kit, rng, mark="packed ", file=PACKED)
    for name, content in encoded(data.decode()):
        verdict: Verdict = "odd" if name in ("BOM", "CR", "CRLF", "UTF-7") else "bad"
        kit.add("text encodings", name, content, verdict)
    add_specials(kit, data)
    special = Kit("ink", PACKED)
    add_specials(special, packed, mark="packed ")
    kit.cases += special.cases
    add_lines(kit)
    _add_packed(kit, data)
    add_long(kit)
    _add_bombs(kit)
    return kit.cases


def add_lines(kit: Kit) -> None:
    """Files of one line that is no drawing, or an odd one."""
    for index, text in enumerate(_NO_DRAWINGS):
        kit.add("lines", f"{index} {shown(text)}", text.encode() + b"\n")
    for index, text in enumerate(_ODD_DRAWINGS):
        kit.add("odd lines", f"{index} {shown(text)}", text.encode() + b"\n", "odd")
    for index, text in enumerate(NASTY):
        stroke = [[[140, 20], [140, 260]]]
        for key in ("writer", "note", text):
            line = {"label": 1, "strokes": stroke, key: text}
            kit.add("nasty texts", f"{key[:6]!r} {index}", _line(line), "odd")
        kit.add("nasty texts", f"label {index}", _line({"label": text, "strokes": stroke}))
    huge = {"label": 1, "strokes": [[[140, 20], [140, 260]]], "writer": "Ada " * 250_000}
    kit.add("nasty texts", "writer of 1 MB", _line(huge), "odd")
    for count in (100, 1_000, 100_000, 1_000_000):
        kit.add("deep JSON", f"{count:,} brackets", deep(count) + b"\n")
        nested = b'{"label":1,"strokes":[[[1,2],[3,4]]],"extra":' + deep(count) + b"}\n"
        kit.add("deep JSON", f"unknown key, {count:,} brackets", nested, "odd")
        strokes = b'{"label":1,"strokes":' + deep(count) + b"}\n"
        kit.add("deep JSON", f"strokes, {count:,} brackets", strokes)
    kit.add("deep JSON", "objects", b'{"strokes":' * 100_000 + b"1" + b"}" * 100_000 + b"\n")
    for name, picture in _PICTURES.items():
        verdict: Verdict = "odd" if name in ("of 784 bytes", "with strokes") else "bad"
        line = {"label": 1, "strokes": [[[1, 2]]] if name == "with strokes" else [], **picture}
        kit.add("pictures of ink", name, _line(line), verdict)


def _line(value: Any) -> bytes:
    return json.dumps(value).encode() + b"\n"


_DRAWN = '{"strokes":[[[1,2]]],'

_NO_DRAWINGS = (
    *("{}", "[]", "null", "7", '"text"', "true", "{", "}", "'", "{'strokes': []}", "strokes"),
    '{"strokes":null}',
    '{"strokes":{}}',
    '{"strokes":"abc"}',
    '{"strokes":7}',
    '{"strokes":[7]}',
    '{"strokes":[null]}',
    '{"strokes":["ab"]}',
    '{"strokes":[{}]}',
    '{"strokes":[[]]}',
    '{"strokes":[[[]]]}',
    '{"strokes":[[[1]]]}',
    '{"strokes":[[7]]}',
    '{"strokes":[[null]]}',
    '{"strokes":[["ab"]]}',
    '{"strokes":[[{"x":1,"y":2}]]}',
    '{"strokes":[[["1","2"]]]}',
    '{"strokes":[[[null,null]]]}',
    '{"strokes":[[[true,false]]]}',
    '{"strokes":[[[NaN,1]]]}',
    '{"strokes":[[[Infinity,1]]]}',
    '{"strokes":[[[1,-Infinity]]]}',
    '{"strokes":[[[1e999,1]]]}',
    '{"strokes":[[[1,1' + "0" * 400 + "]]]}",
    '{"strokes":[[[' + HUGE_NUMBER + ",1]]]}",
    '{"strokes":[[[1,2]]],"label":' + HUGE_NUMBER + "}",
    *(_DRAWN + f'"label":{value}}}' for value in ("-1", "10", "1.0", '"1"', "true", "[]", "{}")),
    *(_DRAWN + f'"label":{value}}}' for value in ("NaN", "1e0")),
    *(_DRAWN + f'"label":1,"writer":{value}}}' for value in ("7", "[]", "{}", "true")),
    '{"strokes":[[[1,2]]],"extra":NaN}',
    '{"strokes":[[[1,2]]]} {"strokes":[[[1,2]]]}',
    '{"strokes":[[[1,2]]]},',
    '[{"strokes":[[[1,2]]]}]',
    '{"strokes":[[[1,2]]',
    '{"strokes":[[[1,2],]]}',
    '// comment\n{"strokes":[[[1,2]]]}',
    '{"strokes":[[[0x10,2]]]}',
    '{"strokes":[[[01,2]]]}',
    '{"strokes":[[[+1,2]]]}',
)

_ODD_DRAWINGS = (
    '{"strokes":[],"label":1}',
    '{"strokes":[[[1,2]]],"label":null,"writer":null}',
    '{"strokes":[[[1,2,3,4,5]]],"label":1}',
    '{"strokes":[[[1,2,"x"]]],"label":1}',
    '{"strokes":[[[1,2,-5],[2,3,7]]],"label":1}',
    '{"strokes":[[[1,2,0.5],[2,3]]],"label":1}',
    '{"strokes":[[[1e308,1e308],[-1e308,-1e308]]],"label":1}',
    '{"strokes":[[[1e308,-1e308],[1e308,-1e308]]],"label":1}',
    '{"strokes":[[[1e6,0],[1e6,1]],[[-1e6,0],[0,0]]],"label":1}',
    '{"strokes":[[[5e-324,1e-300],[0,0]]],"label":1}',
    '{"strokes":[[[1e9,1e9]]],"label":1}',
    '{"strokes":[[[1,1],[1.0000000001,1],[1,1.0000000001]]],"label":1}',
    '{"strokes":[[[0,0],[1e-5,0],[1e6,0],[1e6,1e-5]]],"label":1}',
    '{"strokes":[[[-1000,-1000],[-999,-1000]]],"label":1}',
    '{"strokes":[' + ",".join(["[[140,140]]"] * 1000) + '],"label":1}',
    '{"strokes":[[' + ",".join(["[140,140]"] * 10_000) + ']],"label":1}',
    '{"strokes":[[[1,2],[3,4]]],"label":1,"label":2}',
    '{"strokes":[[[1,2],[3,4]]],"label":1,"strokes":[[[5,6],[200,200]]]}',
    '{"strokes":[[[1,2],[30,40]]],"label":1,"":""}',
    '{"strokes":[[[1,2],[30,40]]],"label":1,"time":"never","answer":"none"}',
    '{"strokes":[[[1,2],[30,40]]],"label":1,"answer":99}',
    '{"strokes":[[[' + "1" * 300 + ',2],[3,4]]],"label":1}',
    '{"strokes":[[[0.' + "1" * 100_000 + ',2],[3,4]]],"label":1}',
    '{"strokes":[[[1,2],[30,40]]],"label":1,' + '"a":1,' * 100_000 + '"b":2}',
    '{"strokes":[[[1,2],[30,40]]],"label":1}\n\n\n\n  \n\t\n',
    "\n" * 100_000 + '{"strokes":[[[1,2],[30,40]]],"label":1}',
    " " * 1_000_000 + '{"strokes":[[[1,2],[30,40]]],"label":1}',
)

_PICTURES: dict[str, dict[str, Any]] = {
    "of 784 bytes": {"picture": base64.b64encode(bytes(range(196)) * 4).decode()},
    "with strokes": {"picture": base64.b64encode(bytes(784)).decode()},
    "of 783 bytes": {"picture": base64.b64encode(bytes(783)).decode()},
    "of 1 MB": {"picture": base64.b64encode(bytes(1_000_000)).decode()},
    "empty": {"picture": ""},
    "no Base64": {"picture": "<>!?" * 261},
    "Base64 of URLs": {"picture": base64.urlsafe_b64encode(b"\xfb\xff" * 392).decode()},
    "not padded": {"picture": base64.b64encode(bytes(784)).decode().rstrip("=")},
    "with newlines": {"picture": base64.encodebytes(bytes(784)).decode()},
    "not ASCII": {"picture": "ä" * 1048},
    "a number": {"picture": 784},
    "a list": {"picture": [0] * 784},
    "true": {"picture": True},
}


def _add_packed(kit: Kit, data: bytes) -> None:
    """What is wrong with the packing itself."""

    def add(name: str, content: bytes, verdict: Verdict = "bad") -> None:
        kit.add("packing", name, content, verdict, file=PACKED)

    packed = gzip.compress(data, mtime=0)
    add("two members", packed + packed, "odd")
    add("10,000 empty members", gzip.compress(b"", mtime=0) * 10_000 + packed, "odd")
    add("zeros after", packed + bytes(1000), "odd")
    add("only empty members", gzip.compress(b"", mtime=0) * 1000)
    add("packed twice", gzip.compress(packed, mtime=0))
    add("wrong checksum", packed[:-8] + b"\x00\x00\x00\x00" + packed[-4:])
    add("wrong length", packed[:-4] + b"\xff\xff\xff\x7f")
    add("unknown method", packed[:2] + b"\x07" + packed[3:])
    add("all flags", packed[:3] + b"\xff" + packed[4:])
    name = b"name\x1b[31m" * 100_000 + b"\x00"
    add("long name within", packed[:3] + b"\x08" + packed[4:10] + name + packed[10:], "odd")
    add("name without end", packed[:3] + b"\x08" + packed[4:10] + b"n" * 100_000)
    add("extra field", packed[:3] + b"\x04" + packed[4:10] + b"\xff\xff" + packed[10:])


def zigzag(points: int) -> bytes:
    """One stroke, up and down."""
    middle = b",".join(b"[%d,%d]" % (n % 280, 20 + 240 * (n % 2)) for n in range(points))
    return b'{"label":1,"strokes":[[' + middle + b"]]}\n"


def _strokes(number: int, points: int) -> bytes:
    stroke = b"[" + b",".join(b"[%d,%d]" % (n % 281, n * 7 % 281) for n in range(points)) + b"]"
    return b'{"label":1,"strokes":[' + b",".join([stroke] * number) + b"]}\n"


def add_long(kit: Kit) -> None:
    """Much that is right in itself."""
    made: dict[str, tuple[Callable[[], bytes], bool]] = {
        "10,000 zigzags": (lambda: zigzag(10_000), False),
        "300,000 zigzags": (lambda: zigzag(300_000), True),
        "256 strokes of 500 points": (lambda: _strokes(256, 500), False),
        "256 strokes of 5,000 points": (lambda: _strokes(256, 5_000), True),
        "2,000 drawings": (lambda: POINT * 2_000, False),
        "20,000 drawings": (lambda: POINT * 20_000, True),
        "5,000 strokes": (lambda: _strokes(5_000, 2), False),
        "100,000 strokes": (lambda: _strokes(100_000, 2), True),
        "100,000 dots": (lambda: _strokes(100_000, 1), True),
        "1 million points": (lambda: _strokes(1, 1_000_000), True),
        "100,000 points, one place": (lambda: _strokes(1, 2).replace(b"[1,7]", _same()), False),
        "1,000 keys of 1,000 bytes": (_many_keys, False),
    }
    for name, (content, heavy) in made.items():
        kit.add("long ink", name, content, "odd", heavy=heavy)
    line = b'{"label":1,"strokes":[[[1,2],[9,9]]],"note":"'
    for megabytes, heavy in ((5, False), (200, True)):
        kit.add(
            "long ink",
            f"one line of {megabytes} MB",
            functools.partial(_padded, line, megabytes, b'"}\n'),
            "odd",
            heavy=heavy,
        )
    endless = functools.partial(_padded, b"", 200, b"")
    kit.add("long ink", "200 MB without a line", endless, heavy=True)


def _padded(before: bytes, megabytes: int, after: bytes) -> bytes:
    return before + b"x" * megabytes * 10**6 + after


def _same() -> bytes:
    return b",".join([b"[1,7]"] * 100_000)


def _many_keys() -> bytes:
    line = {"label": 1, "strokes": [[[1, 2], [9, 9]]]}
    return _line({**line, **{f"key {n}": "x" * 1000 for n in range(1000)}})


def _add_bombs(kit: Kit) -> None:
    """Packed ink of 1 to 6 GB."""
    giga = 2**30
    begin, end = b'{"label":1,"strokes":[[', b"[1,1]]]}\n"
    for name, pattern, before, after, sizes in (
        ("a line", b"x", b"", b"", (1, 4)),
        ("blanks", b" ", b"", POINT, (1, 6)),
        ("newlines", b"\n", POINT, b"", (1, 2)),
        ("blank lines", b" " * 1023 + b"\n", POINT, POINT, (1,)),
        ("drawings", POINT, b"", b"", (1,)),
        ("wrong drawings", b"{}\n", POINT, b"", (1,)),
        ("points", b"[1,1],[200,200],", begin, end, (1,)),
        ("strokes", b"[[1,1],[9,9]],", b'{"label":1,"strokes":[', b"[[1,1]]]}\n", (1,)),
        ("brackets", b"[", b"", b"", (1,)),
        ("digits", b"9", b'{"label":1,"strokes":[[[', b",1]]]}\n", (1,)),
        ("text", b"x", b'{"label":1,"strokes":[[[1,1]]],"note":"', b'"}\n', (1, 4)),
        ("zeros", b"\x00", b"", b"", (5,)),
    ):
        for size in sizes:
            kit.add(
                "ink bombs",
                f"{size} GB of {name}",
                functools.partial(gzip_bomb, pattern, size * giga, before, after),
                file=PACKED,
            )
