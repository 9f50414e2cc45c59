"""Images per second of one epoch: ours beside what a student could use instead, in one process.

    python tests/benchmarks/throughput.py [--epochs 5] [--with torch jax]

All train 784-256-128-10 on MNIST in batches of 128 with plain gradient descent on the squared
error, except where a recipe of ours is named. The first epoch of each, which compiles, is not
counted; of the others the median is. `share` is the share of what the eight matrix products of a
step reach alone, in NumPy.

torch and JAX are no part of this project's environment: make another one with

    python -m venv peers && peers/bin/pip install -e . torch jax

and run this file with its Python and --with torch jax.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from mnist_desk.core.dataset import Splits, load_mnist
from mnist_desk.core.network import initial_layers
from mnist_desk.core.recipe import DISTORTIONS, SPECS, Recipe
from mnist_desk.core.recipes import CLASSIC, RECIPES
from mnist_desk.engine.trainer import train

import tensorflow as tf  # isort: skip  (after the engine, which prepares its environment)

BATCH = 128
Epoch = Callable[[], None]


def tutorial(data: Splits) -> Epoch:
    """The tutorial's eager loop."""
    variables = [tf.Variable(part) for layer in initial_layers(CLASSIC) for part in layer]
    w1, b1, w2, b2, w3, b3 = variables
    x = tf.constant(data.train.images, tf.float32) / 255
    y = tf.one_hot(tf.constant(data.train.labels, tf.int32), 10)
    batches = tf.data.Dataset.from_tensor_slices((x, y)).batch(BATCH)

    def epoch() -> None:
        for images, labels in batches:
            pixels = tf.reshape(images, [-1, 784])
            with tf.GradientTape() as tape:
                h1 = tf.nn.relu(pixels @ w1 + b1)
                h2 = tf.nn.relu(h1 @ w2 + b2)
                loss = tf.reduce_mean(tf.square(labels - (h2 @ w3 + b3)))
            for variable, gradient in zip(variables, tape.gradient(loss, variables), strict=True):
                variable.assign_sub(0.001 * gradient)

    return epoch


def keras_fit(data: Splits) -> Epoch:
    model = tf.keras.Sequential(
        [
            tf.keras.layers.Input((784,)),
            tf.keras.layers.Dense(256, "relu"),
            tf.keras.layers.Dense(128, "relu"),
            tf.keras.layers.Dense(10),
        ]
    )
    model.compile(tf.keras.optimizers.SGD(0.001), "mse")
    x = data.train.images.reshape(-1, 784).astype(np.float32) / 255
    y = np.eye(10, dtype=np.float32)[data.train.labels]
    return lambda: model.fit(x, y, batch_size=BATCH, verbose=0)


def ours(data: Splits, recipe: Recipe) -> Epoch:
    """The public train(), every model delivered, scoring after each epoch left out."""
    progress = train(replace(recipe, epochs=10_000), data, "cpu")

    def epoch() -> None:
        while True:
            value = next(progress)
            seconds[0] += value.seconds
            if value.scores:
                return

    seconds = [0.0]
    epoch.seconds = seconds  # type: ignore[attr-defined]
    return epoch


def products(data: Splits) -> Epoch:
    """The eight matrix products of a step, three forward and five back, in NumPy."""
    random = np.random.default_rng(0)
    x, h1, h2, out = (random.random((BATCH, n), np.float32) for n in (784, 256, 128, 10))
    w2, w3 = (random.random(shape, np.float32) for shape in ((256, 128), (128, 10)))
    w1 = random.random((784, 256), np.float32)

    def epoch() -> None:
        for _ in range(-(-len(data.train) // BATCH)):
            _ = x @ w1, h1 @ w2, h2 @ w3
            _ = h2.T @ out, out @ w3.T, h1.T @ h2, h2 @ w2.T, x.T @ h1

    return epoch


def torch_eager(data: Splits) -> Epoch:
    import torch

    model = torch.nn.Sequential(
        torch.nn.Linear(784, 256),
        torch.nn.ReLU(),
        torch.nn.Linear(256, 128),
        torch.nn.ReLU(),
        torch.nn.Linear(128, 10),
    )
    optimizer = torch.optim.SGD(model.parameters(), 0.001)
    x = torch.from_numpy(data.train.images.reshape(-1, 784).astype(np.float32) / 255)
    y = torch.from_numpy(np.eye(10, dtype=np.float32)[data.train.labels])

    def epoch() -> None:
        for images, labels in zip(x.split(BATCH), y.split(BATCH), strict=True):
            optimizer.zero_grad()
            torch.nn.functional.mse_loss(model(images), labels).backward()
            optimizer.step()

    return epoch


def jax_scan(data: Splits) -> Epoch:
    """All steps of an epoch in one compiled jax.lax.scan; the last, smaller batch is left out."""
    import jax
    import jax.numpy as jnp

    def loss(layers: list, x: jax.Array, y: jax.Array) -> jax.Array:
        for kernel, bias in layers[:-1]:
            x = jax.nn.relu(x @ kernel + bias)
        kernel, bias = layers[-1]
        return jnp.mean((y - (x @ kernel + bias)) ** 2)

    @jax.jit
    def scan(layers: list, x: jax.Array, y: jax.Array) -> list:
        def step(layers: list, batch: tuple) -> tuple:
            gradients = jax.grad(loss)(layers, *batch)
            return jax.tree.map(lambda w, g: w - 0.001 * g, layers, gradients), None

        return jax.lax.scan(step, layers, (x, y))[0]

    steps = len(data.train) // BATCH
    pixels = data.train.images.reshape(-1, 784).astype(np.float32) / 255
    x = jnp.asarray(pixels[: steps * BATCH].reshape(steps, BATCH, 784))
    y = jnp.eye(10)[data.train.labels[: steps * BATCH]].reshape(steps, BATCH, 10)
    state = [[tuple(map(jnp.asarray, layer)) for layer in initial_layers(CLASSIC)]]

    def epoch() -> None:
        state[0] = jax.block_until_ready(scan(state[0], x, y))

    return epoch


def measure(epoch: Epoch, images: int, epochs: int) -> float:
    """Images per second: the median epoch after the first."""
    epoch()
    own = getattr(epoch, "seconds", None)
    took = []
    for _ in range(epochs):
        if own:
            own[0] = 0.0
        started = time.perf_counter()
        epoch()
        took.append(own[0] if own else time.perf_counter() - started)
    return images / float(np.median(took))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--with", dest="peers", nargs="*", default=[], choices=["torch", "jax"])
    options = parser.parse_args()
    data = load_mnist()
    rows: dict[str, Callable[[], Epoch]] = {
        "tutorial, eager": lambda: tutorial(data),
        "keras fit": lambda: keras_fit(data),
    }
    if "torch" in options.peers:
        rows["torch, eager"] = lambda: torch_eager(data)
    if "jax" in options.peers:
        rows["JAX, jit scan"] = lambda: jax_scan(data)
    rows["ours, classic shuffled"] = lambda: ours(data, replace(CLASSIC, shuffle=True))
    for name, recipe in RECIPES.items():
        rows[f"ours, {name}"] = lambda recipe=recipe: ours(data, recipe)
    none: dict[str, Any] = {name: 0.0 for name, s in SPECS.items() if s.group == DISTORTIONS}
    undistorted = replace(RECIPES["accurate"], **none)
    rows["ours, accurate, no distortion"] = lambda: ours(data, undistorted)
    rows["matrix products alone"] = lambda: products(data)

    speeds = {}
    for name, make in rows.items():
        speeds[name] = measure(make(), len(data.train), options.epochs)
    first, floor = speeds["tutorial, eager"], speeds["matrix products alone"]
    print(f"{os.cpu_count()} cores, median of {options.epochs} epochs")
    print(f"{'':30} {'images/s':>9} {'x tutorial':>10} {'share':>6}")
    for name, speed in speeds.items():
        print(f"{name:30} {speed:9,.0f} {speed / first:10.2f} {speed / floor:6.0%}")


if __name__ == "__main__":
    main()
