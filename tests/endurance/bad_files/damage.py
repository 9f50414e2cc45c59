"""What can befall the bytes of any file."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Iterator

from PIL import Image

from .case import Kit, Verdict


def truncated(data: bytes, rng: random.Random, number: int) -> Iterator[tuple[int, bytes]]:
    """(bytes left, the data cut there): near both ends, at the middle and at random."""
    ends = {1, 2, 4, 8, 9, len(data) // 2, len(data) - 1, len(data) - 2}
    most = min(number, len(data) - 1)
    while len(ends) < most:
        ends.add(rng.randrange(1, len(data)))
    for end in sorted(end for end in ends if 0 < end < len(data)):
        yield end, data[:end]


def flipped(data: bytes, rng: random.Random, number: int) -> Iterator[tuple[str, bytes]]:
    """Up to eight bits turned over, half of the times near the beginning, where headers are."""
    for turn in range(number):
        flips = rng.choice((1, 1, 2, 8))
        reach = min(len(data), 400) if turn % 2 else len(data)
        places = [rng.randrange(reach) for _ in range(flips)]
        changed = bytearray(data)
        for place in places:
            changed[place] ^= 1 << rng.randrange(8)
        yield f"{turn:03} at {','.join(map(str, places))}", bytes(changed)


def mangled(data: bytes, rng: random.Random) -> Iterator[tuple[str, bytes]]:
    """Blocks zeroed, filled, repeated, taken out, exchanged; something before and after."""
    length = max(1, len(data) // 8)
    for turn in range(3):
        at = rng.randrange(max(1, len(data) - length))
        block, before, after = data[at : at + length], data[:at], data[at + length :]
        yield f"zeroed {turn}", before + bytes(length) + after
        yield f"filled {turn}", before + b"\xff" * length + after
        yield f"repeated {turn}", before + block + block + after
        yield f"taken out {turn}", before + after
        yield f"exchanged {turn}", after + block + before
    yield "backwards", data[::-1]
    yield "garbage before", rng.randbytes(16) + data
    yield "garbage after", data + rng.randbytes(16)
    yield "twice", data + data
    yield "as text on Windows", data.replace(b"\n", b"\r\n") + b"\r\n"
    yield "as UTF-8 of Latin-1", data.decode("latin-1").encode()


def others() -> Iterator[tuple[str, bytes]]:
    """Files of other formats."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "text")
    yield "zip", packed.getvalue()
    yield "gzip", gzip.compress(b"text", mtime=0)
    yield "pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"
    yield "elf", b"\x7fELF\x02\x01\x01" + bytes(57)
    yield "html", b"<!DOCTYPE html><html><body><img src=x></body></html>\n"
    yield "svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>\n'
    yield "ps", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n"
    yield "pickle", b"\x80\x04\x95\x0b\x00\x00\x00\x00\x00\x00\x00\x8c\x07builtin\x94."
    yield "hdf5", b"\x89HDF\r\n\x1a\n" + bytes(100)
    yield "xz", b"\xfd7zXZ\x00" + bytes(40)
    yield "script", b"#!/bin/sh\nexit 0\n"
    for name in ("GIF", "TIFF", "ICO", "PPM", "TGA"):
        file = io.BytesIO()
        Image.new("L", (16, 16), 255).convert("RGB").save(file, name)
        yield name.lower(), file.getvalue()


def encoded(text: str) -> Iterator[tuple[str, bytes]]:
    """A text in encodings that are not UTF-8, and with bytes that are none."""
    yield "UTF-16", text.encode("utf-16")
    yield "UTF-16 big endian", text.encode("utf-16-be")
    yield "UTF-32", text.encode("utf-32")
    yield "UTF-7", text.encode("utf-7")
    yield "EBCDIC", text.encode("cp037", errors="replace")
    yield "BOM", text.encode("utf-8-sig")
    yield "NUL before", b"\x00" + text.encode()
    yield "NUL within", text.encode()[:9] + b"\x00" + text.encode()[9:]
    yield "lone surrogate", text.encode() + b"\xed\xa0\x80\n"
    yield "overlong", b"\xc0\xae" + text.encode()
    yield "Latin-1", b"\xe4\xf6\xfc" + text.encode()
    yield "CR", text.replace("\n", "\r").encode()
    yield "CRLF", text.replace("\n", "\r\n").encode()
    yield "blanks", b" \t\r\n" * 1000
    yield "line separators", "\u2028\u2029\x85\x0b\x0c".encode() * 100


def add_usual(
    kit: Kit,
    data: bytes,
    rng: random.Random,
    *,
    mark: str = "",
    file: str | None = None,
    truncations: int = 30,
    flips: int = 40,
    cut: Verdict = "bad",
) -> None:
    """What befalls every format. cut: the verdict of truncated files; their last 16 bytes may be
    dispensable, so that a file without some of them is odd at most.
    """
    for end, content in truncated(data, rng, truncations):
        verdict: Verdict = cut if end < len(data) - 16 else "odd"
        kit.add("truncated", f"{mark}{end} of {len(data)}", content, verdict, file=file)
    for name, content in flipped(data, rng, flips):
        kit.add("bit flips", mark + name, content, "odd", file=file)
    for name, content in mangled(data, rng):
        kit.add("mangled", mark + name, content, "odd", file=file)


def add_foreign(kit: Kit, rng: random.Random, *, mark: str = "", file: str | None = None) -> None:
    """Nothing, noise, and files of other formats under this name."""
    kit.add("empty", f"{mark}0 bytes", b"", file=file)
    for size in (1, 8, 9, 100, 1000, 5000, 100_000):
        kit.add("random bytes", f"{mark}{size}", rng.randbytes(size), file=file)
    for fill in (b"\x00", b"\xff", b"{", b"[", b"\n", b"9"):
        kit.add("random bytes", f"{mark}4096 times {fill!r}", fill * 4096, file=file)
    for name, content in others():
        kit.add("another format", mark + name, content, file=file)
