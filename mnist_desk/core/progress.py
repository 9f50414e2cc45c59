"""What a training run tells on its way, and how it can end badly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .errors import TellingError
from .model import Model
from .scores import Scores

DeviceChoice = Literal["auto", "cpu", "gpu"]
"""What a training can be asked to run on; auto takes a GPU where there is one."""


class Diverged(TellingError):
    """The loss or the weights stopped being finite numbers."""


@dataclass(frozen=True, eq=False)
class Progress:
    """What a compiled call gave.

    losses: float32 (k,), those of its steps. model: the network reached. scores: on the test set
    when the call ended an epoch. images, seconds: how many images were learnt from, and how long
    that took, the making of `model` included and the scoring not.
    """

    losses: NDArray[np.float32]
    model: Model
    scores: Scores | None = None
    images: int = 0
    seconds: float = 0.0

    def then(self, later: Progress) -> Progress:
        """Both as one: all losses, the later model, the newest scores."""
        return Progress(
            np.concatenate([self.losses, later.losses]),
            later.model,
            later.scores or self.scores,
            self.images + later.images,
            self.seconds + later.seconds,
        )
