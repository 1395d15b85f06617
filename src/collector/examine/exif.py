"""The fields of an EXIF block, read by ExifRead and judged here one by one.

A field that makes no sense is left out and noted; it never spoils the others.
"""

from __future__ import annotations

from typing import BinaryIO, cast

import exifread

from collector.examine import when, where
from collector.examine.facts import Claims, Note
from collector.examine.text import clean
from collector.examine.view import MalformedError, View

_BYTE_ORDERS = (b"II*\x00", b"MM\x00*")

Tags = dict[str, object]
"""ExifRead's names to the values it read: text, bytes, or a list of numbers."""


def read(block: View) -> Claims:
    """Return the claims of a TIFF structure.

    Raises MalformedError where it is none or holds no field at all, and whatever ExifRead raises.
    """
    if block.slice(0, 4) not in _BYTE_ORDERS:
        raise MalformedError
    found = exifread.process_file(
        cast(BinaryIO, block),
        details=False,
        extract_thumbnail=False,
    )
    tags: Tags = {name: getattr(tag, "values", None) for name, tag in found.items()}
    if not tags:
        raise MalformedError
    return _claims(tags)


def _claims(tags: Tags) -> Claims:
    notes: set[Note] = set()
    captured = _captured(tags, notes)
    latitude, longitude = _position(tags, notes)
    sub_images = "Image SubIFDs" in tags  # raw files: the first directory is then a preview
    return Claims(
        metadata="read",
        captured_at=captured,
        offset=_offset(tags, notes) if captured else None,
        latitude=latitude,
        longitude=longitude,
        altitude=_altitude(tags, notes),
        make=clean(tags.get("Image Make")),
        model=clean(tags.get("Image Model")),
        software=clean(tags.get("Image Software")),
        orientation=_orientation(tags, notes),
        width=None if sub_images else _number(tags, "Image ImageWidth"),
        height=None if sub_images else _number(tags, "Image ImageLength"),
        notes=tuple(sorted(notes)),
    )


def _captured(tags: Tags, notes: set[Note]) -> str | None:
    name = "EXIF DateTimeOriginal"
    if name not in tags:
        name = "Image DateTimeOriginal"  # where TIFF/EP puts it
    try:
        return when.exif_time(_text(tags, name))
    except when.BadTimeError:
        notes.add("date-invalid")
        return None


def _offset(tags: Tags, notes: set[Note]) -> str | None:
    try:
        return when.offset(_text(tags, "EXIF OffsetTimeOriginal"))
    except when.BadTimeError:
        notes.add("offset-invalid")
        return None


def _position(tags: Tags, notes: set[Note]) -> tuple[str | None, str | None]:
    """Return both or neither; a block with only a version or a time claims no position."""
    names = ("GPS GPSLatitude", "GPS GPSLatitudeRef", "GPS GPSLongitude", "GPS GPSLongitudeRef")
    latitude, north, longitude, east = (tags.get(name) for name in names)
    if latitude is None and longitude is None:
        return None, None
    try:
        return where.position(
            where.degrees(latitude, north, "N", "S"),
            where.degrees(longitude, east, "E", "W"),
        )
    except where.BadPlaceError:
        notes.add("gps-invalid")
        return None, None


def _altitude(tags: Tags, notes: set[Note]) -> str | None:
    values, below = tags.get("GPS GPSAltitude"), tags.get("GPS GPSAltitudeRef")
    if not isinstance(values, list) or not values:
        return None
    try:
        metres = where.rational(values[0])
        return where.altitude(-metres if below == [1] else metres)
    except where.BadPlaceError:
        notes.add("altitude-invalid")
        return None


def _orientation(tags: Tags, notes: set[Note]) -> int | None:
    if "Image Orientation" not in tags:
        return None
    value = _number(tags, "Image Orientation")
    if value is None or value > 8:
        notes.add("orientation-invalid")
        return None
    return value


def _number(tags: Tags, name: str) -> int | None:
    """Return a positive whole number, None for anything else."""
    values = tags.get(name)
    value = values[0] if isinstance(values, list) and values else None
    return value if isinstance(value, int) and 0 < value < 1 << 32 else None


def _text(tags: Tags, name: str) -> str:
    """Return text as it stands, empty where there is none; bytes are no text in ASCII fields."""
    value = tags.get(name, "")
    return value if isinstance(value, str) else "?"
