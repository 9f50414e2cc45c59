from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageDraw

from mnist_desk.core import picture_file
from mnist_desk.core.errors import InputError
from mnist_desk.core.grey import Grey
from mnist_desk.core.picture import normalise
from mnist_desk.core.picture_file import MAX_PIXELS, clean_picture, read_picture

SEVEN = ((0.3, 0.25), (0.7, 0.3), (0.4, 0.8))
"""A shape that looks different from each side, in parts of the picture's side."""

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""EXIF orientation -> how an upright picture must be turned to be stored with it."""


def seven(side: int = 280, ink: Any = 0, paper: Any = 255, mode: str = "L") -> Image.Image:
    """A picture of a 7, ink and paper as colours of the mode."""
    image = Image.new(mode, (side, side), paper)
    line = [(x * side, y * side) for x, y in SEVEN]
    ImageDraw.Draw(image).line(line, fill=ink, width=side // 14, joint="curve")
    return image


def saved(image: Image.Image, path: Path, **options: Any) -> Path:
    image.save(path, **options)
    return path


def normalised(path: Path) -> Grey:
    return normalise(read_picture(path))


def difference(one: Grey, other: Grey) -> float:
    """The mean over all 784 pixels of how far apart two pictures are."""
    return float(np.abs(one - other).mean())


def png_header(width: int, height: int) -> bytes:
    """A PNG file that promises a picture of this size and holds none."""
    chunks = {
        b"IHDR": struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0),
        b"IDAT": zlib.compress(bytes(100)),
        b"IEND": b"",
    }
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks.items()
    )


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Grey:
    """The normalised 7: black on white, 280 pixels, PNG."""
    return normalised(saved(seven(), tmp_path_factory.mktemp("reference") / "7.png"))


def test_the_reference_is_a_seven(reference: Grey) -> None:
    # Bar above, stem below; the bar goes further to both sides.
    rows = reference > 0.5
    assert reference.shape == (28, 28)
    assert reference.dtype == np.float32
    assert rows[6:10].any(axis=0).sum() > 2 * rows[18:22].any(axis=0).sum() > 0


@pytest.mark.parametrize(("ink", "paper"), [(0, 255), (255, 0), (90, 200), (160, 30)])
def test_dark_on_light_and_light_on_dark_are_the_same(
    ink: int, paper: int, reference: Grey, tmp_path: Path
) -> None:
    path = saved(seven(ink=ink, paper=paper), tmp_path / "7.png")
    assert np.abs(normalised(path) - reference).max() < 1e-5


@pytest.mark.parametrize("side", [50, 60, 75, 100, 150, 280, 500, 1100, 2500])
def test_size_does_not_matter(side: int, reference: Grey, tmp_path: Path) -> None:
    image = seven(1120).resize((side, side), Image.Resampling.BOX)
    # Where a small picture's edges are between its pixels, the ink is up to a pixel larger.
    tolerance = 0.015 if side >= 280 else 0.03
    assert difference(normalised(saved(image, tmp_path / "7.png")), reference) < tolerance


@pytest.mark.parametrize(("width", "height"), [(280, 1000), (1000, 280), (3000, 300)])
def test_paper_around_does_not_matter(
    width: int, height: int, reference: Grey, tmp_path: Path
) -> None:
    image = Image.new("L", (width, height), 255)
    image.paste(seven(), (width - 280, height - 280))
    assert difference(normalised(saved(image, tmp_path / "7.png")), reference) < 0.01


@pytest.mark.parametrize("ending", ["png", "jpg", "jpeg", "bmp", "webp"])
@pytest.mark.parametrize("side", [280, 1500])
def test_formats_that_are_read(ending: str, side: int, reference: Grey, tmp_path: Path) -> None:
    path = saved(seven(side), tmp_path / f"7.{ending}")
    assert difference(normalised(path), reference) < 0.01


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA"])
def test_kinds_of_png_that_are_read(mode: str, reference: Grey, tmp_path: Path) -> None:
    path = saved(seven().convert(mode), tmp_path / "7.png")
    assert np.abs(normalised(path) - reference).max() < 1e-5


def test_a_large_picture_with_a_palette_is_made_smaller_as_one_without(tmp_path: Path) -> None:
    large = seven(2500)
    plain, palette = (clean_picture(image, "it") for image in (large, large.convert("P")))
    assert plain.shape == (1024, 1024)
    assert np.abs(plain - palette).max() < 0.01


@pytest.mark.parametrize("edge", [np.s_[0], np.s_[-1], np.s_[:, 0], np.s_[:, -1]])
@pytest.mark.parametrize("paper", [0, 255])
def test_a_line_along_one_edge_is_ink(edge: Any, paper: int) -> None:
    pixels = np.full((40, 40), paper, np.uint8)
    pixels[edge] = 255 - paper
    ink = clean_picture(Image.fromarray(pixels), "it")
    np.testing.assert_array_equal(ink > 0, pixels != paper)


def test_sixteen_bits_give_the_shades_of_eight() -> None:
    shades = np.full((64, 64), 255, np.uint8)
    shades[16:48, 16:48] = np.arange(256).repeat(4).reshape(32, 32)
    sixteen = clean_picture(Image.fromarray(shades.astype(np.uint16) * 257), "it")
    np.testing.assert_array_equal(sixteen, clean_picture(Image.fromarray(shades), "it"))


def test_printers_colours_are_read(reference: Grey, tmp_path: Path) -> None:
    path = saved(seven().convert("RGB").convert("CMYK"), tmp_path / "7.jpg")
    assert difference(normalised(path), reference) < 0.01


def test_coloured_ink_on_coloured_paper_is_read(reference: Grey, tmp_path: Path) -> None:
    image = seven(ink=(120, 0, 30), paper=(255, 250, 190), mode="RGB")
    assert np.abs(normalised(saved(image, tmp_path / "7.png")) - reference).max() < 1e-5


def test_sixteen_bits_for_each_pixel_are_read(reference: Grey, tmp_path: Path) -> None:
    grey = np.asarray(seven(ink=90, paper=200), np.uint16) * 257
    path = saved(Image.fromarray(grey), tmp_path / "7.png")
    assert np.abs(normalised(path) - reference).max() < 1e-5


@pytest.mark.parametrize("behind", [(0, 0, 0), (255, 255, 255), (128, 0, 0)])
def test_transparent_paper_is_paper_whatever_is_behind(
    behind: tuple[int, int, int], reference: Grey, tmp_path: Path
) -> None:
    image = seven(ink=(0, 0, 0, 255), paper=(*behind, 0), mode="RGBA")
    assert np.abs(normalised(saved(image, tmp_path / "7.png")) - reference).max() < 1e-5


def test_transparent_colour_of_a_palette_is_paper(reference: Grey, tmp_path: Path) -> None:
    image = seven(ink=1, paper=0, mode="P")
    image.putpalette([0, 0, 0, 0, 0, 0])
    path = saved(image, tmp_path / "7.png", transparency=0)
    assert np.abs(normalised(path) - reference).max() < 1e-5


@pytest.mark.parametrize("ending", ["png", "jpg", "webp"])
@pytest.mark.parametrize("orientation", TURNS)
def test_picture_is_turned_as_its_exif_says(
    orientation: int, ending: str, reference: Grey, tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    image = seven().transpose(TURNS[orientation])
    assert difference(normalised(saved(image, tmp_path / "unturned.png")), reference) > 0.02
    path = saved(image, tmp_path / f"7.{ending}", exif=exif)
    assert difference(normalised(path), reference) < 0.01


def test_damaged_exif_is_no_reason_to_fail(reference: Grey, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.XResolution] = 72.0
    raw = saved(seven().transpose(TURNS[6]), tmp_path / "whole.jpg", exif=exif).read_bytes()
    # The resolution, a fraction, becomes the compression, which is never one.
    resolution, compression = (struct.pack(">HH", tag, 5) for tag in (0x011A, 0x0103))
    assert raw.count(resolution) == 1
    damaged = raw.replace(resolution, compression)
    (tmp_path / "7.jpg").write_bytes(damaged)
    # Whether the picture is then turned does not matter.
    picture = normalised(tmp_path / "7.jpg")
    picture, reference = picture[1:, 1:], reference[1:, 1:]  # Their middle is pixel 14.
    assert min(difference(picture, reference), difference(np.rot90(picture, -1), reference)) < 0.01


def test_faint_noise_of_the_paper_is_removed(reference: Grey, tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(-20, 21, (280, 280))
    noisy = np.clip(np.asarray(seven(ink=20, paper=230)) + noise, 0, 255).astype(np.uint8)
    ink = read_picture(saved(Image.fromarray(noisy), tmp_path / "7.png"))
    assert not ink[:50].any()
    assert difference(normalise(ink), reference) < 0.02


def test_read_picture_gives_ink_from_zero_to_one(tmp_path: Path) -> None:
    ink = read_picture(saved(seven(ink=100, paper=200), tmp_path / "7.png"))
    assert ink.shape == (280, 280)
    assert ink.dtype == np.float32
    assert sorted(set(ink.ravel().tolist())) == [0, 1]


@pytest.mark.parametrize("shade", [0, 128, 255])
@pytest.mark.parametrize("size", [(1, 1), (28, 28), (3000, 10)])
def test_picture_of_one_shade_has_no_ink(shade: int, size: tuple[int, int], tmp_path: Path) -> None:
    path = saved(Image.new("L", size, shade), tmp_path / "blank.png")
    with pytest.raises(InputError, match=r"no ink in .*blank\.png"):
        read_picture(path)


def test_picture_of_nearly_one_shade_has_no_ink(tmp_path: Path) -> None:
    path = saved(seven(ink=200, paper=225), tmp_path / "faint.png")
    with pytest.raises(InputError, match="no ink"):
        read_picture(path)


def test_transparent_picture_has_no_ink(tmp_path: Path) -> None:
    path = saved(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), tmp_path / "clear.png")
    with pytest.raises(InputError, match="no ink"):
        read_picture(path)


@pytest.mark.parametrize(
    "raw",
    [b"", b"a text", bytes(range(256)) * 10, b"\x89PNG\r\n\x1a\n", png_header(100, 100)],
    ids=["empty", "text", "rubbish", "beginning", "nothing in it"],
)
def test_file_that_is_no_picture_is_refused(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(raw)
    with pytest.raises(InputError, match=r"a\.png is not a picture that can be read"):
        read_picture(tmp_path / "a.png")


@pytest.mark.parametrize("ending", ["png", "jpg", "bmp", "webp"])
def test_half_a_picture_is_refused(ending: str, tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (60, 60), dtype=np.uint8)
    path = saved(Image.fromarray(noise), tmp_path / f"a.{ending}")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(InputError, match="is not a picture that can be read"):
        read_picture(path)


@pytest.mark.parametrize("ending", ["gif", "tiff", "ppm", "ico"])
def test_formats_that_are_not_read(ending: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="use a PNG, JPEG, BMP or WebP file"):
        read_picture(saved(seven(), tmp_path / f"7.{ending}"))


def test_missing_picture_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.png is not there"):
        read_picture(tmp_path / "nowhere.png")


def test_folder_is_no_picture(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder, a pipe or a device"):
        read_picture(tmp_path)


@pytest.mark.parametrize(
    "size", [(7100, 7100), (MAX_PIXELS // 10 + 1, 10), (10_000, 10_000), (30_000, 30_000)]
)
def test_picture_with_too_many_pixels_is_not_read(size: tuple[int, int], tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png_header(*size))
    with pytest.raises(InputError, match=r"a\.png has more than 50 megapixels"):
        read_picture(tmp_path / "a.png")


# What is too much, or does not matter


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def with_chunks(path: Path, *chunks: bytes) -> Path:
    """Chunks put into a PNG file behind its header."""
    saved(seven(), path)
    raw = path.read_bytes()
    path.write_bytes(raw[:33] + b"".join(chunks) + raw[33:])
    return path


@pytest.mark.parametrize(
    "extra",
    [
        chunk(b"eXIf", b"E"),
        chunk(b"eXIf", b"Exif\0\0"),
        chunk(b"eXIf", b"MM\0*\0\0\0\xff"),
        chunk(b"eXIf", b"II*\0\x08\0\0\0\xff\xff" + b"\x12\x01" * 40),
        chunk(b"acTL", b"\0\0\0\0\0\0\0\0"),
        chunk(b"tEXt", b"key\0" + b"x" * 100_000),
        chunk(b"iCCP", b"icc\0\0" + b"no profile"),
    ],
)
def test_what_a_picture_can_be_shown_without_does_not_matter(
    extra: bytes, reference: Grey, tmp_path: Path
) -> None:
    picture = normalised(with_chunks(tmp_path / "odd.png", extra))
    assert difference(picture, reference) < 0.01


def test_a_million_pieces_are_not_gone_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_file, "_MOST_PIECES", 100)
    path = with_chunks(tmp_path / "many.png", chunk(b"tEXt", b"k\0v") * 100)
    with pytest.raises(InputError, match="is not a picture that can be read"):
        read_picture(path)
    path = saved(seven(mode="L"), tmp_path / "many.jpg")
    raw = path.read_bytes()
    path.write_bytes(raw[:2] + b"\xff\xfe\0\x03x" * 101 + raw[2:])
    with pytest.raises(InputError, match="is not a picture that can be read"):
        read_picture(path)


@pytest.mark.parametrize("ending", ["png", "jpg"])
def test_a_few_pieces_do_not_matter(
    ending: str, reference: Grey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_file, "_MOST_PIECES", 20)
    path = saved(seven(mode="RGB", paper="white"), tmp_path / f"few.{ending}")
    assert difference(normalised(path), reference) < 0.02


def test_a_large_transparent_picture_is_made_small_first(tmp_path: Path) -> None:
    large = seven(4000, (0, 0, 0, 255), (0, 0, 0, 0), "RGBA")
    assert max(read_picture(saved(large, tmp_path / "large.png")).shape) <= 1024


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    with pytest.raises(InputError, match="is a folder, a pipe or a device"):
        read_picture(tmp_path / "pipe.png")
