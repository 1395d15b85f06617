"""The questions somebody answers alone, their order, and what the form says without asking."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from collector.model.emptiness import Unanswered
from collector.model.problems import FieldProblem
from collector.model.terms import Basis
from collector.model.testimony_input import TestimonyInput

STEPS: Final = ("begin", "language", "tell", "when", "where", "exhibits", "may", "who", "seal")
ALONE_KIND: Final = "V-IKIND-04"
ALONE_MODE: Final = "V-MODE-04"
CONFIDENTIAL: Final = "C3"
"""The identity is sealed: what somebody alone is not asked is the narrower answer."""

_FIELDS: Final = {
    "language": "language",
    "about": "about",
    "words": "tell",
    "when": "when",
    "where": "where",
    "exhibits": "exhibits",
    "consent": "may",
    "identity": "who",
}
_BASIS: Final = ("words.basis", "words.told_by", "when.basis", "where.basis")


def new_form(language: str) -> TestimonyInput:
    """Return the form of an account that somebody begins alone."""
    return TestimonyInput(
        interview_kind=ALONE_KIND,
        mode=ALONE_MODE,
        language=language,
        prior_accounts=Unanswered(empty="not_asked"),
        confidentiality=CONFIDENTIAL,
    )


def known_by(form: TestimonyInput) -> tuple[Basis, ...]:
    """Return how the person knows it, as far as that was said."""
    return form.words[0].basis if form.words else ()


def with_basis(form: TestimonyInput) -> TestimonyInput:
    """Return the form with the one answer to "how do you know" also beside day and place."""
    known = next(iter(known_by(form)), None)
    when, where = form.when, form.where
    if when is not None and when.value is not None:
        when = msgspec.structs.replace(when, basis=known)
    if where is not None and where.text is not None:
        where = msgspec.structs.replace(where, basis=known)
    return msgspec.structs.replace(form, when=when, where=where)


def next_step(step: str) -> str:
    """Return the question after this one; the last is followed by itself."""
    return STEPS[min(STEPS.index(step) + 1, len(STEPS) - 1)]


def step_before(step: str) -> str:
    """Return the question before this one; the first has none before it but itself."""
    return STEPS[max(STEPS.index(step) - 1, 0)]


def missing(problems: Iterable[FieldProblem]) -> tuple[str, ...]:
    """Return what is missing, each once: names of steps, ``about``, ``basis`` or ``other``."""
    found = []
    for problem in problems:
        path = _without_numbers(problem.path)
        what = "basis" if path in _BASIS else _FIELDS.get(path.partition(".")[0], "other")
        found.append(what)
    return tuple(dict.fromkeys(found))


def _without_numbers(path: str) -> str:
    name, bracket, rest = path.partition("[")
    return f"{name}{rest.partition(']')[2]}" if bracket else path
