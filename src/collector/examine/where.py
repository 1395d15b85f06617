"""Places as files claim them.

A wrong place is worse than none: whatever is not plainly a position on Earth is refused, and 0, 0
with it, which devices write when they have no position (attack M4).
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

_ISO_6709 = re.compile(r"([+-]\d{1,2}\.\d+)([+-]\d{1,3}\.\d+)([+-]\d+(?:\.\d+)?)?(?:CRS\w+)?/?")
_PLACES = Decimal("0.000001")
_ALTITUDES = range(-11_000, 100_001)
_DEGREES_IN = (1, 60, 3600)


class BadPlaceError(ValueError):
    """Not a position on Earth."""


def degrees(values: object, reference: object, positive: str, negative: str) -> Fraction:
    """Read degrees, minutes, seconds and their letter (CIPA DC-008, 4.6.6).

    Raises BadPlaceError.
    """
    if not isinstance(values, list) or len(values) != 3 or not isinstance(reference, str):
        raise BadPlaceError
    letter = reference.strip(" \x00")
    if letter not in {positive, negative}:
        raise BadPlaceError
    parts = [rational(value) for value in values]
    if any(part < 0 for part in parts) or parts[1] > 60 or parts[2] > 60:
        raise BadPlaceError
    total = sum((part / unit for part, unit in zip(parts, _DEGREES_IN, strict=True)), Fraction(0))
    return -total if letter == negative else total


def rational(value: object) -> Fraction:
    """Return a rational of EXIF.  Raises BadPlaceError for a zero denominator or another type."""
    if not isinstance(value, Fraction) or value.denominator == 0:
        raise BadPlaceError
    return Fraction(value.numerator, value.denominator)


def position(latitude: Fraction, longitude: Fraction) -> tuple[str, str]:
    """Return both as decimal strings with six places (about 0.1 m).  Raises BadPlaceError."""
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise BadPlaceError
    texts = (_six_places(latitude), _six_places(longitude))
    if texts == ("0.000000", "0.000000"):
        raise BadPlaceError
    return texts


def altitude(value: Fraction) -> str:
    """Return metres with one place.  Raises BadPlaceError outside the sea and the air."""
    if int(value) not in _ALTITUDES:
        raise BadPlaceError
    tenths = round(value * 10)
    return f"{'-' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}"


def iso_6709(text: str) -> tuple[str, str, str | None]:
    """Read ``+DD.DDDD+DDD.DDDD+M/`` (ISO 6709, H): latitude, longitude, altitude.

    Only decimal degrees are read; sexagesimal forms are refused.  Raises BadPlaceError.
    """
    match = _ISO_6709.fullmatch(text.strip(" \x00"))
    if match is None:
        raise BadPlaceError
    latitude, longitude = position(Fraction(match[1]), Fraction(match[2]))
    return latitude, longitude, altitude(Fraction(match[3])) if match[3] else None


def _six_places(value: Fraction) -> str:
    text = str((Decimal(value.numerator) / Decimal(value.denominator)).quantize(_PLACES))
    return text.removeprefix("-") if text.strip("-0.") == "" else text
