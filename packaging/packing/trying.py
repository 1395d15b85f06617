"""Do the packed programs work: demo, pictures, both ways of checking every bundle it leaves?"""

from __future__ import annotations

import base64
import json
import os
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

_NO_DISPLAY: Final = "there is no display on which the window could be shown"
_UNFORGED: Final = "unchanged.bundle"
_DECODE: Final = "--decode-child"
_PHOTO: Final = Path(__file__).parents[2] / "src" / "collector" / "samples" / "courtyard.jpg"
_PIXELS: Final = {
    2: b"R0lGODlhAQABAIAAAP8AAAAAACwAAAAAAQABAAACAkQBADs=",
    3: b"UklGRjgAAABXRUJQVlA4ICwAAACQAQCdASoCAAEAAsBMJaACdLoAA5gA/u5DH+5sc4twV/9tD/9aH/60P+lAAA==",
}
"""A small GIF and WebP, by their place in ``collector.ui.decoding.wire.FORMS``."""


def failures(dist: Path, start: Sequence[str] = ()) -> Iterator[str]:
    """Yield what does not work when the programs below ``dist`` are run.

    ``start`` begins each command line.
    """
    with tempfile.TemporaryDirectory() as work:
        demo = Path(work, "demo")
        program, small = (str(dist / name / name) for name in ("collector", "collector-verify"))
        ran = _run([*start, program])
        if (ran.returncode, ran.stderr.splitlines()[:1]) != (5, [_NO_DISPLAY]):
            yield f"without a display the window ended with {ran.returncode}:\n{ran.stderr}"
        ran = _run([*start, program, "demo", str(demo)])
        if ran.returncode:
            yield f"collector demo ended with {ran.returncode}:\n{ran.stdout}{ran.stderr}"
            return
        records = [it.read_text("utf-8") for it in (demo / "bag").rglob("*.json")]
        if not any('"metadata":"read"' in it for it in records):
            yield "no exhibit was examined: the program could not start itself as its own child"
        yield from _undecoded([*start, program, _DECODE])
        key, signer = demo / "keys" / "platform-key.txt", demo / "keys" / "interviewer.pub"
        sent = sorted((demo / "bundles" / "from-interviewer").iterdir())
        forged = [it for it in sorted((demo / "bundles" / "forged").iterdir()) if it.is_file()]
        for bundle in (*sent, *forged):
            asked = ["--identity", str(key), "--signer", str(signer), "--json"]
            small_said = _run([*start, small, str(bundle), *asked])
            said = _run([*start, program, "bundle", "verify", str(bundle), *asked])
            if (small_said.returncode, small_said.stdout) != (said.returncode, said.stdout):
                yield f"the two programs do not say the same of {bundle.name}"
            sound = bundle in sent or bundle.name == _UNFORGED
            if sound != json.loads(said.stdout)["ok"]:
                yield f"{bundle.name}: {said.stdout}"


def _undecoded(command: list[str]) -> Iterator[str]:
    """Yield the forms that the program, as its own child, has no plugin for."""
    pixels = {form: base64.b64decode(text) for form, text in _PIXELS.items()}
    for form, data in {0: _PHOTO.read_bytes(), **pixels}.items():
        asked = struct.pack("!HBI", 64, form, len(data)) + data
        ran = subprocess.run(command, input=asked, capture_output=True, check=False)
        if ran.stdout[:1] not in {b"\1", b"\2"}:
            yield f"a picture of the form {form} was not decoded: {ran.stderr.decode()}"


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a program of ours in an environment that shows it nothing of Python's or Qt's."""
    bare = {
        "HOME": os.environ.get("HOME", "/"),
        "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
        "LC_ALL": "C.UTF-8",
    }
    return subprocess.run(command, capture_output=True, text=True, check=False, env=bare)


def main() -> int:
    """Try the programs: ``trying.py FOLDER [WORD ...]``; the words begin each command line."""
    dist, start = Path(sys.argv[1]), sys.argv[2:]
    wrong = list(failures(dist, start))
    for line in wrong:
        print(f"WRONG: {line}")
    if not wrong:
        print("demo and verify work")
    for name in ("collector", "collector-verify"):
        began = time.perf_counter()
        _run([*start, str(dist / name / name), "--version"])
        print(f"{name} --version, warm: {time.perf_counter() - began:.2f} s")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
