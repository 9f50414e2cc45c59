"""What JPEG, BMP and WebP files may hold."""

from __future__ import annotations

import struct
from collections.abc import Callable

from PIL import Image

from .case import Kit, Verdict
from .drawing import drawn, saved


def add_jpegs_and_others(kit: Kit) -> None:
    _add_jpeg(kit)
    _add_bmp(kit)
    _add_webp(kit)


def _add_jpeg(kit: Kit) -> None:
    good = saved(drawn("RGB"), "JPEG")

    def add(name: str, data: bytes, verdict: Verdict = "odd") -> None:
        kit.add("JPEG", name, data, verdict, file="digit.jpg")

    for marker, name in ((0xDB, "quantisation"), (0xC4, "Huffman")):
        add(f"no {name} tables", _without(good, marker))
    add("no frame", _without(good, 0xC0), "bad")
    add("no scan", good[: good.index(b"\xff\xda")], "bad")
    frame = good.index(b"\xff\xc0")
    for height, width in ((0, 64), (64, 0), (65535, 65535), (1, 1), (65500, 700), (7000, 7000)):
        sized = good[: frame + 5] + struct.pack(">HH", height, width) + good[frame + 9 :]
        add(f"{width} by {height} told", sized)
    for precision in (0, 12, 16, 255):
        add(f"precision {precision}", good[: frame + 4] + bytes([precision]) + good[frame + 5 :])
    for components in (0, 2, 4, 255):
        add(
            f"{components} components", good[: frame + 9] + bytes([components]) + good[frame + 10 :]
        )
    for kind in (0xC2, 0xC3, 0xC9, 0xCB):
        add(f"frame {kind:x}", good[: frame + 1] + bytes([kind]) + good[frame + 2 :])
    add("many comments", good[:2] + b"\xff\xfe\x00\x03x" * 100_000 + good[2:])
    add("comment of escapes", good[:2] + b"\xff\xfe\x00\x0c\x1b[31mred\x00\x07" + good[2:])
    add("segment of length 0", good[:2] + b"\xff\xfe\x00\x00" + good[2:])
    add("MPO of many frames", good * 3)
    add("fill bytes", good[:2] + b"\xff" * 1_000_000 + good[2:])
    add("progressive", saved(drawn("RGB"), "JPEG", progressive=True), "good")
    kit.add("JPEG", "500 scans", _many_scans, "odd", file="digit.jpg")
    add("two bytes", b"\xff\xd8", "bad")
    for length in (1, 5, 14):
        adobe = (
            b"\xff\xee" + struct.pack(">H", length + 2) + b"Adobe".ljust(length, b"\xff")[:length]
        )
        add(f"Adobe mark of {length}", good[:2] + adobe + good[2:])
    jfif = b"\xff\xed" + struct.pack(">H", 30) + b"Photoshop 3.0\x00" + b"8BIM" + b"\xff" * 10
    add("Photoshop block", good[:2] + jfif + good[2:])


def _many_scans() -> bytes:
    """One scan of a large progressive picture, again and again."""
    data = saved(drawn("L", (2_000, 2_000)), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:-2] + data[last:-2] * 500 + data[-2:]


def _without(jpeg: bytes, marker: int) -> bytes:
    """All segments of one kind taken out."""
    kept, at = jpeg[:2], 2
    while jpeg[at + 1] != 0xDA:
        (length,) = struct.unpack_from(">H", jpeg, at + 2)
        if jpeg[at + 1] != marker:
            kept += jpeg[at : at + 2 + length]
        at += 2 + length
    return kept + jpeg[at:]


def _add_bmp(kit: Kit) -> None:
    good = saved(drawn("RGB"), "BMP")
    fields = {"size": 2, "offset": 10, "header": 14, "width": 18, "height": 22, "colours": 46}
    for name, place in fields.items():
        for value in (0, 1, -1, -64, 2**31 - 1, -(2**31), 7_000, 100_000):
            data = good[:place] + struct.pack("<i", value) + good[place + 4 :]
            kit.add("BMP", f"{name} {value}", data, "odd", file="digit.bmp")
    for bits in (0, 1, 2, 3, 4, 8, 16, 32, 64, 65535):
        data = good[:28] + struct.pack("<H", bits) + good[30:]
        kit.add("BMP", f"{bits} bits", data, "odd", file="digit.bmp")
    for method in (1, 2, 3, 4, 5, 6, 99):
        data = good[:30] + struct.pack("<I", method) + good[34:]
        kit.add("BMP", f"method {method}", data, "odd", file="digit.bmp")
        grey = saved(drawn(), "BMP")
        data = grey[:30] + struct.pack("<I", method) + grey[34:]
        kit.add("BMP", f"method {method}, grey", data, "odd", file="digit.bmp")


def _add_webp(kit: Kit) -> None:
    def add(name: str, data: bytes | Callable[[], bytes], verdict: Verdict = "odd") -> None:
        kit.add("WebP", name, data, verdict, file="digit.webp")

    frames = [drawn("RGB").rotate(turn) for turn in range(0, 360, 30)]
    animated = saved(frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=50)
    add("animated", animated, "good")
    add("animated, cut", animated[: len(animated) // 2])
    add("animated, 1,000 frames", lambda: _many_frames(frames), "good")
    good = saved(drawn("RGB"), "WEBP")
    for value in (0, 1, 2**31, 2**32 - 1):
        add(f"RIFF of {value}", good[:4] + struct.pack("<I", value) + good[8:])
        add(f"chunk of {value}", good[:16] + struct.pack("<I", value) + good[20:])
    for kind in (b"VP8X", b"VP8L", b"ANIM", b"ALPH", b"XXXX"):
        add(f"chunk {kind.decode()}", good[:12] + kind + good[16:])
    add("wave sound", b"RIFF" + good[4:8] + b"WAVE" + good[12:], "bad")
    add("header alone", good[:12], "bad")


def _many_frames(frames: list[Image.Image]) -> bytes:
    more = [frame.resize((16, 16)) for frame in frames] * 84
    return saved(more[0], "WEBP", save_all=True, append_images=more[1:], duration=1, method=0)
