#!/usr/bin/env python3
"""Make the pictures, the scan, the recording and the film of the sample material.

Run by hand.  The words, in ``account-*.json`` beside the files, are written by people.  Everything
is invented: the events, the devices, the places (the coordinates lie in open water).  The same
versions of Pillow, numpy, ffmpeg, espeak-ng and Noto give the same bytes; other versions give
others, so the files are kept in the repository.

    pip install pillow numpy; apt install ffmpeg espeak-ng fonts-noto-core
    python packaging/make_samples.py
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from PIL import Image

from samplemaker import counter, courtyard, film, page, sound
from samplemaker.camera import developed
from samplemaker.camera_claims import Claims, exif

FOLDER = Path(__file__).resolve().parent.parent / "src" / "collector" / "samples"
MOST_BYTES = 3_000_000
RESERVOIR = (Fraction("53.9712"), Fraction("27.4043"))
LAKE = (Fraction("54.6603"), Fraction("24.9241"))

TELEPHONE = ("Exemplar", "Exemplar E7")


def _photograph(target: Path, image: Image.Image, quality: int, claims: Claims) -> None:
    image.save(target, "JPEG", quality=quality, optimize=True, exif=exif(claims))


def make_courtyard(target: Path) -> None:
    """Draw the courtyard at dusk."""
    image = developed(courtyard.still(7), 7, grain=4, vignette=0.3)
    taken = Claims(*TELEPHONE, "2021:10:19 18:31:52", "+03:00", RESERVOIR)
    _photograph(target, image, 78, taken)


def make_window(target: Path) -> None:
    """Draw the closed service window."""
    image = developed(counter.still(5), 5, grain=3.5, vignette=0.25)
    taken = Claims("Exemplar", "Exemplar Mini", "2023:11:08 11:14:05", "+02:00", LAKE)
    _photograph(target, image, 80, taken)


def make_notice(target: Path) -> None:
    """Draw the scanned page."""
    scanned = Claims("Exemplar", "Flatbed 21", "2023:03:27 12:40:11", "+03:00")
    _photograph(target, page.scan(11), 72, scanned)


def make_film(target: Path) -> None:
    """Film the minibus leaving."""
    film.write(target, 7, "+53.9714+027.4046/", "2021-10-19T15:38:20Z")


FILES: dict[str, Callable[[Path], None]] = {
    "courtyard.jpg": make_courtyard,
    "leaving.mp4": make_film,
    "notice.jpg": make_notice,
    "calls.ogg": sound.write,
    "window-3.jpg": make_window,
}


def main() -> None:
    """Make every file and print its size and digest."""
    for name, make in FILES.items():
        target = FOLDER / name
        make(target)
        content = target.read_bytes()
        print(f"{hashlib.sha256(content).hexdigest()}  {len(content):>8}  {name}")
    total = sum(path.stat().st_size for path in FOLDER.iterdir() if path.is_file())
    print(f"{total} bytes in all")
    if total > MOST_BYTES:
        raise SystemExit("too large for the repository")


if __name__ == "__main__":
    main()
