"""A list and its terms, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, kw_only=True)
class Term:
    """One term.  Days are ``YYYY-MM-DD``; a term without ``valid_to`` is in use.

    ``maps_to`` names terms of outside lists that mean the same.
    """

    code: str
    word: str | None
    labels: Mapping[str, str]
    source: str
    valid_from: str
    valid_to: str | None
    maps_to: tuple[str, ...]

    @property
    def stored(self) -> str:
        """Return what records hold: the word where there is one, else the code."""
        return self.word or self.code


@dataclass(frozen=True)
class Vocabulary:
    """One list in its printed order; ``effective`` is the day this version came into use."""

    name: str
    version: int
    effective: str
    title: Mapping[str, str]
    terms: tuple[Term, ...]

    @cached_property
    def by_stored(self) -> Mapping[str, Term]:
        """Return the terms by what records hold."""
        return {term.stored: term for term in self.terms}

    def label(self, stored: str, language: str) -> str:
        """Return the words for what a record holds, or that itself where the list has no term.

        A record may come from a later version, whose list has grown.
        """
        term = self.by_stored.get(stored)
        return term.labels[language] if term is not None else stored
