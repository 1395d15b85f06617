"""Changing what a draft says: its answers, and what the person says of its exhibits.

Each verb is one transaction of ``vault.db`` and touches no volume, so it may also be called while
an exhibit is being taken in, between two of its blocks.
"""

from __future__ import annotations

from dataclasses import replace

import msgspec

from collector import clock
from collector.model.canonical import canonical
from collector.model.identity import is_given
from collector.model.testimony_input import ExhibitInput, TestimonyInput, check_writable
from collector.store import drafts, exhibits, identity
from collector.store.drafts import Draft
from collector.store.errors import NoSuch, VaultDamaged
from collector.store.sqlite import Connection, transaction


def body_of(form: TestimonyInput) -> bytes:
    """Return a draft's body: the answers without exhibits, and of identity only a reason.

    Raises ``InputRefused`` and ``RecordJson`` for answers that could not be read again.
    """
    check_writable(form)
    answer = None if is_given(form.identity) else form.identity
    kept = msgspec.structs.replace(form, identity=answer, exhibits=())
    return canonical(msgspec.to_builtins(kept))


def form_of(draft: Draft) -> TestimonyInput:
    """Return the answers in a draft's body.  Raises ``VaultDamaged``."""
    try:
        return msgspec.json.decode(draft.body, type=TestimonyInput)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise VaultDamaged(part="a draft") from None


def keep(db: Connection, testimony: str, form: TestimonyInput) -> str:
    """Write the answers over what they were; return when (UTC).  Raises as ``Testimonies.keep``."""
    with transaction(db):
        draft = drafts.get(db, testimony)
        corrects = form_of(draft).corrects
        body = body_of(msgspec.structs.replace(form, corrects=corrects))
        at = clock.now_utc()
        drafts.keep(db, replace(draft, body=body, kept_at=at))
    return at


def describe(db: Connection, testimony: str, media: str, entry: ExhibitInput) -> None:
    """Write what the person says of an exhibit over what it was; its compartment stays.

    Raises ``NoSuch``, ``InputRefused`` and ``RecordJson``.
    """
    check_writable(entry)
    with transaction(db):
        for held, put in (
            (drafts.exhibits(db, testimony), drafts.describe),
            (identity.open_exhibits(db, testimony), identity.describe_open),
        ):
            for exhibit in held:
                if exhibit.media == media:
                    put(db, testimony, exhibits.described(exhibit, entry))
                    return
        raise NoSuch(what="exhibit")
