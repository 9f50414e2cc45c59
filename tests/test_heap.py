from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

from mnist_desk.heap import give_back

BLOCKS = """
    import ctypes

    from mnist_desk.heap import give_back

    libc = ctypes.CDLL(None)
    if not hasattr(libc, "mallinfo2"):
        raise SystemExit("skip")
    libc.malloc.restype = ctypes.c_void_p
    libc.malloc.argtypes, libc.free.argtypes = [ctypes.c_size_t], [ctypes.c_void_p]

    class Info(ctypes.Structure):
        names = "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost"
        _fields_ = [(name, ctypes.c_size_t) for name in names.split()]

    libc.mallinfo2.restype = Info
    give_back()
    # Freeing a large block makes the library take blocks up to its size from the heap.
    libc.free(libc.malloc(4_000_000))
    before = libc.mallinfo2().hblks
    block = libc.malloc(600_000)
    print(libc.mallinfo2().hblks - before)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="of the C library of Linux")
def test_large_blocks_have_pages_of_their_own() -> None:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(BLOCKS)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.stderr.strip() == "skip":
        pytest.skip("this C library does not tell")
    assert done.stdout == "1\n", done.stderr


def test_elsewhere_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delattr("ctypes.CDLL")
    give_back()
