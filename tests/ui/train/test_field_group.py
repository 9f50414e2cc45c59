from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from mnist_desk.ui.train.field_editor import TextEditor
from mnist_desk.ui.train.field_group import FieldGroup
from mnist_desk.ui.train.field_row import FieldRow


@pytest.fixture
def device() -> QComboBox:
    device = QComboBox()
    device.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    device.addItem("CPU")
    return device


@pytest.fixture
def rows(device: QComboBox) -> list[FieldRow]:
    return [
        FieldRow("Epochs", TextEditor()),
        FieldRow("Label smoothing", TextEditor()),
        FieldRow("Device", device),
    ]


@pytest.fixture
def group(qtbot: QtBot, rows: list[FieldRow]) -> FieldGroup:
    group = FieldGroup()
    qtbot.addWidget(group)
    group.add_heading("Learning")
    for row in rows:
        group.add_row(row)
    group.resize(260, 200)
    with qtbot.waitExposed(group):
        group.show()
    return group


def is_stacked(row: FieldRow) -> bool:
    return row.editor.geometry().top() > row.label.geometry().bottom()


def test_all_editors_begin_at_one_line(group: FieldGroup, rows: list[FieldRow]) -> None:
    assert len({row.editor.x() for row in rows}) == 1
    assert not any(map(is_stacked, rows))
    assert "Learning" in {label.text() for label in group.findChildren(QLabel)}


def test_titles_go_above_where_it_is_narrow(
    qtbot: QtBot, group: FieldGroup, rows: list[FieldRow]
) -> None:
    group.resize(150, 300)
    qtbot.waitUntil(lambda: all(map(is_stacked, rows)))
    group.resize(260, 200)
    qtbot.waitUntil(lambda: not any(map(is_stacked, rows)))


def test_titles_go_above_where_the_letters_are_large(
    qtbot: QtBot, group: FieldGroup, rows: list[FieldRow]
) -> None:
    font = group.font()
    font.setPointSizeF(2 * font.pointSizeF())
    group.setFont(font)
    qtbot.waitUntil(lambda: all(map(is_stacked, rows)))


def test_a_title_goes_above_when_its_editor_comes_to_need_the_room(
    qtbot: QtBot, group: FieldGroup, rows: list[FieldRow], device: QComboBox
) -> None:
    device.setItemText(0, "Automatic (the fastest of four processors)")
    qtbot.waitUntil(lambda: is_stacked(rows[2]))
    assert not is_stacked(rows[0])
