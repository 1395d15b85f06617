"""In which letters a name is written, guessed from the letters."""

from __future__ import annotations

import unicodedata
from typing import Final

from collector.model.identity import Script

_ONLY_BELARUSIAN: Final = frozenset("ўіЎІ")
_ONLY_UKRAINIAN: Final = frozenset("їєґЇЄҐ")
_NOT_BELARUSIAN: Final = frozenset("ищъИЩЪ")


def script_of(name: str, language: str | None) -> Script:
    """Return the script of a name.

    Cyrillic letters that only one language has decide; else ``language``, that of the account.
    """
    letters = {letter for letter in unicodedata.normalize("NFC", name) if letter.isalpha()}
    kinds = {unicodedata.name(letter, "").partition(" ")[0] for letter in letters}
    if kinds == {"LATIN"}:
        return "Latn"
    if kinds != {"CYRILLIC"}:
        return "other"
    if letters & _ONLY_UKRAINIAN:
        return "Cyrl-uk"
    if letters & _ONLY_BELARUSIAN and not letters & _NOT_BELARUSIAN:
        return "Cyrl-be"
    if letters & _NOT_BELARUSIAN:
        return "Cyrl-uk" if letters & _ONLY_BELARUSIAN else "Cyrl-ru"
    spoken: dict[str | None, Script] = {"be": "Cyrl-be", "uk": "Cyrl-uk"}
    return spoken.get(language, "Cyrl-ru")
