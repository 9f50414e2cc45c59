from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from pytestqt.qtbot import QtBot

from mnist_desk.ui.draw import answer_words
from mnist_desk.ui.draw.answer_words import AnswerWords, in_two_lines
from mnist_desk.ui.draw.verdict import Kind, Verdict
from mnist_desk.ui.widgets.tokens import LIGHT

WRONG = Verdict(Kind.WRONG, "It was an 8, read as 5", "Test image 583")


@pytest.fixture
def words(qtbot: QtBot, light: None) -> AnswerWords:
    words = AnswerWords()
    qtbot.addWidget(words)
    words.resize(words.sizeHint())
    words.show()
    return words


def colours_in(words: AnswerWords) -> set[str]:
    image = words.grab().toImage()
    columns, rows = range(image.width()), range(image.height())
    return {image.pixelColor(x, y).name() for x in columns for y in rows}


@pytest.mark.parametrize("kind", Kind)
def test_words_have_the_colour_of_their_kind(words: AnswerWords, kind: Kind) -> None:
    words.show_verdict(Verdict(kind, "Words", ""))
    shown = colours_in(words) & {LIGHT.text, LIGHT.good, LIGHT.wrong, LIGHT.unsure, LIGHT.quiet}
    assert shown == {QColor(getattr(LIGHT, kind.words)).name()}


def test_a_mark_stands_before_them(words: AnswerWords, monkeypatch: pytest.MonkeyPatch) -> None:
    marks: list[str] = []

    def icon(name: str, colour: str) -> object:
        marks.append(f"{name} {colour}")
        return real(name, colour)

    real = answer_words.icon
    monkeypatch.setattr(answer_words, "icon", icon)
    words.show_verdict(WRONG)
    words.grab()
    assert set(marks) == {"x wrong"}


def test_nothing_moves_whatever_is_said(words: AnswerWords) -> None:
    before = words.sizeHint(), words.minimumSizeHint()
    words.show_verdict(WRONG)
    assert (words.sizeHint(), words.minimumSizeHint()) == before


def test_a_screen_reader_gets_all_of_it(words: AnswerWords) -> None:
    words.show_verdict(WRONG)
    assert words.text() == "It was an 8, read as 5. Test image 583"


def test_the_detail_is_below_all_words(words: AnswerWords, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, str]] = []
    monkeypatch.setattr(
        QPainter, "drawText", lambda _, rect, __, text: told.append((rect.top(), text))
    )
    words.resize(130, words.height())
    words.show_verdict(WRONG)
    words.grab()
    assert [text for _, text in told] == ["It was an 8,", "read as 5", "Test image 583"]
    tops = [top for top, _ in told]
    assert tops == sorted(tops)
    assert tops[2] + words.fontMetrics().lineSpacing() <= words.height()


@pytest.mark.usefixtures("qapp")
def test_lines_are_even_and_elided_where_they_must() -> None:
    metrics = QFontMetrics(QFont())
    text = "It was an 8, read as 5"
    wide = metrics.horizontalAdvance(text) + 1
    assert in_two_lines(text, metrics, wide) == [text]
    assert in_two_lines(text, metrics, wide - 2) == ["It was an 8,", "read as 5"]
    assert all("…" in line for line in in_two_lines(text, metrics, wide // 4))
    assert in_two_lines("Sure", metrics, 1000) == ["Sure"]
