"""The custody log against itself, and against what hangs on it (SCHEMA.md section 6).

What is put back to an older state contradicts something that was not: an event its tree, a tree its
signed head, a card or signer the event of the decision, a bundle the head it came with.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from collector.crypto import checkpoint as checkpoints
from collector.crypto import merkle, sshsig
from collector.crypto.checkpoint import origin_of
from collector.crypto.namespaces import CHECKPOINT
from collector.errors import CollectorError
from collector.model.custody import CustodyEvent
from collector.model.reading import read_as
from collector.store import imports, outbox, signers, taken_receipts
from collector.store.custody import POLICY
from collector.store.finding import Finding
from collector.store.signers import SeenHead
from collector.store.sqlite import Connection, database_errors
from collector.store.vault import Vault

TRUSTED = {
    "card-issued": "own_card",
    "card-trusted": "platform",
    "signer-enrolled": "signer",
    "signer-revoked": "signer WHERE revoked_at IS NOT NULL",
}
"""Details of events that stand for one row each of a table."""


def check_log(vault: Vault) -> Iterator[Finding]:
    """Every leaf is an event, and every node of the tree follows from the leaves."""
    nodes: dict[tuple[int, int], bytes] = {}
    for index, (leaf, data) in enumerate(leaves(vault.db)):
        if leaf != index:
            yield Finding("custody.leaf-missing", str(index))
            return
        if event_in(data) is None:
            yield Finding("custody.leaf-unreadable", str(leaf))
        for level, place, value in merkle.appended_nodes(
            index, merkle.leaf_hash(data), lambda level, place: nodes[level, place]
        ):
            nodes[level, place] = value
    with database_errors():
        stored = {
            (level, place): value
            for level, place, value in vault.db.execute("SELECT level, idx, hash FROM node")
        }
    for key in sorted(nodes.keys() | stored.keys()):
        if nodes.get(key) != stored.get(key):
            yield Finding("custody.node-changed", f"{key[0]}/{key[1]}")


def check_heads(vault: Vault) -> Iterator[Finding]:
    """Every signed head is ours and is a state the tree had; so is every head that went out."""
    with database_errors():
        rows = vault.db.execute(
            "SELECT size, checkpoint, signature FROM head ORDER BY size"
        ).fetchall()
    tree = _Tree(vault.db)
    for size, text, signature in rows:
        root = _signed_root(vault, size, text, signature)
        if root is None:
            yield Finding("custody.head-foreign", str(size))
        elif not tree.had(size, root):
            yield Finding("custody.head-contradicted", str(size))
    for sent in outbox.ready(vault.db):
        if not tree.had(sent.ready.head_size, sent.ready.head_root):
            yield Finding("custody.head-contradicted", f"bundle {sent.bundle}")
    for taken in taken_receipts.every(vault.db):
        if taken.head is not None and not tree.had(taken.head.size, taken.head.root):
            yield Finding("custody.head-beyond", f"receipt for bundle {taken.bundle}")


def check_trust(vault: Vault) -> Iterator[Finding]:
    """There are as many cards and signers as the log says were issued, trusted, enrolled, revoked.

    A card put back to the one before, whose keys may be revoked by now, is one row too few.
    """
    said = Counter(
        code
        for _, data in leaves(vault.db)
        if (event := event_in(data)) is not None and event.event == POLICY
        for code in event.detail
    )
    for code, table in TRUSTED.items():
        with database_errors():
            rows = vault.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        if rows != said[code]:
            yield Finding(f"trust.{code}", f"{rows} kept, {said[code]} in the log")


def check_hands(vault: Vault) -> Iterator[Finding]:
    """Of every bundle that came, the signed list is kept, and the head it came with is remembered.

    A head that is forgotten could be contradicted by the next bundle, and nobody would notice.
    """
    for bundle in imports.bundles(vault.db):
        kept = imports.evidence_of(vault.db, bundle.id)
        signed = kept.get(f"{bundle.id}/tagmanifest-sha512.txt", b"")
        if hashlib.sha256(signed).digest() != bundle.tagmanifest:
            yield Finding("bundle.evidence-changed", bundle.id)
            continue
        try:
            head = checkpoints.parse(kept.get(f"{bundle.id}/proof-checkpoint", b""))
        except CollectorError:
            yield Finding("bundle.evidence-changed", bundle.id)
            continue
        if SeenHead(head.size, head.root) not in signers.heads(vault.db, bundle.signer):
            yield Finding("bundle.head-forgotten", bundle.id)


def leaves(db: Connection) -> list[tuple[int, bytes]]:
    """Return index and bytes of every leaf, in order."""
    with database_errors():
        return list(db.execute("SELECT leaf, bytes FROM event ORDER BY leaf").fetchall())


def event_in(data: bytes) -> CustodyEvent | None:
    """Return the event a leaf holds, if it holds one."""
    try:
        return read_as(data, CustodyEvent)
    except CollectorError:
        return None


class _Tree:
    """The stored tree, asked for its roots."""

    def __init__(self, db: Connection) -> None:
        with database_errors():
            self._size = db.execute("SELECT count(*) FROM event").fetchone()[0]
            rows = db.execute("SELECT level, idx, hash FROM node").fetchall()
        self._nodes: dict[tuple[int, int], bytes] = {
            (level, index): value for level, index, value in rows
        }

    def had(self, size: int, root: bytes) -> bool:
        """Tell whether the first ``size`` leaves have this root."""
        return size <= self._size and merkle.root(size, self._node) == root

    def _node(self, level: int, index: int) -> bytes:
        return self._nodes.get((level, index), bytes(merkle.HASH_BYTES))


def _signed_root(vault: Vault, size: int, text: bytes, signature: str) -> bytes | None:
    """Return the root in a head, if this vault signed it and it is of that size."""
    own = vault.signing_key.public
    try:
        head = checkpoints.parse(text)
        signer = sshsig.verify(signature, CHECKPOINT, text)
    except CollectorError:
        return None
    sound = signer == own and head.origin == origin_of(own) and head.size == size
    return head.root if sound else None
