"""Controlled vocabularies: the lists, their terms, and their words in three languages.

The lists are data files (``data/``), versioned and only ever appended to: a code is never given
another meaning and never used again.  Lists that rules depend on
have a ``word`` per term; records hold the word.  All others are held as codes, and end with the
two terms ``98`` and ``99`` without naming them.
"""

from collector.vocabularies.checking import check_codes
from collector.vocabularies.loading import LANGUAGES, UnknownVocabulary, load, names
from collector.vocabularies.types import Term, Vocabulary

__all__ = [
    "LANGUAGES",
    "Term",
    "UnknownVocabulary",
    "Vocabulary",
    "check_codes",
    "load",
    "names",
]
