"""How long a network is tried on digits that are spoilt more and more: a whole curve of each kind.

python tests/benchmarks/curves.py [--times 5]
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from mnist_desk.core.dataset import load_mnist
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.mnist_digit import MNIST_TEST
from mnist_desk.core.model_file import load_model
from mnist_desk.core.places import shipped_model
from mnist_desk.core.robustness import DISTORTIONS
from mnist_desk.engine.robustness import curve, tried_on


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    model, digits = load_model(shipped_model()), DigitSet(MNIST_TEST, load_mnist().test)
    for distortion in DISTORTIONS.values():
        some = tried_on(digits, distortion)
        list(curve(model, some, distortion))  # Compiled, and memory taken.
        took = []
        for _ in range(options.times):
            started = time.perf_counter()
            list(curve(model, some, distortion))
            took.append(time.perf_counter() - started)
        print(
            f"{distortion.name:10} {len(some):5,} digits, {len(distortion.levels):2} strengths  "
            f"median {np.median(took):5.2f} s  max {max(took):5.2f} s"
        )


if __name__ == "__main__":
    main()
