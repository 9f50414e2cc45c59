"""What the corrected labels are for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from mnist_desk.core.corrections import Verdict, read_corrections
from mnist_desk.ui.evaluate.corrections_box import CorrectionsBox
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.work.job import close_all

from ..conftest import SMALL, FakeEngine

FIX = Verdict("fix", 9)


@pytest.fixture
def box(qtbot: QtBot, ready_session: Session) -> CorrectionsBox:
    """In sight; the training images are read, and nothing is decided."""
    box = CorrectionsBox(ready_session)
    qtbot.addWidget(box, before_close_func=close_all)
    with qtbot.waitExposed(box):
        box.show()
    with qtbot.waitSignal(ready_session.label_review.changed):
        ready_session.label_review.ask()
    return box


def words(box: CorrectionsBox) -> str:
    return " | ".join(label.text() for label in box.findChildren(QLabel))


def test_it_is_empty_until_something_is_decided(
    box: CorrectionsBox, ready_session: Session
) -> None:
    assert not box.use.isVisible()
    ready_session.label_review.decide({4: FIX}, "Judge")
    for widget in (box.use, box.compare, box.export):
        assert widget.isVisible()
        assert widget.isEnabled()


def test_what_changes_nothing_cannot_be_learned_from(
    box: CorrectionsBox, ready_session: Session
) -> None:
    ready_session.label_review.decide({4: Verdict("keep", 4)}, "Judge")
    assert not box.use.isEnabled()
    assert not box.compare.isEnabled()
    assert box.export.isEnabled()


def test_corrections_are_switched_on_and_compared(
    qtbot: QtBot, box: CorrectionsBox, ready_session: Session, engine: FakeEngine
) -> None:
    ready_session.label_review.decide({4: FIX}, "Judge")
    box.use.click()
    assert ready_session.training.corrections is not None
    engine.let(2)
    box.compare.click()
    qtbot.waitUntil(lambda: "with them: 100.00 %" in words(box))
    assert words(box).count("The intervals overlap: it may be chance.") == 1


def test_they_are_exported_to_a_file_of_json(
    qtbot: QtBot,
    box: CorrectionsBox,
    ready_session: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ready_session.label_review.decide({4: FIX}, "Judge")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    with qtbot.waitSignal(ready_session.notices.confirmed):
        box.export.click()
    assert read_corrections(tmp_path / "mine.json", SMALL.train).verdicts == {4: FIX}
