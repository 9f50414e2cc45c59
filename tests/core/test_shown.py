from __future__ import annotations

import unicodedata
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mnist_desk.core.errors import InputError
from mnist_desk.core.shown import LONGEST, elided, shown

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=400)


def test_ordinary_text_is_shown_as_it_is() -> None:
    for text in ("my model.safetensors", "手寫數字", "Zoë & Jürgen <b>", "100 %", ""):
        assert shown(text) == text


def test_what_cannot_be_seen_is_escaped() -> None:
    assert shown("a\nb\x1b[31m\x00") == "a\\nb\\x1b[31m\\x00"
    assert shown("\u202egpj.exe\u2028") == "\\u202egpj.exe\\u2028"
    assert shown("\udcff") == "\\udcff"


def test_joined_letters_stay_joined() -> None:
    assert shown("می\u200cخواهم") == "می\u200cخواهم"


@given(ANY_TEXT)
def test_shown_text_is_one_line_and_can_be_printed(text: str) -> None:
    result = shown(text)
    assert len(result.splitlines()) <= 1
    assert result.encode().decode() == result
    assert not {unicodedata.category(c) for c in result} & {"Cc", "Cs", "Zl", "Zp"}
    assert shown(result) == result


@given(ANY_TEXT, st.integers(2, 50), st.booleans())
def test_elided_text_is_no_longer_than_asked_and_keeps_its_ends(
    text: str, most: int, middle: bool
) -> None:
    result = elided(text, most, middle=middle)
    assert len(result) == min(len(text), most)
    if len(text) > most:
        begin, end = result.split("…", 1) if "…" not in text else (result[: most // 4], "")
        assert text.startswith(begin)
        assert text.endswith(end)


def test_a_path_keeps_both_its_ends_and_a_value_its_beginning() -> None:
    assert elided("/home/somebody/models/one.safetensors", 20, middle=True) == (
        "/home/som…afetensors"
    )
    assert elided("one, two, three, four", 10) == "one, two,…"


@given(ANY_TEXT, ANY_TEXT)
def test_no_sentence_is_longer_than_its_limit_whatever_stands_in_it(name: str, reason: str) -> None:
    inner = InputError("it has unknown fields: {names}.", names=reason)
    error = InputError(
        "{path} cannot be used: {reason} ({value!r})",
        path=Path("/tmp") / "folder" / name.replace("\0", ""),
        reason=inner,
        value=[name] * 1000,
    )
    assert len(str(error)) <= LONGEST
    assert len(str(error).splitlines()) == 1


def test_the_end_of_a_long_path_is_in_the_sentence() -> None:
    path = Path("/" + "/".join(["folder"] * 100)) / "mine.safetensors"
    assert str(InputError("{path} is damaged.", path=path)).endswith("mine.safetensors is damaged.")
