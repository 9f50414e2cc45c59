from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from mnist_desk.core.calibration import Calibration, sureness
from mnist_desk.core.grey import Grey
from mnist_desk.core.model import Model
from mnist_desk.core.network import Layer, Layers, forward, relu
from mnist_desk.core.reading import Reading, numpy_outputs, read_drawing
from mnist_desk.core.recipe import Loss, Recipe

CREDULOUS = Calibration()
OUTPUTS = np.array([0, 1, 0, 4, 0, -3, 0, 2, 0, 0], np.float32)


def model(loss: Loss, calibration: Calibration = CREDULOUS) -> Model:
    """A network that says OUTPUTS whatever it is shown."""
    layers = (Layer(np.zeros((784, 10), np.float32), OUTPUTS),)
    return Model(layers, Recipe(hidden=(), loss=loss), calibration=calibration)


@pytest.fixture
def picture() -> Grey:
    return np.random.default_rng(0).random((28, 28), np.float32)


def test_outputs_are_those_of_the_forward_pass(picture: Grey) -> None:
    layers = Model.fresh(Recipe(hidden=(20, 15))).layers
    outputs = numpy_outputs(layers, picture)
    assert outputs.shape == (10,)
    assert outputs.dtype == np.float32
    assert np.array_equal(outputs, forward(layers, picture.reshape(1, 784), relu)[0])


def test_the_winner_has_the_largest_output(picture: Grey) -> None:
    reading = read_drawing(model("cross-entropy"), picture)
    assert reading.winner == 3
    assert type(reading.winner) is int
    assert reading.picture is picture


def test_probabilities_are_shown_when_it_learnt_with_cross_entropy(picture: Grey) -> None:
    reading = read_drawing(model("cross-entropy"), picture)
    powers = np.exp(OUTPUTS.astype(np.float64))
    assert reading.are_probabilities
    assert reading.values == pytest.approx(powers / powers.sum(), abs=1e-6)
    assert reading.outputs.tolist() == OUTPUTS.tolist()


def test_outputs_are_shown_when_it_learnt_with_squared_error(picture: Grey) -> None:
    reading = read_drawing(model("mse"), picture)
    assert not reading.are_probabilities
    assert reading.values.tolist() == OUTPUTS.tolist()
    assert not reading.unsure


def test_temperature_of_the_model_makes_probabilities_more_even(picture: Grey) -> None:
    reading = read_drawing(model("cross-entropy", Calibration(temperature=2.0)), picture)
    powers = np.exp(OUTPUTS.astype(np.float64) / 2)
    assert reading.values == pytest.approx(powers / powers.sum(), abs=1e-6)
    assert reading.winner == 3


def test_unsure_is_below_the_threshold_of_the_model(picture: Grey) -> None:
    most = float(sureness(OUTPUTS))
    for threshold, unsure in ((most + 0.01, True), (most - 0.01, False), (None, False)):
        calibration = Calibration(threshold=threshold)
        assert read_drawing(model("cross-entropy", calibration), picture).unsure == unsure


def test_another_forward_pass_can_be_given(picture: Grey) -> None:
    seen = []

    def outputs_of(layers: Layers, picture: Grey) -> NDArray[np.float32]:
        seen.append((layers, picture))
        return OUTPUTS[::-1].copy()

    shown = model("mse")
    reading = read_drawing(shown, picture, outputs_of)
    assert reading.winner == 6
    assert seen[0][0] is shown.layers
    assert seen[0][1] is picture


def test_the_candidates_are_the_two_largest_the_winner_first(picture: Grey) -> None:
    assert read_drawing(model("mse"), picture).candidates == (3, 7)


@pytest.mark.parametrize("loss", ["mse", "cross-entropy"])
@pytest.mark.parametrize("odd", [np.nan, np.inf, -np.inf, 1e10, -3e26])
def test_outputs_beyond_all_bounds_are_no_answer(picture: Grey, loss: Loss, odd: float) -> None:
    outputs = OUTPUTS.copy()
    outputs[4] = odd
    reading = read_drawing(model(loss), picture, lambda *_: outputs)
    assert not reading.is_answer
    assert reading.winner == -1


def probable(picture: Grey, *, unsure: bool, **digits: float) -> Reading:
    """Probabilities by digit, as in ``d4=0.5``; what is left is shared by the others."""
    rest = (1 - sum(digits.values())) / (10 - len(digits))
    values = np.full(10, rest, np.float32)
    for name, value in digits.items():
        values[int(name[1])] = value
    return Reading(picture, np.log(values), values, True, unsure)


@pytest.mark.parametrize(
    ("first", "second", "doubt"),
    [(0.5, 0.4, "between"), (0.79, 0.02, "between"), (0.4, 0.35, "none"), (0.7, 0.05, "none")],
)
def test_an_unsure_answer_is_between_two_digits_that_hold_most_or_it_is_none(
    picture: Grey, first: float, second: float, doubt: str
) -> None:
    assert probable(picture, unsure=True, d4=first, d9=second).doubt == doubt
    assert probable(picture, unsure=False, d4=first, d9=second).doubt == ""


def test_no_answer_is_no_doubt(picture: Grey) -> None:
    numbers = np.full(10, np.nan, np.float32)
    assert Reading(picture, numbers, numbers, True, True).doubt == ""
