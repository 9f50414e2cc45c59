from __future__ import annotations

import numpy as np

from mnist_desk.core.dataset import Dataset
from mnist_desk.core.drawing import picture_of
from mnist_desk.core.mnist_digit import load_test_images, mnist_digit, wrong
from mnist_desk.core.model import Model
from mnist_desk.core.network import Layer
from mnist_desk.core.recipe import Recipe

GREY = np.arange(3 * 784, dtype=np.uint32).reshape(3, 28, 28).astype(np.uint8)
IMAGES = Dataset(GREY, np.array([8, 3, 8], np.uint8))


def always(digit: int) -> Model:
    layer = Layer(np.zeros((784, 10), np.float32), np.eye(10, dtype=np.float32)[digit])
    return Model((layer,), Recipe(hidden=()))


def test_an_image_is_given_to_the_network_as_it_is() -> None:
    digit = mnist_digit(IMAGES, 1)
    assert (digit.number, digit.label) == (2, 3)
    np.testing.assert_allclose(picture_of(digit), GREY[1] / 255, atol=1e-6)


def test_the_wrong_ones_are_found() -> None:
    assert wrong(always(8), IMAGES).tolist() == [1]
    assert wrong(always(3), IMAGES).tolist() == [0, 2]
    assert wrong(always(8), Dataset(GREY[:1], IMAGES.labels[:1])).tolist() == []


def test_the_test_images_are_those_of_mnist() -> None:
    images = load_test_images()
    assert len(images) == 10_000
    assert images.labels[:5].tolist() == [7, 2, 1, 0, 4]
