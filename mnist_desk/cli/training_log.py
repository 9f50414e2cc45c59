"""What the command line shows of a training run."""

from __future__ import annotations

import time
from types import TracebackType
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from mnist_desk.core.log import log_entries
from mnist_desk.core.model import Model

if TYPE_CHECKING:
    from mnist_desk.core.progress import Progress as TrainingProgress


class TrainingLog:
    """The tutorial's log lines, a progress bar on a terminal, a summary, and the speed.

    The lines go to standard output, or to standard error when that is for the JSON.
    """

    def __init__(self, epochs: int, to_stderr: bool) -> None:
        self._epochs = epochs
        self._console = Console(stderr=to_stderr, highlight=False, soft_wrap=True)
        self._bar = Progress(
            TextColumn("epoch {task.fields[epoch]} of {task.fields[epochs]}"),
            BarColumn(),
            TimeRemainingColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
            transient=True,
        )
        self._task = self._bar.add_task("", epoch=1, epochs=epochs, total=None)
        self._started = time.perf_counter()
        self._calls = 0
        self._images, self._seconds = 0, 0.0

    def __enter__(self) -> TrainingLog:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def show(self, progress: TrainingProgress) -> None:
        model = progress.model
        for entry in log_entries(model.history, model.steps - len(progress.losses)):
            self.say(str(entry))
        if len(progress.losses):
            self._calls += 1
        if self._calls > 1:
            # The first call holds the compiling.
            self._images += progress.images
            self._seconds += progress.seconds
        self._bar.update(
            self._task,
            total=self._epochs * model.history.steps_per_epoch,
            completed=model.steps,
            epoch=min(len(model.history.epochs) + 1, self._epochs),
        )

    def say(self, text: str) -> None:
        self._console.print(text, markup=False)

    def summarise(self, model: Model) -> None:
        if model.scores is None:
            self.say("No epoch was finished.")
            return
        low, high = model.scores.interval()
        speed = self.speed()["images_per_second"]
        told = f", {speed:,.0f} images/s" if speed else ""
        self.say(
            f"Epochs: {len(model.history.epochs)}, in {time.perf_counter() - self._started:.1f} s"
            f"{told}; {model.scores.accuracy:.2%} of "
            f"the test images read right (95 % interval {low:.2%} to {high:.2%})"
        )

    def speed(self) -> dict[str, Any]:
        """images_per_second of training alone, after the first compiled call; seconds in all."""
        return {
            "images_per_second": self._images / self._seconds if self._seconds else 0.0,
            "seconds": time.perf_counter() - self._started,
        }
