"""Times as files claim them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_EXIF = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)", re.ASCII)
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?", re.ASCII
)
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)", re.ASCII)
_MOVIE_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
_MOST_MOVIE_SECONDS = 1 << 34
_YEARS = range(1826, 2200)
"""From the first photograph on; what lies outside is a clock that was never set."""


class BadTimeError(ValueError):
    """Not a time that a file can have been made at."""


def exif_time(text: str) -> str | None:
    """Read EXIF's ``YYYY:MM:DD HH:MM:SS`` (CIPA DC-008, 4.6.5): ISO 8601 without zone.

    Blanks, with or without the colons, mean that the time is not known: None.  Raises BadTimeError.
    """
    if not text.strip(" :\x00"):
        return None
    return _iso(_EXIF.fullmatch(text.strip(" \x00")))


def iso_time(text: str) -> tuple[str, str | None]:
    """Read ISO 8601, as phones write it into films: local time and offset.  Raises BadTimeError."""
    match = _ISO.fullmatch(text.strip())
    local = _iso(match)
    zone = match[7] if match else None
    return local, offset("+00:00" if zone == "Z" else zone) if zone else None


def movie_time(seconds: int) -> str | None:
    """Read seconds since 1904, which are UTC (ISO 14496-12, 8.2.2.3); zero is not known."""
    if seconds == 0:
        return None
    if seconds > _MOST_MOVIE_SECONDS:
        raise BadTimeError
    moment = _MOVIE_EPOCH + timedelta(seconds=seconds)
    if moment.year not in _YEARS:
        raise BadTimeError
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


def offset(text: str) -> str | None:
    """Read a zone offset: ``+HH:MM``; blanks mean not known.  Raises BadTimeError."""
    if not text.strip(" :\x00"):
        return None
    match = _OFFSET.fullmatch(text.strip(" \x00"))
    if match is None or int(match[2]) > 14 or int(match[3]) > 59:
        raise BadTimeError
    return f"{match[1]}{match[2]}:{match[3]}"


def _iso(match: re.Match[str] | None) -> str:
    if match is None:
        raise BadTimeError
    year, month, day, hour, minute, second = (int(match[group]) for group in range(1, 7))
    try:
        moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
    except ValueError:
        raise BadTimeError from None
    if year not in _YEARS:
        raise BadTimeError
    return moment.isoformat()
