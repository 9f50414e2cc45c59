from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QPushButton, QTreeWidget

from mnist_desk.ui.window.keys_dialog import OTHERS
from mnist_desk.ui.window.main_window import MainWindow


def rows(window: MainWindow) -> dict[str, str]:
    window.help.show_keys()
    tree = window.findChild(QTreeWidget, "keysTable")
    told = {}
    for at in range(tree.topLevelItemCount()):
        group = tree.topLevelItem(at)
        for row in range(group.childCount()):
            told[group.child(row).text(1)] = group.child(row).text(0)
    window.findChild(QDialog, "keysDialog").close()
    return told


def test_every_key_of_an_action_is_told(window: MainWindow) -> None:
    told = rows(window)
    native = QKeySequence.SequenceFormat.NativeText
    keys = {
        action.shortcut().toString(native): action.text().replace("&", "").removesuffix("…")
        for action in window.findChildren(QAction)
        if action.objectName().startswith("action_") and not action.shortcut().isEmpty()
    }
    assert len(keys) > 15
    assert {key: told.get(key) for key in keys} == keys


def test_so_are_the_keys_that_no_action_has(window: MainWindow) -> None:
    told = rows(window)
    assert all(key in told for _, keys in OTHERS for key, _ in keys)


def test_its_buttons_have_no_icons_of_the_system(window: MainWindow) -> None:
    window.help.show_keys()
    dialog = window.findChild(QDialog, "keysDialog")
    assert all(button.icon().isNull() for button in dialog.findChildren(QPushButton))
    dialog.close()
