"""Dates and places as people know them, in words."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Final

from babel.dates import format_skeleton

from collector import vocabularies
from collector.model.partial_date import PartialDate
from collector.model.place import Place
from collector.ui import outside
from collector.ui.words import Words

_MONTH: Final = 7
_DAY: Final = 10


def date_in_words(words: Words, when: PartialDate) -> str:
    """Return a date with its precision and how it is known, or why there is none."""
    if when.value is None:
        return _reason(words, when.empty)
    start, _, end = when.value.partition("/")
    if end:
        said = words("when-range", start=_moment(words, start), end=_moment(words, end))
    else:
        said = _moment(words, start)
        if when.precision in ("before", "after", "approx"):
            said = words(f"when-{when.precision}", when=said)
    return _known(words, said, when.basis)


def place_in_words(words: Words, where: Place) -> str:
    """Return a place with its precision and how it is known, or why there is none."""
    if not where.text:
        return _reason(words, where.empty)
    said = outside.line(where.text)
    if where.precision is not None and where.precision != "exact":
        said = words(f"where-{where.precision}", where=said)
    return _known(words, said, where.basis)


def _known(words: Words, said: str, basis: str | None) -> str:
    if basis is None:
        return said
    return f"{said} · {vocabularies.load('V-BASIS').label(basis, words.language)}"


def _reason(words: Words, empty: str | None) -> str:
    return vocabularies.load("V-NULL").label(empty or "not_asked", words.language)


def _moment(words: Words, value: str) -> str:
    """Return one ISO 8601 date as precise as it is; what is none stands as it was written."""
    with suppress(ValueError):
        if len(value) == _MONTH:
            first = date.fromisoformat(value + "-01")
            return str(format_skeleton("yMMMM", first, locale=words.language))
        if len(value) >= _DAY:
            clock = value[_DAY + 1 :]
            return f"{words.day(value[:_DAY])}, {clock}" if clock else words.day(value)
    return outside.line(value)
