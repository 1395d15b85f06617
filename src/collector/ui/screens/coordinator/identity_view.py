"""An identity form to be read: what was said, by name, and nothing for what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import msgspec
from PySide6.QtWidgets import QFrame, QWidget

from collector.model.emptiness import Unanswered
from collector.model.identity import Contact, IdentityDocument, IdentityForm, Relative
from collector.model.partial_date import PartialDate
from collector.ui import outside
from collector.ui.parts.layout import Part, column, group, line, sheet
from collector.ui.parts.reading import Reading
from collector.ui.parts.text import Kind, label, selectable
from collector.ui.words import Words
from collector.vocabularies import load

_DAY = len("2020-08-09")
_KINDS: Final = ("names", "contacts", "documents", "relatives")
_LONGEST_WORD = 18  # letters that fit into the smallest window at 200 %


@dataclass(frozen=True)
class Said:
    """One thing that was said: what it is, the words themselves, and what belongs to them."""

    name: str
    text: str
    more: tuple[str, ...] = ()


def form_sheet(words: Words, form: IdentityForm) -> QFrame:
    """Return the form on a sheet.  Every word of it is outside text."""
    parts: list[Part] = []
    shown, more = _bounded(form)
    for said in entries(words, shown):
        if parts:
            parts.append(line())
        parts.append(_entry(said))
    if more:
        parts += [line(), label(words("unsealed-more", count=more), "hint")]
    if form.notes:
        parts += [line()] if parts else []
        parts.append(label(words("unsealed-notes"), "hint"))
        parts.append(Reading(outside.lines(form.notes), words("unsealed-notes")))
    if not parts:
        parts.append(label(words("unsealed-nothing")))
    made = sheet(*parts, gap=10)
    made.setObjectName("identity-form")
    return made


def entries(words: Words, form: IdentityForm) -> Iterator[Said]:
    """Yield what was said, in the order of the form; texts are not made harmless yet."""
    for name in form.names:
        yield Said(words("unsealed-alias" if name.alias else "unsealed-name"), name.text)
    if form.dob is not None:
        yield Said(words("unsealed-born"), _date(words, form.dob))
    if form.pob:
        yield Said(words("unsealed-birthplace"), form.pob)
    for contact in form.contacts:
        yield _contact(words, contact)
    if form.zone is not None:
        yield Said(words("unsealed-zone"), _zone(words, form.zone))
    for document in form.documents:
        yield _document(words, document)
    for relative in form.relatives:
        yield _relative(words, relative)
    if form.empty is not None:
        yield Said(words("unsealed-why-empty"), _why(words, form.empty))


def _bounded(form: IdentityForm) -> tuple[IdentityForm, int]:
    """Return a form with no more of a kind than are shown, and how many were left out."""
    given = {kind: getattr(form, kind) for kind in _KINDS}
    cut = {kind: those[: outside.MOST_SHOWN] for kind, those in given.items()}
    more = sum(len(given[kind]) - len(cut[kind]) for kind in _KINDS)
    return msgspec.structs.replace(form, **cut), more


def _entry(said: Said) -> QWidget:
    box = column(label(said.name, "hint"), gap=2)
    box.addWidget(_words(said.name, said.text, "words"))
    for more in said.more:
        box.addWidget(_words(said.name, more, "soft"))
    made = group(box)
    made.setAccessibleName(said.name)
    return made


def _words(name: str, text: str, kind: Kind) -> QWidget:
    """Return words that can be copied as they are; an endless one is broken, a label cannot."""
    harmless = outside.line(text)
    if all(len(word) <= _LONGEST_WORD for word in harmless.split()):
        return selectable(label(harmless, kind))
    return Reading(harmless, name)


def _contact(words: Words, contact: Contact) -> Said:
    more = (
        ("unsealed-safe-times", contact.safe_times),
        ("unsealed-safe-word", contact.safe_word),
        ("unsealed-who-reads", contact.who_else_reads),
    )
    told = tuple(words(name, said=text) for name, text in more if text)
    return Said(words("unsealed-contact"), f"{contact.channel}: {contact.handle}", told)


def _document(words: Words, document: IdentityDocument) -> Said:
    told = [text for text in (document.number, document.issuer) if text]
    if document.expires is not None:
        told.append(words("unsealed-expires", when=_date(words, document.expires)))
    told.append(words("unsealed-seen" if document.seen else "unsealed-not-seen"))
    return Said(words("unsealed-document"), document.what, tuple(told))


def _relative(words: Words, relative: Relative) -> Said:
    text = relative.relation if relative.name is None else f"{relative.relation}: {relative.name}"
    more = () if relative.zone is None else (_zone(words, relative.zone),)
    return Said(words("unsealed-relative"), text, more)


def _zone(words: Words, zone: str | Unanswered) -> str:
    if isinstance(zone, Unanswered):
        return _why(words, zone.empty)
    return load("V-ZONE").label(zone, words.language)


def _date(words: Words, date: PartialDate) -> str:
    if date.value is None:
        return _why(words, date.empty or "")
    try:
        return words.day(date.value) if len(date.value) == _DAY else date.value
    except ValueError:
        return date.value


def _why(words: Words, reason: str) -> str:
    return load("V-NULL").label(reason, words.language)
