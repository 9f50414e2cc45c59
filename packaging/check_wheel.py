"""Build the wheel and prove that it works without this checkout.

    python packaging/check_wheel.py

The wheel must hold every file of resources/, and, unpacked into an empty folder, read the sample
drawings with the shipped model. Needs the package `build` and the program's dependencies.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        wheel = next(folder.glob("mnist_desk-*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            names = set(archive.namelist())
            archive.extractall(folder / "site")
        if missing := sorted(resources() - names):
            print(f"The wheel lacks {', '.join(missing)}", file=sys.stderr)
            return 1
        items = predict(folder / "site")
    read = [item["digit"] for item in items]
    if read != list(range(10)):
        print(f"The unpacked wheel reads the sample drawings as {read}", file=sys.stderr)
        return 1
    print(f"{wheel.name}: {len(names)} files, resources complete, sample drawings read")
    return 0


def resources() -> set[str]:
    """The files of resources/ that are kept in version control, as the wheel names them."""
    listed = subprocess.run(
        ["git", "ls-files", "resources"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return {f"mnist_desk/{name}" for name in listed.stdout.splitlines()}


def predict(site: Path) -> list[dict[str, int]]:
    """Read the sample drawings with the program in the folder `site`."""
    sample = site / "mnist_desk" / "resources" / "ink" / "samples.jsonl"
    program = (
        f"import sys; sys.path.insert(0, {str(site)!r}); import mnist_desk.__main__ as program; "
        f"assert program.__file__.startswith({str(site)!r}); "
        f"sys.exit(program.main(['predict', '--json', '-', {str(sample)!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=site, check=True, capture_output=True, text=True
    )
    items: list[dict[str, int]] = json.loads(done.stdout)["items"]
    return items


if __name__ == "__main__":
    sys.exit(main())
