"""Damage is told wherever one is, and repaired from there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.core.model import Model
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.look.layer_strips import Unit
from mnist_desk.ui.window.main_window import MainWindow


def test_a_click_in_look_inside_silences_and_repair_puts_it_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    session = window.session
    session.runs.reach(session.runs.current, Model.fresh(Recipe(hidden=(16,))))
    bar = window.findChild(QWidget, "damageBar")
    assert not bar.isVisible()
    window.show_panel("look")
    strips = window.look_panel.strips
    at = strips.rect_of(Unit(0, 3)).center().toPoint()
    QTest.mouseClick(strips, Qt.MouseButton.LeftButton, pos=at)
    assert session.damaging.damage.silenced == {(0, 3)}
    assert bar.isVisible()
    assert "one neuron silenced" in bar.findChild(QLabel, "damageWords").text()
    qtbot.waitUntil(lambda: strips._silenced == {(0, 3)})
    before = strips.grab().toImage()
    window.findChild(QWidget, "repairButton").click()
    assert not session.damaging.damage
    assert not bar.isVisible()
    qtbot.waitUntil(lambda: strips.grab().toImage() != before)
