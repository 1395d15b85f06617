"""A film of four seconds from a window: the minibus leaves the courtyard."""

from __future__ import annotations

import math
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from samplemaker.camera import Camera, Canvas, developed
from samplemaker.courtyard import courtyard, minibus

RATE = 12
FRAMES = 4 * RATE
SIZE = (640, 360)
_MARGIN = 12


def frames(seed: int) -> Iterator[Image.Image]:
    """Yield the pictures: a steady place, a moving minibus, a hand that is not quite still."""
    camera = Camera(1328, 768, eye=9.5, horizon=170, focal=1180, centre=600)
    place = courtyard(camera, seed)
    for number in range(FRAMES):
        seconds = number / RATE
        canvas = Canvas(camera, place.image.copy())
        canvas.light.paste(place.light)
        minibus(canvas, 7.5 - 1.25 * seconds**2, 28.4, lamps=True, door=False)
        image = canvas.lit((3, 14, 46))
        left = _MARGIN + 5 * math.sin(seconds * 2.1) + 2 * math.sin(seconds * 7.3)
        top = _MARGIN + 4 * math.sin(seconds * 2.9 + 1) + 1.5 * math.sin(seconds * 8.9)
        window = (left, top, left + 1280, top + 720)
        framed = image.transform(SIZE, Image.Transform.EXTENT, window, Image.Resampling.BICUBIC)
        yield developed(framed, seed + number, 2.2, 0.25)


def write(target: Path, seed: int, place: str, created: str) -> None:
    """Encode the frames as H.264 and tell place (ISO 6709) and time (UTC) as telephones do."""
    command = ["ffmpeg", "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24"]
    command += ["-s", f"{SIZE[0]}x{SIZE[1]}", "-r", str(RATE), "-i", "-", "-threads", "1"]
    command += ["-c:v", "libx264", "-preset", "veryslow", "-crf", "29", "-pix_fmt", "yuv420p"]
    command += ["-metadata", f"creation_time={created}", "-flags:v", "+bitexact"]
    command += ["-fflags", "+bitexact", "-f", "mp4", str(target)]
    pictures = b"".join(frame.tobytes() for frame in frames(seed))
    subprocess.run(command, input=pictures, check=True)
    target.write_bytes(_placed(target.read_bytes(), place.encode()))


def _placed(film: bytes, place: bytes) -> bytes:
    """Append the place to ``moov``, which ffmpeg puts last, so that no offset changes."""
    at = film.index(b"moov") - 4
    size = int.from_bytes(film[at : at + 4], "big")
    if at + size != len(film):
        raise ValueError("moov is not the last box")
    text = struct.pack(">HH", len(place), 0x15C7) + place
    item = struct.pack(">I", 8 + len(text)) + b"\xa9xyz" + text
    box = struct.pack(">I", 8 + len(item)) + b"udta" + item
    return film[:at] + struct.pack(">I", size + len(box)) + film[at + 4 :] + box
