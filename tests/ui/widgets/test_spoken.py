from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.ui.widgets import spoken
from mnist_desk.ui.widgets.spoken import Role, speak_as, tell, value_of


class Picture(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, Role.Graphic, "A picture")


@pytest.fixture
def listened_to() -> Iterator[None]:
    """As with a screen reader."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def picture(qtbot: QtBot) -> Picture:
    picture = Picture()
    qtbot.addWidget(picture)
    return picture


def heard(widget: QWidget) -> tuple[Role, str, str, str]:
    """Role, name, value and description."""
    told = QAccessible.queryAccessibleInterface(widget)
    kinds = (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)
    name, value, description = (told.text(kind) for kind in kinds)
    return told.role(), name, value, description


def test_a_painted_widget_has_role_name_and_value(picture: Picture) -> None:
    assert heard(picture) == (Role.Graphic, "A picture", "", "")
    tell(picture, "nothing is drawn")
    assert heard(picture) == (Role.Graphic, "A picture", "nothing is drawn", "nothing is drawn")
    assert value_of(picture) == "nothing is drawn"


def test_other_widgets_are_what_they_were(qtbot: QtBot, picture: Picture) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    assert value_of(other) == ""
    assert heard(other)[0] == Role.Client


def test_a_new_value_is_an_event_and_said_aloud_if_wished(
    picture: Picture, listened_to: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[str] = []

    class Ears(QAccessible):
        @staticmethod
        def updateAccessibility(event: object) -> None:
            events.append(type(event).__name__)

    monkeypatch.setattr(spoken, "QAccessible", Ears)
    tell(picture, "a 4")
    tell(picture, "a 4")
    assert events == ["QAccessibleValueChangeEvent"]
    tell(picture, "a 9", aloud=True)
    assert events[1:] == ["QAccessibleValueChangeEvent", "QAccessibleAnnouncementEvent"]
    tell(picture, "a 9", aloud=True)
    assert events[3:] == ["QAccessibleAnnouncementEvent"], "asked for again, it is said again"


@pytest.mark.parametrize("way", ["later", "at once", "by Python"])
def test_widgets_come_and_go_while_somebody_listens(
    qapp: object, listened_to: None, way: str
) -> None:
    for turn in range(50):
        page = QWidget()
        layout = QVBoxLayout(page)
        for _ in range(4):
            layout.addWidget(Picture())
        page.show()
        for picture in page.findChildren(Picture):
            tell(picture, f"turn {turn}", aloud=True)
            assert heard(picture)[2] == f"turn {turn}"
        del picture
        if way == "later":
            page.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        elif way == "at once":
            shiboken6.delete(page)
        del page, layout
    gc.collect()
