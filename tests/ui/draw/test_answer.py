from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mnist_desk.ui.draw.answer import Answer
from mnist_desk.ui.draw.verdict import Kind, Verdict
from mnist_desk.ui.widgets.announcer import Announcer

from .readings import an_image, between, no_answer, none, part, read


@pytest.fixture
def answer(qtbot: QtBot) -> Answer:
    answer = Answer()
    qtbot.addWidget(answer)
    answer.resize(160, 160)
    answer.show()
    return answer


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All that is given to the announcer."""
    texts: list[str] = []
    monkeypatch.setattr(Announcer, "say", lambda _, text: texts.append(text))
    return texts


def test_the_digit_and_what_to_think_of_it(answer: Answer) -> None:
    answer.show_parts((part(read(7)),), 0)
    assert answer.digits.text() == "7"
    assert answer.words.text() == "Sure. 99.8 %"
    answer.show_parts((), 0)
    assert answer.digits.text() == ""
    assert answer.words.verdict.kind is Kind.EMPTY


def test_of_a_number_the_state_of_the_selected_digit_is_told(answer: Answer) -> None:
    number = (part(read(2)), part(between(4, 9)), part(no_answer()))
    for selected, told in enumerate(("Sure", "4 or 9", "No answer")):
        answer.show_parts(number, selected)
        assert answer.digits.text() == "24?"
        assert answer.words.text() == f"{told}. Digit {selected + 1} of 3"


def test_what_is_announced(answer: Answer, announced: list[str]) -> None:
    for shown in (read(7), between(4, 9), none(3), no_answer()):
        answer.show_parts((part(shown),), 0)
    answer.show_parts((part(read(5), an_image(8)),), 0)
    answer.show_parts((), 0)
    assert announced == [
        "7",
        "4 or 9. Not sure which",
        "Looks like no digit. Nearest: 3",
        "No answer. Its numbers overflowed",
        "It was an 8, read as 5. Test image 583",
        "",
    ]


def test_what_is_announced_of_a_number_does_not_change_with_the_selected_digit(
    answer: Answer, announced: list[str]
) -> None:
    for doubtful, told in (
        (read(4), "24"),
        (none(4), "not sure: 24"),
        (no_answer(), "no answer: 2?"),
    ):
        for selected in (0, 1):
            answer.show_parts((part(read(2)), part(doubtful)), selected)
        assert announced[-2:] == [told, told]


def test_the_digits_are_large_and_the_words_have_their_room(answer: Answer) -> None:
    assert answer.minimumSizeHint().height() >= 64 + answer.words.sizeHint().height()
    answer.set_room_for_digits(80, 96)
    answer.resize(200, 400)
    assert answer.digits.geometry().getRect() == (0, 0, 80, 96)
    assert answer.words.geometry().top() >= 96
    assert answer.words.width() == 200
    answer.set_room_for_digits(200, 300)
    assert answer.digits.height() == 300


def test_what_is_told_stands_there_until_it_is_untold(answer: Answer, announced: list[str]) -> None:
    told = Verdict(Kind.RIGHT, "Kept as 7", "12 in My digits")
    answer.show_parts((part(read(7)),), 0)
    answer.tell(told)
    answer.show_parts((), 0)
    assert answer.words.verdict == answer.told == told
    assert announced[-1] == "Kept as 7. 12 in My digits"
    assert answer.digits.text() == ""
    answer.untell()
    assert answer.told is None
    assert answer.words.verdict.kind is Kind.EMPTY
