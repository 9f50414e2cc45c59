from __future__ import annotations

import gzip
import json
import math
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mnist_desk.core import ink_file as ink_files
from mnist_desk.core.errors import InputError
from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import (
    MOST_WRITER,
    InkRecord,
    is_ink_file,
    read_ink,
    salvage_ink,
    write_ink,
)
from mnist_desk.core.intake import INK
from mnist_desk.core.places import resource
from mnist_desk.core.thinning import MOST_STROKES

LINE = '{"strokes":[[[1,2],[3,4]]]}'

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)

STROKES = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=6).map(tuple) | st.lists(
    st.tuples(NUMBERS, NUMBERS, st.floats(0, 1)), min_size=1, max_size=6
).map(tuple)

INKS = st.lists(STROKES, max_size=4).map(lambda strokes: Ink(tuple(strokes)))

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | NUMBERS | TEXT,
    lambda values: st.lists(values, max_size=3) | st.dictionaries(TEXT, values, max_size=3),
    max_leaves=6,
)

UNKNOWN = st.dictionaries(
    TEXT.filter(lambda key: key not in {"strokes", "label", "writer"}), JSON_VALUES, max_size=3
)

RECORDS = st.builds(
    InkRecord,
    INKS,
    label=st.none() | st.integers(0, 9),
    writer=st.none() | TEXT,
    extra=UNKNOWN,
)


def ink_file(folder: Path, *lines: str) -> Path:
    path = folder / "drawings.jsonl"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_pressure_is_kept_in_ink_files(tmp_path: Path) -> None:
    ink = Ink((((1.0, 2.0, 0.25), (3.0, 4.0, 1.0)), ((5.0, 6.0),)))
    write_ink(tmp_path / "a.jsonl", [InkRecord(ink)])
    assert read_ink(tmp_path / "a.jsonl")[0].ink == ink


@pytest.mark.parametrize("third", ["null", "true", '"hard"', "-1", "1.5", "[1]"])
def test_what_is_no_pressure_is_left_out(third: str, tmp_path: Path) -> None:
    path = ink_file(tmp_path, f'{{"strokes":[[[1,2,0.5],[3,4,{third}]]]}}')
    assert read_ink(path)[0].ink == Ink((((1.0, 2.0), (3.0, 4.0)),))


@settings(deadline=None, derandomize=True, max_examples=100)
@given(records=st.lists(RECORDS, min_size=1, max_size=3), ending=st.sampled_from(["", ".gz"]))
def test_ink_files_keep_everything(
    records: list[InkRecord], ending: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / f"kept.jsonl{ending}"
    write_ink(path, records)
    assert read_ink(path) == records


def test_packed_file_is_gzip_and_the_same_each_time(tmp_path: Path) -> None:
    records = [InkRecord(Ink((((1.5, 2.0),),)), label=3, writer="Ångström")]
    for name in ("a.jsonl", "b.jsonl.gz", "c.jsonl.GZ"):
        write_ink(tmp_path / name, records)
    packed = (tmp_path / "b.jsonl.gz").read_bytes()
    assert gzip.decompress(packed) == (tmp_path / "a.jsonl").read_bytes()
    assert packed == (tmp_path / "c.jsonl.GZ").read_bytes()


def test_a_written_line_is_one_json_object_without_what_is_not_known(tmp_path: Path) -> None:
    write_ink(tmp_path / "a.jsonl", [InkRecord(Ink((((1.5, 2.0), (3.0, 4.0)),)))])
    text = (tmp_path / "a.jsonl").read_text(encoding="utf-8")
    assert text.endswith("}\n")
    assert json.loads(text) == {"strokes": [[[1.5, 2.0], [3.0, 4.0]]]}


def test_unknown_keys_survive_reading_and_writing(tmp_path: Path) -> None:
    line = {"time": "2024-01-01T00:00:00Z", "pen": {"width": 3}, "label": 7, "strokes": [[[1, 2]]]}
    path = ink_file(tmp_path, json.dumps(line))
    write_ink(path, read_ink(path))
    assert json.loads(path.read_text(encoding="utf-8")) == line


def test_whole_number_coordinates_and_what_follows_them_are_fine(tmp_path: Path) -> None:
    path = ink_file(tmp_path, '{"strokes":[[[1,2,0.5,"pressure"],[3,-4.5]]]}')
    assert read_ink(path)[0].ink == Ink((((1.0, 2.0), (3.0, -4.5)),))


def test_blank_lines_are_skipped_but_counted(tmp_path: Path) -> None:
    assert len(read_ink(ink_file(tmp_path, "", LINE, "  ", LINE, ""))) == 2
    with pytest.raises(InputError, match="Line 4 of"):
        read_ink(ink_file(tmp_path, LINE, "", LINE, "{"))


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "it is not JSON"),
        ("strokes", "it is not JSON"),
        ("[" * 100_000, "nested too deep"),
        ("[[[1,2]]]", 'an object with "strokes"'),
        ('{"label":3}', 'an object with "strokes"'),
        ('{"strokes":{}}', "lists of points"),
        ('{"strokes":null}', "lists of points"),
        ('{"strokes":[3]}', "lists of points"),
        ('{"strokes":[[]]}', "at least one point"),
        ('{"strokes":[[[1,2]],[]]}', "at least one point"),
        ('{"strokes":[[[1]]]}', r"must be \[x, y\]"),
        ('{"strokes":[[3,4]]}', r"must be \[x, y\]"),
        ('{"strokes":[[{"x":1,"y":2}]]}', r"must be \[x, y\]"),
        ('{"strokes":[[["1",2]]]}', "must be numbers"),
        ('{"strokes":[[[1,null]]]}', "must be numbers"),
        ('{"strokes":[[[true,2]]]}', "must be numbers"),
        ('{"strokes":[[[NaN,2]]]}', "must be finite"),
        ('{"strokes":[[[1,Infinity]]]}', "must be finite"),
        ('{"strokes":[[[-Infinity,2]]]}', "must be finite"),
        ('{"strokes":[[[1e999,2]]]}', "must be finite"),
        ('{"strokes":[[[1,-1e999]]]}', "must be finite"),
        ('{"strokes":[],"label":10}', "whole number 0 to 9"),
        ('{"strokes":[],"label":-1}', "whole number 0 to 9"),
        ('{"strokes":[],"label":3.0}', "whole number 0 to 9"),
        ('{"strokes":[],"label":"3"}', "whole number 0 to 9"),
        ('{"strokes":[],"label":true}', "whole number 0 to 9"),
        ('{"strokes":[],"writer":3}', "writer must be text"),
        ('{"strokes":[],"picture":3}', "784 bytes in Base64"),
        ('{"strokes":[],"picture":"AAAA"}', "784 bytes in Base64"),
        ('{"strokes":[],"picture":"*"}', "784 bytes in Base64"),
    ],
)
def test_damaged_line_is_named_with_its_number(line: str, complaint: str, tmp_path: Path) -> None:
    path = ink_file(tmp_path, LINE, LINE, line, LINE)
    with pytest.raises(InputError, match=rf"^Line 3 of .*drawings\.jsonl.*{complaint}"):
        read_ink(path)


def test_whole_number_beyond_all_floats_is_refused(tmp_path: Path) -> None:
    path = ink_file(tmp_path, f'{{"strokes":[[[1{"0" * 400},2]]]}}')
    with pytest.raises(InputError, match="Line 1 of"):
        read_ink(path)


@pytest.mark.parametrize("value", ["NaN", "Infinity", r'"\ud800"'])
def test_what_can_be_read_can_be_written_again(value: str, tmp_path: Path) -> None:
    path = ink_file(tmp_path, f'{{"strokes":[[[1,2]]],"unknown":{value}}}')
    try:
        records = read_ink(path)
    except InputError:
        return
    write_ink(path, records)


@pytest.mark.parametrize("text", ["", "\n\n  \n"])
def test_file_without_a_drawing_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "drawings.jsonl"
    path.write_text(text)
    with pytest.raises(InputError, match=r"no drawing in .*drawings\.jsonl"):
        read_ink(path)


def test_missing_file_is_named(tmp_path: Path) -> None:
    for name in ("no.jsonl", "no.jsonl.gz"):
        with pytest.raises(InputError, match=f"{name} is not there"):
            read_ink(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.jsonl", b"\xff\xfe\x00"),
        ("a.jsonl.gz", LINE.encode()),
        ("a.jsonl.gz", gzip.compress(LINE.encode())[:-9]),
        ("a.jsonl.gz", gzip.compress(LINE.encode())[:-8] + bytes(8)),
    ],
    ids=["not text", "not packed", "half", "wrong checksum"],
)
def test_file_that_is_no_ink_file_is_refused(name: str, raw: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(InputError, match=f"{name} is damaged or not an ink file"):
        read_ink(tmp_path / name)


def test_folder_is_no_ink_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder, a pipe or a device"):
        read_ink(tmp_path)


@pytest.mark.parametrize("value", [math.nan, object()])
def test_failed_writing_leaves_the_old_file_whole(value: Any, tmp_path: Path) -> None:
    path = ink_file(tmp_path, LINE)
    before = sorted(tmp_path.iterdir())
    with pytest.raises((TypeError, ValueError)):
        write_ink(path, [InkRecord(Ink(), extra={"unknown": value})])
    assert path.read_text(encoding="utf-8") == f"{LINE}\n"
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("name", "is_ink"),
    [
        ("a.jsonl", True),
        ("a.jsonl.gz", True),
        ("A.JSONL", True),
        ("A.JsonL.Gz", True),
        ("a.json", False),
        ("a.gz", False),
        ("a.png", False),
        ("jsonl", False),
    ],
)
def test_ink_files_are_known_by_their_ending(name: str, is_ink: bool) -> None:
    assert is_ink_file(Path("folder.jsonl") / name) == is_ink


def test_bundled_samples_are_one_drawing_of_each_digit() -> None:
    records = read_ink(resource("ink", "samples.jsonl"))
    assert [record.label for record in records] == list(range(10))
    assert all(record.writer and record.ink for record in records)


def test_salvage_keeps_what_can_be_read_and_tells_the_number_of_what_cannot(
    tmp_path: Path,
) -> None:
    path = tmp_path / "drawings.jsonl"
    lines = [LINE.encode(), b"{", b"", b"\xff\xfe", LINE.encode(), b'{"strokes":[[]]}', b"["]
    path.write_bytes(b"\n".join(lines))
    salvage = salvage_ink(path)
    assert len(salvage.records) == 2
    reasons = ["it is not JSON", "it is not text", "a stroke must have at least one point"]
    assert [str(complaint) for complaint in salvage.complaints] == [
        f"Line {number} of {path} cannot be read: {reason}."
        for number, reason in zip((2, 4, 6, 7), [*reasons, reasons[0]], strict=True)
    ]


def test_salvage_keeps_the_beginning_of_half_a_packed_file(tmp_path: Path) -> None:
    path = tmp_path / "drawings.jsonl.gz"
    path.write_bytes(gzip.compress(f"{LINE}\n".encode() * 1000)[:-9])
    salvage = salvage_ink(path)
    assert salvage.records
    assert "damaged or not an ink file" in str(salvage.complaints[-1])


def test_salvage_of_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not there"):
        salvage_ink(tmp_path / "no.jsonl")
    (tmp_path / "a.jsonl.gz").write_bytes(b"not packed")
    with pytest.raises(InputError, match="damaged or not an ink file"):
        salvage_ink(tmp_path / "a.jsonl.gz")


def test_a_picture_is_kept_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    pixels = bytes(range(256)) * 3 + bytes(16)
    write_ink(path, [InkRecord(Ink(), label=3, picture=pixels)])
    assert read_ink(path) == [InkRecord(Ink(), label=3, picture=pixels)]
    assert len(json.loads(path.read_text(encoding="utf-8"))["picture"]) == 1048


# What is too much


@pytest.mark.parametrize("name", ["bomb.jsonl", "bomb.jsonl.gz"])
@pytest.mark.parametrize(
    "content", [b"\n" * 3000, b" " * 3000, LINE.encode() + b"\n" + b"[" * 3000], ids=str
)
def test_a_file_is_read_no_further_than_its_limit(
    name: str, content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ink_files, "INK", INK._replace(most=2500))
    path = tmp_path / name
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    with pytest.raises(InputError, match=r"too large: An ink file can have 0 MB at most"):
        read_ink(path)


def test_lines_that_hold_too_much_together_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ink_files, "MOST_VALUES", 200)
    assert len(read_ink(ink_file(tmp_path, LINE, LINE))) == 2
    with pytest.raises(InputError, match="holds more than 200 values"):
        read_ink(ink_file(tmp_path, *[LINE] * 8))
    with pytest.raises(InputError, match="holds more than 200 values"):
        read_ink(ink_file(tmp_path, LINE, *[""] * 9))


def test_a_line_that_is_too_long_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ink_files, "_LONGEST_LINE", 100)
    with pytest.raises(InputError, match=r"Line 2 of .* cannot be read: it is too long"):
        read_ink(ink_file(tmp_path, LINE, LINE + " " * 100))


def test_nothing_is_read_of_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "pipe.jsonl"
    os.mkfifo(path)
    with pytest.raises(InputError, match="is a folder, a pipe or a device"):
        read_ink(path)


def test_after_many_damaged_lines_no_more_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ink_files, "_MOST_COMPLAINTS", 3)
    salvage = salvage_ink(ink_file(tmp_path, LINE, *"abcd", LINE))
    assert len(salvage.records) == 1
    assert [str(complaint)[:6] for complaint in salvage.complaints[:3]] == [
        "Line 2",
        "Line 3",
        "Line 4",
    ]
    assert "damaged or not an ink file" in str(salvage.complaints[3])


def test_a_writer_has_a_limit(tmp_path: Path) -> None:
    record = InkRecord(Ink((((1.0, 2.0),),)), writer="x" * (MOST_WRITER + 1))
    with pytest.raises(InputError, match="its writer has more than 200 characters"):
        InkRecord.from_json(record.to_json())


def test_more_ink_than_can_be_shown_is_thinned() -> None:
    record = InkRecord(Ink(tuple(((float(x), 1.0),) for x in range(1000))), label=3)
    read = InkRecord.from_json(record.to_json())
    assert len(read.ink.strokes) == MOST_STROKES
    assert read.label == 3


def test_somebody_who_watches_may_end_the_reading(tmp_path: Path) -> None:
    path = ink_file(tmp_path, *[LINE] * 20_000)
    told: list[float] = []

    def watch(part: float) -> None:
        told.append(part)
        if part > 0.5:
            raise InputError("enough")

    with pytest.raises(InputError, match="enough"):
        read_ink(path, watch)
    assert told == sorted(told)
    assert 0 < told[0] < told[-1] < 1


@pytest.mark.parametrize("sign", ["", "-"])
def test_the_largest_numbers_are_finite(sign: str, tmp_path: Path) -> None:
    largest = float(f"{sign}{sys.float_info.max!r}")
    path = ink_file(tmp_path, f'{{"strokes":[[[{largest!r},{largest!r}]]]}}')
    assert read_ink(path)[0].ink == Ink((((largest, largest),),))
