"""What is missing or wrong, in plain words, from the places and codes that the model gives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from collector.model.problems import FieldProblem
from collector.ui.screens.account.steps import STEPS, step_of
from collector.ui.words import Words

_NUMBER: Final = re.compile(r"\[[0-9]+\]")
FIELDS: Final = frozenset(
    {
        "interview_kind",
        "mode",
        "language",
        "about",
        "words",
        "words.basis",
        "words.told_by",
        "when",
        "when.basis",
        "when.precision",
        "when.tz",
        "where",
        "where.basis",
        "where.precision",
        "where.region",
        "where.coordinates",
        "prior_accounts",
        "prior_accounts.when",
        "confidentiality",
        "scope",
        "correction_note",
        "consent",
        "consent.decision",
        "consent.valid_until",
        "identity",
        "identity.dob",
        "exhibits",
        "exhibits.claims.when",
        "exhibits.claims.where",
    }
)


def field_of(path: str) -> str:
    """Return the nearest place around ``path`` that has a name in plain words."""
    place = _NUMBER.sub("", path)
    while place not in FIELDS and "." in place:
        place = place.rpartition(".")[0]
    return place if place in FIELDS else "other"


def told(words: Words, problems: Iterable[FieldProblem]) -> list[tuple[str, str]]:
    """Return the step and a line for each problem, in the order of the steps, each once."""
    lines = dict.fromkeys((step_of(it), _line(words, it)) for it in problems)
    return sorted(lines, key=lambda line: STEPS.index(line[0]))


def _line(words: Words, problem: FieldProblem) -> str:
    field = words("field-" + field_of(problem.path).replace(".", "-").replace("_", "-"))
    said = words("problem-" + problem.code.replace(".", "-"))
    return words("problem-line", field=field, problem=said)
