"""Make dist/mnist-desk-VERSION-linux-ARCH.tar.xz: the frozen program and its install script.

    python3 packaging/linux/make_archive.py

Unpacked anywhere it runs as it is; install.sh puts it into the person's home. Needs xz.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from release import FOLDER, day, version  # noqa: E402
from shares import lay_out  # noqa: E402


def main() -> None:
    name = f"mnist-desk-{version()}-linux-{platform.machine()}"
    archive = FOLDER.parent / f"{name}.tar.xz"
    with tempfile.TemporaryDirectory() as temporary:
        beside = Path(temporary)
        lay_out(beside / "share", version(), f"{day():%Y-%m-%d}")
        for script in ("install.sh", "uninstall.sh"):
            shutil.copyfile(HERE / script, beside / script)
            (beside / script).chmod(0o755)
        with archive.open("wb") as target:
            packer = subprocess.Popen(
                ["xz", "-T0", "-3", "-c"], stdin=subprocess.PIPE, stdout=target
            )
            assert packer.stdin is not None
            with tarfile.open(fileobj=packer.stdin, mode="w|") as tar:
                tar.add(FOLDER, f"{name}/mnist-desk", filter=of_nobody)
                for path in sorted(beside.iterdir()):
                    tar.add(path, f"{name}/{path.name}", filter=of_nobody)
            packer.stdin.close()
            if packer.wait() != 0:
                raise SystemExit("xz failed")
    print(f"{archive}: {archive.stat().st_size / 1e6:.1f} MB")


DAY = int(day().timestamp())


def of_nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Who built it and when does not belong in an archive; links stay links."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    entry.mtime = DAY
    return entry


if __name__ == "__main__":
    main()
