from __future__ import annotations

import string
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QSettings

from mnist_desk.core.errors import InputError
from mnist_desk.core.intake import SETTINGS
from mnist_desk.core.old_settings import Value, read_old_settings

TEXT = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20
) | st.text("\\\"',;=@%x0aF [](){}\t\n\x1bé漢", max_size=12)
KEYS = st.text(string.ascii_letters + " é%&=[];漢/", min_size=1, max_size=12).filter(
    lambda key: not key.startswith("/") and not key.endswith("/") and "//" not in key
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.ini"


@given(st.dictionaries(KEYS, TEXT | st.lists(TEXT, min_size=2, max_size=4), max_size=4))
@settings(max_examples=200, deadline=None)
def test_plain_values_are_read_as_qt_wrote_them(values: dict[str, Value]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "settings.ini")
        file = QSettings(str(path), QSettings.Format.IniFormat)
        for key, value in values.items():
            file.setValue(key, value)
        file.sync()
        read = read_old_settings(path) if values else {}
    assert read == values


@pytest.mark.parametrize(
    ("value", "expected"), [(True, "true"), (False, "false"), (-30, "-30"), (["one"], "one")]
)
def test_numbers_and_yes_or_no_are_texts(path: Path, value: object, expected: Value) -> None:
    file = QSettings(str(path), QSettings.Format.IniFormat)
    file.setValue("a", value)
    file.sync()
    assert read_old_settings(path) == {"a": expected}


@pytest.mark.parametrize(
    "value", [QByteArray(b"\x01\x00,"), {"a": 1}, object, None, [object, "a"], "\0"]
)
def test_whatever_is_not_plain_is_left_out(path: Path, value: object) -> None:
    file = QSettings(str(path), QSettings.Format.IniFormat)
    file.setValue("strange", value)
    file.setValue("recipe/name", "quick")
    file.sync()
    assert read_old_settings(path) == {"recipe/name": "quick"}


@pytest.mark.parametrize(
    "line", ['"@Variant(\\0\\0)"', "@Variant(\\0)", " @x", 'a, "@Variant(x)"', '"""@Variant(x)"']
)
def test_what_begins_like_a_value_of_qt_is_left_out(path: Path, line: str) -> None:
    path.write_text(f"[General]\nwriter={line}\npen=30\n")
    assert read_old_settings(path) == {"pen": "30"}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", {}),
        (b"[General\npen=1", {"pen": "1"}),
        (b"; pen=1\n=\n\nrubbish\n[recipe]\nname = a \r\n", {"": "", "recipe/name": "a"}),
        (b'a="unclosed, "b\nb=\\', {"a": "unclosed, b", "b": ""}),
        (b"a=\xff\xfe", {"a": "\ufffd\ufffd"}),
        (b"%zz=1\n[%General]\na=1", {"%zz": "1", "General/a": "1"}),
    ],
)
def test_whatever_stands_there_something_is_read(
    path: Path, content: bytes, expected: dict[str, Value]
) -> None:
    path.write_bytes(content)
    assert read_old_settings(path) == expected


@given(st.binary(max_size=200))
def test_no_content_is_a_surprise(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "settings.ini")
        path.write_bytes(content)
        assert isinstance(read_old_settings(path), dict)


def test_a_huge_file_and_a_folder_are_refused(path: Path, tmp_path: Path) -> None:
    path.write_bytes(b"a" * (SETTINGS.most + 1))
    for wrong in (path, tmp_path):
        with pytest.raises(InputError):
            read_old_settings(wrong)
