"""What was answered beside the words of a sealed account, and to whom it was told before."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from PySide6.QtWidgets import QWidget

from collector.model.emptiness import Unanswered
from collector.model.testimony import PriorAccount, TestimonyRecord
from collector.ui import outside
from collector.ui.parts.answers import capital, term
from collector.ui.parts.when_where import date_in_words, place_in_words
from collector.ui.screens.account.exhibit_facts import lines_of
from collector.ui.words import Words

_NOT_ASKED = "not_asked"
_NOT_NAMED = "V-ORGB-99"


def facts(words: Words, record: TestimonyRecord) -> QWidget:
    """Return all of it as lines; what nobody asked about is left out but for day and place."""
    return lines_of([*_known(words, record), *_told_before(words, record)])


def _known(words: Words, record: TestimonyRecord) -> Iterator[tuple[str, str]]:
    bases = dict.fromkeys(it for paragraph in record.words for it in paragraph.basis)
    known = ", ".join(term(words, "V-BASIS", it).casefold() for it in bases)
    yield words("sealed-when"), capital(date_in_words(words, record.when))
    yield words("sealed-where"), capital(place_in_words(words, record.where))
    yield words("sealed-known-by"), capital(known)
    tellers = list(dict.fromkeys(it.told_by for it in record.words if it.told_by))
    if tellers:
        said = ", ".join(outside.line(it) for it in tellers[: outside.MOST_SHOWN])
        yield words("field-words-told-by"), said
        yield from _more(words, words("field-words-told-by"), len(tellers))
    if record.scope is not None:
        yield words("field-scope"), term(words, "V-SCOPE", record.scope)
    yield words("sealed-confidentiality"), term(words, "V-CONF", record.confidentiality)


def _told_before(words: Words, record: TestimonyRecord) -> Iterator[tuple[str, str]]:
    earlier, name = record.prior_accounts, words("field-prior-accounts")
    if isinstance(earlier, Unanswered):
        if earlier.empty != _NOT_ASKED:
            yield name, term(words, "V-NULL", earlier.empty)
    elif not earlier:
        yield name, words("earlier-none")
    else:
        for it in earlier[: outside.MOST_SHOWN]:
            yield name, _one(words, it)
        yield from _more(words, name, len(earlier))


def _more(words: Words, name: str, number: int) -> Iterator[tuple[str, str]]:
    if number > outside.MOST_SHOWN:
        yield name, words("unsealed-more", count=number - outside.MOST_SHOWN)


def _one(words: Words, earlier: PriorAccount) -> str:
    said = [] if earlier.to_whom == _NOT_NAMED else [term(words, "V-ORGB", earlier.to_whom)]
    if earlier.when.value:
        # That the person knows it from having told it goes without saying.
        said.append(date_in_words(words, msgspec.structs.replace(earlier.when, basis=None)))
    if earlier.form:
        said.append(outside.line(earlier.form))
    lines = [capital(" · ".join(said))] if said else []
    for asked in ("signed", "copy_held", "may_link"):
        answer = term(words, "V-YN", getattr(earlier, asked))
        lines.append(f"{words(f'earlier-{asked}')} {capital(answer)}")
    return "\n".join(lines)
