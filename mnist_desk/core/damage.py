"""Damage to a network: weights taken away or made noisy, neurons silenced."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .network import Layer, Layers, unbounded

_SEED = 20_260_102
"""The noise is the same each time, and grows with its strength."""

MOST_WEIGHTS = 500_000
"""Of a network that is damaged while one waits: 3 ms, and 4 ms more for the first noise."""


def pruned(layers: Layers, share: float) -> Layers:
    """Without this share of all weights, in [0, 1], those nearest to zero; biases stay.

    Magnitude pruning (S. Han et al., "Learning both weights and connections for efficient neural
    networks", NeurIPS 2015), here without training on.
    """
    sizes = np.concatenate([np.abs(kernel).ravel() for kernel, _ in layers])
    gone = round(share * len(sizes))
    if gone == 0:
        return layers
    limit = np.partition(sizes, gone - 1)[gone - 1]
    return tuple(
        Layer(np.where(np.abs(kernel) <= limit, np.float32(0), kernel), bias)
        for kernel, bias in layers
    )


@unbounded
def with_noise(layers: Layers, strength: float) -> Layers:
    """Each weight moved at random, by `strength` times the standard deviation of its layer."""
    if strength == 0:
        return layers
    shapes = tuple(kernel.shape for kernel, _ in layers)
    is_small = sum(map(math.prod, shapes)) <= MOST_WEIGHTS
    noises = (_kept_noise if is_small else _noise)(shapes)
    noisy = []
    for (kernel, bias), noise in zip(layers, noises, strict=True):
        deviation = np.float32(strength * kernel.std())
        noisy.append(Layer(kernel + deviation * noise, bias))
    return tuple(noisy)


def _noise(shapes: tuple[tuple[int, int], ...]) -> tuple[NDArray[np.float32], ...]:
    """Of standard deviation 1, for kernels of these shapes."""
    random = np.random.default_rng(_SEED)
    return tuple(random.standard_normal(shape, np.float32) for shape in shapes)


_kept_noise = functools.lru_cache(maxsize=2)(_noise)
"""To draw it takes four times as long as all the rest; what is kept has 4 MB at most."""


def silenced(layers: Layers, units: frozenset[tuple[int, int]]) -> Layers:
    """Hidden cells, each the number of its layer and its number there, give nothing any more.

    Cells that the network does not have are passed over.
    """
    changed = list(layers)
    for depth in range(len(layers) - 1):
        cells = [cell for layer, cell in units if layer == depth and cell < len(layers[depth].bias)]
        if cells:
            kernel, bias = layers[depth + 1]
            kernel = kernel.copy()
            kernel[cells] = 0
            changed[depth + 1] = Layer(kernel, bias)
    return tuple(changed)


@dataclass(frozen=True)
class Damage:
    """pruned: the share of the weights that are gone, in [0, 1]. noise: on the others, in standard
    deviations of their layer. silenced: hidden cells that give nothing.
    """

    pruned: float = 0.0
    noise: float = 0.0
    silenced: frozenset[tuple[int, int]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.pruned or self.noise or self.silenced)

    def toggled(self, layer: int, cell: int) -> Damage:
        """With a cell silenced, or heard again."""
        return Damage(self.pruned, self.noise, self.silenced ^ {(layer, cell)})

    def silenced_of(self, layers: Layers) -> frozenset[tuple[int, int]]:
        """Those cells that a network of these layers has."""
        widths = [len(bias) for _, bias in layers[:-1]]
        return frozenset(
            (layer, cell)
            for layer, cell in self.silenced
            if layer < len(widths) and cell < widths[layer]
        )

    def applied_to(self, layers: Layers) -> Layers:
        """Other layers than those given, unless there is no damage."""
        left, noisy = pruned(layers, self.pruned), with_noise(layers, self.noise)
        if self.pruned and self.noise:
            # What is gone stays away, and the noise is that of the layer as it was.
            noisy = tuple(
                Layer(np.where(kernel == 0, np.float32(0), moved), bias)
                for (kernel, bias), (moved, _) in zip(left, noisy, strict=True)
            )
        return silenced(noisy if self.noise else left, self.silenced)
