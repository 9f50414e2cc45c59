"""What may stand in the window's own folder: settings, my digits, models that were not saved."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from . import ink, models
from .case import Case, Kit
from .damage import add_foreign, add_usual, encoded
from .model_parts import good_model
from .oddities import HUGE_NUMBER, NASTY, deep
from .pickled import MARKER, settings_with_pickle
from .specials import add_specials

GOOD_SETTINGS = (
    "[General]\nappearance=dark\nfolder=/tmp\npen=18\nrecent=/tmp/a.png, /tmp/b.jsonl\n"
    "reduceMotion=true\nwriter=Ada\n\n[recipe]\nname=accurate\n"
)


def cases(seed: int) -> list[Case]:
    rng = random.Random(f"{seed} folder")
    return [*_settings(rng), *_digits(rng), *_kept(seed, rng), *_folders()]


def _odd(*kits: Kit) -> list[Case]:
    """The window starts, whatever lies in its folder."""
    return [replace(case, verdict="odd") for kit in kits for case in kit.cases]


def _settings(rng: random.Random) -> list[Case]:
    kit = Kit("settings", "settings.ini")
    data = GOOD_SETTINGS.encode()
    kit.add("good", "ini", data)
    add_usual(kit, data, rng, mark="ini ", truncations=12, flips=25)
    add_foreign(kit, rng, mark="ini ")
    for name, content in encoded(GOOD_SETTINGS):
        kit.add("text encodings", f"ini {name}", content)
    add_specials(kit, data)
    for key in ("appearance", "folder", "pen", "recent", "reduceMotion", "writer", "geometry"):
        for value in _VALUES:
            text = f"[General]\n{key}={value}\n[recipe]\nname={value}\n"
            kit.add("values", f"{key} {value[:30]!r}", text.encode("utf-8", "surrogatepass"))
    kit.add("long", "100,000 keys", b"".join(b"key%d=%d\n" % (n, n) for n in range(100_000)))
    kit.add("long", "a value of 5 MB", b"[General]\nwriter=" + b"x" * 5_000_000 + b"\n")
    kit.add("long", "10,000 recent files", b"[General]\nrecent=" + b"/tmp/a.png, " * 10_000 + b"\n")
    kit.add_made("pickles", MARKER, settings_with_pickle)
    _add_json_settings(kit, rng)
    return _odd(kit)


_VALUES = (
    *("", "-1", "0", "1e99", HUGE_NUMBER, "NaN", "true", "@Invalid()", "@ByteArray(\\0\\xff\\xff)"),
    *("@Size(-1 -1)", "@Rect(0 0 99999 99999)", "@Point(9 9)", "@Variant(\\0\\0\\0\\x7f)", "@"),
    *("@Variant(\\0\\0\\0\\x9\\xff\\xff\\xff\\xff)", "@Variant(garbage)", "@String(x)", "a, b, c"),
    *("@ByteArray(" + "x" * 100_000 + ")", "W" * 10_000, '"unclosed', "\\x", "\\xd800", "%00"),
    *("<b>bold</b>", "\\x1b[31m", "\\n\\n\\n", "../../../../etc/passwd", "/dev/zero", "\u202e"),
)


def _add_json_settings(kit: Kit, rng: random.Random) -> None:
    """The same in JSON, whether or not this version reads it."""
    file = "settings.json"
    values = {"appearance": "dark", "pen": 18, "recent": ["/tmp/a.png"], "writer": "Ada"}
    data = json.dumps(values).encode()
    add_usual(kit, data, rng, mark="json ", file=file, truncations=8, flips=15)
    add_foreign(kit, rng, mark="json ", file=file)
    for name, content in encoded(data.decode()):
        kit.add("text encodings", f"json {name}", content, file=file)
    for brackets in (1_000, 100_000):
        kit.add("deep JSON", f"{brackets:,}", deep(brackets), file=file)
    for key in ("appearance", "folder", "pen", "recent", "reduceMotion", "writer", "geometry"):
        for value in _JSON_VALUES:
            text = json.dumps({key: value})
            kit.add("values", f"json {text[:40]}", text.encode(), file=file)
    for text in (
        '{"pen": NaN}',
        f'{{"pen": {HUGE_NUMBER}}}',
        "[]",
        "null",
        "7",
        '{"pen": 1, "pen": 2}',
    ):
        kit.add("values", f"json {text[:40]}", text.encode(), file=file)
    for index, nasty in enumerate(NASTY):
        text = json.dumps({"writer": nasty, "recent": [nasty], nasty: nasty})
        kit.add("nasty texts", f"json {index}", text.encode(), file=file)


_JSON_VALUES: tuple[Any, ...] = (
    *(None, [], {}, -1, 1e308, True, "x" * 10_000, [[1]], [None], 10**400),
)


def _digits(rng: random.Random) -> list[Case]:
    kit = Kit("digits", "my-digits.jsonl")
    data = ink.good_ink()
    kit.add("good", "digits", data)
    add_usual(kit, data, rng, truncations=15, flips=25)
    add_foreign(kit, rng)
    for name, content in encoded(data.decode()):
        kit.add("text encodings", name, content)
    add_specials(kit, data)
    ink.add_lines(kit)
    ink.add_long(kit)
    kit.add("long ink", "50,000 lines that are none", data + b"{}\n" * 50_000)
    return _odd(kit)


def _kept(seed: int, rng: random.Random) -> list[Case]:
    """Every third of the bad models; all of those that are odd in themselves."""
    kit = Kit("kept", "kept/20260101-120000-1.safetensors")
    nothing = Kit("kept", "")
    nothing.add_made("good", "none", lambda folder: folder)
    for number, case in enumerate(models.cases(seed)):
        is_odd = case.verdict == "odd" and case.kind not in ("bit flips", "mangled")
        if (is_odd or number % 3 == 0) and "path of" not in case.name:
            kit.add_made(case.kind, case.name, _among_kept(case, kit.file), heavy=case.heavy)
    good = good_model()
    for name in (
        "not a date",
        "99999999-999999-1",
        "\x1b[31m",
        "<b>",
        "two\nlines",
        "\udcff",
        "n" * 200,
    ):
        kit.add("names", ascii(name)[:30], good, file=f"kept/{name}.safetensors")
    kit.add_made("many", "200 models", lambda folder: _many(folder, good))
    return _odd(kit, nothing)


def _among_kept(case: Case, name: str) -> Callable[[Path], Path]:
    """What a case makes, moved to where unsaved models are kept."""

    def make(folder: Path) -> Path:
        workshop = folder / "workshop"
        workshop.mkdir()
        made, path = case.make(workshop), folder / name
        path.parent.mkdir()
        if made.is_relative_to(workshop) and os.path.lexists(made):
            made.rename(path)
        else:
            path.symlink_to(made)
        return path

    return make


def _many(folder: Path, good: bytes) -> Path:
    (folder / "kept").mkdir()
    for number in range(200):
        (folder / "kept" / f"20260101-1200{number:02}-1.safetensors").write_bytes(good)
    return folder


def _folders() -> list[Case]:
    """Something else where a folder is expected, and the other way round."""
    kit = Kit("kept", "kept")
    kit.add("special", "a file for the folder", b"no folder")
    kit.add_made("special", "a pipe for the folder", lambda folder: _pipe(folder / "kept"))
    kit.add_made("special", "a link to itself", lambda folder: _to_itself(folder / "kept"))
    kit.add_made("special", "a link to /dev", lambda folder: _to(folder / "kept", "/dev"))
    return _odd(kit)


def _pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


def _to_itself(path: Path) -> Path:
    path.symlink_to(path)
    return path


def _to(path: Path, target: str) -> Path:
    path.symlink_to(target)
    return path
