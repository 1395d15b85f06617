"""Unknown is data: a required field holds an answer or the reason why there is none.

On the wire the reason is ``{"empty": "declined"}`` in place of the answer.  ``Unanswered`` stands
where the answer would be a list or a text; values that are objects themselves carry ``empty`` as
a field of their own, since a reader could not tell two kinds of object apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from collector.model.problems import FieldProblem
from collector.model.terms import EmptyReason
from collector.model.values import Value


class Unanswered(Value, frozen=True, kw_only=True):
    """Why there is no answer."""

    empty: EmptyReason


def one_of_both(path: str, *, answered: bool, reason: str | None) -> Iterator[FieldProblem]:
    """Yield what is wrong unless there is either an answer or a reason, and not both."""
    if answered and reason is not None:
        yield FieldProblem(path, "field.value-and-reason")
    if not answered and reason is None:
        yield FieldProblem(path, "field.required")
