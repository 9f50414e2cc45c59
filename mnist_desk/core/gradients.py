"""What goes on inside the network for one picture: what its cells say, and what moves them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .dataset import PIXELS, SIDE
from .grey import Grey
from .network import Layers, forward, relu, unbounded

Values = NDArray[np.float32]


class Activations(NamedTuple):
    """hidden: what comes out of each hidden layer, (width,), at least 0. outputs: (10,)."""

    hidden: tuple[Values, ...]
    outputs: Values


@unbounded
def activations(layers: Layers, picture: Grey) -> Activations:
    """What every layer makes of a picture, (28, 28) in [0, 1]."""
    hidden: list[Values] = []

    def noted(x: Values) -> Values:
        hidden.append(relu(x)[0])
        return hidden[-1][np.newaxis]

    outputs = forward(layers, picture.reshape(1, PIXELS), noted)[0]
    return Activations(tuple(hidden), outputs)


@unbounded
def pixel_gradient(layers: Layers, hidden: Sequence[Values], depth: int, unit: int) -> Grey:
    """How much each pixel moves a unit of layer `depth`, before its ReLU: (28, 28).

    hidden: what the layers before it gave for the picture. A network of ReLUs is linear around a
    picture, and this is its kernel there; in the first layer it is the kernel, whatever the
    picture. It is what backpropagation gives.
    """
    gradient = layers[depth].kernel[:, unit]
    for before in reversed(range(depth)):
        gradient = layers[before].kernel @ (gradient * (hidden[before] > 0))
    return np.asarray(gradient, np.float32).reshape(SIDE, SIDE)


@unbounded
def evidence(layers: Layers, picture: Grey, digit: int) -> Grey:
    """Which pixels speak for a digit, above 0, and which against: (28, 28).

    Gradient of the digit's output times input (A. Shrikumar et al., "Not just a black box:
    learning important features through propagating activation differences", 2016). Where there is
    no ink it is 0; the rest is what the ink adds to the output, in the output's units.
    """
    hidden = activations(layers, picture).hidden
    return pixel_gradient(layers, hidden, len(layers) - 1, digit) * picture
