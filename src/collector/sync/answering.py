"""Receipts on their way back: written anew once identities were opened, put where senders look."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from collector.errors import MachineFault
from collector.model.custody import CustodyEvent
from collector.model.identity import IdentityRecord
from collector.model.reading import read_as
from collector.model.receipt import Receipt
from collector.model.records import read_record
from collector.paths import machine_errors, make_folders, replace_whole_file, sync_folder
from collector.store import imports, records, sealed_files, signers
from collector.store.custody import IDENTITY, CustodyLog, Item
from collector.store.errors import VaultDamaged
from collector.store.identity_opening import UNSEALED
from collector.store.imports import ImportedBundle
from collector.store.signers import SeenHead
from collector.store.sqlite import transaction
from collector.store.vault import Vault
from collector.sync.bundle import baginfo, layout
from collector.sync.history import newest
from collector.sync.receipts import lying, write_opened


class ReceiptLost(VaultDamaged):
    """A receipt that its sender waits for, and that cannot be put anywhere."""

    code = "receipt.lost"
    words = "the receipt for the bundle {id} is missing or damaged here"
    hint = "all others were put there; bring its bundle in again, and this one is written anew"


@dataclass(frozen=True)
class HandedOut:
    """How many receipts a folder did not hold, held in an older state, and held already."""

    new: int = 0
    replaced: int = 0
    there: int = 0


def renew_opened(vault: Vault, log: CustodyLog, testimony: str) -> int:
    """Write anew the receipts that are true no more since an account's identity was opened.

    Those are of bundles with an identity file of that account, once all their identity files have
    been opened.  Returns how many there were.  Raises the machine's errors.
    """
    bundles = {it.tagmanifest: it for it in imports.bundles(vault.db)}
    held = records.of_testimony(vault.db, testimony)
    waiting = {
        written.tagmanifest: written
        for record in held
        if record.kind == "identity"
        for written in imports.receipts_not_opened(vault.db, record.id)
    }
    renewed = 0
    for tagmanifest, written in waiting.items():
        bundle = bundles[tagmanifest]
        if _all_opened(vault, log, read_as(imports.body_of(vault.db, written), Receipt)):
            kept = imports.evidence_of(vault.db, bundle.id)
            info = baginfo.parse(kept.get(f"{bundle.id}/{layout.BAG_INFO}", b""))
            with transaction(vault.db):
                name = write_opened(vault, info, written, _head(vault, bundle))
            sealed_files.promote(vault.outbox, name)
            renewed += 1
    return renewed


def hand_out_receipts(vault: Vault, folder: Path) -> HandedOut:
    """Put every receipt into a folder, made if need be, under the name its sender looks for.

    Whoever delivers there may have put anything under the name of an answer.  An older receipt is
    replaced whole, and so is what is no file; the same bytes are left alone.  Raises the machine's
    errors, and once all others lie there ``ReceiptLost``, where one is not what was written, and
    ``MachineFault`` where a folder has the name of one.
    """
    new = replaced = there = 0
    taken, lost = False, ""
    with machine_errors():
        make_folders(folder)
        for written in imports.receipts(vault.db):
            data, target = lying(vault, written), folder / written.file
            if data is None:
                lost = written.bundle
                continue
            if _holds(target, data):
                there += 1
                continue
            if target.is_dir() and not target.is_symlink():
                taken = True
                continue
            if os.path.lexists(target):
                replaced += 1
            else:
                new += 1
            replace_whole_file(target, data)
        sync_folder(folder)
    if lost:
        raise ReceiptLost(id=lost)
    if taken:
        raise MachineFault
    return HandedOut(new, replaced, there)


def _holds(path: Path, data: bytes) -> bool:
    """Tell whether a file is this.  No link is followed, no pipe waited for, no more read."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
    except OSError:
        return False
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return False
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(len(data) + 1) == data
    finally:
        os.close(handle)


def _all_opened(vault: Vault, log: CustodyLog, said: Receipt) -> bool:
    """Tell whether every identity file that a bundle brought, now or before, was opened."""
    named = {(it.id, it.revision) for it in said.items if it.kind == "identity"}
    found: dict[tuple[str, int], Item] = {}
    for testimony in (it.id for it in said.items if it.kind == "testimony"):
        for record in records.of_testimony(vault.db, testimony):
            if (record.id, record.revision) in named:
                read = read_record(record.data)
                if isinstance(read, IdentityRecord):
                    item = Item(IDENTITY, bytes.fromhex(read.file.sha256))
                    found[record.id, record.revision] = item
    return found.keys() == named and all(_was_opened(log, it) for it in found.values())


def _was_opened(log: CustodyLog, item: Item) -> bool:
    leaves = log.leaves_of(frozenset({item}))
    return any(read_as(leaf.data, CustodyEvent).event == UNSEALED for leaf in leaves)


def _head(vault: Vault, bundle: ImportedBundle) -> SeenHead | None:
    """Return what the sender is to learn of its log; the head it contradicted is told again."""
    if bundle.history == "rewritten":
        return None
    return newest(signers.heads(vault.db, bundle.signer))
