"""Whoever does not see the window finds each control in it by its name, and reads what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mnist_desk.core.ink import Ink
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.widgets.plot_table import PlotTableDialog
from mnist_desk.ui.window.about import AboutBox
from mnist_desk.ui.window.keys_dialog import KeysDialog
from mnist_desk.ui.window.main_window import MainWindow
from mnist_desk.ui.window.preferences_dialog import PreferencesDialog

Role, Text = QAccessible.Role, QAccessible.Text

_VALUED = {
    Role.Slider,
    Role.ProgressBar,
    Role.SpinBox,
    Role.ComboBox,
    Role.EditableText,
    Role.Graphic,
    Role.Chart,
    Role.Dial,
}
"""What shows something that changes: it needs a value or a description too."""
_CONTAINERS = {
    Role.Window,
    Role.Grouping,
    Role.Pane,
    Role.PageTabList,
    Role.MenuBar,
    Role.Splitter,
    Role.StatusBar,
    Role.ToolBar,
    Role.LayeredPane,
    Role.Border,
    Role.Separator,
    Role.ScrollBar,
    Role.Grip,
    Role.Whitespace,
}
"""What is only there for what is in it."""
_PARTS_OF_QT = ("qt_", "q_")
"""How Qt names what it puts into its own widgets; the widget around it speaks for it."""


@dataclass(frozen=True)
class Told:
    """What a screen reader is told of one widget."""

    kind: str
    widget: str
    role: Role
    name: str
    value: str
    description: str
    focusable: bool
    painted: bool

    @property
    def trouble(self) -> str:
        """What is missing, with what to do about it; empty when all is well."""
        # A picture that nobody paints is an icon of a label: the words beside it say the same.
        shows = self.role in _VALUED and (self.painted or self.role != Role.Graphic)
        speaks = self.focusable or self.painted or shows
        if not self.name and speaks and self.role not in _CONTAINERS:
            return (
                f"{self.widget} ({self.role.name}) has no name: setAccessibleName says what it is, "
                "or widgets.spoken.speak_as where it is painted."
            )
        if self.painted and self.role == Role.Client:
            return (
                f"{self.widget} is painted and has no role: widgets.spoken.speak_as in its "
                "constructor gives it one."
            )
        if shows and not (self.value or self.description):
            return (
                f"{self.widget} ({self.role.name}, {self.name!r}) shows something and does not say "
                "what: widgets.spoken.tell, or setAccessibleDescription with unit and range."
            )
        return ""


def told_of(interface: QAccessibleInterface) -> Told | None:
    """None for what is no widget, or is a part that Qt put into one of its own."""
    thing = interface.object()
    if not isinstance(thing, QWidget) or _is_part(thing) or not thing.isVisible():
        return None
    role = interface.role()
    return Told(
        kind=type(thing).__name__,
        widget=f"{type(thing).__name__} {_path(thing)}",
        role=role,
        name=interface.text(Text.Name).strip(),
        value=_value(interface, thing),
        description=interface.text(Text.Description).strip(),
        focusable=bool(interface.state().focusable) and role not in _CONTAINERS,
        painted=_is_painted(thing),
    )


def _value(interface: QAccessibleInterface, widget: QWidget) -> str:
    if number := interface.valueInterface():
        return str(number.currentValue())
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.toPlainText() or "empty"
    return interface.text(Text.Value).strip()


def _is_painted(widget: QWidget) -> bool:
    """Whether one of our own classes paints it, and nothing of Qt's speaks for it."""
    ours = [kind for kind in type(widget).__mro__ if kind.__module__.startswith("mnist_desk")]
    return any("paintEvent" in vars(kind) for kind in ours)


def _is_part(widget: QWidget) -> bool:
    around = widget.parent()
    if widget.objectName().startswith(_PARTS_OF_QT):
        return True
    if isinstance(around, QAbstractScrollArea) and around.viewport() is widget:
        return True
    # The field of a spin box is its own control for Qt; the box has the name.
    return isinstance(widget, QLineEdit) and isinstance(around, QAbstractSpinBox)


def _path(widget: QWidget) -> str:
    """Where it is: its object name, or that of what is around it."""
    names = []
    at: QObject | None = widget
    while at is not None:
        if at.objectName():
            names.append(at.objectName())
        at = at.parent()
    return "/".join(reversed(names[:3])) + ("" if widget.objectName() else "/(no object name)")


def everything(interface: QAccessibleInterface) -> Iterator[Told]:
    """The tree from here down, what is out of sight left out."""
    told = told_of(interface)
    if told is not None:
        yield told
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None and child.isValid():
            yield from everything(child)


def heard(window: QWidget) -> list[Told]:
    QApplication.processEvents()
    return list(everything(QAccessible.queryAccessibleInterface(window)))


def assert_all_speak(window: QWidget) -> None:
    troubles = {told.trouble for told in heard(window) if told.trouble}
    assert not troubles, "\n".join(sorted(troubles))


@pytest.fixture(params=["train", "look", "digits", "evaluate", "data"])
def tab(window: MainWindow, request: pytest.FixtureRequest) -> MainWindow:
    """The window with one of the tabs in sight."""
    window.resize(1366, 768)
    window.tabs.setCurrentIndex(list(window.tabs.panels).index(request.param))
    return window


def test_an_empty_window_speaks(tab: MainWindow) -> None:
    assert_all_speak(tab)


def test_a_window_in_use_speaks(
    qtbot: QtBot, tab: MainWindow, ten_digits: Session, samples: dict[int, Ink]
) -> None:
    ten_digits.sheet.set_drawing(samples[4], "Stroke")
    tab.show_warning("Something went wrong.")
    qtbot.waitUntil(lambda: not ten_digits.my_digits.busy)
    assert_all_speak(tab)


@pytest.mark.parametrize(
    ("action", "kind"),
    [("preferences", PreferencesDialog), ("keys", KeysDialog), ("about", AboutBox)],
)
def test_a_dialog_speaks(window: MainWindow, action: str, kind: type[QDialog]) -> None:
    window.findChild(QAction, f"action_{action}").trigger()
    dialog = window.findChild(kind)
    assert_all_speak(dialog)
    dialog.close()


def test_the_table_of_a_plot_speaks(window: MainWindow) -> None:
    dialog = PlotTableDialog(window.train_panel.loss_plot)
    dialog.open()
    assert_all_speak(dialog)
    dialog.close()


def test_what_the_pictures_show_is_told(
    qtbot: QtBot, window: MainWindow, ready_session: Session, samples: dict[int, Ink]
) -> None:
    ready_session.sheet.set_drawing(samples[4], "Stroke")
    window.tabs.setCurrentIndex(list(window.tabs.panels).index("look"))
    pictures = [told for told in heard(window) if told.role == Role.Graphic and told.painted]
    assert len(pictures) >= 4
    assert all(told.value for told in pictures)


def test_it_would_be_noticed(qtbot: QtBot, window: MainWindow) -> None:
    """The test itself is tested: a nameless field and a painted widget of ours without a role."""

    class Painted(QWidget):
        def paintEvent(self, event: object) -> None: ...

    Painted.__module__ = "mnist_desk.ui.made_up"
    for widget in (QLineEdit(window), Painted(window)):
        widget.setObjectName("wordless")
        widget.show()
        (told,) = [one for one in heard(window) if one.widget.endswith("wordless")]
        assert "has no name" in told.trouble
        widget.setAccessibleName("A name")
        (told,) = [one for one in heard(window) if one.widget.endswith("wordless")]
        assert told.trouble
        widget.setParent(None)
        widget.deleteLater()
