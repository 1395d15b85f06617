"""``vault check``: recompute everything and say what is wrong and where.

Page authentication does not notice a page put back to an older state; recomputing rows against
custody leaves and marks does.  A whole vault put back is found only against a head kept elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from collector.crypto import checkpoint as checkpoints
from collector.crypto import merkle, sshsig
from collector.crypto.checkpoint import origin_of
from collector.crypto.commitment import commitment
from collector.crypto.namespaces import CHECKPOINT
from collector.errors import CollectorError
from collector.model.custody import CustodyEvent
from collector.model.reading import read_as
from collector.model.records import read_envelope
from collector.model.untrusted import shown
from collector.store import drafts, imports, outbox, records
from collector.store.custody import IDENTITY, MEDIA, RECORD
from collector.store.sealed_files import open_sealed, sealed_digest, unlisted
from collector.store.sqlite import database_errors
from collector.store.vault import Vault, listed_files


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was written: a stable code, and where (ids, numbers, digests)."""

    code: str
    where: str


def check_vault(vault: Vault, *, deep: bool = True) -> list[Finding]:
    """Return every finding; none means that all that can be recomputed holds.

    ``deep`` also reads every byte of media and compares both digests.
    """
    found: list[Finding] = []
    for part in (_pages, _rows, _log, _items, _heads, _drafts, _sealed_files):
        try:
            found += part(vault)
        except CollectorError as error:
            found.append(Finding(error.code, part.__name__.lstrip("_")))
    found += [
        Finding(it.code, _where(it.volume, it.sha256, it.file))
        for it in vault.media.check(deep=deep)
    ]
    return found


def _where(volume: int | None, sha256: bytes | None, file: str | None) -> str:
    if sha256 is not None:
        return sha256.hex()
    return f"volume {volume}" if volume is not None else file or ""


def _pages(vault: Vault) -> Iterator[Finding]:
    with database_errors():
        for sql, code in (
            ("PRAGMA cipher_integrity_check", "vault.page-changed"),
            ("PRAGMA integrity_check", "vault.structure"),
            ("PRAGMA foreign_key_check", "vault.reference"),
        ):
            for row in vault.db.execute(sql).fetchall():
                if row[0] != "ok":
                    yield Finding(code, str(row[0])[:80])


def _rows(vault: Vault) -> Iterator[Finding]:
    """Records are named by their bytes, and their bytes say what the row says."""
    for record in records.every(vault.db):
        where = f"{record.id}.{record.revision}"
        if hashlib.sha256(record.data).digest() != record.digest:
            yield Finding("record.changed", where)
            continue
        read = read_envelope(record.data)
        named = (read.kind, read.id, read.revision, read.author)
        if named != (record.kind, record.id, record.revision, record.author.hex()):
            yield Finding("record.misnamed", where)


def _log(vault: Vault) -> Iterator[Finding]:
    """Every leaf is an event, and every node of the tree follows from the leaves."""
    nodes: dict[tuple[int, int], bytes] = {}
    with database_errors():
        for index, (leaf, data) in enumerate(
            vault.db.execute("SELECT leaf, bytes FROM event ORDER BY leaf")
        ):
            if leaf != index:
                yield Finding("custody.leaf-missing", str(index))
                return
            read_as(data, CustodyEvent)
            for level, place, value in merkle.appended_nodes(
                index, merkle.leaf_hash(data), lambda level, place: nodes[level, place]
            ):
                nodes[level, place] = value
        stored = {
            (level, place): value
            for level, place, value in vault.db.execute("SELECT level, idx, hash FROM node")
        }
    for key in sorted(nodes.keys() | stored.keys()):
        if nodes.get(key) != stored.get(key):
            yield Finding("custody.node-changed", f"{key[0]}/{key[1]}")


def _items(vault: Vault) -> Iterator[Finding]:
    """Every item that is here is opened by an event, and every opening fits its commitment."""
    opened: set[tuple[str, bytes]] = set()
    with database_errors():
        rows = vault.db.execute(
            "SELECT event_item.leaf, object, label, digest, nonce, bytes FROM event_item"
            " LEFT JOIN item USING (label, digest) JOIN event ON event.leaf = event_item.leaf"
        ).fetchall()
    for leaf, number, label, digest, nonce, data in rows:
        event = read_as(data, CustodyEvent)
        named = event.objects[number] if number < len(event.objects) else None
        fits = (
            named is not None
            and nonce is not None
            and named.label == label
            and named.commitment == commitment(label, nonce, digest).hex()
        )
        if fits:
            opened.add((label, digest))
        else:
            yield Finding("custody.opening", f"leaf {leaf}, object {number}")
    for label, digest in _present(vault):
        if (label, digest) not in opened:
            yield Finding(f"custody.{label}-without-event", digest.hex())


def _present(vault: Vault) -> Iterator[tuple[str, bytes]]:
    for record in records.every(vault.db):
        yield RECORD, record.digest
    with database_errors():
        sealed = {row[0] for row in vault.db.execute("SELECT sha256 FROM identity_file")}
        blobs = {row[0] for row in vault.db.execute("SELECT sha256 FROM blob")}
    for sha256 in sorted(blobs):
        yield (IDENTITY if sha256 in sealed else MEDIA), sha256


def _heads(vault: Vault) -> Iterator[Finding]:
    """Every signed head is ours and is a state the tree had."""
    with database_errors():
        rows = vault.db.execute(
            "SELECT size, checkpoint, signature FROM head ORDER BY size"
        ).fetchall()
        size = vault.db.execute("SELECT count(*) FROM event").fetchone()[0]

    def node(level: int, index: int) -> bytes:
        found = vault.db.execute(
            "SELECT hash FROM node WHERE level = ? AND idx = ?", (level, index)
        ).fetchone()
        return found[0] if found else bytes(merkle.HASH_BYTES)

    own = vault.signing_key.public
    for number, text, signature in rows:
        head = checkpoints.parse(text)
        signer = sshsig.verify(signature, CHECKPOINT, text)
        if signer != own or head.origin != origin_of(own) or head.size != number:
            yield Finding("custody.head-foreign", str(number))
        elif number > size or merkle.root(number, node) != head.root:
            yield Finding("custody.head-contradicted", str(number))


def _drafts(vault: Vault) -> Iterator[Finding]:
    for testimony in drafts.changed_outside(vault.db):
        yield Finding("draft.changed", testimony)


def _sealed_files(vault: Vault) -> Iterator[Finding]:
    """What the outbox, arrivals and quarantine list is there, byte for byte."""
    listed = [(vault.outbox / it.file, it.ready.sha256) for it in outbox.ready(vault.db)]
    listed += [(vault.outbox / it.file, it.sha256) for it in imports.receipts(vault.db)]
    listed += [(vault.quarantine / it.file, it.sha256) for it in imports.arrivals(vault.db)]
    listed += [(vault.quarantine / it.file, it.sha256) for it in imports.quarantined(vault.db)]
    for path, sha256 in listed:
        if not path.is_file():
            yield Finding("file.missing", path.name)
            continue
        with open_sealed(path) as stream:
            if sealed_digest(stream) != sha256:
                yield Finding("file.changed", path.name)
    for folder in (vault.outbox, vault.quarantine):
        for name in unlisted(folder, listed_files(vault.db, folder.name)):
            yield Finding("file.unlisted", shown(name))
