"""Everything that decides a training run.

Each field carries its own title, help and range. The form in the window, the flags of the command
line and the model file are all made from them, so a new field is added here alone, and used in
the engine.
"""

from __future__ import annotations

import dataclasses
import difflib
from dataclasses import dataclass
from typing import Any, Literal

from .errors import InputError
from .recipe_field import Spec, Value, check, parse
from .translate import translate

Loss = Literal["mse", "cross-entropy"]
Optimizer = Literal["sgd", "momentum", "adam"]
Initial = Literal["tutorial", "he"]
Schedule = Literal["constant", "cosine"]

MAX_LAYERS = 8
MAX_WIDTH = 4096
LONGEST_NAME = 100


NETWORK, LEARNING, DISTORTIONS = (
    translate("recipe", "Network"),
    translate("recipe", "Learning"),
    translate("recipe", "Distortions"),
)


def _field(default: Value, *spec: Any, **limits: Any) -> Any:
    return dataclasses.field(default=default, metadata={"spec": Spec(*spec, **limits)})


def _distortion(title: str, help: str, maximum: float, unit: str = "") -> Any:
    return _field(0.0, DISTORTIONS, title, help, 0, maximum, unit=unit, slides=maximum <= 1)


@dataclass(frozen=True)
class Recipe:
    """One way to train a network; a value. Raises InputError when a field is out of its range."""

    name: str = translate("recipe", "my recipe")

    hidden: tuple[int, ...] = _field(
        (256, 128),
        NETWORK,
        translate("recipe", "Hidden layers"),
        translate(
            "recipe",
            "Widths of the layers between the 784 pixels and the 10 outputs, with commas between "
            "them; empty for none, which is a linear model.",
        ),
        minimum=1,
        maximum=MAX_WIDTH,
        longest=MAX_LAYERS,
        first=True,
    )
    initial: Initial = _field(
        "he",
        NETWORK,
        translate("recipe", "First weights"),
        translate(
            "recipe",
            "How large the random weights are at the start: 0.1 for all, or fitted to the width "
            "of each layer.",
        ),
        choices={
            "tutorial": translate("recipe", "0.1, as in the tutorial"),
            "he": translate("recipe", "fitted (He)"),
        },
    )
    seed: int = _field(
        1,
        NETWORK,
        translate("recipe", "Seed"),
        translate(
            "recipe", "Where the random numbers start. The same seed gives the same run again."
        ),
        minimum=0,
        maximum=2**31 - 1,
    )

    loss: Loss = _field(
        "cross-entropy",
        LEARNING,
        translate("recipe", "Loss"),
        translate(
            "recipe",
            "What training makes smaller: the squared distance of the outputs to 0 and 1, or the "
            "surprise at the right digit.",
        ),
        choices={
            "mse": translate("recipe", "squared error"),
            "cross-entropy": translate("recipe", "cross-entropy"),
        },
    )
    optimizer: Optimizer = _field(
        "adam",
        LEARNING,
        translate("recipe", "Optimiser"),
        translate(
            "recipe",
            "How a gradient becomes a step: straight down (SGD), rolling on from the steps before "
            "(momentum 0.9), or with a step size of its own for each weight (Adam).",
        ),
        choices={
            "sgd": translate("recipe", "SGD"),
            "momentum": translate("recipe", "momentum"),
            "adam": translate("recipe", "Adam"),
        },
        first=True,
    )
    learning_rate: float = _field(
        0.001,
        LEARNING,
        translate("recipe", "Learning rate"),
        translate(
            "recipe",
            "How far each step goes. Too small and nothing is learnt, too large and the loss "
            "grows without end.",
        ),
        minimum=1e-6,
        maximum=1000.0,
        first=True,
    )
    schedule: Schedule = _field(
        "constant",
        LEARNING,
        translate("recipe", "Schedule"),
        translate(
            "recipe",
            "Whether the learning rate stays, or falls along a cosine to a hundredth of itself.",
        ),
        choices={
            "constant": translate("recipe", "constant"),
            "cosine": translate("recipe", "cosine"),
        },
    )
    warm_up: float = _field(
        0.0,
        LEARNING,
        translate("recipe", "Warm-up"),
        translate("recipe", "For so many epochs at first the learning rate rises from zero."),
        minimum=0,
        maximum=100,
        unit=translate("recipe", "epochs"),
    )
    batch_size: int = _field(
        128,
        LEARNING,
        translate("recipe", "Batch size"),
        translate("recipe", "How many images each step looks at."),
        minimum=1,
        maximum=10_000,
        first=True,
        unit=translate("recipe", "images"),
    )
    epochs: int = _field(
        10,
        LEARNING,
        translate("recipe", "Epochs"),
        translate("recipe", "How often all 60,000 training images are gone through."),
        minimum=1,
        maximum=10_000,
        first=True,
    )
    shuffle: bool = _field(
        True,
        LEARNING,
        translate("recipe", "Shuffle"),
        translate(
            "recipe",
            "Take the images in a new random order in each epoch, not in that of the file.",
        ),
    )
    weight_decay: float = _field(
        0.0,
        LEARNING,
        translate("recipe", "Weight decay"),
        translate("recipe", "Each step also shrinks the kernels by this times the learning rate."),
        minimum=0,
        maximum=1,
    )
    label_smoothing: float = _field(
        0.0,
        LEARNING,
        translate("recipe", "Label smoothing"),
        translate("recipe", "How much of the right answer is shared out among all ten digits."),
        minimum=0,
        maximum=0.9,
        slides=True,
    )
    dropout: float = _field(
        0.0,
        LEARNING,
        translate("recipe", "Dropout"),
        translate("recipe", "Which part of the hidden outputs is left out at random in each step."),
        minimum=0,
        maximum=0.9,
        slides=True,
    )
    averaging: float = _field(
        0.0,
        LEARNING,
        translate("recipe", "Averaging"),
        translate(
            "recipe",
            "The model is a running average of the weights that keeps this part at each step; 0 "
            "for none.",
        ),
        minimum=0,
        maximum=0.99999,
    )

    rotation: float = _distortion(
        translate("recipe", "Rotation"),
        translate("recipe", "Turned by up to so many degrees."),
        45,
        translate("recipe", "°"),
    )
    scale: float = _distortion(
        translate("recipe", "Scale"),
        translate("recipe", "Larger or smaller by up to this, as a logarithm."),
        0.7,
    )
    stretch: float = _distortion(
        translate("recipe", "Stretch"),
        translate("recipe", "Wider or flatter by up to this, as a logarithm."),
        0.7,
    )
    shear: float = _distortion(
        translate("recipe", "Shear"),
        translate("recipe", "Slanted by up to so many pixels a pixel."),
        1,
    )
    shift: float = _distortion(
        translate("recipe", "Shift"),
        translate("recipe", "Moved by up to so many pixels."),
        8,
        translate("recipe", "pixels"),
    )
    elastic: float = _distortion(
        translate("recipe", "Elastic"),
        translate("recipe", "Bent by about so many pixels."),
        8,
        translate("recipe", "pixels"),
    )
    thickness: float = _distortion(
        translate("recipe", "Thickness"),
        translate("recipe", "Thicker or thinner; 1 is a pixel around."),
        1,
        translate("recipe", "pixels"),
    )
    slashed_zeros: float = _distortion(
        translate("recipe", "Slashed zeros"),
        translate("recipe", "This part of the zeros is crossed out."),
        1,
    )
    flagged_ones: float = _distortion(
        translate("recipe", "Flagged ones"),
        translate("recipe", "This part of the ones gets an upstroke, and half as many a foot."),
        1,
    )
    open_fours: float = _distortion(
        translate("recipe", "Open fours"),
        translate("recipe", "This part of the fours loses the upper end of its stem."),
        1,
    )
    crossed_sevens: float = _distortion(
        translate("recipe", "Crossed sevens"),
        translate("recipe", "This part of the sevens gets a bar across."),
        1,
    )
    hooked_nines: float = _distortion(
        translate("recipe", "Hooked nines"),
        translate("recipe", "This part of the nines gets a tail to the left."),
        1,
    )

    fading: float = _distortion(
        translate("recipe", "Fading"),
        translate(
            "recipe",
            "In this last part of the training the distortions above fade away: the network ends "
            "with pictures as they are.",
        ),
        1,
    )
    nonsense: float = _distortion(
        translate("recipe", "Nonsense"),
        translate(
            "recipe",
            "This part of the images is made unreadable, and no digit is the right answer: the "
            "network learns when not to be sure.",
        ),
        0.5,
    )

    def __post_init__(self) -> None:
        if not isinstance(self.name, str):
            raise InputError(
                translate("errors", "The name of a recipe must be text, not {name!r}."),
                name=self.name,
            )
        if len(self.name) > LONGEST_NAME:
            raise InputError(
                translate("errors", "The name of a recipe can have {most} characters at most."),
                most=LONGEST_NAME,
            )
        for name, spec in SPECS.items():
            check(spec, _TYPES[name], getattr(self, name))

    def with_text(self, name: str, text: str) -> Recipe:
        """This recipe with one field set from text, as a person types it.

        Raises InputError when there is no such field or the text is no value for it.
        """
        if name not in SPECS:
            raise InputError(
                translate("errors", 'There is no recipe field "{name}"; the nearest are {names}.'),
                name=name,
                names=", ".join(difflib.get_close_matches(name[:40], SPECS, cutoff=0)),
            )
        value: Any = parse(SPECS[name], _TYPES[name], text)
        return dataclasses.replace(self, **{name: value})

    def to_json(self) -> dict[str, Any]:
        return {f.name: _plain(getattr(self, f.name)) for f in dataclasses.fields(self)}

    @classmethod
    def from_json(cls, values: Any) -> Recipe:
        """The recipe that to_json told of. Fields that lack keep their default.

        Raises InputError when a field is unknown or has a wrong type or value.
        """
        if not isinstance(values, dict):
            raise InputError(translate("errors", "A recipe must be a table of fields and values."))
        known = {f.name for f in dataclasses.fields(cls)}
        if unknown := sorted(set(values) - known):
            raise InputError(
                translate("errors", "The recipe has unknown fields: {names}."),
                names=", ".join(unknown),
            )
        given = dict(values)
        if isinstance(given.get("hidden"), list):
            given["hidden"] = tuple(given["hidden"])
        return cls(**given)

    def text(self, name: str) -> str:
        """A field as a person types it; with_text reads it back."""
        value = getattr(self, name)
        if isinstance(value, tuple):
            return ",".join(str(width) for width in value)
        if isinstance(value, bool):
            return "yes" if value else "no"
        return str(value).removesuffix(".0")


SPECS: dict[str, Spec] = {
    f.name: f.metadata["spec"] for f in dataclasses.fields(Recipe) if "spec" in f.metadata
}
"""Field name -> what is known of it, in the order in which they are shown."""

_TYPES: dict[str, type] = {
    f.name: type(f.default) for f in dataclasses.fields(Recipe) if "spec" in f.metadata
}


def field_type(name: str) -> type:
    """The type of a field's value: bool, int, float, str (a choice) or tuple (layer widths)."""
    return _TYPES[name]


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
