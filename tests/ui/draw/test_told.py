from __future__ import annotations

from mnist_desk.ui.draw import told
from mnist_desk.ui.draw.verdict import Kind


def test_what_was_kept_and_how_many_there_are() -> None:
    assert str(told.kept(7, 1200, "", 0)) == "Kept as 7. 1,200 in My digits"
    assert told.kept(7, 12, "", 0).kind is Kind.RIGHT


def test_how_many_are_the_writers() -> None:
    assert str(told.kept(7, 12, "Ben", 3)) == "Kept as 7. 12 in My digits · 3 of Ben"


def test_a_writer_is_plain_text_and_not_long() -> None:
    assert told.kept(7, 12, "<b>\n{digit}", 3).detail.endswith("3 of <b>\\n{digit}")
    assert len(told.kept(7, 12, "x" * 500, 3).detail) < 50


def test_which_digit_of_a_number_comes_next() -> None:
    assert str(told.kept_one_of(2, 2, 3)) == "Kept as 2. Next: digit 2 of 3"


def test_why_nothing_is_kept() -> None:
    assert str(told.kept_already(4)) == "Kept already, as 4. Relabel it in My digits"
    assert str(told.nothing_to_keep()) == "Draw a digit first. Then its key keeps it"
