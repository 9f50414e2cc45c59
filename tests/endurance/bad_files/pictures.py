"""Pictures: PNG, JPEG, BMP and WebP."""

from __future__ import annotations

import functools
import random
import struct
import zlib
from collections.abc import Callable

from PIL import Image

from .case import Case, Kit, Verdict
from .damage import add_foreign, add_usual, truncated
from .drawing import FILE, NAMES, drawn, saved
from .other_pictures import add_jpegs_and_others
from .png import assembled, chunk, png, with_chunks
from .png_pictures import add_pngs
from .profiles import add_profiles
from .specials import add_specials


def cases(seed: int) -> list[Case]:
    rng = random.Random(f"{seed} pictures")
    kit = Kit("picture", FILE)
    goods = {kind: saved(drawn("RGB"), kind) for kind in NAMES}
    for kind, data in goods.items():
        kit.add("good", kind, data, "good", file=NAMES[kind])
        usual = {"mark": f"{kind} ", "file": NAMES[kind], "truncations": 25, "flips": 35}
        # Of a picture that ends early the part before may be shown.
        add_usual(kit, data, rng, cut="odd", **usual)  # type: ignore[arg-type]
        for other, name in NAMES.items():
            if other != kind:
                kit.add("swapped endings", f"{kind} named {name}", data, "odd", file=name)
        add_foreign(kit, rng, mark=f"{kind} ", file=NAMES[kind])
        for end, content in truncated(data, rng, 4):
            if end < 12:
                kit.add("truncated early", f"{kind} {end}", content, file=NAMES[kind])
    add_specials(kit, goods["PNG"], padded="odd")
    _add_modes(kit)
    _add_sizes(kit)
    add_pngs(kit)
    add_profiles(kit)
    add_jpegs_and_others(kit)
    return kit.cases


def _add_modes(kit: Kit) -> None:
    for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"):
        image = drawn("I").convert("I;16") if mode == "I;16" else drawn(mode)
        verdict: Verdict = "odd" if mode == "I;16" else "good"
        kit.add("modes", f"PNG {mode}", saved(image, "PNG"), verdict)
    kit.add("modes", "PNG, 16 bit, all shades", _sixteen_bits(), "good")
    kit.add("modes", "PNG L, transparent paper", saved(drawn(), "PNG", transparency=255), "odd")
    clear = Image.new("RGBA", (32, 32), (0, 0, 0, 0))
    kit.add("modes", "PNG, nothing to see", saved(clear, "PNG"), "odd")
    palette = drawn("P")
    kit.add("modes", "PNG P, transparent", saved(palette, "PNG", transparency=0), "odd")
    kit.add("modes", "PNG P, tRNS too long", _with_trns(bytes(range(256)) * 4), "odd")
    kit.add("modes", "PNG L, tRNS for RGB", _with_trns(bytes(6), "L"), "odd")
    for mode in ("L", "CMYK", "RGB"):
        kit.add("modes", f"JPEG {mode}", saved(drawn(mode), "JPEG"), "good", file="digit.jpg")
    for mode in ("1", "L", "P", "RGB", "RGBA"):
        kit.add("modes", f"BMP {mode}", saved(drawn(mode), "BMP"), "good", file="digit.bmp")
    for options in ({"lossless": True}, {"quality": 1}, {"method": 6}):
        data = saved(drawn("RGBA"), "WEBP", **options)
        kit.add("modes", f"WebP {options}", data, "good", file="digit.webp")


def _sixteen_bits() -> bytes:
    rows = b"".join(
        b"\x00" + b"".join(struct.pack(">H", 65535 if 10 < x < 20 else x) for x in range(64))
        for _ in range(64)
    )
    return png(64, 64, rows, depth=16)


def _with_trns(values: bytes, mode: str = "P") -> bytes:
    return with_chunks(saved(drawn(mode), "PNG"), chunk(b"tRNS", values), before=b"IDAT")


def _add_sizes(kit: Kit) -> None:
    """Large, thin and empty pictures."""

    def add(
        name: str,
        make: Callable[[], bytes],
        verdict: Verdict,
        file: str = FILE,
        heavy: bool = False,
    ) -> None:
        kit.add("sizes", name, make, verdict, file=file, heavy=heavy)

    fifty, sixty = (10_000, 5_000), (10_000, 6_000)
    fast = {"compress_level": 1}
    add("PNG, 50 MP", lambda: saved(drawn("L", fifty), "PNG", **fast), "good", heavy=True)
    add("PNG, 50 MP, RGBA", lambda: saved(drawn("RGBA", fifty), "PNG", **fast), "good", heavy=True)
    add("PNG, 50 MP, 16 bit", lambda: _wide_depth(fifty), "odd", heavy=True)
    add("PNG, 50 MP, 1 bit", lambda: saved(drawn("1", fifty), "PNG", **fast), "good", heavy=True)
    add("PNG, 60 MP", lambda: saved(drawn("1", sixty), "PNG", **fast), "bad")
    jpeg, webp = "digit.jpg", "digit.webp"
    add("JPEG, 50 MP", lambda: saved(drawn("L", fifty), "JPEG"), "good", jpeg, heavy=True)
    progressive = {"progressive": True}
    add(
        "JPEG, 50 MP, progressive",
        lambda: saved(drawn("RGB", fifty), "JPEG", **progressive),
        "good",
        jpeg,
        heavy=True,
    )
    add(
        "JPEG, 60 MP", lambda: saved(drawn("L", sixty), "JPEG", quality=10), "bad", jpeg, heavy=True
    )
    add(
        "WebP, 16,383 by 3,000",
        lambda: saved(drawn("RGB", (16_383, 3_000)), "WEBP", quality=1, method=0),
        "odd",
        webp,
        heavy=True,
    )
    add("BMP, 50 MP", lambda: saved(drawn("1", fifty), "BMP"), "good", "digit.bmp", heavy=True)
    for width, height in ((1, 50_000_000), (50_000_000, 1), (1, 60_000_000), (7_000, 7_000)):
        verdict: Verdict = "bad"
        add(f"PNG, {width} by {height}, one shade", _plain(width, height), verdict)
    for width, height in ((1, 1), (1, 2), (2, 1), (1, 30_000), (30_000, 1), (1024, 1), (3, 3)):
        add(f"PNG, {width} by {height}", functools.partial(_dots, (width, height)), "odd")
        bmp = functools.partial(_dots, (width, height), "BMP")
        add(f"BMP, {width} by {height}", bmp, "odd", "digit.bmp")
    add("PNG, two dots far apart", lambda: _dots((5_000, 5_000)), "odd")
    add("PNG, checkerboard", lambda: saved(_checkers(3_000), "PNG", **fast), "odd", heavy=True)
    add("PNG, noise", lambda: saved(_noise(1_500), "PNG", **fast), "odd")
    add("JPEG, noise", lambda: saved(_noise(3_000), "JPEG"), "odd", jpeg, heavy=True)


def _wide_depth(size: tuple[int, int]) -> bytes:
    width, height = size
    row = b"\x00" + b"\xff\xff" * (width // 2) + b"\x00\x00" * (width - width // 2)
    return png(width, height, row * height, depth=16)


def _plain(width: int, height: int) -> Callable[[], bytes]:
    """Grey, 1 bit a pixel."""

    def make() -> bytes:
        row = b"\x00" + b"\xff" * ((width + 7) // 8)
        packer = zlib.compressobj(1)
        many = max(1, 2**20 // len(row))
        data = b"".join(packer.compress(row * many) for _ in range(height // many))
        data += packer.compress(row * (height % many)) + packer.flush()
        return assembled(width, height, data, depth=1)

    return make


def _dots(size: tuple[int, int], kind: str = "PNG") -> bytes:
    image = Image.new("L", size, 255)
    image.putpixel((0, 0), 0)
    image.putpixel((size[0] - 1, size[1] - 1), 0)
    return saved(image, kind)


def _checkers(side: int) -> Image.Image:
    rows = bytes([0xAA]) * (side // 8 + 1), bytes([0x55]) * (side // 8 + 1)
    data = b"".join(rows[y % 2][: (side + 7) // 8] for y in range(side))
    return Image.frombytes("1", (side, side), data)


def _noise(side: int) -> Image.Image:
    return Image.frombytes("L", (side, side), random.Random(1).randbytes(side * side))
