"""The one loader of the data files."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from collector.errors import MachineTrouble, WrongUsage
from collector.vocabularies.types import Term, Vocabulary

LANGUAGES: Final = ("en", "be", "ru")
_IMPLIED: Final = "implied"


class UnknownVocabulary(WrongUsage):
    """No list of that name."""

    code = "vocabulary.unknown"
    words = "there is no list of that name"
    hint = "see the names of the lists in the documentation"


class VocabularyDamaged(MachineTrouble):
    """A data file of the program cannot be read."""

    code = "vocabulary.damaged"
    words = "a part of this program is damaged: the list {name}"
    hint = "install the program again"


@cache
def names() -> tuple[str, ...]:
    """Return the names of all lists, sorted."""
    found = (entry.name for entry in files(__package__).joinpath("data").iterdir())
    stems = (name.removesuffix(".json") for name in found if name.endswith(".json"))
    return tuple(sorted(stem.upper() for stem in stems if stem != _IMPLIED))


@cache
def load(name: str) -> Vocabulary:
    """Return the list called ``name``, such as ``V-ZONE``.

    Raises ``UnknownVocabulary``, or ``VocabularyDamaged`` when the installation is broken.
    """
    if name not in names():
        raise UnknownVocabulary
    try:
        return _vocabulary(_read(name.lower()))
    except (OSError, ValueError, KeyError, TypeError):
        raise VocabularyDamaged(name=name) from None


def _read(stem: str) -> dict[str, Any]:
    text = files(__package__).joinpath("data", f"{stem}.json").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


def _vocabulary(data: dict[str, Any]) -> Vocabulary:
    terms = [_term(raw) for raw in data["terms"]]
    if terms[0].word is None and terms[0].code.startswith(data["name"]):
        terms += [
            _term({**raw, "code": f"{data['name']}-{raw['ordinal']}"} | _dated(data))
            for raw in _read(_IMPLIED)["terms"]
        ]
    return Vocabulary(
        name=data["name"],
        version=data["version"],
        effective=data["effective"],
        title=_labels(data["title"]),
        terms=tuple(terms),
    )


def _dated(data: dict[str, Any]) -> dict[str, Any]:
    return {"source": "own", "valid_from": data["terms"][0]["valid_from"]}


def _term(raw: dict[str, Any]) -> Term:
    return Term(
        code=raw["code"],
        word=raw.get("word"),
        labels=_labels(raw["labels"]),
        source=raw["source"],
        valid_from=raw["valid_from"],
        valid_to=raw.get("valid_to"),
        maps_to=tuple(raw.get("maps_to", ())),
    )


def _labels(raw: dict[str, Any]) -> MappingProxyType[str, str]:
    return MappingProxyType({language: str(raw[language]) for language in LANGUAGES})
