from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps
from scipy import ndimage

from mnist_desk.core import photo
from mnist_desk.core.grey import Grey, cut_to_ink
from mnist_desk.core.ink_file import read_ink
from mnist_desk.core.model_file import load_model
from mnist_desk.core.photo import photographed_ink
from mnist_desk.core.picture import normalise
from mnist_desk.core.picture_file import clean_picture
from mnist_desk.core.places import resource, shipped_model
from mnist_desk.core.raster import rasterise
from mnist_desk.core.reading import read_drawing

from ..photographs import photograph

DIGITS = {record.label: record.ink for record in read_ink(resource("ink", "samples.jsonl"))}


def inked(image: Image.Image) -> Grey:
    ink = photographed_ink(image)
    assert ink is not None
    return ink


def page(side: int = 300, paper: int = 220) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """Grainy paper with a long dark line in the middle."""
    grain = np.random.default_rng(1).normal(paper, 4, (side, side, 3))
    image = Image.fromarray(np.clip(grain, 0, 255).astype(np.uint8))
    brush = ImageDraw.Draw(image)
    brush.line([(90, 150), (210, 150)], fill=(30, 30, 40), width=12)
    return image, brush


@pytest.mark.parametrize("digit", range(10))
def test_photographed_digits_are_read_as_the_drawn_ones(digit: int) -> None:
    model, ink = load_model(shipped_model()), DIGITS[digit]
    image = photograph(ink, np.random.default_rng(100 + digit), side=300, ruled=digit % 2 > 0)
    reading = read_drawing(model, normalise(inked(image)))
    assert reading.winner == read_drawing(model, rasterise(ink)).winner


def test_paper_is_paper_in_the_light_and_in_the_shade() -> None:
    image = photograph(DIGITS[1], np.random.default_rng(4), side=400)
    ink = inked(image)
    assert ink.shape == (400, 400)
    assert ink.dtype == np.float32
    assert 0 == ink.min() < ink.max() <= 1
    assert np.mean(ink > 0) < 0.15


def test_chalk_is_read_as_ink() -> None:
    image, _ = page()
    difference = inked(ImageOps.invert(image)) - inked(image)
    assert np.abs(difference).mean() < 0.002


def test_specks_are_left_out_and_parts_of_the_digit_are_not() -> None:
    image, brush = page()
    brush.ellipse((40, 40, 46, 46), fill=(30, 30, 40))
    brush.line([(150, 190), (180, 190)], fill=(30, 30, 40), width=12)
    ink = inked(image)
    assert not ink[30:60, 30:60].any()
    assert ink[185:195, 155:175].all()


def test_the_table_beside_the_paper_is_left_out() -> None:
    image, brush = page()
    brush.rectangle((0, 0, 300, 40), fill=(60, 40, 20))
    brush.line([(0, 290), (300, 270)], fill=(20, 20, 20), width=6)
    ink = inked(image)
    assert not ink[:60].any()
    assert not ink[265:].any()
    assert ink[150, 100:200].all()


def test_a_digit_that_fills_the_picture_stays() -> None:
    image, brush = page()
    brush.line([(150, 0), (150, 300)], fill=(30, 30, 40), width=14)
    assert inked(image)[10:290, 150].all()


@pytest.mark.parametrize("width", [2, 3, 20])
def test_hairlines_are_as_wide_as_the_network_knows_them(width: int) -> None:
    image, _ = page()
    ImageDraw.Draw(image).rectangle((80, 130, 220, 170), fill=(220, 220, 220))
    ImageDraw.Draw(image).line([(150, 40), (150, 260)], fill=(30, 30, 40), width=width)
    picture = normalise(inked(image))
    assert 1.5 < picture[10:18].sum(axis=1).mean() < 2.7


def test_paper_alone_has_no_ink() -> None:
    grain = np.random.default_rng(1).normal(200, 4, (300, 300, 3))
    light = np.linspace(0.5, 1, 300)[:, None]
    image = Image.fromarray(np.clip(grain * light, 0, 255).astype(np.uint8))
    assert photographed_ink(image) is None


@pytest.mark.parametrize("turned", [False, True])
def test_the_paper_around_the_ink_is_cut_away(turned: bool) -> None:
    grey = np.zeros((500, 400), np.float32)
    grey[200:300, 50:60] = 1
    cut = cut_to_ink(grey.T).T if turned else cut_to_ink(grey)
    # A fifth of its longer side more on each side, and a pixel.
    assert cut.shape == (20 + 100 + 20, 20 + 10 + 20)
    assert not np.shares_memory(cut, grey)
    np.testing.assert_array_equal(normalise(cut), normalise(grey))


def test_pictures_that_a_program_drew_keep_their_shades() -> None:
    shades = np.full((100, 100), 255, np.uint8)
    shades[20:80, 40:50], shades[20:80, 50:60] = 100, 0
    ink = clean_picture(Image.fromarray(shades), "it")
    assert ink[50, 45] == pytest.approx(155 / 255, abs=0.01)
    assert ink[50, 55] == 1


@pytest.mark.parametrize("share", [0.2, 0.4, 0.6])
def test_pieces_of_ink_are_those_of_scipy(share: float) -> None:
    mask = np.random.default_rng(7).random((40, 60)) < share
    labels, count = ndimage.label(mask, np.ones((3, 3)))
    spots = photo._spots(mask)
    assert len(spots.all) == count
    ours = spots.labels
    np.testing.assert_array_equal(ours > 0, mask)
    assert len({*zip(ours[mask].tolist(), labels[mask].tolist(), strict=True)}) == count
    for spot in spots.all:
        rows, columns = np.nonzero(ours == spot.label)
        assert (spot.top, spot.bottom) == (rows.min(), rows.max() + 1)
        assert (spot.left, spot.right) == (columns.min(), columns.max() + 1)


OCTAGON = "0011100 0111110 1111111 1111111 1111111 0111110 0011100"


@pytest.mark.parametrize(
    ("reach", "rows"),
    [(1, "010 111 010"), (2, "01110 11111 11111 11111 01110"), (0, "1"), (3, OCTAGON)],
)
def test_a_point_grows_to_an_octagon(reach: int, rows: str) -> None:
    point = np.zeros((9, 9), np.bool_)
    point[4, 4] = True
    expected = np.array([[mark == "1" for mark in row] for row in rows.split()])
    grown = photo._grown(point, reach)
    inner = slice(4 - reach, 5 + reach)
    np.testing.assert_array_equal(grown[inner, inner], expected)
    assert grown.sum() == expected.sum()


def spot(top: int, left: int, bottom: int, right: int) -> photo._Spot:
    return photo._Spot(1, top, left, bottom, right)


DIGIT = spot(100, 100, 200, 150)


@pytest.mark.parametrize(
    ("other", "kept"),
    [
        (spot(20, 20, 32, 30), False),
        (spot(20, 20, 33, 30), True),
        (spot(20, 20, 30, 33), True),
        (spot(1, 1, 40, 40), True),
        (spot(0, 1, 40, 40), False),
        (spot(1, 0, 40, 40), False),
        (spot(200, 200, 299, 399), True),
        (spot(200, 200, 300, 399), False),
        (spot(200, 200, 299, 400), False),
    ],
)
def test_specks_and_what_comes_in_over_the_edge_are_no_ink(other: photo._Spot, kept: bool) -> None:
    spots = photo._Spots(np.zeros((300, 400), np.intp), [DIGIT, other])
    assert photo._ink_spots(spots, (300, 400)) == ([DIGIT, other] if kept else [DIGIT])


@pytest.mark.parametrize(("inside", "fills"), [(37, True), (38, False)])
def test_what_is_an_eighth_of_the_ink_at_the_edge_is_the_digit(inside: int, fills: bool) -> None:
    edge, other = spot(0, 50, 300, 150), spot(100, 200, 100 + inside, 220)
    spots = photo._Spots(np.zeros((300, 400), np.intp), [edge, other])
    # Of a digit that fills the picture even this is a part: it is no speck.
    assert photo._ink_spots(spots, (300, 400)) == ([edge, other] if fills else [other])


@pytest.mark.parametrize(("width", "more"), [(2, 10), (15, 3), (17, 0), (30, 0)])
def test_lines_grow_until_they_are_as_wide_as_meant(width: int, more: int) -> None:
    """Of a digit 200 pixels long a pixel of the network's picture is 10 pixels."""
    mask = np.zeros((300, 100), np.bool_)
    mask[50:250, 30 : 30 + width] = True
    thick = photo._thick_enough(mask.astype(np.float32), mask)
    columns = np.flatnonzero(thick[150])
    assert (columns[0], columns[-1]) == (30 - more, 29 + width + more)
    turned = photo._thick_enough(mask.T.astype(np.float32), mask.T)
    np.testing.assert_array_equal(turned, thick.T)


@pytest.mark.parametrize("colour", [(0.4, 0.7, 0.9), (0.9, 0.4, 0.7), (0.7, 0.9, 0.4)])
def test_a_shadow_dims_ink_and_paper_alike(colour: tuple[float, ...]) -> None:
    """Whatever the colour that shows the ink best."""
    light = np.ones((200, 300, 3), np.float32)
    light[:, 150:] = 0.5
    pixels = light * np.float32(0.8)
    for left in (50, 220):
        pixels[60:140, left : left + 10] *= np.float32(colour)
    missing = photo._missing_light(pixels)
    assert missing.shape == (200, 300)
    np.testing.assert_allclose(missing[70:130, 52:58], 0.6, atol=0.02)
    np.testing.assert_allclose(missing[70:130, 222:228], 0.6, atol=0.02)
    paper = missing.copy()
    paper[58:142, 48:62] = paper[58:142, 218:232] = paper[:, 140:160] = 0
    assert paper.max() < 0.02


@pytest.mark.parametrize("size", [(300, 200), (30, 1000), (257, 100)])
def test_a_photograph_keeps_its_size(size: tuple[int, int]) -> None:
    white = np.ones((size[1], size[0], 3), np.float32)
    missing = photo._missing_light(white)
    assert missing.shape == (size[1], size[0])
    assert not missing.any()


@pytest.mark.parametrize(("ink", "dark_paper"), [(60, False), (180, True), (128, False)])
def test_paper_is_dark_where_lighter_ink_stands_out(ink: int, dark_paper: bool) -> None:
    """Even where the light falls off from one side to the other."""
    grey = np.repeat(np.linspace(90, 140, 200)[None], 150, axis=0).astype(np.uint8)
    grey[40:110, 90:100] = ink
    image = Image.fromarray(grey).convert("RGB")
    assert photo._is_dark_paper(image) == dark_paper
    assert photo._is_dark_paper(ImageOps.invert(image)) == (ink == 60)


@pytest.mark.parametrize("deviation", [0.02, 0.12])
def test_otsus_value_is_the_best_of_128_bins(deviation: float) -> None:
    random = np.random.default_rng(2)
    groups = random.normal(0.3, deviation, 300), random.normal(0.7, deviation, 100)
    values = np.concatenate(groups).astype(np.float32)
    counts, edges = np.histogram(values, 128)
    middles = (edges[:-1] + edges[1:]) / 2

    def between(last: int) -> float:
        lower, upper = slice(0, last + 1), slice(last + 1, None)
        means = [np.average(middles[part], weights=counts[part]) for part in (lower, upper)]
        return float(counts[lower].sum() * counts[upper].sum() * (means[0] - means[1]) ** 2)

    assert photo._otsu(values) == pytest.approx(middles[max(range(127), key=between)])


def test_what_is_near_the_ink_is_kept_with_its_shade_for_two_pixels() -> None:
    """A line that lacks 0.9 of the light, in a halo that lacks 0.35 of it."""
    grey = np.full((300, 300), 220, np.uint8)
    grey[130:170, 50:250] = 143
    grey[140:160, 60:240] = 22
    ink = inked(Image.fromarray(grey).convert("RGB"))
    assert ink[140:160, 150].min() > 0.95
    rows = np.flatnonzero(ink[:, 150])
    assert (rows[0], rows[-1]) == (138, 161)
    assert 0.1 < ink[138, 150] < 0.4


def test_the_grain_of_paper_is_no_ink_however_coarse() -> None:
    random = np.random.default_rng(1)
    grain = random.normal(170, 34, (150, 150)).repeat(2, axis=0).repeat(2, axis=1)
    image = Image.fromarray(np.clip(grain, 0, 255).astype(np.uint8)).convert("RGB")
    assert photographed_ink(image) is None


def test_fainter_parts_of_the_digit_are_ink_and_what_is_fainter_still_is_not() -> None:
    """Of a darkest ink that lacks 0.9 of the light, what lacks 0.57 is ink, what lacks 0.5 not."""
    grey = np.full((300, 300), 220, np.uint8)
    for top, shade in ((60, 22), (140, 95), (220, 110)):
        grey[top : top + 20, 60:240] = shade
    ink = inked(Image.fromarray(grey).convert("RGB"))
    assert ink[60:80, 70:230].all()
    assert ink[140:160, 70:230].all()
    assert not ink[200:].any()


def test_bright_dots_do_not_make_paper_noisy() -> None:
    """Paper that is duller nearly everywhere than where it is brightest."""
    grain = np.random.default_rng(1).normal(220, 6, (300, 300))
    rows, columns = np.indices(grain.shape) % 20 < 6
    grain[rows & columns] = 250
    grain[60:240, 140:165] = 160
    ink = inked(Image.fromarray(grain.astype(np.uint8)).convert("RGB"))
    assert ink[80:220, 145:160].mean() > 0.7
    assert not ink[:, :120].any()


def test_a_few_dark_specks_do_not_hide_light_ink() -> None:
    """They are fewer than one of a hundred pixels."""
    grey = np.full((60, 60), 110, np.uint8)
    grey[10:50, 28:32] = 160
    grey[5:8, 5:8] = 0
    assert photo._is_dark_paper(Image.fromarray(grey).convert("RGB"))
