"""What is left of a training whose process is killed."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from mnist_desk.core.dataset import Splits
from mnist_desk.core.runs import KeptRuns
from mnist_desk.engine.trainer import train

KILLED_IN_THE_THIRD_EPOCH = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path
from mnist_desk.core.dataset import Dataset, Splits, load_mnist
from mnist_desk.core.recipes import QUICK
from mnist_desk.core.runs import KeptRuns
from mnist_desk.engine import trainer
from mnist_desk.ui.work import jobs

mnist = load_mnist()
few = Splits(Dataset(mnist.train.images[:1000], mnist.train.labels[:1000]),
             Dataset(mnist.test.images[:200], mnist.test.labels[:200]))
jobs.mnist = lambda: few
trainer.FIRST_STEPS = 3
trainer._next_pace = lambda *_: 3
recipe = replace(QUICK, hidden=(32,), epochs=5)
runs = KeptRuns(Path(sys.argv[1]))
for progress in jobs.training(recipe, lambda model: runs.keep("run", model), "cpu"):
    if progress.model.steps > 16:
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_a_killed_training_loses_the_epoch_it_was_in(few: Splits, tmp_path: Path) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_IN_THE_THIRD_EPOCH, str(tmp_path)], check=False
    )
    assert killed.returncode == -signal.SIGKILL
    runs = KeptRuns(tmp_path)
    assert runs.names() == ["run"]
    left = runs.load("run")
    assert len(left.history.epochs) == 2
    assert left.steps == 16
    *_, resumed = train(left, few, "cpu")
    *_, whole = train(left.recipe, few, "cpu")
    np.testing.assert_array_equal(resumed.model.history.losses, whole.model.history.losses)
