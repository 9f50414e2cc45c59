"""What PNG files may hold."""

from __future__ import annotations

import functools
import operator
import struct
import zlib
from collections.abc import Callable

from .bombs import zlib_bomb
from .case import Kit, Verdict
from .drawing import drawn, saved
from .oddities import NASTY
from .png import SIGNATURE, assembled, chunk, chunks_of, with_chunks


def add_pngs(kit: Kit) -> None:
    _add_headers(kit)
    _add_data(kit)
    _add_texts(kit)


def _add_headers(kit: Kit) -> None:
    row = bytes([0]) + bytes([255] * 30 + [0] * 4 + [255] * 30)
    body = zlib.compress(row * 64)
    for width, height in ((0, 64), (64, 0), (0, 0), (2**31 - 1, 1), (2**31, 1), (2**32 - 1,) * 2):
        kit.add("PNG headers", f"{width} by {height}", assembled(width, height, body))
    for depth in (0, 3, 5, 7, 32, 255):
        kit.add("PNG headers", f"depth {depth}", assembled(64, 64, body, depth=depth))
    for colour in (1, 5, 7, 255):
        kit.add("PNG headers", f"colour type {colour}", assembled(64, 64, body, colour=colour))
    for place, name in ((10, "compression"), (11, "filter"), (12, "interlace")):
        header = bytearray(struct.pack(">IIBBBBB", 64, 64, 8, 0, 0, 0, 0))
        header[place] = 9
        data = (
            SIGNATURE + chunk(b"IHDR", bytes(header)) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
        )
        kit.add("PNG headers", f"unknown {name}", data, "odd")
    head = struct.pack(">IIBBBBB", 64, 64, 8, 0, 0, 0, 0)
    for length in (0, 1, 12, 14, 1000):
        data = SIGNATURE + chunk(b"IHDR", head[:length].ljust(length, b"\x00"))
        data += chunk(b"IDAT", body) + chunk(b"IEND", b"")
        kit.add("PNG headers", f"header of {length}", data, "odd")
    kit.add("PNG headers", "no header", SIGNATURE + chunk(b"IDAT", body) + chunk(b"IEND", b""))
    palette = assembled(64, 64, body, colour=3)
    kit.add("PNG headers", "palette without one", palette, "odd")
    short = with_chunks(palette, chunk(b"PLTE", b"\xff\xff\xff"), before=b"IDAT")
    kit.add("PNG headers", "palette too short", short, "odd")
    huge = struct.pack(">I", 2**31 - 1) + b"tEXt" + b"x" * 100
    kit.add("PNG headers", "chunk of 2 GB", SIGNATURE + chunk(b"IHDR", head) + huge)
    kit.add("PNG headers", "signature alone", SIGNATURE)
    kit.add("PNG headers", "MNG", b"\x8aMNG\r\n\x1a\n" + bytes(100))
    flagged = assembled(64, 64, body, interlace=1)
    kit.add("PNG headers", "interlaced, too short", flagged, "odd")
    kit.add("PNG headers", "interlaced", _interlaced(), "odd")


def _interlaced() -> bytes:
    """Adam7, hand made: each pass of a white picture with a black one in the middle."""
    side, data = 64, b""
    for x0, y0, dx, dy in (
        *((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4)),
        *((0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)),
    ):
        for _ in range(y0, side, dy):
            row = bytes(0 if 28 < x < 36 else 255 for x in range(x0, side, dx))
            data += b"\x00" + row
    return assembled(side, side, zlib.compress(data), interlace=1)


def _add_data(kit: Kit) -> None:
    good = saved(drawn(), "PNG")
    kinds = chunks_of(good)
    packed = next(data for kind, data in kinds if kind == b"IDAT")
    head = next(data for kind, data in kinds if kind == b"IHDR")

    def add(name: str, data: bytes, verdict: Verdict = "odd") -> None:
        whole = SIGNATURE + chunk(b"IHDR", head) + data + chunk(b"IEND", b"")
        kit.add("PNG data", name, whole, verdict)

    add("none", b"", "bad")
    add("empty", chunk(b"IDAT", b""), "bad")
    add("a byte a chunk", b"".join(chunk(b"IDAT", packed[n : n + 1]) for n in range(len(packed))))
    for part in (4, 2, 1):
        add(f"cut by 1/{part}", chunk(b"IDAT", packed[: len(packed) - len(packed) // part]))
    add("100,000 empty chunks", chunk(b"IDAT", b"") * 100_000 + chunk(b"IDAT", packed))
    add("twice", chunk(b"IDAT", packed) * 2)
    add("no zlib", chunk(b"IDAT", b"no zlib stream" * 10), "bad")
    rows = zlib.decompress(packed)
    add("wrong filter", chunk(b"IDAT", zlib.compress(b"\x09" + rows[1:])))
    add("wrong sum", chunk(b"IDAT", packed[:-4] + b"\x00\x00\x00\x01"))
    kit.add(
        *("PNG data", "1 GB too long"),
        lambda: assembled(64, 64, zlib_bomb(2**30, rows)),
        "odd",
    )
    wrong_crc = struct.pack(">I", len(packed)) + b"IDAT" + packed + b"\x00\x00\x00\x00"
    add("wrong CRC", wrong_crc)
    add("IEND before", chunk(b"IEND", b"") + chunk(b"IDAT", packed), "bad")
    add("unknown critical chunk", chunk(b"ABCD", b"x") + chunk(b"IDAT", packed))
    add("chunk of no name", chunk(b"\x00\x00\x00\x00", b"x") + chunk(b"IDAT", packed))
    for name, control in (
        ("short acTL", chunk(b"acTL", b"\x00")),
        ("acTL of no frames", chunk(b"acTL", bytes(8))),
        ("acTL of 2^32 frames", chunk(b"acTL", b"\xff" * 8)),
        ("short fcTL", chunk(b"acTL", b"\x00\x00\x00\x02" * 2) + chunk(b"fcTL", b"\x00")),
        ("fcTL outside", chunk(b"acTL", bytes(7) + b"\x02") + chunk(b"fcTL", b"\xff" * 26)),
        ("fdAT too soon", chunk(b"fdAT", bytes(20))),
    ):
        add(f"APNG, {name}", control + chunk(b"IDAT", packed))
    late = chunk(b"acTL", bytes(3) + b"\x02" + bytes(4)) + chunk(b"IDAT", packed)
    add("APNG, fdAT odd", late + chunk(b"fcTL", bytes(26)) + chunk(b"fdAT", b"\x00"))
    frames = [drawn(), drawn().rotate(90), drawn().rotate(180)]
    animated = saved(frames[0], "PNG", save_all=True, append_images=frames[1:])
    kit.add("PNG data", "APNG", animated, "good")


def _add_texts(kit: Kit) -> None:
    good = saved(drawn(), "PNG")

    def add(name: str, make: Callable[[], bytes], *, heavy: bool = False) -> None:
        def content() -> bytes:
            return with_chunks(good, make(), before=b"IDAT")

        kit.add("PNG texts", name, content, "odd", heavy=heavy)

    for kind in (b"tEXt", b"zTXt", b"iTXt"):
        title = kind.decode()
        text = {b"tEXt": b"k\x00v", b"zTXt": b"k\x00\x00" + zlib.compress(b"v")}
        text[b"iTXt"] = b"k\x00\x00\x00\x00\x00v"
        for count, heavy in ((10_000, False), (1_000_000, True)):
            data = chunk(kind, text[kind])
            add(f"{count:,} {title}", functools.partial(operator.mul, data, count), heavy=heavy)
        for end in range(4):
            add(f"{title} of {end}", functools.partial(chunk, kind, text[kind][:end]))
        for index, nasty in enumerate(NASTY):
            raw = nasty.encode("utf-8", "surrogatepass")
            add(f"{title}, nasty text {index}", functools.partial(chunk, kind, b"k\x00\x00" + raw))
    add("zTXt bomb", lambda: chunk(b"zTXt", b"k\x00\x00" + zlib_bomb(2**28)))
    add("iTXt bomb", lambda: chunk(b"iTXt", b"k\x00\x01\x00\x00\x00" + zlib_bomb(2**28)))
    small = zlib.compress(bytes(2**20), 9)
    add("2,000 zTXt of 1 MB", lambda: chunk(b"zTXt", b"k\x00\x00" + small) * 2000)
    add("zTXt of no zlib", lambda: chunk(b"zTXt", b"k\x00\x00nothing"))
    add("zTXt of another method", lambda: chunk(b"zTXt", b"k\x00\x07" + zlib.compress(b"v")))
    add("tEXt of 50 MB", lambda: chunk(b"tEXt", b"k\x00" + b"x" * 50_000_000), heavy=True)
