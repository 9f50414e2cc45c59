"""Damage to a network."""

from __future__ import annotations

import numpy as np
import pytest

from mnist_desk.core.damage import Damage, pruned, silenced, with_noise
from mnist_desk.core.gradients import activations
from mnist_desk.core.network import Layer, initial_layers
from mnist_desk.core.recipe import Recipe

LAYERS = initial_layers(Recipe(hidden=(12, 8)))
PICTURE = np.random.default_rng(1).random((28, 28), np.float32)


def zeros(layers) -> float:
    return float(np.mean(np.concatenate([kernel.ravel() == 0 for kernel, _ in layers])))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95, 1.0])
def test_the_smallest_weights_go_and_the_others_stay(share: float) -> None:
    after = pruned(LAYERS, share)
    assert zeros(after) == pytest.approx(share, abs=1e-3)
    gone = max(np.abs(k[a == 0]).max() for (k, _), (a, _) in zip(LAYERS, after, strict=True))
    kept = [np.abs(a[a != 0]) for a, _ in after]
    assert all((sizes > gone).all() for sizes in kept)
    for (kernel, _), (left, _) in zip(LAYERS, after, strict=True):
        assert (left[left != 0] == kernel[left != 0]).all()


def test_noise_is_as_strong_as_asked_and_the_same_each_time() -> None:
    after = with_noise(LAYERS, 0.5)
    for (kernel, bias), (noisy, same) in zip(LAYERS, after, strict=True):
        assert (noisy - kernel).std() == pytest.approx(0.5 * kernel.std(), rel=0.2)
        assert same is bias
    assert (after[0].kernel == with_noise(LAYERS, 0.5)[0].kernel).all()


def test_noise_that_is_not_kept_is_the_same_noise(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = with_noise(LAYERS, 0.5)
    monkeypatch.setattr("mnist_desk.core.damage.MOST_WEIGHTS", 0)
    for (one, _), (other, _) in zip(with_noise(LAYERS, 0.5), kept, strict=True):
        assert (one == other).all()


def test_weights_too_large_for_their_deviation_give_no_warning() -> None:
    large = tuple(Layer(np.full_like(kernel, 3e38), bias) for kernel, bias in LAYERS)
    with_noise(large, 0.5)


def test_a_silenced_cell_is_not_heard_by_the_next_layer() -> None:
    units = frozenset({(0, 3), (1, 2), (1, 99), (7, 0)})
    after = activations(silenced(LAYERS, units), PICTURE)

    hidden = activations(LAYERS, PICTURE).hidden[0].copy()
    hidden[3] = 0
    second = np.maximum(hidden @ LAYERS[1].kernel + LAYERS[1].bias, 0)
    second[2] = 0
    outputs = second @ LAYERS[2].kernel + LAYERS[2].bias
    assert after.outputs == pytest.approx(outputs, abs=1e-5)


def test_no_damage_is_the_same_layers() -> None:
    assert Damage().applied_to(LAYERS)[0].kernel is LAYERS[0].kernel
    assert not Damage()
    assert Damage(silenced=frozenset({(0, 1)}))


def test_a_cell_is_silenced_and_heard_again() -> None:
    once = Damage(0.5).toggled(0, 3)
    assert once == Damage(0.5, 0.0, frozenset({(0, 3)}))
    assert once.toggled(0, 3) == Damage(0.5)


def test_noise_moves_no_weight_that_is_gone() -> None:
    after = Damage(pruned=0.8, noise=0.5).applied_to(LAYERS)
    assert zeros(after) == pytest.approx(0.8, abs=1e-3)
    noisy = with_noise(LAYERS, 0.5)
    for (kernel, _), (moved, _) in zip(after, noisy, strict=True):
        assert (kernel[kernel != 0] == moved[kernel != 0]).all()
