"""Appearance, size of text and motion: kept as preferences, and applied when these change."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from mnist_desk.core.translate import Phrase

from ..draw.output_bars import OutputBars
from ..state.preference import Preference
from ..state.preferences import APPEARANCE, REDUCE_MOTION, TEXT_SIZE, TEXT_SIZES
from ..state.session import Session
from ..work.sentences import spoken
from .theme import apply_appearance, apply_text_size


class Looks(QObject):
    """The menus choose; the dialog of preferences may, too."""

    def __init__(self, session: Session, bars: OutputBars, window: QWidget) -> None:
        super().__init__(window)
        self._preferences, self._engine, self._bars = session.preferences, session.engine, bars
        self._still: QAction | None = None
        self.appearance_menu = self._menu(APPEARANCE, window)
        self.text_size_menu = self._menu(TEXT_SIZE, window)
        self._preferences.changed.connect(self._on_changed)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        self._contrast = hints.accessibility()
        self._contrast.contrastPreferenceChanged.connect(self._follow_system)
        self._apply()

    def take_still(self, action: QAction) -> None:
        """The action that reduces motion."""
        self._still = action
        action.setChecked(self._preferences.get(REDUCE_MOTION))

    @Slot()
    def larger(self) -> None:
        self._step(1)

    @Slot()
    def smaller(self) -> None:
        self._step(-1)

    @Slot()
    def usual(self) -> None:
        self._preferences.set(TEXT_SIZE, TEXT_SIZE.default)

    @Slot(bool)
    def reduce_motion(self, still: bool) -> None:
        self._preferences.set(REDUCE_MOTION, still)

    def _step(self, by: int) -> None:
        at = TEXT_SIZES.index(self._preferences.get(TEXT_SIZE)) + by
        if 0 <= at < len(TEXT_SIZES):
            self._preferences.set(TEXT_SIZE, TEXT_SIZES[at])

    def _menu(self, preference: Preference[Any], window: QWidget) -> QMenu:
        """The choices of a preference, one of them checked."""
        assert preference.told is not None
        menu = QMenu(window)
        group = QActionGroup(menu)
        group.setObjectName(preference.key)
        for value, title in preference.told.choices.items():
            action = menu.addAction(spoken(Phrase("preferences", title)).capitalize())
            action.setObjectName(f"action_{value}")
            action.setData(value)
            action.setCheckable(True)
            group.addAction(action)
        group.triggered.connect(self._choose)
        return menu

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        is_size = action.actionGroup().objectName() == TEXT_SIZE.key
        preference: Preference[Any] = TEXT_SIZE if is_size else APPEARANCE
        self._preferences.set(preference, action.data())

    @Slot(Preference)
    def _on_changed(self, preference: object) -> None:
        if preference in (APPEARANCE, TEXT_SIZE, REDUCE_MOTION):
            self._apply()

    @Slot()
    def _follow_system(self) -> None:
        if self._preferences.get(APPEARANCE) == "system":
            self._apply()

    def _apply(self) -> None:
        appearance, size = self._preferences.get(APPEARANCE), self._preferences.get(TEXT_SIZE)
        apply_appearance(appearance)
        apply_text_size(size)
        for menu, value in ((self.appearance_menu, appearance), (self.text_size_menu, size)):
            for action in menu.actions():
                action.setChecked(action.data() == value)
        still = self._preferences.get(REDUCE_MOTION)
        self._bars.set_motion(not still)
        if self._still is not None:
            self._still.setChecked(still)
