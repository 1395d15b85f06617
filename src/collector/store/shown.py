"""One account as it is shown: a draft with what is still missing, or a sealed one with its history.

Frozen values only, read in one go; no row and no cursor leaves this room.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from collector.model.consent import ConsentRecord
from collector.model.consent_rows import is_withdrawn
from collector.model.identity import IdentityForm
from collector.model.problems import FieldProblem
from collector.model.records import Record, read_record
from collector.model.testimony import TestimonyRecord
from collector.model.testimony_input import TestimonyInput
from collector.store import drafts, identity, records
from collector.store.accounts import testimony_of
from collector.store.draft_editing import form_of
from collector.store.identity_sealing import read_form
from collector.store.listing import Listed, draft_line, sealed_line
from collector.store.records import StoredRecord
from collector.store.sealing import missing_for_sealing
from collector.store.shown_exhibits import (
    ShownExhibit,
    of_drafted,
    of_records,
    of_sealed_files,
)
from collector.store.vault import Vault


@dataclass(frozen=True)
class DraftShown:
    """What is being written.

    ``exhibits``: those of the draft in their order, those of the compartment that are still open,
    sealed ones, and those of the earlier revision that a correction keeps; ``exhibits[2]`` in the
    path of a problem is the third of them.  ``identity_form`` is there only while it is kept open
    for want of a trusted card; ``identity_sealed`` is the number of sealed files, one for each
    form or exhibit and platform.
    """

    listed: Listed
    form: TestimonyInput = field(repr=False)
    exhibits: tuple[ShownExhibit, ...]
    identity_form: IdentityForm | None = field(repr=False)
    identity_sealed: int
    problems: tuple[FieldProblem, ...]
    corrects: bool


@dataclass(frozen=True)
class SealedShown:
    """A sealed account in its current revision.

    ``consent``: for each recipient the row that speaks of this revision; one that was withdrawn
    stays so, whatever was said later.  ``revisions``: those of the current author, oldest first.
    ``apart``: those that another key signed.  ``ours``: this vault signed it.
    """

    listed: Listed
    record: TestimonyRecord = field(repr=False)
    exhibits: tuple[ShownExhibit, ...]
    consent: tuple[ConsentRecord, ...] = field(repr=False)
    identity_sealed: int
    revisions: tuple[TestimonyRecord, ...] = field(repr=False)
    apart: tuple[TestimonyRecord, ...] = field(repr=False)
    ours: bool
    correction_open: bool


def draft(vault: Vault, testimony: str) -> DraftShown:
    """Return a draft as it stands.  Raises ``NoSuch``."""
    db = vault.db
    held = drafts.get(db, testimony)
    form = form_of(held)
    own = drafts.exhibits(db, testimony)
    opened = identity.open_form(db, testimony)
    earlier: tuple[ShownExhibit, ...] = ()
    if held.revision > 1:
        found = records.of_testimony(db, testimony)
        current = records.current([it for it in found if it.kind == "testimony"])
        earlier = of_records(vault, testimony_of(current), _read(found, current.author))
    return DraftShown(
        listed=draft_line(held, len(own) + len(earlier)),
        form=form,
        exhibits=(
            *of_drafted(vault, own),
            *of_drafted(vault, identity.open_exhibits(db, testimony)),
            *of_sealed_files(vault, testimony),
            *earlier,
        ),
        identity_form=None if opened is None else read_form(opened),
        identity_sealed=len(identity.sealed_files(db, testimony)),
        problems=missing_for_sealing(form, own),
        corrects=held.revision > 1,
    )


def sealed(vault: Vault, testimony: str) -> SealedShown:
    """Return a sealed account, also while a correction of it is written.  Raises ``NoSuch``."""
    db = vault.db
    held = records.of_testimony(db, testimony)
    revisions = [it for it in held if it.kind == "testimony"]
    current = records.current(revisions)
    record = testimony_of(current)
    of_author = _read(held, current.author)
    return SealedShown(
        listed=sealed_line(db, current),
        record=record,
        exhibits=(
            *of_records(vault, record, of_author),
            *of_drafted(vault, identity.open_exhibits(db, testimony)),
            *of_sealed_files(vault, testimony),
        ),
        consent=_consent(of_author, current),
        identity_sealed=len(identity.sealed_files(db, testimony)),
        revisions=tuple(testimony_of(it) for it in revisions if it.author == current.author),
        apart=tuple(testimony_of(it) for it in revisions if it.author != current.author),
        ours=current.author == vault.signing_key.public,
        correction_open=drafts.exists(db, testimony),
    )


def _read(held: list[StoredRecord], author: bytes) -> list[Record]:
    """Return what hangs on the account and its author signed."""
    return [read_record(it.data) for it in held if it.author == author and it.kind != "testimony"]


def _consent(of_author: list[Record], current: StoredRecord) -> tuple[ConsentRecord, ...]:
    newest: dict[str, ConsentRecord] = {}
    rows = [row for row in of_author if isinstance(row, ConsentRecord)]
    for row in sorted(rows, key=lambda row: (is_withdrawn(row), row.revision)):
        about_this = row.testimony.digest == current.digest.hex()
        if about_this or is_withdrawn(row):
            newest[row.recipient] = row
    return tuple(newest[recipient] for recipient in sorted(newest))
