"""Places as people know them: in words first, with precision, and with how they know.

Coordinates are optional and never filled in by the program: a place that is too exact can tell
who the source is.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal as Number
from typing import Annotated, Literal

from msgspec import Meta

from collector.model.emptiness import one_of_both
from collector.model.problems import FieldProblem, at, missing
from collector.model.terms import Basis, EmptyReason
from collector.model.values import Decimal, Line, Value, whole

Country = Annotated[str, Meta(pattern=whole("[A-Z]{2}"), description="ISO 3166-1")]
Region = Annotated[str, Meta(pattern=whole("[A-Z]{2}-[A-Z0-9]{1,3}"), description="ISO 3166-2")]
PlacePrecision = Literal["exact", "near", "settlement", "region", "country"]


class Coordinates(Value, frozen=True, kw_only=True):
    """WGS 84, decimal degrees written as text."""

    latitude: Decimal
    longitude: Decimal


class Place(Value, frozen=True, kw_only=True):
    """A place, or the reason why there is none (``empty``)."""

    text: Line | None = None
    country: Country | None = None
    region: Region | None = None
    precision: PlacePrecision | None = None
    basis: Basis | None = None
    coordinates: Coordinates | None = None
    empty: EmptyReason | None = None


def place_problems(place: Place, path: str) -> Iterator[FieldProblem]:
    """Yield what is wrong with ``place``."""
    given = (
        place.text,
        place.country,
        place.region,
        place.precision,
        place.basis,
        place.coordinates,
    )
    yield from one_of_both(path, answered=any(given), reason=place.empty)
    if place.empty is not None or not any(given):
        return
    yield from missing(path, text=place.text, precision=place.precision, basis=place.basis)
    if place.region and place.country and not place.region.startswith(place.country + "-"):
        yield FieldProblem(at(path, "region"), "place.region-country")
    if place.coordinates is not None and not _on_earth(place.coordinates):
        yield FieldProblem(at(path, "coordinates"), "place.coordinates")


def _on_earth(coordinates: Coordinates) -> bool:
    """Say whether these can be meant; nought and nought is what broken devices write."""
    latitude, longitude = Number(coordinates.latitude), Number(coordinates.longitude)
    return abs(latitude) <= 90 and abs(longitude) <= 180 and any((latitude, longitude))
