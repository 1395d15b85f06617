"""What is said of an exhibit, in words: what it is, what the file says, what the person says."""

from __future__ import annotations

from typing import Final

from collector import vocabularies
from collector.model.aspects import ASPECTS, Aspects
from collector.model.emptiness import Unanswered
from collector.model.media import FileClaims, PersonClaims
from collector.session import ShownExhibit
from collector.ui import outside
from collector.ui.parts.when_where import date_in_words, place_in_words
from collector.ui.words import Words

_NAME: Final = 80
Said = list[tuple[str, str]]
"""Pairs of a name and what is said, both harmless to show."""


def title_of(words: Words, exhibit: ShownExhibit, limit: int = _NAME) -> str:
    """Return the file's own name while it is known, else what kind of thing it is."""
    if exhibit.name:
        return outside.line(exhibit.name, limit)
    return kind_of(words, exhibit)


def kind_of(words: Words, exhibit: ShownExhibit) -> str:
    """Return the kind as a label of its list."""
    if exhibit.media is None:
        return words("exhibit-sealed-file")
    stored = exhibit.entry.kind if exhibit.entry else ""
    if exhibit.record is not None:
        stored = exhibit.record.media_kind
    if not stored:
        return words("exhibit-withheld")
    label = outside.line(vocabularies.load("V-MEDK").label(stored, words.language))
    return label[:1].upper() + label[1:]


def type_and_size(words: Words, exhibit: ShownExhibit) -> str:
    """Return the second line of a tile: the kind, where it is not the title, and the size.

    Of what is not here nobody knows the size.
    """
    if not exhibit.here:
        return ""
    size = words.size(exhibit.size)
    return f"{kind_of(words, exhibit)} · {size}" if exhibit.name else size


def of_the_file(words: Words, claims: FileClaims) -> Said:
    """Return what the file says of itself: date, place, device.  Claims, never findings."""
    found: Said = []
    if claims.captured_at:
        day, _, clock = claims.captured_at.partition("T")
        offset = f" ({claims.offset})" if claims.offset else ""
        try:
            said = f"{words.day(day)}, {clock}{offset}"
        except ValueError:
            said = claims.captured_at
        found.append((words("exhibit-file-when"), outside.line(said)))
    if claims.latitude and claims.longitude:
        where = f"{claims.latitude}, {claims.longitude}"
        found.append((words("exhibit-file-where"), outside.line(where)))
    device = " ".join(it for it in (claims.make, claims.model) if it)
    if device:
        found.append((words("exhibit-file-device"), outside.line(device)))
    if claims.software:
        found.append((words("exhibit-file-software"), outside.line(claims.software)))
    if claims.width and claims.height:
        found.append((words("exhibit-file-pixels"), f"{claims.width} × {claims.height}"))
    return found


def metadata_note(words: Words, claims: FileClaims) -> str:
    """Return the sentence for a file that says nothing of itself, or cannot be asked."""
    if claims.metadata == "read":
        return ""
    return words(f"exhibit-metadata-{claims.metadata.replace('_', '-')}")


def of_the_person(words: Words, claims: PersonClaims) -> Said:
    """Return what the person says of it; what was not asked is left out."""
    said: Said = []
    if claims.when.empty != "not_asked":
        said.append((words("exhibit-when"), date_in_words(words, claims.when)))
    if claims.where.empty != "not_asked":
        said.append((words("exhibit-where"), place_in_words(words, claims.where)))
    for name, value in (
        ("exhibit-made-by", claims.made_by),
        ("exhibit-content", claims.content_note),
    ):
        if not isinstance(value, Unanswered):
            said.append((words(name), outside.lines(value)))
        elif value.empty != "not_asked":
            reason = vocabularies.load("V-NULL").label(value.empty, words.language)
            said.append((words(name), reason))
    return said


def visible_in(words: Words, depicts: Aspects) -> str:
    """Return what of the person can be seen or heard."""
    named = [words(f"exhibit-shows-{name}") for name in ASPECTS if getattr(depicts, name)]
    return ", ".join(named) or words("exhibit-shows-nothing")
