"""The worst changes of a picture, against loops written out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import tensorflow as tf

from mnist_desk.core.dataset import Dataset
from mnist_desk.core.digit_set import DigitSet
from mnist_desk.core.drawing import picture_of
from mnist_desk.core.mnist_digit import MnistDigit
from mnist_desk.core.model import Model
from mnist_desk.core.network import Layer, forward, initial_layers, relu
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.robustness import DISTORTIONS
from mnist_desk.engine.attack import fgsm, gradient_signs, smallest_changes
from mnist_desk.engine.robustness import curve, examples, series, tried_on

RANDOM = np.random.default_rng(3)
PICTURES = RANDOM.random((12, 28, 28), np.float32)


def model(loss: str = "cross-entropy") -> Model:
    return Model.fresh(Recipe(hidden=(32, 16), loss=loss, initial="he", seed=4))


def answers(some: Model, pictures: np.ndarray) -> np.ndarray:
    return forward(some.layers, pictures.reshape(len(pictures), -1), relu).argmax(axis=1)


@pytest.mark.parametrize("loss", ["cross-entropy", "mse"])
def test_fgsm_is_the_loop_written_out(loss: str) -> None:
    some, labels, epsilon = model(loss), np.arange(12) % 10, 0.1
    expected = []
    (k1, b1), (k2, b2), (k3, b3) = some.layers
    for picture, label in zip(PICTURES, labels, strict=True):
        x = tf.Variable(picture.reshape(1, 784))
        with tf.GradientTape() as tape:
            h1 = tf.nn.relu(x @ k1 + b1)
            h2 = tf.nn.relu(h1 @ k2 + b2)
            out = h2 @ k3 + b3
            one_hot = tf.one_hot([label], 10)
            value = (
                tf.reduce_mean((one_hot - out) ** 2)
                if loss == "mse"
                else tf.nn.softmax_cross_entropy_with_logits(one_hot, out)[0]
            )
        gradient = tape.gradient(value, x).numpy()
        expected.append(np.clip(picture + epsilon * np.sign(gradient).reshape(28, 28), 0, 1))

    found = fgsm(PICTURES, gradient_signs(some, PICTURES, labels), epsilon)

    assert found == pytest.approx(np.stack(expected), abs=1e-6)


def test_the_smallest_change_turns_the_answer_and_a_bit_less_does_not() -> None:
    some = model()
    before = answers(some, PICTURES)

    changes, distances = smallest_changes(some, PICTURES, before)

    assert np.isfinite(distances).all()
    assert np.linalg.norm(changes.reshape(12, -1), axis=1) == pytest.approx(distances, rel=1e-4)
    changed = PICTURES + changes
    assert changed.min() >= -1e-6
    assert changed.max() <= 1 + 1e-6
    assert (answers(some, changed) != before).all()
    # It is near the edge: half of it does not turn most of them.
    assert (answers(some, PICTURES + changes / 2) == before).mean() > 0.7


def test_of_a_linear_network_it_is_nearly_the_distance_to_the_edge() -> None:
    some = Model(initial_layers(Recipe(hidden=(), seed=2)), Recipe(hidden=()))
    middle = np.full((5, 28, 28), 0.5, np.float32) + PICTURES[:5] / 100
    before = answers(some, middle)
    kernel, bias = some.layers[0]
    outputs = middle.reshape(5, -1) @ kernel + bias
    least = [
        min(
            (outputs[row, own] - outputs[row, other])
            / np.linalg.norm(kernel[:, own] - kernel[:, other])
            for other in range(10)
            if other != own
        )
        for row, own in enumerate(before)
    ]

    _, distances = smallest_changes(some, middle, before)

    assert distances == pytest.approx(least, rel=0.08)


def test_what_is_misread_needs_no_change() -> None:
    some = model()
    wrong = (answers(some, PICTURES) + 1) % 10
    assert smallest_changes(some, PICTURES, wrong).distances == pytest.approx(0)


@pytest.mark.parametrize("name", ["rotation", "fgsm", "nearest"])
def test_a_curve_counts_what_its_examples_show(name: str) -> None:
    some, distortion = model(), DISTORTIONS[name]
    images = np.round(PICTURES * 255).astype(np.uint8)
    digits = DigitSet("Some", Dataset(images, answers(some, images.astype(np.float32) / 255)))

    *_, whole = curve(some, digits, distortion)

    assert whole.is_whole
    at = distortion.levels.index(distortion.neutral)
    assert whole.right[at] == 12
    last = next(examples(some, digits, distortion, distortion.levels[-1]))
    assert last.right.sum() == pytest.approx(whole.right[-1], abs=1)  # Rounded to bytes.


@pytest.mark.parametrize("name", ["fgsm", "nearest"])
def test_an_example_on_the_canvas_is_read_as_the_list_says(name: str) -> None:
    some, distortion = model(), DISTORTIONS[name]
    images = np.round(PICTURES * 255).astype(np.uint8)
    digits = DigitSet("Some", Dataset(images, answers(some, images.astype(np.float32) / 255)))
    shown = next(examples(some, digits, distortion, distortion.levels[-1]))
    drawn = np.stack([picture_of(shown.digits.drawing(index)) for index in range(len(shown))])
    assert answers(some, drawn).tolist() == shown.answers.tolist()
    assert not shown.right.any()


def test_weights_beyond_all_bounds_have_no_gradient_to_follow() -> None:
    layers = tuple(Layer(np.full_like(k, 1e38), np.full_like(b, 1e38)) for k, b in model().layers)
    signs = gradient_signs(replace(model(), layers=layers), PICTURES, np.arange(12) % 10)
    assert np.isfinite(signs).all()


def test_one_picture_at_every_strength_begins_with_its_answer() -> None:
    some, distortion = model(), DISTORTIONS["nearest"]
    pictures, outputs = next(series(some, PICTURES[0], distortion))
    assert pictures[0] == pytest.approx(PICTURES[0])
    assert outputs.argmax(axis=1)[0] == answers(some, PICTURES[:1])[0]
    assert outputs.argmax(axis=1)[-1] != outputs.argmax(axis=1)[0]


def test_a_large_set_is_tried_in_part_and_evenly() -> None:
    data = Dataset(np.zeros((5000, 28, 28), np.uint8), np.arange(5000) % 10)
    some = tried_on(DigitSet("Some", data), DISTORTIONS["nearest"])
    assert len(some) == 500
    drawing = next(examples(model(), some, DISTORTIONS["shift"], 1.0)).digits.drawing(3)
    assert isinstance(drawing, MnistDigit)
    assert (drawing.number, drawing.label, some.total) == (31, 0, 5000)
    assert tried_on(some, DISTORTIONS["noise"]) is some
