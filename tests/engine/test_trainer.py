from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import tensorflow as tf
from numpy.typing import NDArray

from mnist_desk.core.dataset import Dataset, Splits
from mnist_desk.core.errors import InputError
from mnist_desk.core.model import Model
from mnist_desk.core.model_file import load_model, save_model
from mnist_desk.core.network import Layers, initial_layers
from mnist_desk.core.progress import Diverged, Progress
from mnist_desk.core.reading import outputs_of_images
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.recipes import BEST, CLASSIC, QUICK
from mnist_desk.core.translate import Phrase
from mnist_desk.engine.steps import CALL_STEPS
from mnist_desk.engine.trainer import (
    CALL_SECONDS,
    _next_pace,
    asked_again,
    batches,
    steps_per_epoch,
    train,
)

SMALL = replace(QUICK, hidden=(32,), epochs=3)


def last(progress: list[Progress]) -> Model:
    return progress[-1].model


def assert_same_layers(one: Layers, other: Layers) -> None:
    for a, b in zip(one, other, strict=True):
        np.testing.assert_array_equal(a.kernel, b.kernel)
        np.testing.assert_array_equal(a.bias, b.bias)


def parts(model: Model) -> list[NDArray[np.float32]]:
    return [part for layer in model.layers for part in layer]


def run(start: Recipe | Model, data: Splits) -> list[Progress]:
    return list(train(start, data, "cpu"))


def eager_classic(data: Splits) -> tuple[list[float], list[NDArray[np.float32]]]:
    """An epoch of the tutorial's loop, written as it is there."""
    (w1, b1), (w2, b2), (w3, b3) = (
        (tf.Variable(layer.kernel), tf.Variable(layer.bias)) for layer in initial_layers(CLASSIC)
    )
    x = tf.constant(data.train.images, tf.float32) / 255
    y = tf.one_hot(tf.constant(data.train.labels, tf.int32), depth=10)
    losses = []
    for images, labels in tf.data.Dataset.from_tensor_slices((x, y)).batch(128):
        pixels = tf.reshape(images, [-1, 28 * 28])
        with tf.GradientTape() as tape:
            h1 = tf.nn.relu(pixels @ w1 + b1)
            h2 = tf.nn.relu(h1 @ w2 + b2)
            out = h2 @ w3 + b3
            loss = tf.reduce_mean(tf.square(labels - out))
        variables = [w1, b1, w2, b2, w3, b3]
        for variable, gradient in zip(variables, tape.gradient(loss, variables), strict=True):
            variable.assign_sub(0.001 * gradient)
        losses.append(float(loss))
    return losses, [variable.numpy() for variable in variables]


def eager_adam(data: Splits, recipe: Recipe) -> tuple[list[float], list[NDArray[np.float32]]]:
    """An epoch of Keras' Adam on the cross-entropy, on the same batches."""
    w1, b1, w2, b2, w3, b3 = variables = [
        tf.Variable(part) for layer in initial_layers(recipe) for part in layer
    ]
    optimizer = tf.keras.optimizers.Adam(recipe.learning_rate)
    losses = []
    for batch in batches(recipe, 0, len(data.train)):
        chosen = batch[batch >= 0]
        x = tf.reshape(tf.cast(data.train.images[chosen], tf.float32) / 255, [-1, 784])
        with tf.GradientTape() as tape:
            out = tf.nn.relu(tf.nn.relu(x @ w1 + b1) @ w2 + b2) @ w3 + b3
            loss = tf.reduce_mean(
                tf.nn.sparse_softmax_cross_entropy_with_logits(
                    data.train.labels[chosen].astype(np.int32), out
                )
            )
        optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables, strict=True))
        losses.append(float(loss))
    return losses, [variable.numpy() for variable in variables]


@pytest.fixture(scope="module")
def two_hundred_steps(mnist: Splits) -> Splits:
    """Images for 200 batches of 128, of which the last has 96."""
    images = 200 * 128 - 32
    return Splits(Dataset(mnist.train.images[:images], mnist.train.labels[:images]), mnist.test)


def test_compiled_steps_equal_the_tutorials_loop(two_hundred_steps: Splits) -> None:
    losses, weights = eager_classic(two_hundred_steps)
    model = last(run(replace(CLASSIC, epochs=1), two_hundred_steps))
    np.testing.assert_allclose(model.history.losses, losses, rtol=0, atol=1e-6)
    for ours, theirs in zip(parts(model), weights, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-6)


def test_compiled_adam_equals_keras(two_hundred_steps: Splits) -> None:
    """Adam divides by the root of tiny squares: rounding grows until single weights part ways."""
    recipe = replace(QUICK, epochs=1)
    losses, weights = eager_adam(two_hundred_steps, recipe)
    model = last(run(recipe, two_hundred_steps))
    np.testing.assert_allclose(model.history.losses[:100], losses[:100], rtol=0, atol=2e-4)
    np.testing.assert_allclose(model.history.losses, losses, rtol=0, atol=1e-2)
    for ours, theirs in zip(parts(model), weights, strict=True):
        assert np.abs(ours - theirs).mean() < 2e-4


def test_first_value_is_the_untrained_network(few: Splits) -> None:
    first = next(train(SMALL, few, "cpu"))
    assert len(first.losses) == 0
    assert first.model.history.steps_per_epoch == 8
    assert_same_layers(first.model.layers, initial_layers(SMALL))


def test_every_epoch_ends_with_scores(few: Splits) -> None:
    progress = run(SMALL, few)
    scored = [p for p in progress if p.scores]
    assert len(scored) == SMALL.epochs
    assert [record.epoch for record in last(progress).history.epochs] == [0, 1, 2]
    assert last(progress).scores is scored[-1].scores
    assert scored[-1].scores is not None
    assert scored[-1].scores.n == 200
    assert sum(len(p.losses) for p in progress) == last(progress).steps == 24
    assert sum(p.images for p in progress) == 3 * 1000
    losses = np.concatenate([p.losses for p in progress])
    np.testing.assert_array_equal(losses, last(progress).history.losses)
    record = last(progress).history.epochs[1]
    assert record.train_loss == pytest.approx(losses[8:16].mean())


def test_after_each_epoch_training_images_are_asked_as_they_are(few: Splits) -> None:
    model = last(run(replace(SMALL, shift=2.0), few))
    right = outputs_of_images(model.layers, few.train.images).argmax(axis=1) == few.train.labels
    assert model.history.epochs[-1].train_accuracy == pytest.approx(right.mean())
    assert all(0 < (record.train_accuracy or 0) <= 1 for record in model.history.epochs)


def test_the_same_ten_thousand_training_images_are_asked_each_time(mnist: Splits) -> None:
    asked = asked_again(mnist.train)
    np.testing.assert_array_equal(asked.images, mnist.train.images[::6])
    np.testing.assert_array_equal(asked.labels, mnist.train.labels[::6])
    assert len(asked) == 10_000
    assert asked_again(mnist.train) is asked
    mixed = Dataset(mnist.train.images[:25_000], mnist.train.labels[:25_000])
    assert len(asked_again(mixed)) == 10_000


def test_an_epoch_ends_with_its_last_step_and_takes_the_seconds_of_its_calls(
    few: Splits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mnist_desk.engine.trainer.FIRST_STEPS", 1)
    monkeypatch.setattr("mnist_desk.engine.trainer._next_pace", lambda *_: 1)
    progress = run(SMALL, few)
    assert [p.model.steps for p in progress if p.scores] == [8, 16, 24]
    seconds = np.array([p.seconds for p in progress[1:]])
    assert (seconds > 0).all()
    np.testing.assert_allclose(
        [record.seconds for record in last(progress).history.epochs],
        seconds.reshape(3, 8).sum(axis=1),
    )


def test_same_seed_gives_the_same_losses_bit_for_bit(few: Splits) -> None:
    one, other = last(run(SMALL, few)), last(run(SMALL, few))
    np.testing.assert_array_equal(one.history.losses, other.history.losses)
    assert_same_layers(one.layers, other.layers)
    different = last(run(replace(SMALL, seed=2), few))
    assert not np.array_equal(one.history.losses, different.history.losses)


@pytest.mark.parametrize("steps", [8, 11])
def test_stopped_saved_and_resumed_equals_one_go(few: Splits, tmp_path: Path, steps: int) -> None:
    """At the end of an epoch, and in the middle of one."""
    whole = last(run(SMALL, few))
    stopped = stopped_at(steps, few)
    save_model(stopped, tmp_path / "stopped.safetensors")
    resumed = last(run(load_model(tmp_path / "stopped.safetensors"), few))
    np.testing.assert_array_equal(resumed.history.losses, whole.history.losses)
    assert_same_layers(resumed.layers, whole.layers)
    assert [r[:4] for r in resumed.history.epochs] == [r[:4] for r in whole.history.epochs]


def test_more_epochs_than_the_recipe_has_keep_its_last_learning_rate(few: Splits) -> None:
    recipe = replace(SMALL, schedule="cosine", epochs=2)
    whole = last(run(recipe, few))
    longer = list(train(whole, few, "cpu", epochs=3))[-1].model
    assert len(longer.history.epochs) == 3
    np.testing.assert_array_equal(longer.history.losses[:16], whole.history.losses)
    kernels = [model.layers[0].kernel for model in (whole, longer)]
    assert 0 < np.abs(kernels[0] - kernels[1]).max() < 0.01


def test_other_data_are_learnt_from_their_first_epoch_on(few: Splits) -> None:
    learnt = last(run(SMALL, few))
    other = few._replace(train=Dataset(few.train.images[::4], few.train.labels[::4]))
    start, *_, end = run(learnt, other)
    assert_same_layers(start.model.layers, learnt.layers)
    assert start.model.scores is None
    assert end.model.steps == 3 * steps_per_epoch(SMALL, len(other.train)) < learnt.steps
    assert len(end.model.history.epochs) == 3
    assert end.model.data.digest == other.train.digest


def test_averaged_training_resumes_with_its_raw_weights(few: Splits, tmp_path: Path) -> None:
    recipe = replace(SMALL, averaging=0.9, dropout=0.2, elastic=0.5, optimizer="momentum")
    whole = last(run(recipe, few))
    half = next(p.model for p in train(recipe, few, "cpu") if len(p.model.history.epochs) == 1)
    save_model(half, tmp_path / "half.safetensors")
    resumed = last(run(load_model(tmp_path / "half.safetensors"), few))
    np.testing.assert_array_equal(resumed.history.losses, whole.history.losses)
    assert_same_layers(resumed.layers, whole.layers)
    assert whole.state is not None
    assert whole.state.raw is not None
    assert not np.array_equal(whole.state.raw[0].kernel, whole.layers[0].kernel)


def stopped_at(steps: int, data: Splits) -> Model:
    progress = train(SMALL, data, "cpu")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mnist_desk.engine.trainer._next_pace", lambda *_: 3)
        patch.setattr("mnist_desk.engine.trainer.FIRST_STEPS", 8)
        return next(p.model for p in progress if p.model.steps == steps)


def test_pace_does_not_change_the_run(few: Splits, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = last(run(SMALL, few))
    monkeypatch.setattr("mnist_desk.engine.trainer.FIRST_STEPS", 1)
    monkeypatch.setattr("mnist_desk.engine.trainer._next_pace", lambda *_: 1)
    slow = run(SMALL, few)
    assert len(slow) == 1 + 24
    np.testing.assert_array_equal(last(slow).history.losses, usual.history.losses)


@pytest.mark.parametrize(
    ("recipe", "apart"),
    [(SMALL, 1e-3), (replace(BEST, hidden=(32,), epochs=1), 0.1)],
    ids=["alike but for rounding", "with other random numbers"],
)
def test_without_xla_all_still_runs(
    recipe: Recipe, apart: float, few: Splits, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_xla = last(run(recipe, few))
    monkeypatch.setattr("mnist_desk.engine.trainer.has_xla", lambda device: False)
    without = last(run(recipe, few))
    assert with_xla.made["compiled"] == "XLA"
    assert without.made["compiled"] == "TensorFlow's graph"
    np.testing.assert_allclose(without.history.losses, with_xla.history.losses, rtol=0, atol=apart)


def test_memory_is_given_back_once_all_is_compiled(
    few: Splits, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, told, given_back = stopped_at(11, few), [], []
    monkeypatch.setattr("mnist_desk.engine.trainer.FIRST_STEPS", 2)
    monkeypatch.setattr("mnist_desk.engine.trainer._next_pace", lambda *_: 2)
    monkeypatch.setattr(
        "mnist_desk.engine.trainer.give_back_memory", lambda: given_back.append(len(told))
    )
    for progress in train(start, few, "cpu"):
        told.append(progress)
    assert given_back == [1], "in the first call, after what was begun with"


def test_models_yielded_are_values_of_their_own(few: Splits) -> None:
    progress = run(SMALL, few)
    kernels = [p.model.layers[0].kernel for p in progress]
    assert all(isinstance(kernel, np.ndarray) for kernel in kernels)
    assert not np.array_equal(kernels[0], kernels[-1])


@pytest.mark.parametrize("hidden", [(), (512, 256), (8, 8, 8)])
def test_any_hidden_layers(hidden: tuple[int, ...], few: Splits) -> None:
    model = last(run(replace(SMALL, hidden=hidden, epochs=1), few))
    assert [layer.bias.shape[0] for layer in model.layers] == [*hidden, 10]
    assert model.history.losses[-1] < model.history.losses[0]


def test_a_batch_larger_than_the_data(few: Splits) -> None:
    model = last(run(replace(SMALL, batch_size=5000, epochs=2), few))
    assert model.steps == 2


def test_divergence_is_told_and_the_last_finite_weights_stay(few: Splits) -> None:
    recipe = replace(CLASSIC, learning_rate=1000.0)
    reached: list[Progress] = []
    with pytest.raises(Diverged, match="learning rate of 1000 is too large"):
        for progress in train(recipe, few, "cpu"):
            reached.append(progress)
    model = last(reached)
    assert 0 < model.steps < 80
    assert np.isfinite(model.history.losses).all()
    assert all(np.isfinite(part).all() for layer in model.layers for part in layer)


def test_divergence_is_told_of_the_step_in_which_it_came(
    few: Splits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mnist_desk.engine.trainer.FIRST_STEPS", 1)
    monkeypatch.setattr("mnist_desk.engine.trainer._next_pace", lambda *_: 1)
    reached: list[Progress] = []
    with pytest.raises(Diverged) as caught:
        for progress in train(replace(CLASSIC, learning_rate=300.0), few, "cpu"):
            reached.append(progress)
    assert caught.value.values == {"epoch": 1, "step": last(reached).steps + 1, "rate": 300}


def test_calls_last_as_long_as_can_be_waited_for() -> None:
    assert _next_pace(10, CALL_SECONDS) == 10
    assert _next_pace(10, 2 * CALL_SECONDS) == 5
    assert _next_pace(10, CALL_SECONDS / 3) == 30
    assert _next_pace(10, CALL_SECONDS / 30) == 40, "four times as many at most"
    assert _next_pace(100, 0.0) == CALL_STEPS
    assert _next_pace(3, 60.0) == 1


def test_a_gpu_that_is_not_there_is_said_with_its_reason(
    few: Splits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tf.config, "list_physical_devices", lambda *_: [])
    with pytest.raises(
        InputError, match=r"There is no GPU to train on: .+; choose auto or cpu"
    ) as caught:
        next(train(SMALL, few, "gpu"))
    reason = caught.value.values["reason"]
    assert isinstance(reason, Phrase), "a window can say it in the person's language"


def test_file_order_without_shuffling() -> None:
    order = batches(CLASSIC, 3, 300)
    np.testing.assert_array_equal(order[:2].ravel(), np.arange(256))
    np.testing.assert_array_equal(order[2], [*range(256, 300), *[-1] * 84])


def test_shuffled_batches_hold_every_image_once() -> None:
    one, other = batches(QUICK, 0, 300), batches(QUICK, 1, 300)
    for order in (one, other):
        np.testing.assert_array_equal(np.sort(order.ravel())[-300:], np.arange(300))
    assert not np.array_equal(one, other)
    np.testing.assert_array_equal(one, batches(QUICK, 0, 300))


def test_progress_joins_without_losing_a_loss(few: Splits) -> None:
    first, second, *_ = run(SMALL, few)[1:]
    both = first.then(second)
    np.testing.assert_array_equal(both.losses, [*first.losses, *second.losses])
    assert both.model is second.model
    assert both.images == first.images + second.images
    assert both.seconds == first.seconds + second.seconds
    assert both.scores is (second.scores or first.scores)
