from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QSignalSpy

from mnist_desk.core.model import Model
from mnist_desk.core.runs import KeptRuns
from mnist_desk.ui.state.session import Session


def values(spy: QSignalSpy) -> list[Any]:
    return [spy.at(index)[0] for index in range(spy.count())]


@pytest.fixture
def left(session: Session, model: Model, kept_runs: KeptRuns) -> list[str]:
    """Names of two models that the sitting before left unsaved."""
    names = ["20260504-140321-1", "20260504-140322-1"]
    for name in names:
        kept_runs.keep(name, model)
    assert session.left.names() == names
    return names


def test_discarding_can_be_undone_and_done_again(session: Session, left: list[str]) -> None:
    stack, changed = session.sheet.undo_stack, QSignalSpy(session.left.changed)
    session.left.discard()
    assert session.left.names() == []
    assert stack.undoText() == "Discard models"
    stack.undo()
    assert session.left.names() == left
    stack.redo()
    assert session.left.names() == []
    assert changed.count() == 3


def test_discarding_lasts_for_the_sitting_and_is_final_at_its_end(
    session: Session, left: list[str], kept_runs: KeptRuns, tmp_path: Path
) -> None:
    session.left.discard()
    aside = tmp_path / "kept" / "discarded"
    assert sorted(path.name for path in aside.iterdir()) == [f"{n}.safetensors" for n in left]
    session.close()
    assert kept_runs.names() == []
    assert not aside.exists()


def test_what_came_back_is_still_there_at_the_next_start(
    session: Session, left: list[str], new_session: Callable[[], Session]
) -> None:
    session.left.discard()
    session.sheet.undo_stack.undo()
    session.close()
    assert new_session().left.names() == left


def test_doing_the_discarding_again_leaves_alone_what_was_brought_back_meanwhile(
    session: Session, left: list[str], kept_runs: KeptRuns
) -> None:
    session.left.discard()
    session.sheet.undo_stack.undo()
    session.left.bring_back()
    session.sheet.undo_stack.redo()
    assert kept_runs.names() == left
    session.close()
    assert kept_runs.names() == left


def test_what_cannot_be_discarded_is_told_and_stays(
    session: Session, left: list[str], tmp_path: Path
) -> None:
    (tmp_path / "kept" / "discarded").write_text("a file is in the way")
    said = QSignalSpy(session.notices.warned)
    assert session.left.discard() == 0
    (sentence,) = values(said)
    assert "Models discarded: 0; others stay" in sentence
    assert session.left.names() == left
    assert session.sheet.undo_stack.count() == 0


def test_of_some_that_can_be_discarded_those_are_that_can(
    session: Session, left: list[str], tmp_path: Path
) -> None:
    (tmp_path / "kept" / "discarded" / f"{left[0]}.safetensors" / "in the way").mkdir(parents=True)
    said = QSignalSpy(session.notices.warned)
    assert session.left.discard() == 1
    assert "Models discarded: 1; others stay" in values(said)[0]
    assert session.left.names() == left[:1]
    session.sheet.undo_stack.undo()
    assert session.left.names() == left


def test_what_cannot_be_taken_back_is_told(
    session: Session, left: list[str], tmp_path: Path
) -> None:
    session.left.discard()
    (tmp_path / "kept" / "discarded" / f"{left[0]}.safetensors").unlink()
    said = QSignalSpy(session.notices.warned)
    session.sheet.undo_stack.undo()
    assert session.left.names() == left[1:]
    assert "Models brought back: 1; others are lost" in values(said)[0]


def test_with_nothing_left_there_is_nothing_to_discard(session: Session) -> None:
    session.left.discard()
    assert session.sheet.undo_stack.count() == 0
