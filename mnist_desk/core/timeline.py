"""A run through time: the networks that are known of it, by their step."""

from __future__ import annotations

import bisect
from dataclasses import replace

from .model import History, Model
from .network import Layers


class Timeline:
    """The newest model of a run, and moments before it whose weights were kept."""

    def __init__(self, model: Model) -> None:
        self._newest = model
        self._moments: dict[int, Layers] = {}
        self._models: dict[int, Model] = {}

    @property
    def newest(self) -> Model:
        return self._newest

    @property
    def steps(self) -> list[int]:
        """The steps that can be looked at, the newest last."""
        return sorted({*self._moments, *self._models, self._newest.steps})

    def reach(self, model: Model) -> None:
        """The run has come to this model, at the same step or a later one."""
        self._newest = model
        self._models.pop(model.steps, None)

    def keep(self, step: int, layers: Layers) -> None:
        """Remember the weights of a step."""
        self._moments[step] = layers

    def as_of(self, step: int) -> Model:
        """The model as it was at a step: that of the last moment known then, or the first of all.

        Its history ends there; it has no optimiser state, and no scores, unless it was the newest
        when it was first asked for. Asked again for the same step it is the same object, and so are
        its layers.
        """
        steps = self.steps
        known = steps[max(bisect.bisect_right(steps, step) - 1, 0)]
        if known not in self._models:
            if known == self._newest.steps:
                # It is to stay the same object when the run goes on.
                self._models[known] = self._newest
            else:
                self._models[known] = self._cut(known)
        return self._models[known]

    def _cut(self, step: int) -> Model:
        history = self._newest.history
        cut = History(
            history.losses[:step],
            history.epochs[: step // history.steps_per_epoch],
            history.steps_per_epoch,
        )
        return replace(
            self._newest, layers=self._moments[step], history=cut, scores=None, state=None
        )
