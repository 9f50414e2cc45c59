"""Counts, means and variances of the classes."""

import numpy as np

from mnist_desk.core.data_statistics import class_statistics
from mnist_desk.core.dataset import Dataset


def some(n: int, *labels: int) -> Dataset:
    random = np.random.default_rng(3)
    images = random.integers(0, 256, (n, 28, 28)).astype(np.uint8)
    return Dataset(images, random.choice(labels, n))


def test_they_are_those_of_numpy() -> None:
    # More than are summed in one go.
    data = some(5500, 0, 3, 9)
    found = class_statistics(data)
    for digit in (0, 3, 9):
        mine = data.images[data.labels == digit].astype(np.float64) / 255
        assert found.counts[digit] == len(mine)
        np.testing.assert_allclose(found.means[digit], mine.mean(axis=0), atol=1e-6)
        np.testing.assert_allclose(found.variances[digit], mine.var(axis=0), atol=1e-6)


def test_a_class_without_images_is_empty() -> None:
    found = class_statistics(some(5, 4))
    assert found.counts.tolist() == [0, 0, 0, 0, 5, 0, 0, 0, 0, 0]
    assert not found.means[7].any()
    assert not found.variances[7].any()


def test_images_that_are_alike_do_not_vary() -> None:
    images = np.full((3, 28, 28), 77, np.uint8)
    found = class_statistics(Dataset(images, np.array([1, 1, 1])))
    np.testing.assert_allclose(found.variances, 0, atol=1e-6)
    np.testing.assert_allclose(found.means[1], 77 / 255, atol=1e-6)
