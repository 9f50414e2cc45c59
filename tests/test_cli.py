from __future__ import annotations

import contextlib
import gzip
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from PIL import Image

from mnist_desk import __version__
from mnist_desk.__main__ import main
from mnist_desk.cli import train as cli
from mnist_desk.core import lesson
from mnist_desk.core.dataset import Dataset, Splits
from mnist_desk.core.ink import Ink, InkRecord, read_ink, write_ink
from mnist_desk.core.model import EpochRecord, History, Model, load_model, save_model
from mnist_desk.core.network import Layer
from mnist_desk.core.places import resource
from mnist_desk.core.raster import rasterise
from mnist_desk.core.recipe import SPECS, Recipe, field_type
from mnist_desk.core.recipes import RECIPES

SAMPLES = resource("ink", "samples.jsonl")
SMALL = ("--hidden", "16", "--batch-size", "500", "--device", "cpu")
"""A network and batches with which an epoch takes no time: 120 steps."""

LOG_LINE = re.compile(r"epoch:(\d+), step: (\d+), loss:(\d+\.\d+(?:e-\d+)?)")


class Result(NamedTuple):
    """What a run of the command line gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which must be one line of strict JSON."""
        assert self.out.endswith("\n")
        assert self.out.count("\n") == 1
        return strict_json(self.out)


def strict_json(text: str) -> Any:
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    return json.loads(text, parse_constant=refuse)


def run(*arguments: object) -> Result:
    """Run the program in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    return Result(code, out.getvalue(), err.getvalue())


def logged(text: str) -> list[list[float]]:
    """The log lines in a text as [epoch, step, loss]."""
    return [
        [int(epoch), int(step), float(loss)]
        for line in text.splitlines()
        if line.startswith("epoch:")
        for epoch, step, loss in [LOG_LINE.fullmatch(line).groups()]  # type: ignore[union-attr]
    ]


def tiny_data() -> Splits:
    images = np.random.default_rng(0).integers(0, 256, (20, 28, 28), dtype=np.uint8)
    labels = np.arange(20) % 10
    return Splits(Dataset(images, labels), Dataset(images[:10], labels[:10]))


def silent_model(answer: int = 3, loss: str = "cross-entropy", strength: float = 2.0) -> Model:
    """A network that always gives the same answer."""
    bias = np.zeros(10, np.float32)
    bias[answer] = strength
    recipe = Recipe.from_json({"name": "silent", "hidden": [], "loss": loss})
    return Model((Layer(np.zeros((784, 10), np.float32), bias),), recipe)


def saved(model: Model, path: Path) -> Path:
    save_model(model, path)
    return path


@pytest.fixture(scope="module", autouse=True)
def home_of_the_module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Module fixtures run before own_home; TensorFlow, imported there, asks for the home too."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("platformdirs.user_data_dir", lambda *_, **__: str(home / "data"))
        patch.setattr("platformdirs.user_config_dir", lambda *_, **__: str(home / "config"))
        yield


class Trained(NamedTuple):
    """A run of two epochs."""

    result: Result
    model: Path


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """A run with --json - and --out."""
    path = tmp_path_factory.mktemp("trained") / "model.safetensors"
    return Trained(run("train", "--epochs", 2, *SMALL, "--out", path, "--json", "-"), path)


@pytest.fixture(scope="module")
def trained_aloud(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """The same run with its log on standard output and its JSON in a file."""
    path = tmp_path_factory.mktemp("aloud") / "result.json"
    return run("train", "--epochs", 2, *SMALL, "--json", path), path


@pytest.fixture(scope="module")
def diverged(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """A run whose learning rate is far too large."""
    path = tmp_path_factory.mktemp("diverged") / "model.safetensors"
    far_too_large = ("--learning-rate", 1000, "--loss", "mse", "--optimizer", "sgd")
    return Trained(
        run("train", "--epochs", 1, *SMALL, *far_too_large, "--out", path, "--json", "-"), path
    )


Training = Callable[..., Iterator[Any]]


@pytest.fixture
def training(monkeypatch: pytest.MonkeyPatch) -> Callable[[Training], None]:
    """Put another iterator in the place of the engine's train()."""
    from mnist_desk.engine import trainer

    def put(function: Training) -> None:
        monkeypatch.setattr(trainer, "train", function)
        monkeypatch.setattr(cli, "load_mnist", tiny_data)

    return put


@pytest.fixture
def starts(training: Callable[[Training], None]) -> list[Any]:
    """What was asked to be trained, while nothing is."""
    asked: list[Any] = []

    def note(start: Any, *_: Any) -> Iterator[Any]:
        asked.append(start)
        yield from ()

    training(note)
    return asked


def progress(steps: int, epochs: int = 0) -> Any:
    """What train() yields, so many steps further, with a loss of 1/4."""
    from mnist_desk.core.progress import Progress

    records = tuple(EpochRecord(epoch, 0.25, 0.5, 0.75, 1.0) for epoch in range(epochs))
    history = History(np.full(steps, 0.25, np.float32), records, steps_per_epoch=200)
    model = Model(silent_model().layers, silent_model().recipe, history)
    return Progress(np.full(min(steps, 1), 0.25, np.float32), model)


# Training


def test_training_ends_well(trained: Trained, trained_aloud: tuple[Result, Path]) -> None:
    assert trained.result.code == 0
    assert trained_aloud[0].code == 0
    assert trained_aloud[0].err == ""


def test_json_of_training_has_the_keys_of_the_contract(trained: Trained) -> None:
    result = trained.result.json
    assert list(result) == [
        *("recipe", "log", "epochs", "test_accuracy", "images_per_second", "seconds")
    ]
    for record in result["epochs"]:
        assert list(record) == ["epoch", "train_loss", "test_loss", "test_accuracy", "seconds"]
    assert all(len(entry) == 3 for entry in result["log"])


def test_json_of_training_tells_what_happened(trained: Trained) -> None:
    result = trained.result.json
    first, second = result["epochs"]
    assert (
        result["recipe"]
        == Recipe.from_json(
            {"name": "quick", "hidden": [16], "batch_size": 500, "epochs": 2}
        ).to_json()
    )
    assert [entry[:2] for entry in result["log"]] == [[0, 0], [0, 100], [1, 0], [1, 100]]
    assert [first["epoch"], second["epoch"]] == [0, 1]
    assert second["train_loss"] < first["train_loss"] < result["log"][0][2]
    assert 0.8 < first["test_accuracy"] < second["test_accuracy"] == result["test_accuracy"] < 1
    assert result["images_per_second"] > 0
    assert result["seconds"] > first["seconds"] + second["seconds"] > 0


def test_json_on_standard_output_sends_the_log_to_standard_error(trained: Trained) -> None:
    assert logged(trained.result.err) == trained.result.json["log"]


def test_log_lines_are_those_of_the_tutorial(trained_aloud: tuple[Result, Path]) -> None:
    result, path = trained_aloud
    lines = result.out.splitlines()
    assert [bool(LOG_LINE.fullmatch(line)) for line in lines] == [True] * 4 + [False] * 2
    assert logged(result.out) == strict_json(path.read_text(encoding="utf-8"))["log"]


def test_summary_tells_epochs_and_accuracy(trained_aloud: tuple[Result, Path]) -> None:
    result, path = trained_aloud
    accuracy = strict_json(path.read_text(encoding="utf-8"))["test_accuracy"]
    summary, not_saved = result.out.splitlines()[-2:]
    assert summary.startswith("Epochs: 2, in ")
    assert not_saved == "The model was not saved; --out FILE.safetensors does that."
    assert f"{accuracy:.2%} of the test images" in summary


def test_json_file_is_one_line(trained_aloud: tuple[Result, Path]) -> None:
    text = trained_aloud[1].read_text(encoding="utf-8")
    assert text.endswith("}\n")
    assert text.count("\n") == 1


def test_same_seed_gives_the_same_losses(
    trained: Trained, trained_aloud: tuple[Result, Path]
) -> None:
    again = strict_json(trained_aloud[1].read_text(encoding="utf-8"))
    assert again["log"] == trained.result.json["log"]
    assert again["test_accuracy"] == trained.result.json["test_accuracy"]


def test_trained_model_is_saved(trained: Trained) -> None:
    model = load_model(trained.model)
    assert model.recipe.hidden == (16,)
    assert model.steps == 240
    assert [record._asdict() for record in model.history.epochs] == trained.result.json["epochs"]
    assert f"saved to {trained.model}" in trained.result.err
    assert list(trained.model.parent.iterdir()) == [trained.model]


def test_training_goes_on_from_a_file(trained: Trained, tmp_path: Path) -> None:
    out = tmp_path / "longer.safetensors"
    result = run(
        *("train", "--resume", trained.model, "--epochs", 3, "--device", "cpu"),
        *("--out", out, "--json", "-"),
    )
    assert result.code == 0
    assert logged(result.err) == result.json["log"][4:]
    assert [entry[:2] for entry in result.json["log"][4:]] == [[2, 0], [2, 100]]
    assert result.json["epochs"][:2] == trained.result.json["epochs"]
    assert load_model(out).steps == 360


@pytest.mark.parametrize(
    "other", [("--recipe", "quick"), ("--seed", "2"), ("--set", "seed=2"), ("--hidden", "5")]
)
def test_what_goes_on_keeps_its_recipe(
    other: tuple[str, str], trained: Trained, starts: list[Any]
) -> None:
    assert_bad_input(run("train", "--resume", trained.model, *other), "leave the others out")
    assert starts == []


# Divergence and Ctrl+C


def test_diverged_training_ends_with_one(diverged: Trained) -> None:
    assert diverged.result.code == 1
    assert "mnist-desk train: The loss grew beyond all numbers" in diverged.result.err
    assert "a learning rate of 1000 is too large" in diverged.result.err


def test_diverged_training_writes_the_last_finite_model(diverged: Trained) -> None:
    model = load_model(diverged.model)  # which refuses weights that are not finite
    assert 0 < model.steps < 120
    assert np.isfinite(model.history.losses).all()
    assert diverged.result.json["log"][0][:2] == [0, 0]
    assert diverged.result.json["test_accuracy"] is None


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("verb", ["evaluate", "predict"])
def test_diverged_model_can_be_looked_at(verb: str, tmp_path: Path) -> None:
    huge = silent_model(loss="mse", strength=3e38)
    huge.layers[0].kernel[:] = 3e38
    path = saved(huge, tmp_path / "huge.safetensors")
    arguments = (
        ("evaluate", path, "--ink", SAMPLES)
        if verb == "evaluate"
        else ("predict", SAMPLES, "--model", path)
    )
    result = run(*arguments, "--json", "-")
    assert result.code in (0, 1, 2)
    assert "Traceback" not in result.err


def test_ctrl_c_writes_the_model_reached_and_ends_with_130(
    training: Callable[[Training], None], tmp_path: Path
) -> None:
    def interrupted(*_: Any) -> Iterator[Any]:
        yield progress(0)
        yield progress(1)
        yield progress(201, epochs=1)
        raise KeyboardInterrupt

    training(interrupted)
    result = run("train", "--out", tmp_path / "a.safetensors", "--json", tmp_path / "a.json")
    assert result.code == 130
    assert logged(result.out) == [[0, 0, 0.25], [1, 0, 0.25]]
    assert load_model(tmp_path / "a.safetensors").steps == 201
    told = strict_json((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert told["log"] == [[0, 0, 0.25], [0, 100, 0.25], [1, 0, 0.25]]
    assert len(told["epochs"]) == 1


def test_ctrl_c_before_the_first_step_writes_the_start(
    training: Callable[[Training], None], tmp_path: Path
) -> None:
    def interrupted(start: Recipe, *_: Any) -> Iterator[Any]:
        from mnist_desk.core.progress import Progress

        yield Progress(np.zeros(0, np.float32), Model.fresh(start))
        raise KeyboardInterrupt

    training(interrupted)
    result = run("train", "--out", tmp_path / "a.safetensors", "--json", "-")
    assert result.code == 130
    assert result.json["log"] == []
    assert result.json["test_accuracy"] is None
    assert load_model(tmp_path / "a.safetensors").steps == 0


def test_ctrl_c_before_there_is_a_model_writes_nothing(
    training: Callable[[Training], None], tmp_path: Path
) -> None:
    def interrupted(*_: Any) -> Iterator[Any]:
        raise KeyboardInterrupt
        yield

    training(interrupted)
    assert run("train", "--out", tmp_path / "a.safetensors").code == 130
    assert not (tmp_path / "a.safetensors").exists()


def test_untrained_model_can_be_trained_on(tmp_path: Path) -> None:
    start = Model.fresh(Recipe(hidden=(16,), batch_size=500, epochs=1))
    path = saved(start, tmp_path / "fresh.safetensors")
    assert run("train", "--resume", path, "--device", "cpu", "--json", "-").code == 0


@pytest.mark.parametrize("verb", ["predict", "evaluate"])
def test_ctrl_c_elsewhere_ends_with_130(verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "load_model", interrupted)
    assert run(verb, SAMPLES) == (130, "", "")


# Setting the fields of a recipe


def another_value(name: str) -> Any:
    """A value of a field that is not its default."""
    default, spec = getattr(Recipe(), name), SPECS[name]
    if spec.choices is not None:
        return next(choice for choice in spec.choices if choice != default)
    kind = field_type(name)
    if kind is bool:
        return not default
    if kind is tuple:
        return (12, 34)
    assert spec.maximum is not None
    return kind(spec.maximum)


@pytest.mark.parametrize("name", SPECS)
def test_every_field_can_be_set(name: str, starts: list[Any]) -> None:
    value = another_value(name)
    text = Recipe.from_json({name: list(value) if isinstance(value, tuple) else value}).text(name)
    for spelling in (name, name.replace("_", "-")):
        assert run("train", "--set", f"{spelling}={text}").code == 0
        assert getattr(starts.pop(), name) == value


@pytest.mark.parametrize(
    ("flag", "text", "name", "value"),
    [
        ("--hidden", "300,100", "hidden", (300, 100)),
        ("--hidden", "none", "hidden", ()),
        ("--epochs", "3", "epochs", 3),
        ("--learning-rate", "0.5", "learning_rate", 0.5),
        ("--batch-size", "64", "batch_size", 64),
        ("--loss", "mse", "loss", "mse"),
        ("--optimizer", "sgd", "optimizer", "sgd"),
        ("--seed", "42", "seed", 42),
    ],
)
def test_common_fields_have_flags(
    flag: str, text: str, name: str, value: Any, starts: list[Any]
) -> None:
    assert run("train", flag, text).code == 0
    assert getattr(starts[0], name) == value


@pytest.mark.parametrize("name", RECIPES)
def test_every_recipe_can_be_trained(name: str, starts: list[Any]) -> None:
    assert run("train", "--recipe", name).code == 0
    assert starts == [RECIPES[name]]


def test_quick_is_trained_when_nothing_is_said(starts: list[Any]) -> None:
    assert run("train").code == 0
    assert starts == [RECIPES["quick"]]


def test_fields_are_set_on_top_of_the_recipe_and_in_order(starts: list[Any]) -> None:
    changes = ("--set", "epochs=5", "--set", "shuffle=yes", "--set", "epochs=6", "--seed", 9)
    assert run("train", "--recipe", "classic", *changes).code == 0
    expected = {**RECIPES["classic"].to_json(), "epochs": 6, "shuffle": True, "seed": 9}
    assert starts == [Recipe.from_json(expected)]


# Evaluating


def test_evaluate_gives_the_accuracy_of_the_training(trained: Trained) -> None:
    result = run("evaluate", trained.model, "--json", "-")
    assert result.code == 0
    assert result.err == ""
    assert result.json["accuracy"] == trained.result.json["test_accuracy"]
    assert result.json["loss"] == pytest.approx(trained.result.json["epochs"][-1]["test_loss"])
    assert result.json["n"] == 10_000


def test_json_of_evaluate_has_the_keys_of_the_contract(tmp_path: Path) -> None:
    data = tiny_data().test
    np.savez(tmp_path / "data.npz", x_test=data.images, y_test=data.labels)
    model = saved(silent_model(answer=3), tmp_path / "model.safetensors")
    result = run("evaluate", model, "--data", tmp_path / "data.npz", "--json", "-").json
    assert {"n", "accuracy", "loss", "confusion", "per_digit"} <= set(result)
    assert "writer_mean" not in result
    assert result["n"] == 10
    assert result["accuracy"] == 0.1
    assert result["confusion"] == [[0, 0, 0, 1, 0, 0, 0, 0, 0, 0]] * 10
    assert [digit["digit"] for digit in result["per_digit"]] == list(range(10))
    assert result["per_digit"][3] == {
        "digit": 3,
        "n": 1,
        "precision": 0.1,
        "recall": 1.0,
        "f1": pytest.approx(2 / 11),
    }


def test_evaluate_reads_a_folder_of_idx_files(tmp_path: Path) -> None:
    data = tiny_data().test
    images = b"\0\0\x08\3" + np.array([10, 28, 28], ">u4").tobytes() + data.images.tobytes()
    labels = b"\0\0\x08\1" + np.array([10], ">u4").tobytes() + data.labels.tobytes()
    (tmp_path / "t10k-images-idx3-ubyte").write_bytes(images)
    (tmp_path / "t10k-labels-idx1-ubyte.gz").write_bytes(gzip.compress(labels))
    assert run("evaluate", "--data", tmp_path, "--json", "-").json["n"] == 10


def test_evaluate_prints_a_table(tmp_path: Path) -> None:
    result = run("evaluate", "--ink", SAMPLES, "--json", tmp_path / "a.json")
    told = strict_json((tmp_path / "a.json").read_text(encoding="utf-8"))
    lines = result.out.splitlines()
    assert lines[0].startswith(f"10 read, {told['accuracy']:.2%} right (95 % interval ")
    rows = [line.split() for line in lines[-10:]]
    assert [[int(cell) for cell in row[1:11]] for row in rows] == told["confusion"]
    assert [row[0] for row in rows] == list("0123456789")


def test_shipped_model_reads_the_samples() -> None:
    result = run("evaluate", "--ink", SAMPLES, "--json", "-").json
    assert result["n"] == 10
    assert result["accuracy"] >= 0.9


def test_writer_mean_counts_writers_alike(tmp_path: Path) -> None:
    drawing = read_ink(SAMPLES)[0].ink
    written = [(3, "Ada"), (3, "Ada"), (3, "Ada"), (4, "Bob")]
    write_ink(tmp_path / "a.jsonl.gz", [InkRecord(drawing, *who) for who in written])
    model = saved(silent_model(answer=3), tmp_path / "model.safetensors")
    result = run("evaluate", model, "--ink", tmp_path / "a.jsonl.gz", "--json", "-").json
    assert result["accuracy"] == 0.75
    assert result["writer_mean"] == 0.5
    assert (
        "mean over writers: 50.00%" in run("evaluate", model, "--ink", tmp_path / "a.jsonl.gz").out
    )


def test_drawings_without_writers_have_no_writer_mean(tmp_path: Path) -> None:
    drawing = read_ink(SAMPLES)[0].ink
    write_ink(tmp_path / "a.jsonl", [InkRecord(drawing, 0), InkRecord(drawing)])
    result = run("evaluate", "--ink", tmp_path / "a.jsonl", "--json", "-").json
    assert "writer_mean" not in result
    assert result["n"] == 1


def test_pictures_in_an_ink_file_are_read_as_they_are(tmp_path: Path) -> None:
    ink = read_ink(SAMPLES)[7].ink
    pixels = np.round(rasterise(ink) * 255).astype(np.uint8).tobytes()
    write_ink(tmp_path / "a.jsonl", [InkRecord(ink, 7), InkRecord(Ink(), 7, picture=pixels)])
    drawn, brought_in = run("predict", tmp_path / "a.jsonl", "--json", "-").json["items"]
    np.testing.assert_allclose(drawn["outputs"], brought_in["outputs"], atol=0.05)
    assert run("evaluate", "--ink", tmp_path / "a.jsonl", "--json", "-").json["accuracy"] == 1


# Teaching


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """A small lesson from the sample drawings."""
    folder = tmp_path_factory.mktemp("taught")
    model = saved(silent_model(), folder / "silent.safetensors")
    out = folder / "taught.safetensors"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lesson, "IMAGES", 1280)
        patch.setattr(cli, "load_mnist", tiny_data)
        files = ("--ink", SAMPLES, "--model", model, "--out", out)
        return run("teach", *files, "--device", "cpu", "--json", "-"), out


def test_teaching_tells_before_and_after(taught: tuple[Result, Path]) -> None:
    result = taught[0].json
    assert taught[0].code == 0
    assert result["learnt"] == 8
    assert result["before"]["mine"]["n"] == result["after"]["mine"]["n"] == 2
    assert result["before"]["mnist"]["accuracy"] == 0.1
    assert result["after"]["mnist"]["loss"] != result["before"]["mnist"]["loss"]


def test_a_taught_model_is_saved(taught: tuple[Result, Path]) -> None:
    model = load_model(taught[1])
    assert model.recipe.name == "silent, taught"
    assert model.scores is not None
    assert model.scores.accuracy == taught[0].json["after"]["mnist"]["accuracy"]


# Predicting


def test_predict_reads_every_drawing_of_a_file() -> None:
    result = run("predict", SAMPLES, "--json", "-")
    items = result.json["items"]
    assert result.code == 0
    assert [item["file"] for item in items] == [str(SAMPLES)] * 10
    assert [item["item"] for item in items] == list(range(10))
    assert [item["digit"] for item in items] == [record.label for record in read_ink(SAMPLES)]


def test_predict_gives_ten_outputs_and_probabilities() -> None:
    for item in run("predict", SAMPLES, "--json", "-").json["items"]:
        assert len(item["outputs"]) == 10
        assert int(np.argmax(item["outputs"])) == item["digit"]
        assert sum(item["probabilities"]) == pytest.approx(1, abs=1e-5)


def test_predict_gives_no_probabilities_where_outputs_are_none(tmp_path: Path) -> None:
    model = saved(silent_model(answer=6, loss="mse"), tmp_path / "model.safetensors")
    item, *_ = run("predict", SAMPLES, "--model", model, "--json", "-").json["items"]
    assert item["probabilities"] is None
    assert item["outputs"] == [0, 0, 0, 0, 0, 0, 2, 0, 0, 0]
    assert item["digit"] == 6


def test_predict_reads_pictures_and_drawings_in_the_order_given(tmp_path: Path) -> None:
    seven = rasterise(read_ink(SAMPLES)[7].ink)
    picture = Image.fromarray(np.uint8(255 - 255 * seven)).resize((200, 200))
    picture.save(tmp_path / "seven.png")
    items = run("predict", tmp_path / "seven.png", SAMPLES, "--json", "-").json["items"]
    assert [item["digit"] for item in items] == [7, *range(10)]
    assert items[0]["file"] == str(tmp_path / "seven.png")


def test_predict_prints_a_line_for_each_drawing() -> None:
    lines = run("predict", SAMPLES).out.splitlines()
    assert len(lines) == 10
    assert lines[4].startswith(f"{SAMPLES}:5  4  0:0.")


def test_predict_writes_its_json_beside_its_lines(tmp_path: Path) -> None:
    loud = run("predict", SAMPLES, "--json", tmp_path / "a.json")
    assert len(loud.out.splitlines()) == 10
    told = strict_json((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert told == run("predict", SAMPLES, "--json", "-").json


# Bad input


def assert_bad_input(result: Result, complaint: str) -> None:
    assert result.code == 2
    assert result.out == ""
    assert result.err.count("\n") == 1
    assert re.match(r"mnist-desk( \w+)?: .*\.\n$", result.err)
    assert re.search(complaint, result.err)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["fly"], "invalid choice: 'fly'"),
        (["--fly"], "VERB|--fly"),
        (["train", "--fly"], "unrecognized arguments: --fly"),
        (["train", "--recipe", "soup"], "invalid choice: 'soup'"),
        (["train", "--device", "abacus"], "invalid choice: 'abacus'"),
        (["train", "--set", "epochs"], "--set takes FIELD=VALUE"),
        (["train", "--set", "colour=red"], 'no recipe field "colour"'),
        (["train", "--set", "epochs=many"], "Epochs must be a whole number"),
        (["train", "--set", "epochs=0"], "Epochs must be from 1"),
        (["train", "--set"], "expected one argument"),
        (["train", "--epochs", "0"], "Epochs must be from 1"),
        (["train", "--epochs", "1.5"], "Epochs must be a whole number"),
        (["train", "--learning-rate", "nan"], "Learning rate must be from"),
        (["train", "--learning-rate", "-1"], "Learning rate must be from"),
        (["train", "--hidden", "5,x"], "Hidden layers must be widths"),
        (["train", "--loss", "guilt"], "Loss must be mse or cross-entropy"),
        (["train", "--optimizer", "hope"], "Optimiser must be sgd or"),
        (["train", "--out", "nowhere/a.safetensors"], "a.safetensors cannot be written"),
        (["train", "--out", "."], "cannot be written"),
        (["train", "--resume", "no.safetensors"], "no.safetensors is not there"),
        (["evaluate", "no.safetensors"], "The model no.safetensors is not there"),
        (["evaluate", "--data", "no.npz"], "The data file no.npz is not there"),
        (["evaluate", "--ink", "no.jsonl"], "The ink file no.jsonl is not there"),
        (["evaluate", "--data", "a.npz", "--ink", "a.jsonl"], "not allowed with"),
        (["evaluate", "a", "b"], "unrecognized arguments: b"),
        (["predict"], "arguments are required: FILE"),
        (["predict", "no.png"], "The picture no.png is not there"),
        (["predict", "no.jsonl.gz"], "The ink file no.jsonl.gz is not there"),
        (["predict", "--model", "no.safetensors", "no.png"], "The model no.safetensors"),
        (["predict", "."], "is not a picture"),
        (["predict", "README.txt"], "README.txt is not a picture"),
        (["predict", "damaged.jsonl"], "Line 2 of damaged.jsonl cannot be read"),
        (["evaluate", "--ink", "damaged.jsonl"], "Line 2 of damaged.jsonl cannot be read"),
        (["evaluate", "--ink", "unlabelled.jsonl"], "No drawing in unlabelled.jsonl has a label"),
        (["evaluate", "--data", "README.txt"], "README.txt is damaged or not a .npz file"),
        (["evaluate", "--data", "empty"], "The folder empty has no file t10k-images"),
        (["evaluate", "README.txt"], "README.txt is damaged or not a model file"),
        (["train", "--resume", "README.txt"], "README.txt is damaged or not a model file"),
        (["teach"], "arguments are required: --ink, --out"),
        (["teach", "--ink", "damaged.jsonl", "--out", "a.safetensors"], "Line 2 of damaged.jsonl"),
        (
            ["teach", "--ink", "unlabelled.jsonl", "--out", "a.safetensors"],
            "unlabelled.jsonl has 0 labelled drawings; a lesson needs 10 or more",
        ),
        (["teach", "--ink", str(SAMPLES), "--out", "nowhere/a.safetensors"], "cannot be written"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_bad_input_ends_with_two_and_one_sentence(
    arguments: list[str], complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    drawing = '{"strokes":[[[1,2]]]}\n'
    (tmp_path / "README.txt").write_text("This is a text.")
    (tmp_path / "damaged.jsonl").write_text(f"{drawing}{{\n")
    (tmp_path / "unlabelled.jsonl").write_text(drawing)
    (tmp_path / "empty").mkdir()
    assert_bad_input(run(*arguments), complaint)


def test_result_that_cannot_be_written_is_bad_input(tmp_path: Path) -> None:
    result = run("predict", SAMPLES, "--json", tmp_path / "nowhere" / "a.json")
    assert result.code == 2
    assert re.fullmatch(r"mnist-desk predict: The result cannot be written to .*\.\n", result.err)


def test_unwritable_model_is_told_before_the_training(tmp_path: Path, starts: list[Any]) -> None:
    result = run("train", "--out", tmp_path / "nowhere" / "a.safetensors")
    assert_bad_input(result, "give a file name in a folder that is there")
    assert starts == []


def test_unwritable_result_is_told_before_the_training(tmp_path: Path, starts: list[Any]) -> None:
    run("train", "--json", tmp_path / "nowhere" / "a.json")
    assert starts == []


def test_enormous_number_is_bad_input() -> None:
    assert_bad_input(run("train", "--epochs", f"1{'0' * 400}"), "Epochs must be")


def test_flags_are_not_shortened(starts: list[Any]) -> None:
    assert_bad_input(run("train", "--ep", "1"), "unrecognized arguments")


# What the program says of itself


def test_version() -> None:
    assert run("--version") == (0, f"mnist-desk {__version__}\n", "")


def test_help_names_every_verb() -> None:
    result = run("--help")
    assert result.code == 0
    for verb in ("open", "demo", "train", "evaluate", "predict"):
        assert re.search(rf"^ +{verb} ", result.out, re.MULTILINE)


@pytest.mark.parametrize("verb", ["open", "demo", "train", "evaluate", "predict"])
def test_every_verb_has_help(verb: str) -> None:
    result = run(verb, "--help")
    assert result.code == 0
    assert result.out.startswith(f"usage: mnist-desk {verb}")


def test_help_of_train_names_every_recipe_and_field() -> None:
    text = run("train", "--help").out
    for name in (*RECIPES, *SPECS):
        assert re.search(rf"^  {name} ", text, re.MULTILINE), name


def test_a_real_process_says_json_alone_and_loads_no_tensorflow() -> None:
    code = (
        "import sys; from mnist_desk.__main__ import main; code = main(); "
        "assert 'tensorflow' not in sys.modules and 'PySide6' not in sys.modules; sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, "predict", str(SAMPLES), "--json", "-"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=Path(__file__).parents[1],
    )
    result = Result(done.returncode, done.stdout, done.stderr)
    assert result.err == ""
    assert result.code == 0
    assert len(result.json["items"]) == 10
