"""How a network learns and is looked into: core and TensorFlow.

Importing anything here imports TensorFlow, which takes seconds: the window does so in a worker.
What TensorFlow and Keras read from the environment must be set before that, hence here.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from mnist_desk.core.places import user_data


@contextmanager
def _without_chatter() -> Iterator[None]:
    """Drop what TensorFlow's libraries say to stderr while they load, errors excepted.

    TF_CPP_MIN_LOG_LEVEL does not reach these lines: they are written before logging is set up.
    """
    try:
        said, stderr = tempfile.TemporaryFile(), os.dup(2)  # noqa: SIM115 (closed below)
    except OSError:  # A windowed program on Windows has no stderr; a full disk has no such file.
        yield
        return
    with said:
        os.dup2(said.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(stderr, 2)
            os.close(stderr)
            said.seek(0)
            for line in said.read().decode(errors="replace").splitlines():
                if not line.startswith(("I0000 ", "WARNING: All log messages before absl")):
                    print(line, file=sys.stderr)


os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
# A keras.json in the user's home can name a backend that is not installed and break the import.
os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["KERAS_HOME"] = str(user_data() / "keras")

with _without_chatter():
    import tensorflow  # noqa: F401
