"""Passphrases: suggested ones, and how long a typed one would stand against guessing.

The estimate is zxcvbn's (D. Wheeler, "zxcvbn: low-budget password strength estimation", 2016).  It
knows no Cyrillic and would take every such letter for a random one, so what is typed is also judged
as it looks in Latin letters and as the same keys give on a Latin layout, and a Cyrillic word counts
as one of a large dictionary.  The lowest estimate holds.
"""

from __future__ import annotations

import math
import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Final, Literal

from mnemonic import Mnemonic

Step = Literal[0, 1, 2, 3, 4]

_GROUPS, _GROUP = 6, 10_000
_DIGITS: Final = re.compile("[0-9]{24}")
_WORDS: Final = 7
_LISTS: Final = {"en": "english", "ru": "russian"}
_LONGEST: Final = 100
"""Characters that are judged: the time zxcvbn takes grows with the square of the length."""

_DICTIONARY: Final = 5.0
"""Decimal digits of the number of word forms a guesser goes through for one Cyrillic word."""
_WORD_LENGTH: Final = 12
"""Letters after which a run of Cyrillic letters counts as another word."""
_CYRILLIC: Final = re.compile("[\u0400-\u052f]+")

_LATIN: Final[dict[int, int | str | None]] = {
    **str.maketrans("абвгґдеёзиіїйклмнопрстуўфхыэє", "abvggdeeziiiiklmnoprstuufhyee", "ъь"),
    **{ord("ж"): "zh", ord("ц"): "ts", ord("ч"): "ch", ord("ш"): "sh", ord("щ"): "sch"},
    **{ord("ю"): "yu", ord("я"): "ya"},
}
_KEYS: Final = str.maketrans(
    "йцукенгшщзхъфывапролджэячсмитьбюёўі", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`ob"
)


@dataclass(frozen=True)
class Strength:
    """How hard a passphrase is to guess.

    ``score`` is 0 below 10^6 guesses, 1 below 10^9, 2 below 10^12, 3 below 10^15, else 4.
    ``guesses_log10`` is the number of guesses as a power of ten.

    zxcvbn's own steps end at 10^10, for passwords of web sites.  Here a state may guess:
    ten thousand machines that try ten a second each (one Argon2id run of 256 MiB takes about a
    second on a core) need a day for 10^10, four months for 10^12 and three hundred years for 10^15.
    """

    score: Step
    guesses_log10: float


def suggest_digits() -> str:
    """Return 24 random digits in six groups of four: they type the same on every layout.

    79.7 bits.
    """
    return " ".join(f"{secrets.randbelow(_GROUP):04d}" for _ in range(_GROUPS))


def as_suggested(typed: str) -> str | None:
    """Return what could be a suggestion as it was suggested, whatever blanks and capitals were
    typed: 24 digits in their groups, or seven words of one list.  Else None.
    """
    digits = "".join(typed.split())
    if _DIGITS.fullmatch(digits):
        return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))
    words = unicodedata.normalize("NFC", typed).lower().split()
    known = len(words) == _WORDS and any(
        set(words) <= set(_word_list(name)) for name in _LISTS.values()
    )
    return " ".join(words) if known else None


def suggest_words(language: Literal["en", "ru"]) -> str:
    """Return seven random words of the BIP-39 list of the language, in NFC: 77 bits."""
    words = _word_list(_LISTS[language])
    return " ".join(secrets.choice(words) for _ in range(_WORDS))


def strength(passphrase: str, own_words: tuple[str, ...] = ()) -> Strength:
    """Judge a passphrase by its first hundred characters; any text is taken.

    ``own_words`` are words a guesser would try first, such as a name that was just typed.
    """
    text = unicodedata.normalize("NFC", passphrase).lower()[:_LONGEST]
    known = {part for word in own_words for part in (word, *word.split()) if part}
    own = [spelled for word in sorted(known) for spelled in _spellings(word.lower())]
    guesses = min(_zxcvbn(spelled, own) for spelled in _spellings(text))
    estimate = min(guesses, _dictionary_guesses(text))
    return Strength(_score(estimate), estimate)


def _score(guesses_log10: float) -> Step:
    steps: tuple[tuple[int, Step], ...] = ((6, 0), (9, 1), (12, 2), (15, 3))
    return next((step for limit, step in steps if guesses_log10 < limit), 4)


def _spellings(text: str) -> Iterator[str]:
    """Yield a text as it is, in Latin letters, and as its keys give it on a Latin layout."""
    yield text
    if _CYRILLIC.search(text):
        yield text.translate(_LATIN)
        yield text.translate(_KEYS)


def _zxcvbn(text: str, own: Iterable[str]) -> float:
    """Return the power of ten zxcvbn estimates.

    Its own front keeps the words it is given, in memory, for the next caller; this one does not.
    """
    if not text:
        return 0.0
    matching, scoring = _modules()
    ranked = {**matching.RANKED_DICTIONARIES, "own": matching.build_ranked_dict(own)}
    found = scoring.most_guessable_match_sequence(text, matching.omnimatch(text, ranked))
    return float(found["guesses_log10"])


def _dictionary_guesses(text: str) -> float:
    """Return the power of ten for somebody who guesses Cyrillic words from a dictionary."""
    runs = [len(run) for run in _CYRILLIC.findall(text)]
    if not runs:
        return math.inf
    words = sum(min(float(n), _DICTIONARY * math.ceil(n / _WORD_LENGTH)) for n in runs)
    return words + len(text) - sum(runs)


@cache
def _modules() -> tuple[ModuleType, ModuleType]:
    """Load zxcvbn when it is first needed: its word lists take a while."""
    from zxcvbn import (  # type: ignore[import-untyped]  # noqa: PLC0415
        matching,
        scoring,
    )

    return matching, scoring


@cache
def _word_list(name: str) -> tuple[str, ...]:
    return tuple(unicodedata.normalize("NFC", word) for word in Mnemonic(name).wordlist)
