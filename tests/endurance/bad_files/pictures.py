"""Pictures: PNG, JPEG, BMP and WebP."""

from __future__ import annotations

import functools
import io
import operator
import random
import struct
import zlib
from collections.abc import Callable
from typing import Any

from PIL import Image, ImageDraw

from .bombs import zlib_bomb
from .case import Case, Kit, Verdict
from .damage import add_foreign, add_usual, truncated
from .oddities import NASTY
from .png import SIGNATURE, assembled, chunk, chunks_of, png, with_chunks
from .specials import add_specials

FILE = "digit.png"
NAMES = {"PNG": FILE, "JPEG": "digit.jpg", "BMP": "digit.bmp", "WEBP": "digit.webp"}


def drawn(mode: str = "L", size: tuple[int, int] = (64, 64)) -> Image.Image:
    """A 7 in black on white."""
    image = Image.new("L", size, 255)
    width, height = size
    line = [(width * 0.25, height * 0.2), (width * 0.75, height * 0.2), (width * 0.4, height * 0.8)]
    ImageDraw.Draw(image).line(line, fill=0, width=max(1, min(size) // 10))
    return image if mode == "L" else image.convert(mode)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


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
    add_specials(kit, goods["PNG"])
    _add_modes(kit)
    _add_sizes(kit)
    _add_png_headers(kit)
    _add_png_data(kit)
    _add_texts(kit)
    _add_profiles(kit)
    _add_jpeg(kit)
    _add_bmp(kit)
    _add_webp(kit)
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


def _add_png_headers(kit: Kit) -> None:
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


def _add_png_data(kit: Kit) -> None:
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


def _add_profiles(kit: Kit) -> None:
    """EXIF, ICC and other chunks beside the picture; it can be shown without them."""
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
