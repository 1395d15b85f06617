"""What is wrong with a field, told beside that field and without blame.

A problem names the place and a stable code; the window translates the code, the command line
prints the words kept here.  Neither repeats what was entered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

WORDS: Final = MappingProxyType(
    {
        "field.required": "this is needed; where there is nothing to say, give the reason",
        "field.value-and-reason": "there is both an answer and a reason for leaving it empty",
        "field.unknown": "there is no such field",
        "field.type": "this is not the kind of value that belongs here",
        "field.malformed": "this is not written the way it must be",
        "field.not-in-list": "this is not one of the words of the list",
        "field.too-long": "this is too long",
        "field.unknown-code": "this code is not in its list",
        "text.one-line": "this must be one line without hidden characters",
        "date.malformed": "this is not a date of the precision given",
        "date.reversed": "the end lies before the beginning",
        "date.zone-required": "a time of day needs its time zone",
        "place.region-country": "this region does not belong to that country",
        "place.coordinates": "these are not coordinates of a place on earth",
        "words.told-by": "who told it is named, but not that it was told",
        "words.too-long": "the account is too long for one record; divide it",
        "correction.note": "a correction says what was corrected, and which account it corrects",
        "consent.recipient-twice": "two rows speak of the same recipient",
        "consent.recipient-never": "nothing may ever go there; the answer can only be no",
        "consent.recipient-unclear": "this row names no recipient",
        "exhibits.file-twice": "two entries speak of the same file",
    }
)


@dataclass(frozen=True)
class FieldProblem:
    """``path`` is the place, such as ``words[0].text``; ``code`` is a key of ``WORDS``."""

    path: str
    code: str

    @property
    def words(self) -> str:
        """Return what is wrong, in English, in one line."""
        return WORDS[self.code]


def missing(path: str, **fields: object) -> Iterator[FieldProblem]:
    """Yield a problem for each named field that is empty."""
    for name, field in fields.items():
        if not field:
            yield FieldProblem(at(path, name), "field.required")


def at(path: str, name: str) -> str:
    """Return the path of a field inside the value at ``path``."""
    return f"{path}.{name}" if path else name
