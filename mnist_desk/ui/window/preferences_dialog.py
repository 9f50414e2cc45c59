"""What the program remembers and people set: made from the table of preferences."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from mnist_desk.core.translate import Phrase

from ..state.preference import Preference, Told
from ..state.preferences import SHOWN, Preferences
from ..widgets.buttons import icon_button, named_button
from ..widgets.folders import open_folder
from ..widgets.headings import heading, quiet
from ..widgets.plain import plain_tip
from ..widgets.scroll import scrolled
from ..widgets.tokens import LARGE, MEDIUM, SMALL
from ..work.sentences import spoken
from .room import room_around


class PreferencesDialog(QDialog):
    """What is set counts at once. Each group has a way back to what it was when new."""

    def __init__(
        self, preferences: Preferences, usual_folder: Path, parent: QWidget | None = None
    ) -> None:
        """usual_folder: where models and digits live if nobody says otherwise."""
        super().__init__(parent)
        self.setObjectName("preferencesDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Preferences"))
        self._preferences, self._usual_folder = preferences, usual_folder
        self._editors: dict[str, _Editor] = {}
        inner = QWidget()
        self._form = QGridLayout(inner)
        self._form.setHorizontalSpacing(MEDIUM)
        self._form.setVerticalSpacing(SMALL)
        self._form.setColumnStretch(1, 1)
        for title, group in groupby(_told(), lambda one: one[1].group):
            self._add_group(_spoken(title), list(group))
        self._form.setRowStretch(self._form.rowCount(), 1)
        area = scrolled(inner)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(LARGE, LARGE, LARGE, MEDIUM)
        layout.addWidget(area, 1)
        layout.addWidget(close)
        preferences.changed.connect(self._show)
        self._show()
        wanted = inner.sizeHint()
        room = room_around(self)
        self.resize(
            min(wanted.width() + 3 * LARGE, room.width()),
            min(wanted.height() + 6 * LARGE, room.height()),
        )

    def _add_group(self, title: str, group: list[tuple[Preference[Any], Told]]) -> None:
        row = self._form.rowCount()
        reset = named_button(
            f"reset{row}",
            self.tr("Reset"),
            self.tr("Set this group back to what it was when new"),
            icon_name="rotate-ccw",
            kind="flat",
        )
        reset.setAccessibleName(self.tr("Reset: {group}").format(group=title))
        reset.setProperty("keys", [preference.key for preference, _ in group])
        reset.clicked.connect(self._reset)
        head = QHBoxLayout()
        head.addWidget(heading(title))
        head.addStretch(1)
        head.addWidget(reset)
        self._form.addLayout(head, row, 0, 1, 2)
        for preference, told in group:
            row = self._form.rowCount()
            name, help_ = _spoken(told.title), _spoken(told.help)
            editor = _editor(preference, told, self._usual_folder)
            editor.setObjectName(f"preference_{preference.key}")
            editor.setAccessibleName(name)
            editor.setAccessibleDescription(help_)
            editor.changed.connect(self._take)
            self._editors[preference.key] = editor
            label = QLabel(name)
            label.setBuddy(editor)
            label.setToolTip(plain_tip(help_))
            self._form.addWidget(label, row, 0)
            self._form.addWidget(editor, row, 1)
            self._form.addWidget(quiet(help_), row + 1, 1)
        self._form.setRowMinimumHeight(self._form.rowCount(), SMALL)

    @Slot()
    def _take(self) -> None:
        for preference in SHOWN:
            if self._editors[preference.key] is self.sender():
                self._preferences.set(preference, self._editors[preference.key].value)

    @Slot()
    def _show(self) -> None:
        for preference in SHOWN:
            editor = self._editors[preference.key]
            editor.blockSignals(True)
            editor.show_value(self._preferences.get(preference))
            editor.blockSignals(False)

    @Slot()
    def _reset(self) -> None:
        keys = self.sender().property("keys")
        for preference in SHOWN:
            if preference.key in keys:
                self._preferences.reset(preference)


class _Editor(QWidget):
    """Shows one preference; a subclass says how."""

    changed = Signal()

    def __init__(self, control: QWidget, *beside: QWidget) -> None:
        super().__init__()
        self.setFocusProxy(control)
        self._control = control
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(control)
        for widget in beside:
            row.addWidget(widget)

    @property
    def value(self) -> Any:
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        raise NotImplementedError

    def setAccessibleName(self, name: str) -> None:
        self._control.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        self._control.setAccessibleDescription(description)


class _Choice(_Editor):
    """One of a few."""

    def __init__(self, told: Told) -> None:
        self._box = QComboBox()
        super().__init__(self._box)
        for value, title in told.choices.items():
            self._box.addItem(_spoken(title), value)
        self._box.currentIndexChanged.connect(self.changed)

    @property
    def value(self) -> Any:
        return self._box.currentData()

    def show_value(self, value: Any) -> None:
        self._box.setCurrentIndex(self._box.findData(value))


class _Switch(_Editor):
    """Yes or no."""

    def __init__(self) -> None:
        self._box = QCheckBox(self.tr("on"))
        super().__init__(self._box)
        self._box.toggled.connect(self.changed)

    @property
    def value(self) -> Any:
        return self._box.isChecked()

    def show_value(self, value: Any) -> None:
        self._box.setChecked(value)


class _Folder(_Editor):
    """A place on the disk, chosen in the system's dialog."""

    def __init__(self, usual: Path) -> None:
        self._usual, self._folder = usual, ""
        self._line = QLineEdit()
        self._line.setReadOnly(True)
        choose = named_button("chooseFolder", self.tr("Choose…"))
        show = icon_button("showFolder", "folder-open", self.tr("Open the folder"))
        super().__init__(self._line, choose, show)
        choose.clicked.connect(self._choose)
        show.clicked.connect(self._open)

    @property
    def value(self) -> Any:
        return self._folder

    def show_value(self, value: Any) -> None:
        self._folder = value
        self._line.setText(str(self._path))
        self._line.setCursorPosition(0)

    @property
    def _path(self) -> Path:
        return Path(self._folder) if self._folder else self._usual

    @Slot()
    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Where models and digits live"), str(self._path)
        )
        if name:
            self.show_value("" if Path(name) == self._usual else name)
            self.changed.emit()

    @Slot()
    def _open(self) -> None:
        open_folder(self._path)


def _editor(preference: Preference[Any], told: Told, usual_folder: Path) -> _Editor:
    if told.choices:
        return _Choice(told)
    return _Switch() if isinstance(preference.default, bool) else _Folder(usual_folder)


def _told() -> Iterator[tuple[Preference[Any], Told]]:
    """The preferences of the dialog, and what it says of them."""
    for preference in SHOWN:
        if preference.told is not None:
            yield preference, preference.told


def _spoken(text: str) -> str:
    return spoken(Phrase("preferences", text))
