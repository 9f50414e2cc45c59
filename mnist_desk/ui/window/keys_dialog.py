"""All keys at a glance: those of the actions, and what works on one thing alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mnist_desk.core.translate import Phrase, translate

from ..widgets.buttons import without_mnemonic
from ..widgets.tokens import MEDIUM
from ..work.sentences import spoken

OTHERS: list[tuple[str, list[tuple[str, str]]]] = [
    (
        translate("keys", "On the canvas"),
        [
            ("0 – 9", translate("keys", "keep the drawing as this digit")),
            ("← ↑ → ↓", translate("keys", "move the pen; with Shift further")),
            (translate("keys", "Space"), translate("keys", "put the pen down or lift it")),
            (translate("keys", "Delete"), translate("keys", "take an empty sheet")),
        ],
    ),
    (
        translate("keys", "In lists and pictures"),
        [
            ("← ↑ → ↓", translate("keys", "go to the next cell, digit or model")),
            (translate("keys", "Enter"), translate("keys", "put a digit on the canvas")),
            (translate("keys", "Space"), translate("keys", "show a digit large, with its outputs")),
            ("0 – 9", translate("keys", "say what a digit of mine was meant to be")),
            (translate("keys", "Delete"), translate("keys", "delete, or take off the list")),
            ("F2", translate("keys", "rename a model")),
        ],
    ),
    (
        translate("keys", "In curves and on the map"),
        [
            ("← ↑ → ↓", translate("keys", "go to the next point or digit")),
            ("+ −", translate("keys", "look closer or from further away")),
            (translate("keys", "Home"), translate("keys", "see all of it")),
            (
                translate("keys", "Enter"),
                translate("keys", "see the digits of a point, or put a digit on the canvas"),
            ),
            (translate("keys", "Escape"), translate("keys", "point at nothing, choose nothing")),
        ],
    ),
    (
        translate("keys", "Among doubtful labels"),
        [
            ("K", translate("keys", "keep the label as it is")),
            ("F", translate("keys", "fix it as suggested")),
            ("A", translate("keys", "it is ambiguous: leave it out")),
            ("0 – 9", translate("keys", "give it this label")),
            (translate("keys", "Delete"), translate("keys", "decide nothing yet")),
        ],
    ),
]
"""Where, then key and what it does, of keys that no action has."""


class KeysDialog(QDialog):
    """Opened with `show`, it stands beside the window while one tries the keys."""

    def __init__(self, menus: Sequence[QMenu], parent: QWidget | None = None) -> None:
        """menus: of the window; each is a group."""
        super().__init__(parent)
        self.setObjectName("keysDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys"))
        self.tree = QTreeWidget()
        self.tree.setObjectName("keysTable")
        self.tree.setAccessibleName(self.tr("Keys and what they do"))
        self.tree.setHeaderLabels([self.tr("What it does"), self.tr("Key")])
        self.tree.setRootIsDecorated(False)
        self.tree.setSelectionMode(QTreeWidget.SelectionMode.SingleSelection)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setStretchLastSection(False)
        for menu in menus:
            self._add(without_mnemonic(menu.title()), _keys_of(menu))
        for title, keys in OTHERS:
            self._add(_spoken(title), [(_spoken(does), _spoken(key)) for key, does in keys])
        self.tree.expandAll()
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MEDIUM, MEDIUM, MEDIUM, MEDIUM)
        layout.addWidget(self.tree, 1)
        layout.addWidget(close)
        self.resize(30 * self.fontMetrics().averageCharWidth() * 2, 520)

    def _add(self, title: str, rows: list[tuple[str, str]]) -> None:
        if not rows:
            return
        group = QTreeWidgetItem(self.tree, [title])
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        group.setFirstColumnSpanned(True)
        for does, key in rows:
            QTreeWidgetItem(group, [does, key])


def _keys_of(menu: QMenu) -> list[tuple[str, str]]:
    """What the actions of a menu do, and their keys as this system writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return [
        (without_mnemonic(action.text()).removesuffix("…"), action.shortcut().toString(native))
        for action in menu.actions()
        if not action.shortcut().isEmpty()
    ]


def _spoken(text: str) -> str:
    return spoken(Phrase("keys", text))
