from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from mnist_desk.core.data_origin import MNIST_ORIGIN
from mnist_desk.core.dataset import DIGIT_NAMES
from mnist_desk.core.dataset_files import read_splits
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.state.session import Session

from ...core.data_files import csv, idx_folder, npz
from ..conftest import SMALL, FakeEngine


@pytest.fixture
def fashion(tmp_path: Path) -> Path:
    return idx_folder(tmp_path / "fashion")


def opened(qtbot: QtBot, session: Session, path: Path) -> None:
    with qtbot.waitSignal(session.open_data.changed):
        session.open_data.open(path)


def test_mnist_is_open_first(qtbot: QtBot, session: Session) -> None:
    data = session.open_data
    assert data.splits is None
    assert data.origin == MNIST_ORIGIN
    with qtbot.waitSignal(data.changed):
        data.ask()
    assert data.sets is not None
    assert data.sets.test.data is SMALL.test


def test_another_is_opened_with_its_names_and_titles(
    qtbot: QtBot, session: Session, fashion: Path
) -> None:
    opened(qtbot, session, fashion)
    data = session.open_data
    assert data.names[0] == "T-shirt"
    assert data.sets is not None
    assert (data.sets.train.title, data.sets.test.title) == ("fashion training", "fashion test")
    assert len(data.sets.test) == 30


def test_the_set_that_is_looked_at_follows(qtbot: QtBot, session: Session, fashion: Path) -> None:
    with qtbot.waitSignal(session.digit_sets.changed):
        session.open_data.open(fashion)
    assert session.digit_sets.current is not None
    assert session.digit_sets.current.title == "fashion test"


@pytest.mark.parametrize("asked", [True, False])
def test_mnist_comes_back(qtbot: QtBot, session: Session, fashion: Path, asked: bool) -> None:
    data = session.open_data
    if asked:
        with qtbot.waitSignal(data.changed):
            data.ask()
    opened(qtbot, session, fashion)
    data.close()
    qtbot.waitUntil(lambda: data.sets is not None)
    assert data.sets is not None
    assert data.sets.train.data is SMALL.train
    assert data.names == DIGIT_NAMES
    assert data.splits is None


def test_mnist_that_comes_late_does_not_take_the_place(
    qtbot: QtBot, session: Session, fashion: Path
) -> None:
    data = session.open_data
    data.ask()
    data.open(fashion)
    qtbot.waitUntil(lambda: data.splits is not None)
    qtbot.waitUntil(lambda: data._mnist is not None)
    assert data.names[0] == "T-shirt"


@pytest.mark.parametrize("damage", ["half", "text", "lacking", "other shape"])
def test_what_is_damaged_is_told_in_one_sentence_and_the_open_one_stays(
    damage: str, qtbot: QtBot, session: Session, fashion: Path, tmp_path: Path
) -> None:
    opened(qtbot, session, fashion)
    before = session.open_data.splits
    path = npz(tmp_path / "bad.npz")
    if damage == "half":
        path.write_bytes(path.read_bytes()[:3000])
    elif damage == "text":
        path = tmp_path / "bad.csv"
        path.write_text("1,2,3\n")
    elif damage == "lacking":
        path = tmp_path / "nowhere.npz"
    else:
        np.savez(path, x_train=np.zeros((9, 32, 32), np.uint8), y_train=np.zeros(9, np.uint8))
    with qtbot.waitSignal(session.notices.warned) as told:
        session.open_data.open(path)
    sentence, about = told.args
    assert about == "file"
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert session.open_data.splits is before


def test_training_learns_from_what_is_open(
    qtbot: QtBot, ready_session: Session, engine: FakeEngine, recipe: Recipe, fashion: Path
) -> None:
    opened(qtbot, ready_session, fashion)
    splits = ready_session.open_data.splits
    ready_session.training.start(recipe)
    engine.let(6)
    with qtbot.waitSignal(ready_session.training.ended):
        pass
    assert engine.learnt_from is splits
    assert ready_session.network.model.data == ready_session.open_data.origin
    assert ready_session.network.model.names[9] == "Boot"


def test_corrections_of_mnist_are_not_for_other_data(
    qtbot: QtBot, ready_session: Session, engine: FakeEngine, recipe: Recipe, fashion: Path
) -> None:
    from mnist_desk.core.corrections import Corrections

    opened(qtbot, ready_session, fashion)
    ready_session.training.corrections = Corrections(MNIST_ORIGIN.digest)
    ready_session.training.start(recipe)
    engine.let(6)
    with qtbot.waitSignal(ready_session.training.ended):
        pass
    assert engine.corrections is None


def test_a_model_of_other_data_is_told_of_once(
    qtbot: QtBot, session: Session, fashion: Path
) -> None:
    told: list[str] = []
    session.notices.confirmed.connect(lambda sentence, _: told.append(sentence))
    opened(qtbot, session, fashion)
    assert told == ["This model learnt from MNIST; the open data is fashion."]
    session.network.changed.emit(session.network.model)
    assert len(told) == 1
    session.open_data.close()
    assert len(told) == 1


def test_a_new_network_on_the_open_data_is_not_told_of(
    qtbot: QtBot, ready_session: Session, engine: FakeEngine, recipe: Recipe, tmp_path: Path
) -> None:
    opened(qtbot, ready_session, csv(tmp_path / "mine.csv"))
    told: list[str] = []
    ready_session.notices.confirmed.connect(lambda sentence, _: told.append(sentence))
    ready_session.training.start(recipe)
    engine.let(6)
    with qtbot.waitSignal(ready_session.training.ended):
        pass
    assert told == []


def test_what_is_read_is_what_the_core_reads(qtbot: QtBot, session: Session, fashion: Path) -> None:
    opened(qtbot, session, fashion)
    assert session.open_data.splits is not None
    assert session.open_data.splits.train.digest == read_splits(fashion).train.digest
