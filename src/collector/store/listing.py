"""The list of accounts: thousands of them at once, read in a handful of queries.

Of a sealed record only the few fields of its line are decoded: its bytes were checked when it was
sealed or imported, and ``vault check`` reads every one again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final, Literal, TypeVar

import msgspec

from collector.store import drafts, records
from collector.store.drafts import Draft
from collector.store.errors import VaultDamaged
from collector.store.records import StoredRecord
from collector.store.sqlite import Connection, database_errors

State = Literal["draft", "sealed", "queued", "exported", "delivered"]
T = TypeVar("T")
_ON_ITS_WAY: Final[tuple[State, ...]] = ("delivered", "exported", "queued")
# Of each digest, how far that bundle has come which holds it and has the farthest to go.
_GONE_OUT: Final = (
    "SELECT digest, max(CASE delivery.state WHEN 'delivered' THEN 0 WHEN 'uploaded' THEN 1 ELSE 2"
    " END) FROM outbox_item JOIN delivery USING (bundle) WHERE label = 'record'"
    " AND delivery.state NOT IN ('refused', 'withdrawn')"
)


@dataclass(frozen=True)
class Listed:
    """A line in the list of accounts.

    ``queued``: the current revision lies in a finished bundle that is not sent or handed over yet;
    ``exported``: in one that is, and that no platform has confirmed yet; ``delivered``: every
    platform it was made for has.  ``kept_at`` is UTC: when a draft was last kept, or a revision
    sealed.  ``author`` is the key that signed the revision, None for a draft.  ``damaged``: what it
    says cannot be read; then ``about``, ``language`` and, of a sealed account, ``kept_at`` are
    empty, and its code is the beginning of its id.
    """

    id: str
    human_code: str
    state: State
    revision: int
    about: str = field(repr=False)
    language: str
    kept_at: str
    exhibits: int
    author: bytes | None = None
    damaged: bool = False

    @property
    def in_bundle(self) -> bool:
        """Whether the current revision lies in a finished bundle."""
        return self.state in _ON_ITS_WAY


class _SealedAt(msgspec.Struct):
    utc: str


class _SealedLine(msgspec.Struct):
    human_code: str
    about: str
    language: str
    sealed_at: _SealedAt
    exhibits: list[msgspec.Raw]


class _DraftLine(msgspec.Struct):
    about: str | None = None
    language: str | None = None


_SEALED = msgspec.json.Decoder(_SealedLine)
_DRAFT = msgspec.json.Decoder(_DraftLine)
_SHOWN_OF_ID: Final = 8


def every(db: Connection) -> list[Listed]:
    """Return all accounts: drafts first, then sealed ones, each the latest kept first.

    One that is damaged is among them, and hides no other.
    """
    return [line for line, _ in with_bodies(db)]


def with_bodies(db: Connection) -> list[tuple[Listed, bytes]]:
    """Return the lines of all accounts as ``every`` does, each with its JSON."""
    sealed = _sealed_ones(db, records.testimonies(db))
    earlier = {line.id: line.exhibits for line, _ in sealed}
    own = _exhibits_of_drafts(db)
    drafted = [
        (_listed_draft(it, own.get(it.testimony, 0) + earlier.get(it.testimony, 0)), it.body)
        for it in drafts.every(db)
    ]
    return drafted + sealed


def count(db: Connection) -> int:
    """Return how many lines the list has; none of them is made."""
    with database_errors():
        rows = db.execute(
            "SELECT (SELECT count(*) FROM draft)"
            " + (SELECT count(DISTINCT testimony) FROM record WHERE kind = 'testimony')"
        ).fetchall()
    return int(rows[0][0])


def has_code(db: Connection, code: str) -> bool:
    """Tell whether an account of this vault has that human code, in any of its revisions."""
    with database_errors():
        row = db.execute(
            "SELECT 1 FROM draft WHERE human_code = ?1 UNION ALL"
            " SELECT 1 FROM record WHERE kind = 'testimony' AND instr(bytes, ?2) LIMIT 1",
            (code, f'"human_code":"{code}"'.encode()),
        ).fetchone()
    return row is not None


def sealed_only(db: Connection) -> int:
    """Return how many lines of the list are ``sealed``: handed over to nobody yet."""
    gone_out = _gone_out(db)
    return sum(digest not in gone_out for digest in records.current_testimonies(db))


def named(db: Connection, ids: Collection[str]) -> list[Listed]:
    """Return the lines of those of these accounts that are sealed, the latest kept first."""
    return [line for line, _ in _sealed_ones(db, records.testimonies_of(db, ids))]


def draft_line(draft: Draft, exhibits: int) -> Listed:
    """Return a draft's line; a correction counts what it keeps.  Raises ``VaultDamaged``."""
    return _draft(draft, exhibits, view_of(_DRAFT, draft.body))


def sealed_line(db: Connection, record: StoredRecord) -> Listed:
    """Return the line of an account in its current revision.  Raises ``VaultDamaged``."""
    with database_errors():
        row = db.execute(f"{_GONE_OUT} AND digest = ?", (record.digest,)).fetchone()
    return _sealed(record, _state(row[1]))


def view_of(decoder: msgspec.json.Decoder[T], data: bytes) -> T:
    """Return the fields of some JSON of the vault that the decoder knows.  Raises ``VaultDamaged``.

    Much faster than reading a record whole, which is for whoever shows or hands on what it says.
    """
    try:
        return decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise VaultDamaged(part="a record") from None


def _sealed_ones(db: Connection, testimonies: Iterable[StoredRecord]) -> list[tuple[Listed, bytes]]:
    gone_out = _gone_out(db)
    lines = []
    for _, revisions in groupby(testimonies, key=lambda record: record.id):
        record = records.current(list(revisions))
        lines.append((_listed_sealed(record, _state(gone_out.get(record.digest))), record.data))
    return sorted(lines, key=lambda it: it[0].kept_at, reverse=True)


def _listed_draft(draft: Draft, exhibits: int) -> Listed:
    try:
        return draft_line(draft, exhibits)
    except VaultDamaged:
        return replace(_draft(draft, exhibits, _DraftLine()), damaged=True)


def _listed_sealed(record: StoredRecord, state: State) -> Listed:
    try:
        return _sealed(record, state)
    except VaultDamaged:
        return Listed(
            id=record.id,
            human_code=record.id[:_SHOWN_OF_ID],
            state=state,
            revision=record.revision,
            about="",
            language="",
            kept_at="",
            exhibits=0,
            author=record.author,
            damaged=True,
        )


def _draft(draft: Draft, exhibits: int, view: _DraftLine) -> Listed:
    return Listed(
        id=draft.testimony,
        human_code=draft.human_code,
        state="draft",
        revision=draft.revision,
        about=view.about or "",
        language=view.language or "",
        kept_at=draft.kept_at,
        exhibits=exhibits,
    )


def _gone_out(db: Connection) -> dict[bytes, int]:
    with database_errors():
        return dict(db.execute(f"{_GONE_OUT} GROUP BY digest").fetchall())


def _state(to_go: int | None) -> State:
    return "sealed" if to_go is None else _ON_ITS_WAY[to_go]


def _sealed(record: StoredRecord, state: State) -> Listed:
    view = view_of(_SEALED, record.data)
    return Listed(
        id=record.id,
        human_code=view.human_code,
        state=state,
        revision=record.revision,
        about=view.about,
        language=view.language,
        kept_at=view.sealed_at.utc,
        exhibits=len(view.exhibits),
        author=record.author,
    )


def _exhibits_of_drafts(db: Connection) -> dict[str, int]:
    with database_errors():
        rows = db.execute("SELECT testimony, count(*) FROM draft_exhibit GROUP BY testimony")
        return dict(rows.fetchall())
