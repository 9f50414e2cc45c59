"""Damage to a network, against the forward pass and loops that are written out here."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mnist_desk.core.damage import PRUNING, Damage, Unit, prune, pruning_curve, silence, with_noise
from mnist_desk.core.dataset import Dataset
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.gradients import activations
from mnist_desk.core.model import Model, OptimizerState
from mnist_desk.core.reading import outputs_of_images
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.scores import score

PICTURE = np.random.default_rng(5).random((28, 28), np.float32)


@pytest.fixture
def model() -> Model:
    return Model.fresh(Recipe(hidden=(12, 6)))


def weights(model: Model) -> np.ndarray:
    return np.concatenate([layer.kernel.ravel() for layer in model.layers])


@pytest.mark.parametrize("share", [0.0, 0.3, 0.95, 1.0])
def test_the_smallest_weights_of_all_layers_become_0(model: Model, share: float) -> None:
    before, pruned = weights(model), replace(model, layers=prune(model.layers, share))
    after = weights(pruned)
    gone = after == 0
    assert gone.sum() == round(share * len(before))
    assert np.array_equal(after[~gone], before[~gone])
    if gone.any() and not gone.all():
        assert np.abs(before[gone]).max() <= np.abs(before[~gone]).min()
    for old, new in zip(model.layers, pruned.layers, strict=True):
        assert new.bias is old.bias


def test_of_equal_weights_just_as_many_go(model: Model) -> None:
    layers = tuple(layer._replace(kernel=np.ones_like(layer.kernel)) for layer in model.layers)
    left = sum(np.count_nonzero(layer.kernel) for layer in prune(layers, 0.25))
    total = sum(layer.kernel.size for layer in layers)
    assert left == total - round(0.25 * total)


def test_a_silenced_cell_is_never_lit_and_the_others_are_as_before(model: Model) -> None:
    layers = tuple(layer._replace(bias=layer.bias + np.float32(1)) for layer in model.layers)
    before = activations(layers, PICTURE)
    lit = int(before.hidden[0].argmax())
    after = activations(silence(layers, frozenset({Unit(0, lit)})), PICTURE)
    others = np.arange(12) != lit
    assert after.hidden[0][lit] == 0 < before.hidden[0][lit]
    assert np.array_equal(after.hidden[0][others], before.hidden[0][others])
    assert not np.array_equal(after.outputs, before.outputs)
    assert layers[0].kernel[:, lit].any(), "the network itself is as it was"


def test_cells_that_the_network_does_not_have_are_passed_over(model: Model) -> None:
    others = frozenset({Unit(0, 500), Unit(2, 0), Unit(7, 1)})
    for before, after in zip(model.layers, silence(model.layers, others), strict=True):
        assert np.array_equal(before.kernel, after.kernel)
        assert np.array_equal(before.bias, after.bias)


def test_noise_is_as_large_as_told_and_leaves_alone_what_is_pruned() -> None:
    layers = prune(Model.fresh(Recipe(hidden=(256,))).layers, 0.5)
    noisy = with_noise(layers, 0.5, seed=3)
    kernel, left = layers[0].kernel, layers[0].kernel != 0
    change = noisy[0].kernel - kernel
    assert change[left].std() == pytest.approx(0.5 * kernel[left].std(), rel=0.02)
    assert not change[~left].any()


def test_the_same_seed_makes_the_same_noise(model: Model) -> None:
    one, same, other = (with_noise(model.layers, 0.2, seed)[0].kernel for seed in (1, 1, 2))
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)


def test_the_damaged_one_is_another_model_without_scores(model: Model) -> None:
    whole = replace(
        model,
        scores=score(np.eye(10, dtype=np.float32), np.arange(10), "mse"),
        state=OptimizerState(raw=model.layers),
    )
    before = weights(whole).copy()
    damaged = Damage(0.4, 0.1, frozenset({Unit(1, 2)})).applied_to(whole)
    assert (damaged.recipe, damaged.history) == (whole.recipe, whole.history)
    assert damaged.scores is None
    assert damaged.state is None
    assert "pruned 0.4" in damaged.made["damage"]
    assert np.array_equal(weights(whole), before)


def test_only_what_changes_something_is_damage() -> None:
    cell = Unit(0, 3)
    assert not Damage(seed=4)
    assert Damage(noise=0.1)
    assert Damage().toggled(cell).silenced == {cell}
    assert not Damage().toggled(cell).toggled(cell)


def test_the_curve_counts_what_the_damaged_network_reads_right(model: Model) -> None:
    images = np.random.default_rng(0).integers(0, 256, (30, 28, 28), np.uint8)
    digits = DigitSet("some", Dataset(images, np.arange(30) % 10))
    damage = Damage(pruned=0.5, noise=0.2, seed=1)
    *_, curve = pruning_curve(model, digits, damage)
    assert curve.is_whole
    for percent, right in zip(PRUNING.levels, curve.right, strict=True):
        layers = replace(damage, pruned=percent / 100).applied_to(model).layers
        answers = outputs_of_images(layers, images).argmax(axis=1)
        assert right == sum(answers == digits.data.labels)
