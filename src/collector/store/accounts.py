"""Reading accounts: the list, and one account as it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from collector.model.records import read_record
from collector.model.testimony import TestimonyRecord
from collector.model.testimony_input import TestimonyInput
from collector.store import drafts, identity, records
from collector.store.drafts import Draft
from collector.store.errors import VaultDamaged
from collector.store.records import StoredRecord
from collector.store.sqlite import Connection


@dataclass(frozen=True)
class Listed:
    """A line in the list of accounts.  ``state`` is ``draft`` or ``sealed``."""

    id: str
    human_code: str
    state: str
    revision: int
    about: str
    language: str
    kept_at: str
    exhibits: int


@dataclass(frozen=True)
class Shown:
    """One account as it stands: the draft's form, or the record's bytes with what hangs on it."""

    listed: Listed
    form: TestimonyInput | None = field(repr=False)
    record: TestimonyRecord | None = field(repr=False)
    others: tuple[StoredRecord, ...]
    disputed: tuple[StoredRecord, ...]
    identity: str


def every(db: Connection) -> list[Listed]:
    """Return all accounts: drafts first, then sealed ones."""
    sealed: dict[str, list[StoredRecord]] = {}
    for record in records.testimonies(db):
        sealed.setdefault(record.id, []).append(record)
    lines = [_of_draft(db, draft) for draft in drafts.every(db)]
    return lines + [_of_record(records.current(found)) for found in sealed.values()]


def show(db: Connection, testimony: str) -> Shown:
    """Return one account; a correction under way is shown before what it corrects.

    ``identity`` is ``open``, ``sealed`` or ``none``.  Raises ``NoSuch``.
    """
    if drafts.exists(db, testimony):
        draft = drafts.get(db, testimony)
        form = msgspec.json.decode(draft.body, type=TestimonyInput)
        return Shown(_of_draft(db, draft), form, None, (), (), _identity(db, testimony))
    held = records.of_testimony(db, testimony)
    revisions = [record for record in held if record.kind == "testimony"]
    current = records.current(revisions)
    return Shown(
        listed=_of_record(current),
        form=None,
        record=testimony_of(current),
        others=tuple(record for record in held if record.kind != "testimony"),
        disputed=tuple(record for record in revisions if record.author != current.author),
        identity=_identity(db, testimony),
    )


def testimony_of(record: StoredRecord) -> TestimonyRecord:
    """Return the typed view of a testimony's bytes.  Raises ``VaultDamaged`` for another kind."""
    read = read_record(record.data)
    if not isinstance(read, TestimonyRecord):
        raise VaultDamaged(part="a record")
    return read


def _identity(db: Connection, testimony: str) -> str:
    if identity.open_form(db, testimony) is not None:
        return "open"
    return "sealed" if identity.sealed_files(db, testimony) else "none"


def _of_draft(db: Connection, draft: Draft) -> Listed:
    form = msgspec.json.decode(draft.body, type=TestimonyInput)
    return Listed(
        id=draft.testimony,
        human_code=draft.human_code,
        state="draft",
        revision=draft.revision,
        about=form.about or "",
        language=form.language or "",
        kept_at=draft.kept_at,
        exhibits=len(drafts.exhibits(db, draft.testimony)),
    )


def _of_record(record: StoredRecord) -> Listed:
    read = testimony_of(record)
    return Listed(
        id=record.id,
        human_code=read.human_code,
        state="sealed",
        revision=record.revision,
        about=read.about,
        language=read.language,
        kept_at=read.sealed_at.utc,
        exhibits=len(read.exhibits),
    )
