"""Which consent rows hold for one revision of a testimony, whatever order they came in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from collector.model.consent import ConsentRecord
from collector.model.consent_facts import TestimonyFacts


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The rows of one testimony for one recipient class.

    ``holding``: of each row that names exactly this revision, the highest revision; several
    where different bytes claim the same one.  ``overtaken``: those of them whose row later spoke
    of something else.  ``withdrawn``: every withdrawn row, whatever revision it names.
    ``elsewhere``: whether rows name another revision.
    """

    holding: tuple[ConsentRecord, ...]
    overtaken: tuple[ConsentRecord, ...]
    withdrawn: tuple[ConsentRecord, ...]
    elsewhere: bool


class RowIndex:
    """All rows known, found by testimony."""

    def __init__(self, rows: Iterable[ConsentRecord]) -> None:
        self._about: defaultdict[str, list[ConsentRecord]] = defaultdict(list)
        self._latest: defaultdict[tuple[str, str], int] = defaultdict(int)
        for row in rows:
            self._about[row.testimony.id].append(row)
            name = (row.author, row.id)
            self._latest[name] = max(self._latest[name], row.revision)

    def standing(self, facts: TestimonyFacts, code: str) -> Standing:
        """Return how it stands with ``code`` (a V-RECIP code or ``onward``)."""
        signed = [
            row
            for row in self._about.get(facts.id, ())
            if row.recipient == code and row.author in facts.authors
        ]
        exact = [row for row in signed if _names(row, facts)]
        highest: defaultdict[str, int] = defaultdict(int)
        for row in exact:
            highest[row.id] = max(highest[row.id], row.revision)
        holding = [row for row in exact if row.revision == highest[row.id]]
        return Standing(
            holding=tuple(sorted(holding, key=_order)),
            overtaken=tuple(row for row in holding if row.revision < self._last(row.id, facts)),
            withdrawn=tuple(sorted(filter(is_withdrawn, signed), key=_order)),
            elsewhere=len(exact) < len(signed),
        )

    def _last(self, row_id: str, facts: TestimonyFacts) -> int:
        return max(self._latest.get((author, row_id), 0) for author in facts.authors)


def is_withdrawn(row: ConsentRecord) -> bool:
    """Say whether the row withdraws; either sign of it is enough."""
    return row.withdrawn or row.withdrawal is not None


def _names(row: ConsentRecord, facts: TestimonyFacts) -> bool:
    named = row.testimony
    return (named.revision, named.digest) == (facts.revision, facts.digest)


def _order(row: ConsentRecord) -> tuple[str, int, bytes]:
    """Return what sorts rows the same way whatever order they came in."""
    return row.id, row.revision, msgspec.json.encode(row)
