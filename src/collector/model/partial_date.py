"""Dates as people know them: with precision, and with how they know.

``value`` is ISO 8601 without zone, as precise as it is known: ``2020``, ``2020-08``,
``2020-08-09`` or ``2020-08-09T23:30``; a range is two of these joined by ``/``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Final

from msgspec import Meta

from collector.model.emptiness import one_of_both
from collector.model.problems import FieldProblem, at, missing
from collector.model.terms import Basis, EmptyReason, Precision
from collector.model.values import Value, whole

_YEAR, _MONTH, _DAY = "%Y", "%Y-%m", "%Y-%m-%d"
_MINUTE, _SECOND = "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"
_SHAPES: Final = {
    re.compile(r"[0-9]{4}"): _YEAR,
    re.compile(r"[0-9]{4}-[0-9]{2}"): _MONTH,
    re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"): _DAY,
    re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}"): _MINUTE,
    re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}"): _SECOND,
}
_WANTED: Final = {"year": {_YEAR}, "month": {_MONTH}, "day": {_DAY}, "exact": {_MINUTE, _SECOND}}
_ANY: Final = frozenset(_SHAPES.values())

TimeZone = Annotated[
    str,
    Meta(
        pattern=whole(
            r"(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9]|[A-Z][A-Za-z_]{1,30}/[A-Z][A-Za-z_]{1,30})"
        ),
        description="offset from UTC such as +03:00, or a zone such as Europe/Minsk",
    ),
]


class PartialDate(Value, frozen=True, kw_only=True):
    """A date or time, or the reason why there is none (``empty``)."""

    value: Annotated[str, Meta(max_length=40)] | None = None
    precision: Precision | None = None
    basis: Basis | None = None
    tz: TimeZone | None = None
    empty: EmptyReason | None = None


def in_calendar(day: str) -> bool:
    """Say whether ``YYYY-MM-DD`` names a day that exists."""
    return _is_date(day, {_DAY})


def date_problems(date: PartialDate, path: str) -> Iterator[FieldProblem]:
    """Yield what is wrong with ``date``: a value fits its precision and exists in the calendar."""
    given = (date.value, date.precision, date.basis, date.tz)
    yield from one_of_both(path, answered=any(given), reason=date.empty)
    if date.empty is not None or not any(given):
        return
    yield from missing(path, value=date.value, precision=date.precision, basis=date.basis)
    if date.value and date.precision:
        yield from _value_problems(date.value, date.precision, at(path, "value"))
        if "T" in date.value and date.tz is None:
            yield FieldProblem(at(path, "tz"), "date.zone-required")


def _value_problems(value: str, precision: str, path: str) -> Iterator[FieldProblem]:
    if precision == "range":
        start, _, end = value.partition("/")
        if not (_is_date(start, _ANY) and _is_date(end, _ANY)):
            yield FieldProblem(path, "date.malformed")
        elif start[: len(end)] > end[: len(start)]:
            yield FieldProblem(path, "date.reversed")
    elif not _is_date(value, _WANTED.get(precision, _ANY)):
        yield FieldProblem(path, "date.malformed")


def _is_date(text: str, allowed: set[str] | frozenset[str]) -> bool:
    for shape, written in _SHAPES.items():
        if written in allowed and shape.fullmatch(text):
            try:
                datetime.strptime(text, written)  # noqa: DTZ007 - the zone is a field of its own
            except ValueError:
                return False
            return True
    return False
