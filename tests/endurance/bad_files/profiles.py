"""EXIF, ICC and other blocks beside a picture; it can be shown without them."""

from __future__ import annotations

import random
import struct
import zlib

from PIL import Image

from .bombs import zlib_bomb
from .case import Kit
from .drawing import NAMES, drawn, saved
from .png import chunk, with_chunks


def add_profiles(kit: Kit) -> None:
    good, jpeg = saved(drawn(), "PNG"), saved(drawn(), "JPEG")
    for name, exif in _EXIF.items():
        data = with_chunks(good, chunk(b"eXIf", exif), before=b"IDAT")
        kit.add("EXIF", f"PNG {name}", data, "good")
        segment = b"\xff\xe1" + struct.pack(">H", len(exif) + 8) + b"Exif\x00\x00" + exif
        kit.add("EXIF", f"JPEG {name}", jpeg[:2] + segment + jpeg[2:], "odd", file="digit.jpg")
    for orientation in (0, 1, 3, 6, 8, 9, 65535):
        turned = Image.Exif()
        turned[0x0112] = orientation
        for kind in ("PNG", "JPEG", "WEBP"):
            data = saved(drawn("RGB"), kind, exif=turned.tobytes())
            kit.add("EXIF", f"{kind}, orientation {orientation}", data, "good", file=NAMES[kind])
    broken = {
        "no zlib": b"p\x00\x00nothing",
        "short": b"p",
        "empty": b"",
        "no profile": b"p\x00\x00" + zlib.compress(b"no profile"),
        "method": b"p\x00\x09" + zlib.compress(b"x"),
    }
    for name, profile in broken.items():
        data = with_chunks(good, chunk(b"iCCP", profile), before=b"IDAT")
        kit.add("ICC", f"PNG {name}", data, "odd")
    kit.add(
        *("ICC", "PNG bomb"),
        lambda: with_chunks(good, chunk(b"iCCP", b"p\x00\x00" + zlib_bomb(2**28)), before=b"IDAT"),
        "odd",
    )
    for kind in ("JPEG", "WEBP"):
        data = saved(drawn("RGB"), kind, icc_profile=b"no profile at all" * 100)
        kit.add("ICC", kind, data, "good", file=NAMES[kind])
    for side in (b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"bKGD", b"tIME", b"sBIT", b"hIST", b"sPLT"):
        for values in (b"", b"\xff", b"\xff" * 8, bytes(32)):
            data = with_chunks(good, chunk(side, values), before=b"IDAT")
            kit.add("PNG side chunks", f"{side.decode()} of {len(values)}", data, "odd")


_ORIENTATION = b"II*\x00\x08\x00\x00\x00\x01\x00\x12\x01"
"""A block of one entry, whose type, number and value follow."""

_EXIF = {
    "empty": b"",
    "a byte": b"I",
    "short": b"II*\x00",
    "offset beyond": b"II*\x00\xff\xff\xff\x7f",
    "no TIFF": b"nothing like TIFF",
    "with Exif before": b"Exif\x00\x00II*\x00",
    "65,535 entries": b"II*\x00\x08\x00\x00\x00\xff\xff",
    "offset to itself": b"II*\x00\x08\x00\x00\x00\x00\x00\x08\x00\x00\x00",
    "orientation as text": _ORIENTATION + b"\x02\x00\x02\x00\x00\x00x\x00\x00\x00" + bytes(4),
    "orientation of no values": _ORIENTATION + b"\x03\x00" + bytes(12),
    "orientation, a fraction by 0": _ORIENTATION + b"\x05\x00\x01\x00\x00\x00\x1a" + bytes(15),
    "unknown type": _ORIENTATION + b"\x63\x00\x01\x00\x00\x00\x06" + bytes(7),
    "4 billion values": _ORIENTATION + b"\x03\x00\xff\xff\xff\xff" + bytes(8),
    "noise": random.Random(3).randbytes(200),
}
