"""From the choice of a set to its matrix, painted.

    python tests/benchmarks/evaluating.py [--times 7]

Asked is 0.15 s for 10,000 images. Both ways are measured: through TensorFlow, as when nothing
trains, and through NumPy, as before it is loaded and while a network trains.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "xcb" if os.environ.get("DISPLAY") else "offscreen")
os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp()

from PySide6.QtCore import QEventLoop

from mnist_desk.app import create_application, create_window
from mnist_desk.core.model import Model
from mnist_desk.core.recipes import RECIPES
from mnist_desk.core.translate import Phrase
from mnist_desk.ui.state.digit_sets import Source
from mnist_desk.ui.window.main_window import MainWindow


def to_matrix(window: MainWindow) -> float:
    """Milliseconds from another network to the painted matrix of its mistakes."""
    page = window.evaluate_panel.matrix_page
    loop = QEventLoop()
    matrix = page.matrix
    paint = type(matrix).paintEvent

    def painted(event: object) -> None:
        paint(matrix, event)
        answers = page.answering.answers
        if answers is not None and answers.model is window.session.network.model:
            loop.quit()

    matrix.paintEvent = painted  # type: ignore[method-assign]
    runs = window.session.runs
    recipe = RECIPES["quick"]
    started = time.perf_counter()
    runs.reach(runs.current, Model.fresh(recipe))
    made = time.perf_counter() - started
    loop.exec()
    del matrix.paintEvent
    return 1000 * (time.perf_counter() - started - made)


def report(window: MainWindow, what: str, times: int) -> None:
    to_matrix(window)
    took = []
    for _ in range(times):
        pause = time.perf_counter()
        while time.perf_counter() - pause < 0.4:  # Its rest between two networks.
            QEventLoop().processEvents()
        took.append(to_matrix(window))
    print(f"{what:32} median {np.median(took):6.1f} ms  max {max(took):6.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=7)
    options = parser.parse_args()
    create_application()
    window = create_window()
    window.resize(1366, 740)
    window.show()
    window.show_panel("evaluate")
    sets = window.session.digit_sets
    loop = QEventLoop()
    window.session.readyChanged.connect(loop.quit)
    loop.exec()
    for source in (Source.TEST, Source.TRAIN):
        sets.choose(source)
        while sets.current is None:
            loop.processEvents()
        report(window, f"{len(sets.current):,} images, TensorFlow", options.times)
        window.session.turn.take(Phrase("turn", "Measuring"))
        report(window, f"{len(sets.current):,} images, NumPy", options.times)
        window.session.turn.give_back()
    window.close()


if __name__ == "__main__":
    main()
