"""A network whose numbers grew beyond all bounds gives no answer, and leaves nothing behind."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from mnist_desk.core.ink import Ink
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import save_model
from mnist_desk.core.network import Layer
from mnist_desk.core.recipe import Recipe
from mnist_desk.ui.draw.panel import DrawPanel
from mnist_desk.ui.state.session import Session
from mnist_desk.ui.widgets.tokens import LIGHT
from mnist_desk.ui.work.job import close_all

from ..opening import open_model

INK = Ink((((60.0, 60.0), (200.0, 60.0), (120.0, 240.0)),))


@pytest.fixture
def panel(qtbot: QtBot, session: Session, light: None) -> DrawPanel:
    panel = DrawPanel(session)
    qtbot.addWidget(panel, before_close_func=close_all)
    panel.resize(370, 700)
    with qtbot.waitExposed(panel):
        panel.show()
    session.sheet.set_drawing(INK, "Stroke")
    return panel


def open_broken(session: Session, folder: Path, loss: str, last: float) -> None:
    """Weights that are finite, and too large for the sums: the hidden units are infinite, and the
    outputs are not numbers, or infinite too when `last` is above zero.
    """
    first = Layer(np.full((784, 8), 3e38, np.float32), np.zeros(8, np.float32))
    then = Layer(np.full((8, 10), last, np.float32), np.zeros(10, np.float32))
    path = folder / "broken.safetensors"
    save_model(Model((first, then), Recipe(hidden=(8,), loss=loss)), path)
    open_model(session, path)


def open_sure(session: Session, folder: Path, digit: int) -> None:
    """A network that reads everything as this digit, without a doubt."""
    bias = 50 * np.eye(10, dtype=np.float32)[digit]
    path = folder / "sure.safetensors"
    save_model(Model((Layer(np.zeros((784, 10), np.float32), bias),), Recipe(hidden=())), path)
    open_model(session, path)


def texts(panel: DrawPanel) -> list[str]:
    """All that the bars and the answer say, to the eye and to a screen reader."""
    bars = [panel.bars, *(panel.findChild(QWidget, f"outputBar{n}") for n in range(10))]
    answer = panel.findChild(QLabel, "answerLabel")
    return [
        *(panel.bars.value_text(digit) for digit in range(10)),
        *(widget.accessibleDescription() for widget in (*bars, answer)),
        answer.text(),
    ]


def length(panel: DrawPanel, digit: int) -> int:
    """Pixels of the winner's colour in the middle of the row of a digit, without the digit."""
    bars = panel.bars
    image = bars.grab().toImage()
    row = panel.findChild(QWidget, f"outputBar{digit}").geometry()
    left = bars.fontMetrics().horizontalAdvance("▶ 0 ") + 4
    return sum(
        image.pixelColor(x, row.center().y()) == QColor(LIGHT.accent)
        for x in range(left, bars.width())
    )


BROKEN = pytest.mark.parametrize(
    ("loss", "last"),
    [("cross-entropy", 0.0), ("mse", 0.0), ("mse", 1.0)],
    ids=["probabilities", "outputs", "infinite outputs"],
)


@BROKEN
def test_outputs_that_are_not_finite_name_no_digit(
    panel: DrawPanel, session: Session, tmp_path: Path, loss: str, last: float
) -> None:
    assert panel.bars.property("winner") >= 0
    open_broken(session, tmp_path, loss, last)
    assert panel.bars.property("winner") == -1
    assert panel.findChild(QLabel, "answerLabel").text() == "?"


@BROKEN
def test_nothing_says_nan(
    panel: DrawPanel, session: Session, tmp_path: Path, loss: str, last: float
) -> None:
    open_broken(session, tmp_path, loss, last)
    assert [text for text in texts(panel) if re.search(r"\b(nan|inf)\b", text)] == []


def test_bars_come_back_with_the_next_model(
    qtbot: QtBot, panel: DrawPanel, session: Session, tmp_path: Path
) -> None:
    panel.bars.set_motion(True)
    open_broken(session, tmp_path, "cross-entropy", 0.0)
    open_sure(session, tmp_path, 3)
    assert panel.bars.property("winner") == 3

    def is_long() -> None:
        assert length(panel, 3) > 30

    qtbot.waitUntil(is_long, timeout=2000)
