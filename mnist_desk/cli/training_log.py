"""What the command line shows of a training run."""

from __future__ import annotations

import contextlib
import time
from types import TracebackType
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from mnist_desk.core.log import log_entries
from mnist_desk.core.model import Model
from mnist_desk.core.progress import Progress as TrainingProgress
from mnist_desk.core.translate import translate


class _Console(Console):
    """Raises what went wrong: rich ends the program where a reader went away."""

    def on_broken_pipe(self) -> None:
        raise  # noqa: PLE0704 (called where the error is handled)


class TrainingLog:
    """The tutorial's log lines, a progress bar on a terminal, a summary, and the speed.

    The lines go to standard output, or to standard error when that is for the JSON.
    """

    def __init__(self, epochs: int, to_stderr: bool) -> None:
        self._epochs = epochs
        self._console = _Console(stderr=to_stderr, highlight=False, emoji=False, soft_wrap=True)
        self._bar = Progress(
            TextColumn(translate("cli", "epoch {task.fields[epoch]} of {task.fields[epochs]}")),
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
        with contextlib.suppress(OSError):  # A terminal that went away.
            self._bar.stop()

    def show(self, progress: TrainingProgress) -> None:
        """Print the log lines of the steps just made, and move the bar."""
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
        """Print a line above the bar, as it is."""
        self._console.print(text, markup=False)

    def summarise(self, model: Model) -> None:
        """Print in a line what the run came to."""
        if model.scores is None:
            self.say(translate("cli", "No epoch was finished."))
            return
        low, high = model.scores.interval()
        speed = self.speed()["images_per_second"]
        text = translate(
            "cli",
            "Epochs: {epochs}, in {seconds:.1f} s{speed}; {accuracy:.2%} of the test images read "
            "right (95 % interval {low:.2%} to {high:.2%})",
        )
        told = translate("cli", ", {speed:,.0f} images/s").format(speed=speed) if speed else ""
        self.say(
            text.format(
                epochs=len(model.history.epochs),
                seconds=time.perf_counter() - self._started,
                speed=told,
                accuracy=model.scores.accuracy,
                low=low,
                high=high,
            )
        )

    def speed(self) -> dict[str, Any]:
        """images_per_second of training alone, after the first compiled call; seconds in all."""
        return {
            "images_per_second": self._images / self._seconds if self._seconds else 0.0,
            "seconds": time.perf_counter() - self._started,
        }
