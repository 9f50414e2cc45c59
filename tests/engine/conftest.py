from __future__ import annotations

import numpy as np
import pytest

from mnist_desk.core.dataset import Dataset, Splits, load_mnist


@pytest.fixture(scope="session")
def mnist() -> Splits:
    return load_mnist()


@pytest.fixture(scope="session")
def few(mnist: Splits) -> Splits:
    """1,000 images to train on and 200 to test with: an epoch is 8 steps, the last one of 104."""
    train = Dataset(mnist.train.images[:1000], mnist.train.labels[:1000])
    return Splits(train, Dataset(mnist.test.images[:200], mnist.test.labels[:200]))


@pytest.fixture
def random() -> np.random.Generator:
    return np.random.default_rng(11)
