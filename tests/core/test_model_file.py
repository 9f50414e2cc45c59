from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import safetensors
import safetensors.numpy
from numpy.typing import NDArray

from mnist_desk.core import model_file
from mnist_desk.core.calibration import Calibration
from mnist_desk.core.data_origin import MNIST_ORIGIN, DataOrigin
from mnist_desk.core.dataset import load_mnist
from mnist_desk.core.errors import InputError
from mnist_desk.core.intake import MODEL
from mnist_desk.core.model import EpochRecord, History, Model, OptimizerState
from mnist_desk.core.model_file import FORMAT, load_model, save_model
from mnist_desk.core.network import Layer, Layers, layer_shapes
from mnist_desk.core.places import shipped_model
from mnist_desk.core.recipe import Recipe
from mnist_desk.core.scores import Scores

HIDDEN = (6, 5)

RECIPE = Recipe(name="Größe 5 ✓", hidden=HIDDEN, epochs=3, learning_rate=0.0123456789, seed=99)

Metadata = dict[str, str]


def random_layers(seed: int) -> Layers:
    random = np.random.default_rng(seed)
    return tuple(
        Layer(
            random.normal(size=shape).astype(np.float32),
            random.normal(size=shape[1]).astype(np.float32),
        )
        for shape in layer_shapes(HIDDEN)
    )


def trained() -> Model:
    """A model with everything a model can have, all of it made up."""
    random = np.random.default_rng(0)
    return Model(
        layers=random_layers(1),
        recipe=RECIPE,
        history=History(
            random.random(25).astype(np.float32),
            (
                EpochRecord(0, 1 / 3, 0.3, 0.9, 1.23456789),
                EpochRecord(1, 0.25, 0.2, 0.95, 2.5, 0.97),
            ),
            steps_per_epoch=10,
        ),
        scores=Scores(1 / 7, random.integers(0, 1000, (10, 10)), 0.0123),
        state=OptimizerState((random_layers(2), random_layers(3)), random_layers(4)),
        calibration=Calibration(1.25, 0.6),
        made={"tensorflow": "2.21.0", "device": "Größe"},
    )


def assert_same_layers(one: Layers, other: Layers) -> None:
    assert len(one) == len(other)
    for layer, expected in zip(one, other, strict=True):
        for array, expected_array in zip(layer, expected, strict=True):
            assert array.dtype == np.float32
            assert np.array_equal(array, expected_array)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a model file with everything in it is."""
    save_model(trained(), tmp_path / "model.safetensors")
    return tmp_path / "model.safetensors"


@pytest.fixture
def changed(path: Path) -> Callable[..., Path]:
    """Write the file again with other tensors and metadata; None leaves one out."""

    def change(tensors: dict[str, Any] | None = None, **metadata: Any) -> Path:
        with safetensors.safe_open(path, framework="numpy") as file:
            old = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
            told = file.metadata()
        safetensors.numpy.save_file(
            {
                name: value
                for name, value in {**old, **(tensors or {})}.items()
                if value is not None
            },
            path,
            {name: value for name, value in {**told, **metadata}.items() if value is not None},
        )
        return path

    return change


def assert_refused(path: Path, complaint: str) -> None:
    """load_model says in one sentence which file it is and what is wrong with it."""
    with pytest.raises(InputError, match=complaint) as caught:
        load_model(path)
    sentence = str(caught.value)
    assert str(path) in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert ". " not in sentence


def test_a_file_keeps_the_layers(path: Path) -> None:
    assert_same_layers(load_model(path).layers, trained().layers)


def test_a_file_keeps_the_recipe(path: Path) -> None:
    assert load_model(path).recipe == RECIPE


def test_a_file_keeps_the_history(path: Path) -> None:
    history, expected = load_model(path).history, trained().history
    assert history.losses.dtype == np.float32
    assert np.array_equal(history.losses, expected.losses)
    assert history.epochs == expected.epochs
    assert history.steps_per_epoch == 10


def test_a_file_keeps_the_scores(path: Path) -> None:
    scores, expected = load_model(path).scores, trained().scores
    assert scores is not None
    assert expected is not None
    assert scores.to_json() == expected.to_json()
    assert scores.confusion.dtype == np.int64


def test_a_file_keeps_the_training_state(path: Path) -> None:
    state, expected = load_model(path).state, trained().state
    assert state is not None
    assert expected is not None
    assert len(state.slots) == 2
    for slot, expected_slot in zip(state.slots, expected.slots, strict=True):
        assert_same_layers(slot, expected_slot)
    assert state.raw is not None
    assert expected.raw is not None
    assert_same_layers(state.raw, expected.raw)


def test_a_file_keeps_the_calibration_and_where_it_was_made(path: Path) -> None:
    model = load_model(path)
    assert model.calibration == Calibration(1.25, 0.6)
    assert model.made == {"tensorflow": "2.21.0", "device": "Größe"}


def test_a_file_keeps_what_the_model_learnt_from(tmp_path: Path) -> None:
    origin = DataOrigin("Fashion", "ab" * 32, tuple("abcdefghij"))
    save_model(replace(trained(), data=origin), tmp_path / "model.safetensors")
    assert load_model(tmp_path / "model.safetensors").data == origin


def test_a_file_that_tells_nothing_of_its_data_is_of_mnist(changed: Callable[..., Path]) -> None:
    assert load_model(changed(data=None)).data == MNIST_ORIGIN
    assert load_mnist().train.digest == MNIST_ORIGIN.digest


@pytest.mark.parametrize(
    "data",
    [
        "{}",
        "[]",
        '{"title": "a", "digest": "short", "names": []}',
        json.dumps({"title": "a", "digest": "ab" * 32, "names": ["a"] * 10}),
        json.dumps({"title": "a", "digest": "ab" * 32, "names": 3}),
    ],
)
def test_data_that_cannot_be_is_refused(data: str, changed: Callable[..., Path]) -> None:
    assert_refused(changed(data=data), "cannot be used")


def test_every_part_of_a_model_is_looked_at_here() -> None:
    # A new part needs a test above.
    assert [f.name for f in dataclasses.fields(Model)] == [
        *("layers", "recipe", "history", "scores", "state", "calibration", "made", "data")
    ]


def test_fresh_model_is_kept_without_what_it_lacks(tmp_path: Path) -> None:
    fresh = Model.fresh(RECIPE)
    save_model(fresh, tmp_path / "a")
    model = load_model(tmp_path / "a")
    assert_same_layers(model.layers, fresh.layers)
    assert model.scores is None
    assert model.steps == 0
    assert model.history.epochs == ()
    assert model.calibration == Calibration()


def test_model_without_a_training_state_comes_back_without(tmp_path: Path) -> None:
    save_model(Model.fresh(RECIPE), tmp_path / "a")
    assert load_model(tmp_path / "a").state is None


@pytest.mark.parametrize("hidden", [(), (3,), (4, 3, 2)])
def test_networks_of_any_depth_are_kept(hidden: tuple[int, ...], tmp_path: Path) -> None:
    fresh = Model.fresh(dataclasses.replace(RECIPE, hidden=hidden))
    save_model(fresh, tmp_path / "a")
    assert_same_layers(load_model(tmp_path / "a").layers, fresh.layers)


def test_file_is_as_the_module_describes_it(path: Path) -> None:
    with safetensors.safe_open(path, framework="numpy") as file:
        names, metadata = set(file.keys()), file.metadata()
        assert file.get_tensor("layers.0.kernel").shape == (784, 6)
        assert file.get_tensor("layers.2.bias").shape == (10,)
        assert file.get_tensor("history.epochs").shape == (2, 4)
    assert {"layers.2.kernel", "history.losses", "scores.confusion"} <= names
    assert {"state.1.2.bias", "raw.2.bias"} <= names
    assert metadata["format"] == str(FORMAT)
    assert json.loads(metadata["recipe"]) == RECIPE.to_json()
    assert json.loads(metadata["scores"])["accuracy"] == trained().scores.accuracy  # type: ignore[union-attr]


def test_missing_file_is_refused(tmp_path: Path) -> None:
    assert_refused(tmp_path / "nowhere.safetensors", "is not there")


def test_folder_is_refused(tmp_path: Path) -> None:
    assert_refused(tmp_path, "is a folder, a pipe or a device")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.safetensors")
    assert_refused(tmp_path / "pipe.safetensors", "is a folder, a pipe or a device")


def test_a_file_beyond_the_limit_is_refused(path: Path) -> None:
    os.truncate(path, MODEL.most + 1)
    assert_refused(path, "is too large: A model can have 1,000 MB at most")


def test_a_header_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    header = b'{"__metadata__":{"recipe":"' + b"x" * 1_000_000 + b'"}}'
    (tmp_path / "long.safetensors").write_bytes(len(header).to_bytes(8, "little") + header)
    assert_refused(tmp_path / "long.safetensors", "is damaged or not a model file")


@pytest.mark.parametrize(
    "raw",
    [b"", b"This is a text.\n" * 50, bytes(1000), b"\xff" * 1000, b"\x10" + bytes(7) + b"{" * 99],
    ids=["empty", "text", "zeros", "ones", "no JSON"],
)
def test_file_of_another_kind_is_refused(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.safetensors").write_bytes(raw)
    assert_refused(tmp_path / "a.safetensors", "is damaged or not a model file")


@pytest.mark.parametrize("left", [0.001, 0.05, 0.5, 0.999])
def test_truncated_file_is_refused(left: float, path: Path) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[: int(left * len(raw))])
    assert_refused(path, "is damaged or not a model file")


@pytest.mark.parametrize("metadata", [None, {"format": "pt"}, {"kind": "another", "format": "1"}])
def test_model_of_another_program_is_refused(metadata: Metadata | None, tmp_path: Path) -> None:
    tensors = {"weight": np.zeros((784, 10), np.float32)}
    safetensors.numpy.save_file(tensors, tmp_path / "a.safetensors", metadata)
    assert_refused(tmp_path / "a.safetensors", "is not a model of MNIST Desk")


def test_newer_format_is_refused_as_made_by_a_newer_version(
    changed: Callable[..., Path],
) -> None:
    path = changed(format=str(FORMAT + 1), recipe="{}", steps_per_epoch=None)
    with pytest.raises(InputError, match="made by a newer version of MNIST Desk"):
        load_model(path)


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("layers.0.kernel", (784, 7)),
        ("layers.0.kernel", (6, 784)),
        ("layers.0.kernel", (784 * 6,)),
        ("layers.1.bias", (6,)),
        ("layers.2.bias", (1, 10)),
        ("layers.2.kernel", (5, 11)),
        ("state.1.0.kernel", (784, 7)),
        ("raw.1.bias", (4,)),
        ("scores.confusion", (10, 9)),
    ],
)
def test_other_shapes_than_the_recipe_says_are_refused(
    name: str, shape: tuple[int, ...], changed: Callable[..., Path]
) -> None:
    assert_refused(changed({name: np.zeros(shape, np.float32)}), rf"its {name} has shape")


def test_another_recipe_than_that_of_the_layers_is_refused(changed: Callable[..., Path]) -> None:
    other = dataclasses.replace(RECIPE, hidden=(6, 4))
    assert_refused(changed(recipe=json.dumps(other.to_json())), r"its \S+\.1\.kernel has shape")


def test_more_layers_than_the_recipe_says_are_refused(changed: Callable[..., Path]) -> None:
    assert_refused(changed({"layers.3.kernel": np.zeros((10, 10), np.float32)}), "more layers")


@pytest.mark.parametrize("name", ["layers.0.kernel", "state.0.0.bias", "raw.1.kernel"])
@pytest.mark.parametrize("dtype", [np.float64, np.float16, np.int32])
def test_weights_of_another_type_are_refused(
    name: str, dtype: type, changed: Callable[..., Path]
) -> None:
    shape = {"layers.0.kernel": (784, 6), "state.0.0.bias": (6,), "raw.1.kernel": (6, 5)}[name]
    assert_refused(changed({name: np.zeros(shape, dtype)}), f"its {name} has shape")


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("name", ["layers.1.bias", "state.1.1.bias", "raw.1.bias"])
def test_weights_that_are_not_finite_are_refused(
    name: str, value: float, changed: Callable[..., Path]
) -> None:
    bias = np.zeros(5, np.float32)
    bias[3] = value
    assert_refused(changed({name: bias}), "weights that are not finite")


@pytest.mark.parametrize(
    "name",
    [
        *("layers.0.kernel", "layers.2.bias", "scores.confusion"),
        *("state.0.1.bias", "raw.2.kernel", "history.losses", "history.epochs"),
    ],
)
def test_missing_tensors_are_refused(name: str, changed: Callable[..., Path]) -> None:
    assert_refused(changed({name: None}), f"it has no {name}|incomplete or damaged")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("format", None),
        ("format", "one"),
        ("recipe", None),
        ("recipe", "{"),
        ("recipe", "[]"),
        ("recipe", '{"epochs": 0}'),
        ("recipe", '{"unheard": 1}'),
        ("steps_per_epoch", None),
        ("steps_per_epoch", "0"),
        ("steps_per_epoch", "-3"),
        ("steps_per_epoch", "many"),
        ("scores", "{}"),
        ("scores", "3"),
        ("scores", '{"loss": "small"}'),
        ("made", "{"),
        ("certainty", "{"),
        ("certainty", '{"temperature": 0}'),
        ("certainty", '{"temperature": -1}'),
        ("certainty", '{"temperature": NaN}'),
        ("certainty", '{"temperature": Infinity}'),
        ("certainty", '{"threshold": 1e999}'),
        ("certainty", '{"threshold": "high"}'),
        ("certainty", '{"threshold": [1, 2, 3]}'),
        ("certainty", '{"threshold": [1, 2, 3, 4, 5, 6, 7, 8, 9, 1e999]}'),
        ("certainty", '{"unheard": 1}'),
    ],
)
def test_damaged_metadata_is_refused(
    name: str, value: str | None, changed: Callable[..., Path]
) -> None:
    assert_refused(changed(**{name: value}), "cannot be used")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("made", "[]"),
        ("made", "3"),
        ("certainty", "[]"),
        ("recipe", "[" * 100_000),
        ("recipe", f'{{"epochs": 1{"0" * 400}}}'),
    ],
    ids=["made, list", "made, number", "certainty, list", "recipe, deep", "recipe, long number"],
)
def test_oddly_damaged_metadata_is_refused(
    name: str, value: str, changed: Callable[..., Path]
) -> None:
    assert_refused(changed(**{name: value}), "cannot be used")


@pytest.mark.parametrize(
    ("confusion", "scores"),
    [
        (np.zeros((10, 10), np.int64), '{"loss": 0.5}'),
        (np.full((10, 10), -1), '{"loss": 0.5}'),
        (np.ones((10, 10), np.int64), '{"loss": NaN}'),
        (np.ones((10, 10), np.int64), '{"loss": 0.5, "calibration_error": "small"}'),
        (np.ones((10, 10), np.int64), '{"loss": 0.5, "calibration_error": NaN}'),
    ],
    ids=["of nothing", "negative", "not finite", "a word", "an error not finite"],
)
def test_scores_that_cannot_be_are_refused(
    confusion: NDArray[np.int64], scores: str, changed: Callable[..., Path]
) -> None:
    assert_refused(changed({"scores.confusion": confusion}, scores=scores), "cannot be used")


@pytest.mark.parametrize("shape", [(2, 3), (2, 5), (7,)])
def test_history_of_another_shape_is_refused(
    shape: tuple[int, ...], changed: Callable[..., Path]
) -> None:
    assert_refused(changed({"history.epochs": np.zeros(shape)}), "cannot be used")


def test_saving_again_replaces_the_file(path: Path) -> None:
    save_model(dataclasses.replace(trained(), made={"device": "another"}), path)
    assert load_model(path).made == {"device": "another"}
    assert list(path.parent.glob("*model*")) == [path]


def test_model_cannot_be_saved_into_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be written to .*choose another place"):
        save_model(trained(), tmp_path / "nowhere" / "a.safetensors")
    assert not (tmp_path / "nowhere").exists()


def test_model_cannot_be_saved_over_a_folder(tmp_path: Path) -> None:
    (tmp_path / "in" / "a").mkdir(parents=True)
    with pytest.raises(InputError, match="cannot be written to"):
        save_model(trained(), tmp_path / "in" / "a")
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["a"]


def test_failed_saving_leaves_the_old_file_whole(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    before = sorted(path.parent.iterdir())
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(InputError, match="No space left on device"):
        save_model(Model.fresh(RECIPE), path)
    assert sorted(path.parent.iterdir()) == before
    assert load_model(path).steps == 25


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [(0, 2, np.nan), (1, 2, 1.01), (1, 2, -0.5), (0, 3, np.inf), (0, 3, -1.0), (1, 3, np.nan)],
    ids=["no accuracy", "above 1", "below 0", "endless", "backwards", "no time"],
)
def test_a_history_that_cannot_be_is_refused(
    changed: Callable[..., Path], row: int, column: int, value: float
) -> None:
    epochs = np.array([record[1:5] for record in trained().history.epochs])
    epochs[row, column] = value
    assert_refused(changed({"history.epochs": epochs}), "its history cannot be")


@pytest.mark.parametrize("value", [-0.5, 1.01, np.inf])
def test_a_training_accuracy_that_cannot_be_is_refused(
    changed: Callable[..., Path], value: float
) -> None:
    told = {"history.train_accuracies": np.array([0.5, value])}
    assert_refused(changed(told), "its history cannot be")


def test_an_accuracy_for_each_epoch_is_wanted(changed: Callable[..., Path]) -> None:
    told = {"history.train_accuracies": np.array([0.5])}
    assert_refused(changed(told), "history.train_accuracies has shape")


def test_a_file_of_a_version_that_asked_no_training_images_is_read(
    changed: Callable[..., Path],
) -> None:
    records = load_model(changed({"history.train_accuracies": None})).history.epochs
    assert [record.train_accuracy for record in records] == [None, None]
    assert [record.test_accuracy for record in records] == [0.9, 0.95]


def test_where_nobody_looked_the_file_is_as_it_was_before(tmp_path: Path) -> None:
    """The shape of its tensors is what earlier versions read."""
    history = trained().history
    before = tuple(record._replace(train_accuracy=None) for record in history.epochs)
    path = tmp_path / "before.safetensors"
    save_model(replace(trained(), history=replace(history, epochs=before)), path)
    with safetensors.safe_open(path, framework="numpy") as file:
        assert "history.train_accuracies" not in file.keys()  # noqa: SIM118
        assert file.get_tensor("history.epochs").shape == (2, 4)


def test_losses_of_a_run_that_diverged_are_read(changed: Callable[..., Path]) -> None:
    losses = np.array([1.0, np.inf, np.nan], np.float32)
    read = load_model(changed({"history.losses": losses})).history.losses
    assert np.array_equal(read, losses, equal_nan=True)


def test_losses_of_another_type_are_not_converted(changed: Callable[..., Path]) -> None:
    assert_refused(changed({"history.losses": np.full(3, 1e300)}), "history.losses has shape")


def test_a_history_of_endless_steps_is_refused(changed: Callable[..., Path]) -> None:
    assert_refused(changed(steps_per_epoch=str(10**31)), "its history cannot be")


@pytest.mark.parametrize("temperature", [1e-300, 1e300, 0.0, -1.0, 1e-3, 1e3])
def test_a_temperature_that_cannot_be_is_refused(
    changed: Callable[..., Path], temperature: float
) -> None:
    told = json.dumps({"temperature": temperature})
    assert_refused(changed(certainty=told), "temperature or threshold is out of range")


def test_what_is_told_of_a_model_is_kept_short(changed: Callable[..., Path]) -> None:
    made = load_model(changed(made=json.dumps({"device": "x" * 5000}))).made
    assert len(made["device"]) == 200


def test_tensors_that_nobody_asked_for_are_not_read(
    changed: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[float] = []
    load_model(changed({"extra.tensor": np.zeros((1000, 1000))}), told.append)
    with safetensors.safe_open(changed(), framework="numpy") as file:
        assert len(told) == len(file.keys()) - 1
    assert told == sorted(told)


def test_a_model_too_large_to_be_read_again_leaves_its_optimiser_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_file, "MODEL", MODEL._replace(most=1_050_000))
    save_model(trained(), tmp_path / "model.safetensors")
    read = load_model(tmp_path / "model.safetensors")
    assert read.state is None
    assert_same_layers(read.layers, trained().layers)


def test_the_format_is_the_one_that_programs_of_this_version_read() -> None:
    with safetensors.safe_open(shipped_model(), framework="numpy") as file:
        assert file.metadata()["format"] == str(FORMAT)
