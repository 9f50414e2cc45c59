"""The report as a page."""

from __future__ import annotations

import base64
import io
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from mnist_desk.core.answers import Answers
from mnist_desk.core.comparison import Comparison
from mnist_desk.core.dataset import Dataset
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.errors import InputError
from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import InkRecord
from mnist_desk.core.report import Report, as_html, write_report
from mnist_desk.core.report_parts import MOST_MISTAKES
from mnist_desk.core.robustness import DISTORTIONS, RobustnessCurve

from .test_answers import LIKELY, SURE, answers

SOME = answers((4, 9, SURE), (4, 4, SURE), (9, 9, LIKELY))
BAD = '<script>alert("x")</script>'


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def parsed(page: str) -> _Tags:
    tags = _Tags()
    tags.feed(page)
    return tags


def test_it_tells_the_scores_and_shows_the_mistakes() -> None:
    page = parsed(as_html(Report("mine", SOME)))
    assert "66.67 % right" in page.text
    assert "1 of 3 wrong" in page.text
    pictures = [attrs["src"] for tag, attrs in page.tags if tag == "img"]
    assert len(pictures) == 1
    kind, data = pictures[0].split(",")
    assert kind == "data:image/png;base64"
    assert Image.open(io.BytesIO(base64.b64decode(data))).size == (56, 56)


def test_it_needs_nothing_from_elsewhere_and_runs_nothing() -> None:
    page = as_html(Report(BAD, SOME))
    tags = parsed(page).tags
    assert not {"script", "link", "iframe", "object"} & {tag for tag, _ in tags}
    addresses = [attrs.get(key) or "" for _, attrs in tags for key in ("src", "href")]
    assert all(address.startswith("data:") for address in addresses if address)
    assert not any(key.startswith("on") for _, attrs in tags for key in attrs)
    assert BAD not in page


def test_names_from_outside_are_text() -> None:
    names = tuple(f"{BAD}{digit}" for digit in range(10))
    ink = Ink((((1.0, 1.0), (90.0, 90.0)),))
    data = Dataset(np.zeros((2, 28, 28), np.uint8), np.array([4, 4]), names)
    records = (InkRecord(ink, 4, BAD), InkRecord(ink, 4, "Ada"))
    bad = Answers(DigitSet(BAD, data, records), SOME.model, SOME.outputs[:2])

    page = as_html(Report("mine", bad))

    assert "<script" not in page
    assert "Ada" in parsed(page).text


def test_a_comparison_and_curves_are_told() -> None:
    before = answers((4, 4, SURE), (4, 9, SURE), (9, 9, LIKELY))
    curve = RobustnessCurve(DISTORTIONS["noise"], 10)
    for right in range(len(DISTORTIONS["noise"].levels)):
        curve = curve.and_then(10 - min(right, 10))
    page = as_html(Report("mine", SOME, Comparison(before, SOME), "yours", (curve,)))
    assert "Beside yours: 1 fixed, 1 broken, 0 wrong with both, 1 right with both" in page
    charts = re.findall(r"<svg.*?</svg>", page)
    assert len(charts) == 2
    for chart in charts:
        ElementTree.fromstring(chart)
    assert charts[1].count("<circle") == len(curve.right)


def test_of_many_mistakes_there_are_a_hundred() -> None:
    many = answers(*[(4, 9, SURE)] * (MOST_MISTAKES + 5))
    tags = parsed(as_html(Report("mine", many))).tags
    assert sum(tag == "img" for tag, _ in tags) == MOST_MISTAKES


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="The report cannot be written"):
        write_report(Report("mine", SOME), tmp_path / "nowhere" / "out.html")
    write_report(Report("mine", SOME), tmp_path / "out.html")
    assert (tmp_path / "out.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert not list(tmp_path.glob(".*"))
