"""Photographs of ink on paper, made up from drawings: seeded, for tests and for measuring."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from mnist_desk.core.ink import Ink, stroke_path

Random = np.random.Generator

_INKS = ((25, 25, 30), (20, 40, 140), (150, 20, 30), (70, 70, 75), (15, 90, 60))
_PAPERS = ((245, 244, 240), (235, 228, 205), (225, 232, 240), (215, 213, 208))


def photograph(ink: Ink, random: Random, side: int = 700, ruled: bool | None = None) -> Image.Image:
    """An RGB photograph of a drawing: paper of some texture, perhaps ruled or squared, ink of a
    colour, light that falls off, a shadow, blur, noise."""
    sheet = _paper(random, side, random.random() < 0.5 if ruled is None else ruled)
    pixels = np.asarray(_written(sheet, ink, random), np.float32) / 255
    pixels = pixels * _light(random, side)[:, :, None]
    image = Image.fromarray((255 * np.clip(pixels, 0, 1)).astype(np.uint8))
    image = image.filter(ImageFilter.GaussianBlur(random.uniform(0.5, 2.0)))
    noise = random.normal(0, random.uniform(2, 8), (side, side, 3))
    return Image.fromarray(np.clip(np.asarray(image) + noise, 0, 255).astype(np.uint8))


def _paper(random: Random, side: int, ruled: bool) -> Image.Image:
    colour = np.array(_PAPERS[random.integers(len(_PAPERS))], np.float32)
    grain = Image.fromarray(random.normal(0, 1, (side // 3, side // 3)).astype(np.float32))
    texture = np.asarray(grain.resize((side, side), Image.Resampling.BICUBIC))
    pixels = colour + 2.5 * texture[:, :, None]
    paper = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    if ruled:
        brush, gap = ImageDraw.Draw(paper), side // random.integers(7, 16)
        line = (170, 190, 220) if random.random() < 0.5 else (195, 195, 195)
        squared = random.random() < 0.5
        for at in range(int(random.integers(gap)), side, gap):
            brush.line([(0, at), (side, at)], fill=line, width=max(1, side // 400))
            if squared:
                brush.line([(at, 0), (at, side)], fill=line, width=max(1, side // 400))
    return paper


def _written(paper: Image.Image, ink: Ink, random: Random) -> Image.Image:
    side = paper.width
    scale = side / 280 * random.uniform(0.45, 0.95)
    width = round(scale * random.uniform(5, 18))
    paths = [stroke_path(stroke) for stroke in ink.strokes]
    points = np.concatenate(paths)
    room = side - scale * np.ptp(points, axis=0) - 4 * width
    corner = 2 * width + random.random(2) * np.maximum(room, 0)
    mask = Image.new("L", (side, side))
    brush = ImageDraw.Draw(mask)
    for path in paths:
        at = [tuple(point) for point in ((path - points.min(axis=0)) * scale + corner).tolist()]
        brush.line(at, fill=255, width=width)
        for x, y in at:
            brush.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=255)
    colour = Image.new("RGB", (side, side), _INKS[random.integers(len(_INKS))])
    return Image.composite(ImageChops.multiply(colour, paper), paper, mask)


def _light(random: Random, side: int) -> NDArray[np.float32]:
    """From 0.3 to 1: it falls off to one side, and something throws a soft shadow."""
    y, x = np.mgrid[0:side, 0:side] / side - 0.5
    angle = random.uniform(0, 2 * np.pi)
    light = 0.8 + random.uniform(0, 0.35) * (x * np.cos(angle) + y * np.sin(angle))
    angle, edge = random.uniform(0, 2 * np.pi), random.uniform(-0.3, 0.3)
    softness = random.uniform(0.01, 0.1)
    shadow = 1 / (1 + np.exp(-((x * np.cos(angle) + y * np.sin(angle)) - edge) / softness))
    return (light * (1 - random.uniform(0, 0.4) * shadow)).astype(np.float32)
