"""One account as it stands, and the typed view of its record."""

from __future__ import annotations

from dataclasses import dataclass, field

from collector.errors import CollectorError
from collector.model.reading import UnknownVersion
from collector.model.records import read_record
from collector.model.testimony import TestimonyRecord
from collector.model.testimony_input import TestimonyInput
from collector.store import drafts, identity, records
from collector.store.draft_editing import form_of
from collector.store.errors import VaultDamaged
from collector.store.listing import Listed, draft_line, sealed_line
from collector.store.records import StoredRecord
from collector.store.sqlite import Connection


@dataclass(frozen=True)
class Shown:
    """One account as it stands: the draft's form, or the record's bytes with what hangs on it."""

    listed: Listed
    form: TestimonyInput | None = field(repr=False)
    record: TestimonyRecord | None = field(repr=False)
    others: tuple[StoredRecord, ...]
    disputed: tuple[StoredRecord, ...]
    identity: str


def show(db: Connection, testimony: str) -> Shown:
    """Return one account; a correction under way is shown before what it corrects.

    ``identity`` is ``open``, ``sealed`` or ``none``.  Raises ``NoSuch``.
    """
    if drafts.exists(db, testimony):
        draft = drafts.get(db, testimony)
        line = draft_line(draft, len(drafts.exhibits(db, testimony)))
        return Shown(line, form_of(draft), None, (), (), _identity(db, testimony))
    held = records.of_testimony(db, testimony)
    revisions = [record for record in held if record.kind == "testimony"]
    current = records.current(revisions)
    return Shown(
        listed=sealed_line(db, current),
        form=None,
        record=testimony_of(current),
        others=tuple(record for record in held if record.kind != "testimony"),
        disputed=tuple(record for record in revisions if record.author != current.author),
        identity=_identity(db, testimony),
    )


def testimony_of(record: StoredRecord) -> TestimonyRecord:
    """Return the typed view of a testimony's bytes, which were sound when they were kept.

    Raises ``VaultDamaged`` where they are not any more, and ``UnknownVersion``.
    """
    try:
        read = read_record(record.data)
    except UnknownVersion:
        raise
    except CollectorError:
        raise VaultDamaged(part="a record") from None
    if not isinstance(read, TestimonyRecord):
        raise VaultDamaged(part="a record")
    return read


def _identity(db: Connection, testimony: str) -> str:
    if identity.open_form(db, testimony) is not None:
        return "open"
    return "sealed" if identity.sealed_files(db, testimony) else "none"
