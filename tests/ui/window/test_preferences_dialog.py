from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mnist_desk.ui.state.preferences import (
    APPEARANCE,
    DATA_FOLDER,
    DEVICE,
    REDUCE_MOTION,
    SHOWN,
    TEXT_SIZE,
    Preferences,
)
from mnist_desk.ui.widgets.tokens import DARK, colours
from mnist_desk.ui.window import preferences_dialog
from mnist_desk.ui.window.main_window import MainWindow
from mnist_desk.ui.window.preferences_dialog import PreferencesDialog
from mnist_desk.ui.window.theme import apply_appearance, apply_text_size


@pytest.fixture
def dialog(qtbot: QtBot, preferences: Preferences, tmp_path: Path) -> PreferencesDialog:
    dialog = PreferencesDialog(preferences, tmp_path / "data")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def looks_afterwards() -> Iterator[None]:
    yield
    apply_appearance("system")
    apply_text_size(100)


def editor(dialog: QWidget, key: str) -> QWidget:
    return dialog.findChild(QWidget, f"preference_{key}")


def choose(dialog: QWidget, key: str, value: object) -> None:
    box = editor(dialog, key).findChild(QComboBox)
    box.setCurrentIndex(box.findData(value))


def test_every_preference_of_the_table_is_there_with_its_words(dialog: PreferencesDialog) -> None:
    texts = {label.text() for label in dialog.findChildren(QLabel)}
    for preference in SHOWN:
        assert preference.told is not None
        assert {preference.told.title, preference.told.help, preference.told.group} <= texts
        assert editor(dialog, preference.key) is not None, preference.key


def test_what_is_set_counts_at_once(dialog: PreferencesDialog, preferences: Preferences) -> None:
    choose(dialog, "appearance", "dark")
    choose(dialog, "textSize", 150)
    choose(dialog, "device", "cpu")
    editor(dialog, "reduceMotion").findChild(QCheckBox).setChecked(True)
    assert preferences.get(APPEARANCE) == "dark"
    assert preferences.get(TEXT_SIZE) == 150
    assert preferences.get(DEVICE) == "cpu"
    assert preferences.get(REDUCE_MOTION)


def test_what_is_set_elsewhere_is_shown(
    dialog: PreferencesDialog, preferences: Preferences
) -> None:
    preferences.set(APPEARANCE, "dark")
    assert editor(dialog, "appearance").findChild(QComboBox).currentData() == "dark"


def test_a_group_is_reset_alone(
    qtbot: QtBot, dialog: PreferencesDialog, preferences: Preferences
) -> None:
    preferences.set(APPEARANCE, "dark")
    preferences.set(TEXT_SIZE, 200)
    preferences.set(DEVICE, "cpu")
    buttons = [button for button in dialog.findChildren(QPushButton) if button.text() == "Reset"]
    assert len(buttons) == 3
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert preferences.get(APPEARANCE) == "system"
    assert preferences.get(TEXT_SIZE) == 100
    assert preferences.get(DEVICE) == "cpu"


def test_a_folder_is_chosen_and_the_usual_one_is_none(
    qtbot: QtBot,
    dialog: PreferencesDialog,
    preferences: Preferences,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen = str(tmp_path / "elsewhere")
    line = editor(dialog, "dataFolder").findChild(QLineEdit)
    button = dialog.findChild(QPushButton, "chooseFolder")
    assert line.text() == str(tmp_path / "data")
    for answer, kept in ((chosen, chosen), ("", chosen), (str(tmp_path / "data"), "")):
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, a=answer: a)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert preferences.get(DATA_FOLDER) == kept
        assert line.text() == (kept or str(tmp_path / "data"))


def test_the_folder_can_be_opened(
    qtbot: QtBot, dialog: PreferencesDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(preferences_dialog, "open_folder", opened.append)
    qtbot.mouseClick(dialog.findChild(QToolButton, "showFolder"), Qt.MouseButton.LeftButton)
    assert opened == [tmp_path / "data"]


def test_the_window_follows_at_once(window: MainWindow, looks_afterwards: None) -> None:
    window.open_preferences()
    dialog = window.findChild(PreferencesDialog)
    size = QApplication.font().pointSizeF()
    choose(dialog, "appearance", "dark")
    choose(dialog, "textSize", 200)
    choose(dialog, "device", "gpu")
    assert colours() == DARK
    assert QApplication.font().pointSizeF() == pytest.approx(2 * size)
    assert window.session.engine.choice == "gpu"
    dialog.close()
