"""The page Map: digits on a plane, yours among them as you draw, and those that are chosen."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from mnist_desk.core.digit_map import Axes, DigitMap

from ..state.preferences import MAP_AXES, MAP_PART, MAP_PICTURES, Preferences
from ..state.session import Session
from ..widgets.elided_label import ElidedLabel
from ..widgets.headings import RoomyLabel, quiet
from ..widgets.plain import plain_sentence
from ..widgets.tokens import MEDIUM, SMALL, TINY
from ..work.throttle import Throttle
from .map_bar import MapBar
from .map_layer import Mask
from .map_legend import MapLegend
from .map_list import MapList
from .map_placing import Placing
from .map_view import MapView
from .map_words import around_in_words, axes_in_words

_WIDE = 500
"""Pixels from which on the list stands beside the map."""
_LIST = 160
"""Width of the list at least, pixels, however long its heading is."""
_WORDS = 150
"""Milliseconds from a place of the drawing to the words about it."""


class MapPage(QWidget):
    """Rests while it is not in sight."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mapPage")
        self._session = session
        self._chosen: Mask | None = None
        """Which digits of the map are chosen."""
        self._shown: DigitMap | None = None
        """The map that is in sight, while it is."""
        self._at: tuple[float, float] | None = None
        """Where the drawing is."""
        self.placing = Placing(session, self)
        self.bar = MapBar()
        self.legend = MapLegend()
        self.view = MapView()
        self.list = MapList()
        self.list.setMinimumWidth(_LIST)
        self._axes = RoomyLabel(2)
        self._axes.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._around = ElidedLabel()
        self._around.setAccessibleName(self.tr("Your digit on the map"))
        self._mark = quiet(wraps=False)
        self._tell_soon = Throttle(self._tell_around, _WORDS, self)
        self._lay_out()
        self._connect()
        self._on_looks()

    def _lay_out(self) -> None:
        of_map = QWidget()
        column = QVBoxLayout(of_map)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        column.addWidget(self.view, 1)
        below = QHBoxLayout()
        below.setSpacing(SMALL)
        below.addWidget(self._around, 1)
        below.addWidget(self._mark)
        column.addLayout(below)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(MEDIUM)
        self._both.addWidget(of_map, 5)
        self._both.addWidget(self.list, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addWidget(self.bar)
        layout.addWidget(self.legend)
        layout.addWidget(self._axes)
        layout.addLayout(self._both, 1)

    def _connect(self) -> None:
        self._session.open_data.changed.connect(self._on_data)
        self._session.reader.read.connect(self._on_read)
        self.placing.placed.connect(self._on_placed)
        self.placing.failed.connect(self._say)
        self.bar.chosen.connect(self._on_choice)
        self.bar.held.connect(self.placing.hold)
        self.bar.looks_changed.connect(self._on_looks)
        self.bar.whole_asked.connect(self.view.see_whole)
        self.legend.chosen.connect(self._choose_classes)
        self.view.class_asked.connect(self.legend.toggle)
        self.view.lassoed.connect(self._choose_inside)
        self.view.left.connect(self._leave_choice)
        self.view.opened.connect(self.put)
        self.view.current_changed.connect(self._on_pointed)
        self.list.opened.connect(self.put)
        self.list.current_changed.connect(self.view.point_at_digit)

    @property
    def words_around(self) -> str:
        """What is told of the place of the drawing."""
        return self._around.text()

    def save(self, preferences: Preferences) -> None:
        preferences.set(MAP_AXES, self.bar.axes.value)
        preferences.set(MAP_PART, self.bar.part)
        preferences.set(MAP_PICTURES, self.bar.shows_pictures)

    def restore(self, preferences: Preferences) -> None:
        self.bar.choose(
            Axes(preferences.get(MAP_AXES)),
            preferences.get(MAP_PART),
            pictures=preferences.get(MAP_PICTURES),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        directions = QBoxLayout.Direction
        self._both.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    # What is shown

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.view.map is None:
            self._say(self.tr("Reading the digits…"))
        self._session.open_data.ask()
        self._on_data()
        self.placing.watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        self.placing.watch(False)
        self._shown = None
        self.view.forget()
        self._tell_soon.cancel()
        super().hideEvent(event)

    @Slot()
    def _on_data(self) -> None:
        sets = self._session.open_data.sets
        self.bar.show_sets(sets)
        self.legend.show_names(self._session.open_data.names)

    @Slot()
    def _on_choice(self) -> None:
        self.placing.choose(self.bar.part, self.bar.axes)

    @Slot()
    def _on_looks(self) -> None:
        self.view.show_pictures(self.bar.shows_pictures)
        self.view.uses_lasso = self.bar.uses_lasso
        pictures = self.bar.shows_pictures
        self._mark.setText(self.tr("▢ read wrong") if pictures else self.tr("✕ read wrong"))

    @Slot(str)
    def _say(self, words: str) -> None:
        self._axes.setText(plain_sentence(words))

    @Slot()
    def _on_placed(self) -> None:
        """The digits rest while a stroke is drawn, so that its way is one on a map that stays."""
        if self._session.sheet.is_finished or self._shown is None:
            self._follow()

    def _follow(self) -> None:
        if self.placing.map is not None and self.placing.map is not self._shown:
            self._show(self.placing.map)

    def _show(self, what: DigitMap) -> None:
        before = self.view.map
        if before is None or before.digits is not what.digits:
            self._chosen = None
            self.legend.clear()
        self._shown = what
        self.view.show_map(what)
        self._say(axes_in_words(what))
        self._show_list()
        self._place_drawing()

    # The drawing

    @Slot()
    def _on_read(self) -> None:
        """Only the drawing is placed: the digits are where they are."""
        if self._session.sheet.is_finished:
            self._follow()
        self._place_drawing()

    def _place_drawing(self) -> None:
        what = self._shown
        if what is None:
            return
        reading = self._session.reader.reading.reading
        picture = None if reading is None else reading.picture
        self._at = None if picture is None else what.place(picture)
        if self._at is not None and not np.isfinite(self._at).all():
            self._at = None
        self.view.show_drawing(picture, self._at)
        self._tell_soon.ask()

    def _tell_around(self) -> None:
        what = self._shown
        if what is None:
            return
        words = self.tr("Draw a digit: it shows up here as you draw.")
        if self._at is not None:
            words = around_in_words(what, self._at)
        self._around.setText(words)

    # What is chosen

    @Slot()
    def _choose_classes(self) -> None:
        what, labels = self.view.map, self.legend.labels
        if what is not None:
            self._choose(np.isin(what.labels, labels) if labels else None)

    @Slot(object)
    def _choose_inside(self, chosen: Mask) -> None:
        self.legend.clear()
        self._choose(chosen if chosen.any() else None)

    @Slot()
    def _leave_choice(self) -> None:
        self.legend.clear()
        self._choose(None)

    def _choose(self, chosen: Mask | None) -> None:
        self._chosen = chosen
        self.view.show_chosen(chosen)
        self._show_list()

    def _show_list(self) -> None:
        if self.view.map is not None:
            self.list.show_digits(self.view.map, self._chosen)

    @Slot(int)
    def _on_pointed(self, index: int) -> None:
        """What the keys came to is shown in the list, too."""
        if index >= 0 and self.view.hasFocus():
            self.list.grid.go_to(index)

    @Slot(int)
    def put(self, index: int) -> None:
        """Put a digit on the canvas."""
        if self.view.map is not None:
            self._session.sheet.put_digit(self.view.map.digits, index)
