from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from mnist_desk.ui.state.preferences import RECENT, Preferences
from mnist_desk.ui.window.recent import RecentFiles


@pytest.fixture
def recent(qapp: QApplication, preferences: Preferences) -> RecentFiles:
    return RecentFiles(preferences)


def entries(recent: RecentFiles) -> list[str]:
    return [action.text() for action in recent.menu.actions()]


def test_without_files_there_is_nothing_to_choose(recent: RecentFiles) -> None:
    assert entries(recent) == []
    assert not recent.menu.isEnabled()


def test_the_newest_file_comes_first_and_each_has_a_number_as_its_key(
    recent: RecentFiles, tmp_path: Path
) -> None:
    for name in ("one.png", "two.jsonl", "three.safetensors"):
        recent.add(tmp_path / name)
    assert entries(recent) == ["&1  three.safetensors", "&2  two.jsonl", "&3  one.png"]
    assert recent.menu.isEnabled()


def test_a_file_that_is_used_again_comes_first_and_is_there_once(
    recent: RecentFiles, tmp_path: Path
) -> None:
    for name in ("one.png", "two.png", "one.png"):
        recent.add(tmp_path / name)
    assert entries(recent) == ["&1  one.png", "&2  two.png"]


def test_files_of_one_name_are_told_apart_by_their_folders(
    recent: RecentFiles, tmp_path: Path
) -> None:
    for folder in ("mine", "theirs"):
        recent.add(tmp_path / folder / "digits.jsonl")
    assert entries(recent) == ["&1  digits.jsonl", "&2  digits.jsonl"]
    tips = [action.toolTip() for action in recent.menu.actions()]
    assert tips == [str(tmp_path / "theirs"), str(tmp_path / "mine")]
    assert recent.menu.toolTipsVisible()


def test_the_oldest_are_forgotten(recent: RecentFiles, tmp_path: Path) -> None:
    for number in range(12):
        recent.add(tmp_path / f"{number}.png")
    assert entries(recent) == [f"&{11 - number + 1}  {number}.png" for number in range(11, 3, -1)]


def test_an_ampersand_is_no_key(recent: RecentFiles, tmp_path: Path) -> None:
    recent.add(tmp_path / "black & white.png")
    assert entries(recent) == ["&1  black && white.png"]


def test_choosing_one_tells_its_path(recent: RecentFiles, tmp_path: Path) -> None:
    chosen = QSignalSpy(recent.chosen)
    for name in ("one.png", "two & three.png"):
        recent.add(tmp_path / name)
    for action in recent.menu.actions():
        action.trigger()
    paths = [chosen.at(index)[0] for index in range(chosen.count())]
    assert paths == [tmp_path / "two & three.png", tmp_path / "one.png"]


@pytest.mark.parametrize("names", [["one.png"], ["one.png", "two.png"]])
def test_the_next_start_offers_them_again(
    recent: RecentFiles, preferences: Preferences, tmp_path: Path, names: list[str]
) -> None:
    for name in names:
        recent.add(tmp_path / name)
    preferences.sync()
    assert entries(RecentFiles(preferences)) == entries(recent)
    assert preferences.get(RECENT) == [str(tmp_path / name) for name in reversed(names)]


def test_what_is_chosen_comes_first_while_its_entry_still_acts(
    recent: RecentFiles, tmp_path: Path
) -> None:
    recent.chosen.connect(recent.add)
    for name in ("one.safetensors", "two.safetensors"):
        recent.add(tmp_path / name)
    for first in ("one", "two", "one"):
        recent.menu.actions()[1].trigger()
        assert entries(recent)[0] == f"&1  {first}.safetensors"
