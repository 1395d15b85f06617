"""Answers to choose from: the terms of a list in the window's language, countries, languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from babel import Locale

from collector import vocabularies
from collector.ui.words import Words

Answers = list[tuple[str, str]]
NOT_SAID: Final = ""
_NEAR: Final = ("BY", "LT", "PL", "UA", "LV", "GE", "DE", "RU")
_SPOKEN: Final = ("be", "ru", "uk", "pl", "lt", "lv", "ka", "de", "en")
_UNNAMED: Final = ("98", "99")


def terms(words: Words, name: str, *, keep: str | None = None, unnamed: bool = False) -> Answers:
    """Return the terms of a list; ``keep`` is one that was chosen before and stays in any case.

    ``unnamed`` also gives the two terms that say that there is none, or that nobody knows.
    """
    found = []
    for term in vocabularies.load(name).terms:
        gone = term.valid_to is not None or (not unnamed and term.code[-2:] in _UNNAMED)
        if not gone or term.stored == keep:
            found.append((term.stored, _label(words, term)))
    known = {stored for stored, _ in found}
    if keep and keep not in known:
        found.append((keep, keep))
    return found


def or_not_said(words: Words, answers: Iterable[tuple[str, str]]) -> Answers:
    """Put before the answers the one that there is none yet."""
    return [(NOT_SAID, words("answer-not-said")), *answers]


def term(words: Words, name: str, stored: str) -> str:
    """Return one term as the beginning of a line."""
    label = vocabularies.load(name).label(stored, words.language)
    return capital(words.term(stored, label))


def countries(words: Words) -> Answers:
    """Return the countries by name, the nearest first."""
    named = {
        code: str(name)
        for code, name in Locale.parse(words.language).territories.items()
        if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "XA", "XB", "ZZ")
    }
    others = sorted(set(named) - set(_NEAR), key=lambda code: named[code].casefold())
    return [(code, named[code]) for code in (*_NEAR, *others)]


def languages(words: Words, keep: str | None = None) -> Answers:
    """Return the languages in which people tell, by name."""
    locale = Locale.parse(words.language)
    codes = [*_SPOKEN, *([keep] if keep and keep not in _SPOKEN else [])]
    return [(code, capital(str(locale.languages.get(code, code)))) for code in codes]


def _label(words: Words, term: vocabularies.Term) -> str:
    return capital(words.term(term.stored, term.labels[words.language]))


def capital(text: str) -> str:
    """Return a text as the beginning of a line."""
    return text[:1].upper() + text[1:]
