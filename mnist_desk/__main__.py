"""``python -m mnist_desk`` and the command mnist-desk: to the window, or to the command line."""

from __future__ import annotations

import sys
from pathlib import Path


def main(argv: list[str] | None = None) -> int:
    """Run the program with these arguments; returns the exit code."""
    try:
        return _main(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:  # Before there is anything that sees to it.
        return 130


def _main(argv: list[str]) -> int:
    from mnist_desk import cli

    options = cli.parse(argv)
    if options.verb == "demo":
        from mnist_desk import demo

        return demo.main(options.screenshot)
    if options.verb == "self-test":
        from mnist_desk import self_test

        return self_test.main(options.folder)
    if options.verb == "open":
        from mnist_desk import app

        return app.main(Path(options.model) if options.model else None)
    return cli.run(options)


if __name__ == "__main__":
    sys.exit(main())
