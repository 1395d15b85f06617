"""EXIF as a telephone or a scanner writes it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from PIL import Image

_EXIF, _GPS = 0x8769, 0x8825


@dataclass(frozen=True)
class Claims:
    """Device, moment with its offset, and place: degrees north and east, or None."""

    make: str
    model: str
    taken: str
    offset: str
    place: tuple[Fraction, Fraction] | None = None


def exif(claims: Claims) -> Image.Exif:
    """Return the block for Pillow to write (CIPA DC-008)."""
    block = Image.Exif()
    block[0x010F], block[0x0110], block[0x0112] = claims.make, claims.model, 1
    block[0x0132] = claims.taken
    inner = block.get_ifd(_EXIF)
    inner[0x9003] = inner[0x9004] = claims.taken
    inner[0x9010] = inner[0x9011] = inner[0x9012] = claims.offset
    if claims.place:
        north, east = claims.place
        position = block.get_ifd(_GPS)
        position[0] = b"\2\3\0\0"
        position[1], position[2] = "N", _sexagesimal(north)
        position[3], position[4] = "E", _sexagesimal(east)
    return block


def _sexagesimal(degrees: Fraction) -> tuple[float, float, float]:
    whole, rest = divmod(degrees, 1)
    minutes, rest = divmod(rest * 60, 1)
    return float(whole), float(minutes), round(float(rest * 60), 2)
