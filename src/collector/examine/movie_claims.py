"""The fields of a film, judged one by one."""

from __future__ import annotations

from dataclasses import replace

from collector.examine import when, where
from collector.examine.facts import Claims, Note
from collector.examine.located import Located
from collector.examine.text import clean


def read(found: Located, before: Claims) -> Claims:
    """Add what ``moov`` says to ``before``, whose status stays where it says nothing."""
    notes: set[Note] = set(before.notes)
    captured, offset = _captured(found, notes)
    latitude, longitude, altitude = _position(found, notes)
    make, model, software = (clean(found.texts.get(n)) for n in ("make", "model", "software"))
    claims = replace(
        before,
        captured_at=captured,
        offset=offset,
        latitude=latitude,
        longitude=longitude,
        altitude=altitude,
        make=make,
        model=model,
        software=software,
        notes=tuple(sorted(notes)),
    )
    said = (captured, latitude, make, model, software)
    return replace(claims, metadata="read") if any(said) else claims


def _captured(found: Located, notes: set[Note]) -> tuple[str | None, str | None]:
    """Prefer the phone's own time, which knows its zone, to the movie header's UTC."""
    try:
        if "created" in found.texts:
            return when.iso_time(_text(found, "created"))
        moment = when.movie_time(found.created or 0)
    except when.BadTimeError:
        notes.add("date-invalid")
        return None, None
    return (moment, "+00:00") if moment else (None, None)


def _position(found: Located, notes: set[Note]) -> tuple[str | None, str | None, str | None]:
    if "place" not in found.texts:
        return None, None, None
    try:
        return where.iso_6709(_text(found, "place"))
    except where.BadPlaceError:
        notes.add("gps-invalid")
        return None, None, None


def _text(found: Located, name: str) -> str:
    return found.texts[name].decode("utf-8", "replace")
