"""What goes in a wipe, row by row, and the proof that it went (SCHEMA.md section 11)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from collector.store import answered, drafts, identity, outbox
from collector.store.account_items import Account
from collector.store.custody import GIVEN_UP, IDENTITY, MEDIA, CustodyLog, Item
from collector.store.errors import VaultDamaged
from collector.store.media.moving import Moved
from collector.store.sqlite import Connection, database_errors
from collector.store.vault import Vault

WIPED: Final = "handed-over-and-wiped"
"""The first detail of the events that name what goes; one event of each account has no other."""
_CONTINUED: Final = "continued"
_NAMED_AT_ONCE: Final = 256
_BY_DIGEST: Final = (
    ("record", "digest"),
    ("record_conflict", "digest"),
    ("draft_exhibit", "sha256"),
    ("identity_open_exhibit", "sha256"),
    ("identity_file", "sha256"),
    ("blob", "sha256"),
    ("item", "digest"),
    ("event_item", "digest"),
    ("outbox_item", "digest"),
)
_BY_ACCOUNT: Final = (
    ("record", "testimony"),
    ("draft", "testimony"),
    ("draft_exhibit", "testimony"),
    ("draft_mark", "testimony"),
    ("identity_open", "testimony"),
    ("identity_open_exhibit", "testimony"),
    ("identity_file", "testimony"),
)
_GONE: Final = "DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True)
class Going:
    """Accounts that go, the items that no account or draft that stays has, and their bundles."""

    accounts: tuple[Account, ...]
    items: frozenset[Item]
    bundles: frozenset[str]

    @property
    def blobs(self) -> frozenset[bytes]:
        """Return the digests of the exhibits and identity files that go."""
        return frozenset(it.digest for it in self.items if it.label in {MEDIA, IDENTITY})


def going(db: Connection, found: Iterable[Account], names: Collection[str]) -> Going:
    """Return what goes with the accounts of these names, of all that were found."""
    held = list(found)
    chosen = tuple(it for it in held if it.id in names)
    staying = {item for it in held if it.id not in names for item in it.items}
    staying |= _of_drafts(db, names)
    items = frozenset(item for it in chosen for item in it.items) - staying
    bundles = answered.bundles_of(db, items)
    return Going(chosen, items, frozenset(it.bundle for it in bundles if not it.wiped))


def remove(vault: Vault, log: CustodyLog, goes: Going, moved: Moved) -> None:
    """Name what goes in the log, then let go of it, inside the caller's transaction."""
    db = vault.db
    for account in goes.accounts:
        named = log.in_order(account.items & goes.items)
        for start in range(0, len(named), _NAMED_AT_ONCE):
            detail = (WIPED,) if start == 0 else (WIPED, _CONTINUED)
            log.append(GIVEN_UP, tuple(named[start : start + _NAMED_AT_ONCE]), detail=detail)
    with database_errors():
        names = json.dumps([account.id for account in goes.accounts])
        for table, column in _BY_ACCOUNT:
            db.execute(_GONE.format(table=table, column=column), (names,))
        sent = db.execute("SELECT bundle, label, digest FROM outbox_item").fetchall()
        db.executemany(
            "DELETE FROM outbox_item WHERE bundle = ? AND label = ? AND digest = ?",
            [row for row in sent if Item(*row[1:]) in goes.items],
        )
        for item in goes.items:
            log.forget(item)
        for bundle in goes.bundles:
            outbox.file_is_gone(db, bundle)
            db.execute(
                "UPDATE delivery SET state = 'withdrawn', reason = NULL"
                " WHERE bundle = ? AND state = 'refused'",
                (bundle,),
            )
    for sha256 in goes.blobs:
        vault.media.remove(sha256)
    moved.record(db)
    log.sign_head("wipe")


def prove(db: Connection, goes: Going, moved: Moved) -> None:
    """Look for what must be gone, before anybody decides.  Raises ``VaultDamaged``."""
    digests = {it.digest for it in goes.items}
    names = {it.id for it in goes.accounts}
    left = [table for table, column in _BY_DIGEST if _values(db, table, column) & digests]
    left += [table for table, column in _BY_ACCOUNT if _values(db, table, column) & names]
    if left or _values(db, "blob_part", "volume") & moved.volumes:
        raise VaultDamaged(part=left[0] if left else "blob_part")


def _of_drafts(db: Connection, names: Collection[str]) -> set[Item]:
    """Return what drafts show that are no corrections of accounts that go."""
    found = set()
    for name in {it.testimony for it in drafts.every(db)} | set(identity.with_open(db)):
        if name not in names:
            shown = drafts.exhibits(db, name) + identity.open_exhibits(db, name)
            found |= {Item(MEDIA, it.sha256) for it in shown}
            found |= {Item(IDENTITY, it.sha256) for it in identity.sealed_files(db, name)}
    return found


def _values(db: Connection, table: str, column: str) -> set[object]:
    with database_errors():
        rows = db.execute(f"SELECT {column} FROM {table}")  # noqa: S608 - names of this file
        return {row[0] for row in rows}
