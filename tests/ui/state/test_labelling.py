from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtTest import QSignalSpy

from mnist_desk.core.drawing import Picture
from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import InkRecord
from mnist_desk.ui.state.session import Session

if TYPE_CHECKING:
    pass

DOT = Ink((((140.0, 140.0),),))
LINE = DOT.with_stroke(((20.0, 20.0), (20.0, 250.0)))


def values(spy: QSignalSpy) -> list[Any]:
    return [spy.at(index)[0] for index in range(spy.count())]


def test_a_kept_drawing_leaves_an_empty_sheet_and_both_are_undone(session: Session) -> None:
    kept = QSignalSpy(session.labelling.kept)
    session.sheet.set_drawing(LINE, "Stroke")
    session.labelling.keep(7)
    assert not session.sheet.drawing
    (digit,) = session.my_digits.digits
    assert (digit.record.ink, digit.label, digit.record.writer) == (LINE, 7, None)
    assert set(digit.record.extra) == {"time", "answer"}
    assert values(kept) == [7]
    session.sheet.undo_stack.undo()
    assert session.sheet.drawing == LINE
    assert session.my_digits.digits == []
    session.sheet.undo_stack.redo()
    assert session.my_digits.digits == [digit]
    assert session.sheet.undo_stack.undoText() == "Keep as 7"


def test_an_empty_sheet_or_half_a_stroke_is_not_kept(session: Session) -> None:
    session.labelling.keep(3)
    session.sheet.show_stroke(DOT)
    session.labelling.keep(3)
    assert session.my_digits.digits == []
    assert session.sheet.undo_stack.count() == 0


def test_a_kept_picture_is_what_the_network_was_given(session: Session) -> None:
    grey = np.zeros((28, 28), np.float32)
    grey[5:20, 14] = 1
    session.sheet.set_drawing(Picture(grey, is_mnist=True), "Picture")
    session.labelling.keep(1)
    assert session.my_digits.digits[0].record.picture == (grey * 255).astype(np.uint8).tobytes()


def test_digits_are_in_the_folder_of_the_user(session: Session, own_home: Path) -> None:
    session.sheet.set_drawing(LINE, "Stroke")
    session.labelling.keep(7)
    session.close()
    (line,) = (own_home / "data" / "my-digits.jsonl").read_text().splitlines()
    assert '"label":7' in line


def test_a_drawing_of_a_file_stays_its_writers(session: Session) -> None:
    session.my_digits.set_writer("Clara")
    session.labelling.know(InkRecord(LINE, 1, "Dilan"))
    session.sheet.set_drawing(LINE, "Open")
    session.labelling.keep(1)
    session.sheet.set_drawing(DOT, "Stroke")
    session.labelling.keep(2)
    assert [one.record.writer for one in session.my_digits.digits] == ["Dilan", "Clara"]
