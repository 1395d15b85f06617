"""From draft to immutable records, each with its place in the custody log.

Every function works inside the caller's transaction.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence

import msgspec

from collector import clock
from collector.model.consent import ConsentRecord, RevisionRef, Withdrawal
from collector.model.envelope import SCHEMA, Envelope, Seal, Stamp
from collector.model.identity import IdentityFile, IdentityRecord
from collector.model.identity_plain import read_opening
from collector.model.ids import new_id
from collector.model.input_problems import claims_problems, problems
from collector.model.media import MediaRecord
from collector.model.problems import FieldProblem
from collector.model.reading import write
from collector.model.records import read_record
from collector.model.sealing import (
    identity_state,
    sealed_consent,
    sealed_media,
    sealed_testimony,
)
from collector.model.testimony import ExhibitRef, IdentityState
from collector.model.testimony_input import ConsentInput, InputRefused, TestimonyInput
from collector.store import drafts, exhibits, identity, records
from collector.store.accounts import testimony_of
from collector.store.custody import CustodyLog, record_item
from collector.store.draft_editing import form_of
from collector.store.drafts import Draft, DraftExhibit
from collector.store.errors import NoSuch, SealedElsewhere, VaultDamaged
from collector.store.identity import SealedIdentity
from collector.store.records import Added, StoredRecord
from collector.store.vault import Vault

SEALED, GIVEN, WITHDRAWN = "X-SEAL", "X-CONSENT-GIVEN", "X-CONSENT-WITHDRAWN"


def must_be_unsealed(vault: Vault, draft: Draft) -> None:
    """Make sure that no copy of this vault sealed what a draft is to be, or something later.

    To be asked before anything of the draft is sealed, its identity too.  Raises
    ``SealedElsewhere``.
    """
    own = (
        it.revision
        for it in records.of_testimony(vault.db, draft.testimony)
        if it.kind == "testimony" and it.author == vault.signing_key.public
    )
    if max(own, default=0) >= draft.revision:
        raise SealedElsewhere


def seal_draft(vault: Vault, log: CustodyLog, draft: Draft) -> None:
    """Make a draft a revision, with its media and consent records, and remove the draft.

    Raises ``InputRefused`` while something required is missing, and ``SealedElsewhere``.
    """
    form = form_of(draft)
    held = drafts.exhibits(vault.db, draft.testimony)
    found = missing_for_sealing(form, held)
    if found:
        raise InputRefused(found)
    media = [_media_record(vault, draft, exhibit) for exhibit in held]
    refs = [ExhibitRef(media=it.id, sha256=it.file.sha256) for it in media]
    record = sealed_testimony(
        form,
        _seal(vault, draft.testimony, draft.revision, draft.salt),
        human_code=draft.human_code,
        exhibits=(*_earlier_exhibits(vault, draft), *refs),
        identity=_identity_state(vault, draft, form),
    )
    data = write(record)
    named = RevisionRef(
        id=record.id, revision=record.revision, digest=hashlib.sha256(data).hexdigest()
    )
    consent = [_consent_record(vault, row, named) for row in form.consent]
    _keep(vault, log, SEALED, draft.testimony, [(record, data), *_written(media)])
    if consent:
        _keep(vault, log, GIVEN, draft.testimony, _written(consent))
    drafts.remove(vault.db, draft.testimony)


def missing_for_sealing(
    form: TestimonyInput, held: Sequence[DraftExhibit]
) -> tuple[FieldProblem, ...]:
    """Return what keeps a draft from being sealed: in its answers, and in what is said of exhibits.

    ``exhibits[0]`` in the path of a problem is the first of ``held``.
    """
    said = [exhibits.kept(it).entry.claims for it in held]
    of_exhibits = (
        problem
        for number, claims in enumerate(said)
        for problem in claims_problems(claims, f"exhibits[{number}].claims")
    )
    return (*problems(form), *of_exhibits)


def seal_identity_records(vault: Vault, log: CustodyLog, testimony: str) -> None:
    """Point to every sealed identity file of a testimony that no record points to yet."""
    held = records.of_testimony(vault.db, testimony)
    pointed = {
        read.n
        for record in held
        if isinstance(read := read_record(record.data), IdentityRecord)
        and record.author == vault.signing_key.public
    }
    new = [
        _identity_record(vault, sealed)
        for sealed in identity.sealed_files(vault.db, testimony)
        if sealed.n not in pointed and sealed.author == vault.signing_key.public
    ]
    if new:
        _keep(vault, log, SEALED, testimony, _written(new))


def withdraw_consent(
    vault: Vault, log: CustodyLog, testimony: str, recipient: str, effect: str
) -> None:
    """Write a consent row's next revision, withdrawn.  Raises ``NoSuch`` where there is no row."""
    latest = _latest_consent(vault, testimony, recipient)
    if latest is None:
        raise NoSuch(what="consent for this recipient")
    seal = _seal(vault, latest.id, latest.revision + 1, secrets.token_bytes(32))
    record = msgspec.structs.replace(
        latest,
        **msgspec.structs.asdict(seal),
        withdrawn=True,
        withdrawal=Withdrawal(at=seal.sealed_at, effect=effect),
    )
    _keep(vault, log, WITHDRAWN, testimony, _written([record]))


def _seal(vault: Vault, id_: str, revision: int, salt: bytes) -> Seal:
    return Seal(
        id=id_,
        revision=revision,
        author=vault.signing_key.public.hex(),
        salt=salt.hex(),
        sealed_at=Stamp(utc=clock.now_utc(), clock="unknown"),
    )


def _identity_state(vault: Vault, draft: Draft, form: TestimonyInput) -> IdentityState:
    """An identity that was given, in this revision or before, is ``sealed``."""
    is_given = (
        identity.sealed_files(vault.db, draft.testimony)
        or identity.open_form(vault.db, draft.testimony) is not None
        or identity.open_exhibits(vault.db, draft.testimony)
    )
    return "sealed" if is_given else identity_state(form)


def _earlier_exhibits(vault: Vault, draft: Draft) -> tuple[ExhibitRef, ...]:
    """A correction keeps the exhibits of the revision it corrects."""
    if draft.revision == 1:
        return ()
    held = records.of_testimony(vault.db, draft.testimony)
    current = records.current([record for record in held if record.kind == "testimony"])
    return testimony_of(current).exhibits


def _media_record(vault: Vault, draft: Draft, exhibit: DraftExhibit) -> MediaRecord:
    kept = exhibits.kept(exhibit)
    return sealed_media(
        kept.entry,
        _seal(vault, exhibit.media, 1, secrets.token_bytes(32)),
        testimony=draft.testimony,
        file=kept.file,
        file_claims=kept.claims,
    )


def _consent_record(vault: Vault, row: ConsentInput, named: RevisionRef) -> ConsentRecord:
    latest = _latest_consent(vault, named.id, row.recipient)
    id_, revision = (new_id(), 1) if latest is None else (latest.id, latest.revision + 1)
    return sealed_consent(row, _seal(vault, id_, revision, secrets.token_bytes(32)), named)


def _latest_consent(vault: Vault, testimony: str, recipient: str) -> ConsentRecord | None:
    found = [
        read
        for record in records.of_testimony(vault.db, testimony)
        if record.author == vault.signing_key.public
        and isinstance(read := read_record(record.data), ConsentRecord)
        and read.recipient == recipient
    ]
    return max(found, key=lambda read: read.revision, default=None)


def _identity_record(vault: Vault, sealed: SealedIdentity) -> IdentityRecord:
    plain = read_opening(sealed.header)
    blob = vault.media.known(sealed.sha256)
    if blob is None:
        raise VaultDamaged(part="a sealed identity file")
    seal = _seal(vault, new_id(), 1, secrets.token_bytes(32))
    return IdentityRecord(
        schema=SCHEMA,
        **msgspec.structs.asdict(seal),
        testimony=sealed.testimony,
        n=sealed.n,
        file=IdentityFile(sha256=sealed.sha256.hex(), size=blob.size),
        card=plain.card,
        recipients=plain.recipients,
    )


def _written(found: Iterable[Envelope]) -> list[tuple[Envelope, bytes]]:
    return [(record, write(record)) for record in found]


def _keep(
    vault: Vault,
    log: CustodyLog,
    event: str,
    testimony: str,
    written: list[tuple[Envelope, bytes]],
) -> None:
    items = []
    for record, data in written:
        item = record_item(data)
        stored = StoredRecord(
            author=vault.signing_key.public,
            id=record.id,
            revision=record.revision,
            kind=record.kind,
            testimony=testimony,
            digest=item.digest,
            data=data,
            bundle=None,
        )
        if records.add(vault.db, stored) is not Added.NEW:
            raise SealedElsewhere
        items.append(item)
    log.append(event, tuple(items))
