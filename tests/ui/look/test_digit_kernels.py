from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from mnist_desk.core.network import Layer
from mnist_desk.ui.look.digit_kernels import DigitKernels
from mnist_desk.ui.widgets.spoken import value_of
from mnist_desk.ui.widgets.tokens import AGAINST, FOR


@pytest.fixture
def kernels(qtbot: QtBot) -> DigitKernels:
    kernels = DigitKernels()
    qtbot.addWidget(kernels)
    kernels.resize(600, 80)
    return kernels


def test_there_is_a_kernel_for_each_digit(kernels: DigitKernels) -> None:
    kernel = np.zeros((784, 10), np.float32)
    kernel[:, 0], kernel[:, 9] = 1, -1
    kernels.show_layer(Layer(kernel, np.zeros(10, np.float32)), -1)
    image = kernels.grab().toImage()
    ratio = image.devicePixelRatio()
    assert image.pixelColor(int(20 * ratio), int(20 * ratio)) == QColor(*FOR)
    assert image.pixelColor(int(560 * ratio), int(20 * ratio)) == QColor(*AGAINST)


def test_the_winner_is_marked(kernels: DigitKernels) -> None:
    layer = Layer(np.ones((784, 10), np.float32), np.zeros(10, np.float32))
    looks = []
    for winner in (-1, 3, 4):
        kernels.show_layer(layer, winner)
        looks.append(kernels.grab().toImage())
    assert looks[0] != looks[1] != looks[2]
    assert value_of(kernels) == "ten kernels; the digit that is read is 4"
    kernels.forget()
    assert value_of(kernels) == ""
