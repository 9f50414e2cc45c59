"""Our own controls over Fusion: their sizes, their ring, their filled button."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QSlider,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets.buttons import Kind, icon_button, named_button
from mnist_desk.ui.widgets.tokens import CONTROL, DARK, LIGHT, Colours
from mnist_desk.ui.window import style
from mnist_desk.ui.window.scroll_bar import scroll_bar_part
from mnist_desk.ui.window.theme import Appearance, apply_appearance

THEMES: dict[Appearance, Colours] = {"light": LIGHT, "dark": DARK}

CONTROLS: dict[str, Callable[[], QWidget]] = {
    "button": lambda: QPushButton("Start"),
    "flat button": lambda: named_button("stop", "Stop", kind="flat"),
    "primary button": lambda: named_button("start", "Start", kind="primary"),
    "tool button": lambda: icon_button("clear", "trash-2", "Clear"),
    "box": QComboBox,
    "line": lambda: QLineEdit("0.001"),
    "number": QSpinBox,
    "check": lambda: QCheckBox("Shuffle"),
    "radio": lambda: QRadioButton("Dark"),
    "slider": lambda: QSlider(Qt.Orientation.Horizontal),
}


@pytest.fixture(autouse=True)
def system_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    apply_appearance("system")


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[..., None]]:
    """Shows widgets one below the other."""
    pages = []

    def show(*widgets: QWidget) -> None:
        page = QWidget()
        pages.append(page)
        qtbot.addWidget(page)
        layout = QVBoxLayout(page)
        for widget in widgets:
            layout.addWidget(widget)
        layout.addStretch(1)
        # Where the mouse of another test was left, what is below it is of another colour.
        page.move(300, 300)
        QCursor.setPos(0, 0)
        page.show()
        page.activateWindow()
        QApplication.processEvents()

    yield show


def colours_in(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    columns, rows = range(image.width()), range(image.height())
    return {image.pixelColor(x, y).name() for x in columns for y in rows}


@pytest.mark.parametrize("name", [name for name in CONTROLS if name != "slider"])
def test_a_control_is_large_enough_to_be_hit(show: Callable[..., None], name: str) -> None:
    control = CONTROLS[name]()
    show(control)
    assert control.height() >= CONTROL


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", CONTROLS)
def test_the_focus_is_seen(show: Callable[..., None], name: str, theme: Appearance) -> None:
    apply_appearance(theme)
    control, other = CONTROLS[name](), QPushButton("other")
    show(control, other)
    control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    other.setFocus()
    before = control.grab().toImage()
    control.setFocus()
    image = control.grab().toImage()
    assert image != before
    # Rounded corners are of mixed colours; a ring has its own along the sides.
    ring = THEMES[theme].on_accent if name == "primary button" else THEMES[theme].accent
    assert QColor(ring).name() in colours_in(control)


@pytest.mark.parametrize("theme", THEMES)
def test_one_button_of_a_page_is_filled(show: Callable[..., None], theme: Appearance) -> None:
    apply_appearance(theme)
    accent = QColor(THEMES[theme].accent).name()
    kinds: tuple[Kind, ...] = ("primary", "", "flat")
    buttons = {kind: named_button("b", "Go", kind=kind) for kind in kinds}
    focus = QPushButton()
    show(focus, *buttons.values())
    focus.setFocus()
    assert [kind for kind in kinds if accent in colours_in(buttons[kind])] == ["primary"]


def test_a_primary_button_that_cannot_be_pressed_is_not_filled(show: Callable[..., None]) -> None:
    apply_appearance("light")
    button = named_button("b", "Go", kind="primary")
    button.setEnabled(False)
    show(button)
    assert QColor(LIGHT.accent).name() not in colours_in(button)


@pytest.mark.parametrize("make", [QPushButton, QToolButton])
def test_what_is_checked_is_filled(
    show: Callable[..., None], make: Callable[[], QPushButton]
) -> None:
    apply_appearance("light")
    button, focus = make(), QPushButton()
    button.setText("x")
    button.setCheckable(True)
    show(focus, button)
    focus.setFocus()
    assert QColor(LIGHT.accent).name() not in colours_in(button)
    button.setChecked(True)
    assert QColor(LIGHT.accent).name() in colours_in(button)


@pytest.mark.parametrize("theme", THEMES)
def test_a_check_box_that_is_off_is_seen(show: Callable[..., None], theme: Appearance) -> None:
    """Fusion's was hardly seen in the dark."""
    apply_appearance(theme)
    box = QCheckBox()
    show(box)
    assert QColor(THEMES[theme].edge).name() in colours_in(box)


def test_a_line_of_progress_grows_from_the_left(show: Callable[..., None]) -> None:
    apply_appearance("light")
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.resize(200, 10)
    show(bar)
    filled = []
    for value in (0, 25, 75):
        bar.setValue(value)
        image = bar.grab().toImage()
        middle = image.height() // 2
        row = [image.pixelColor(x, middle).name() for x in range(image.width())]
        filled.append(row.count(QColor(LIGHT.accent).name()) / image.width())
    assert filled[0] == 0
    assert filled[1:] == pytest.approx([0.25, 0.75], abs=0.04)


def test_the_knob_of_a_scroll_bar_can_be_dragged_from_end_to_end(qtbot: QtBot) -> None:
    area, inner = QScrollArea(), QWidget()
    inner.setFixedSize(50, 5000)
    area.setWidget(inner)
    area.resize(200, 200)
    qtbot.addWidget(area)
    area.show()
    bar = area.verticalScrollBar()
    middle = QPoint(bar.width() // 2, 5)
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(bar, left, pos=middle)
    QTest.mouseMove(bar, middle + QPoint(0, bar.height()))
    QTest.mouseRelease(bar, left, pos=middle + QPoint(0, bar.height()))
    assert bar.value() == bar.maximum()


@pytest.mark.parametrize("orientation", Qt.Orientation)
@pytest.mark.parametrize("value", [0, 40, 100])
def test_the_parts_of_a_scroll_bar_fill_it(
    qtbot: QtBot, orientation: Qt.Orientation, value: int
) -> None:
    bar = QScrollBar(orientation)
    qtbot.addWidget(bar)
    bar.resize(300, 12) if orientation == Qt.Orientation.Horizontal else bar.resize(12, 300)
    bar.setRange(0, 100)
    bar.setPageStep(10)
    bar.setValue(value)
    option = QStyleOptionSlider()
    bar.initStyleOption(option)
    part = QStyle.SubControl
    rects = [
        scroll_bar_part(option, one)
        for one in (part.SC_ScrollBarSubPage, part.SC_ScrollBarSlider, part.SC_ScrollBarAddPage)
    ]
    assert sum(rect.width() * rect.height() for rect in rects) == 300 * 12
    assert rects[1].width() * rects[1].height() >= 32 * 12


def test_a_choice_that_has_no_room_ends_with_dots(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    elided = style._elided

    def noting(option: QStyleOptionComboBox, width: int) -> QStyleOptionComboBox:
        changed = elided(option, width)
        drawn.append(changed.currentText)
        return changed

    monkeypatch.setattr(style, "_elided", noting)
    combo = QComboBox()
    qtbot.addWidget(combo)
    combo.addItem("Network: classes on a ring")
    combo.resize(combo.sizeHint().width(), CONTROL)
    combo.grab()
    combo.resize(combo.width() // 2, CONTROL)
    combo.grab()
    assert drawn[0] == "Network: classes on a ring"
    assert drawn[-1].startswith("Netw")
    assert drawn[-1].endswith("…")
