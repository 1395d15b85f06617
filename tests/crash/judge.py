"""What must hold of a vault after its program died: the oracle, and nothing of the product's mind.

The acknowledgements were noted by the parent while the driver lived.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from collector.session import Session
from collector.store import accounts, drafts, imports, outbox, records
from collector.store.media import rows
from collector.store.media.volume import file_name
from collector.store.sqlite import VOLUME_LAYOUT, RawKey, open_existing
from crash.driver import STEPS, VAULT, create
from crash.places import Place, counts, events
from makers import reopen

Acks = Sequence[dict[str, Any]]


def judge(place: Place, folder: Path, acks: Acks) -> None:
    """Open what was left and assert all of it; then do the verb again and assert it again."""
    if place.verb == "create":
        _judge_created(folder, acks)
        return
    with reopen(folder / VAULT) as session:
        _assert_clean(session)
        _assert_held(session, acks)
        assert counts(session) in place.states[len(acks)], "something is half there"
        assert events(session)[: len(place.events)] == place.events
        _assert_tidy(session, folder / VAULT)

        again = list(STEPS[place.verb](session, folder))
        # Wiping closes the session it was given.
        after = reopen(folder / VAULT) if again and place.verb == "wipe" else session
        with after:
            _assert_held(after, again)
            _assert_clean(after)
            _assert_tidy(after, folder / VAULT)


def _judge_created(folder: Path, acks: Acks) -> None:
    """The vault is there whole or not at all, and nothing stays beside it after the next try."""
    there = (folder / VAULT).exists()
    assert there or not acks
    made = list(create(folder))
    assert [it for it in acks if it not in made] == []
    assert [path.name for path in folder.iterdir()] == [VAULT]
    with reopen(folder / VAULT) as session:
        _assert_clean(session)
        _assert_tidy(session, folder / VAULT)


def _assert_clean(session: Session) -> None:
    findings = session.check()
    assert findings == [], f"vault check: {findings}"


def _assert_held(session: Session, acks: Acks) -> None:
    for ack in acks:
        for kind, value in ack.items():
            assert _HOLDS[kind](session, value), f"acknowledged and missing: {kind}"


def _assert_tidy(session: Session, folder: Path) -> None:
    """No file lies there that no row names, no row waits, no volume holds bytes that no row names.

    ``vault.db-wal`` is there as soon as an open vault has been written to.
    """
    db = session.vault.db
    volumes = rows.volumes(db)
    assert {row.state for row in volumes} <= {"open", "closed"}
    named = {"keys-1", "keys-2", "vault.db"}
    named |= {f"media/{file_name(row.number)}" for row in volumes}
    named |= {f"outbox/{it.file}" for it in outbox.ready(db) if not it.wiped}
    named |= {f"outbox/{it.file}" for it in imports.receipts(db)}
    named |= {f"quarantine/{it.file}" for it in imports.arrivals(db)}
    named |= {f"quarantine/{it.file}" for it in imports.quarantined(db)}
    lying = [it for it in folder.rglob("*") if it.is_file()]
    odd = {str(it.relative_to(folder)) for it in lying} - {"vault.db-wal"} ^ named
    assert not odd, f"files that no row names, or rows that name no file: {odd}"
    assert [it.name for it in lying if it.stat().st_mode & 0o077] == []
    assert list(imports.staged(db)) == []
    for row in volumes:
        path = folder / "media" / file_name(row.number)
        volume = open_existing(path, RawKey(row.key), VOLUME_LAYOUT, read_only=True)
        held = {it[0] for it in volume.execute("SELECT DISTINCT item FROM chunk")}
        volume.close()
        assert held == rows.items_of(db, row.number)


def _account(session: Session, testimony: str) -> bool:
    listed = testimony in {line.id for line in session.testimonies.every()}
    return listed and accounts.show(session.vault.db, testimony).identity != "open"


def _accounts(session: Session, ids: list[str]) -> bool:
    return all(_account(session, it) for it in ids)


def _exhibit(session: Session, media: str) -> bool:
    db = session.vault.db
    held = [it for draft in drafts.every(db) for it in drafts.exhibits(db, draft.testimony)]
    return media in {it.media for it in held}


def _blobs(session: Session, digests: list[str]) -> bool:
    read = session.vault.media.read
    found = [hashlib.sha256(b"".join(read(bytes.fromhex(it)))).hexdigest() for it in digests]
    return found == digests


def _record(session: Session, digest: str) -> bool:
    return digest in {
        hashlib.sha256(it.data).hexdigest() for it in records.testimonies(session.vault.db)
    }


def _bundle(session: Session, bundle: str) -> bool:
    return bundle in {it.bundle for it in outbox.ready(session.vault.db)}


def _file(session: Session, name: str) -> bool:
    return name in {it.file for it in outbox.ready(session.vault.db)}


def _digest(session: Session, sha256: str) -> bool:
    files = [path.read_bytes() for path in session.vault.outbox.iterdir()]
    return sha256 in {hashlib.sha256(data).hexdigest() for data in files}


def _wiped(session: Session, ids: list[str]) -> bool:
    held = {it.testimony for it in records.every(session.vault.db)}
    return not held & set(ids) and not session.wipeable().goes


def _outside(session: Session, files: dict[str, str]) -> bool:
    """Files lie beside the vault under their names, whole."""
    there = {name: session.vault.folder.parent / name for name in files}
    if not all(path.is_file() for path in there.values()):
        return False
    found = {name: hashlib.sha256(path.read_bytes()) for name, path in there.items()}
    return {name: it.hexdigest() for name, it in found.items()} == files


def _imported(session: Session, bundle: str) -> bool:
    db = session.vault.db
    receipts = {it.bundle for it in imports.receipts(db)}
    return bundle in {it.id for it in imports.bundles(db)} & receipts


def _waiting(session: Session, sha256: str) -> bool:
    return sha256 in {it.sha256.hex() for it in session.intake.waiting()}


def _refused(session: Session, sha256: str) -> bool:
    return sha256 in {it.sha256.hex() for it in session.intake.refused()}


_HOLDS: dict[str, Callable[[Session, Any], bool]] = {
    "account": _account,
    "accounts": _accounts,
    "exhibit": _exhibit,
    "blobs": _blobs,
    "record": _record,
    "bundle": _bundle,
    "file": _file,
    "sha256": _digest,
    "imported": _imported,
    "outside": _outside,
    "wiped": _wiped,
    "waiting": _waiting,
    "refused": _refused,
}
