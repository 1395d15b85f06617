"""The custody log against itself and against what the vault holds (SCHEMA.md section 6).

What is put back to an older state contradicts something that was not: a record its event, an event
its tree, a tree its signed head.
"""

from __future__ import annotations

from collections import Counter
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
from collector.store import outbox
from collector.store.custody import GIVEN_UP, IDENTITY, MEDIA, POLICY, RECORD
from collector.store.finding import Finding
from collector.store.sqlite import Connection, database_errors
from collector.store.vault import Vault

TRUSTED = {"card-issued": "own_card", "card-trusted": "platform", "signer-enrolled": "signer"}
"""Details of events that stand for one row each of a table."""


def check_log(vault: Vault) -> Iterator[Finding]:
    """Every leaf is an event, and every node of the tree follows from the leaves."""
    nodes: dict[tuple[int, int], bytes] = {}
    for index, (leaf, data) in enumerate(_leaves(vault.db)):
        if leaf != index:
            yield Finding("custody.leaf-missing", str(index))
            return
        if _event(data) is None:
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


def check_items(vault: Vault) -> Iterator[Finding]:
    """What is here is named by an event, and what an event names is here or was given up.

    A withdrawal that was put back is a record whose event, or whose nonce, is still there; without
    both, it is a commitment that nothing opens and no event gave up.
    """
    openings = _openings(vault.db)
    opened: set[tuple[str, bytes]] = set()
    unopened: dict[str, str] = {}
    given_up: set[str] = set()
    for leaf, data in _leaves(vault.db):
        event = _event(data)
        for number, named in enumerate(event.objects if event is not None else ()):
            where = f"leaf {leaf}, object {number}"
            opening = openings.pop((leaf, number), None)
            if opening is None:
                unopened[named.commitment] = where
            elif opening.fits(named.label, named.commitment):
                opened.add((opening.label, opening.digest))
            else:
                yield Finding("custody.opening", where)
            if event is not None and event.event == GIVEN_UP:
                given_up.add(named.commitment)
    for named_by in openings:
        yield Finding("custody.opening", f"leaf {named_by[0]}, object {named_by[1]}")
    for commitment_, where in unopened.items():
        if commitment_ not in given_up:
            yield Finding("custody.opening-missing", where)
    present = _present(vault.db)
    for label, digest in sorted(present - opened):
        yield Finding(f"custody.{label}-without-event", digest.hex())
    for label, digest in sorted(opened - present):
        yield Finding(f"custody.{label}-missing", digest.hex())


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


def check_trust(vault: Vault) -> Iterator[Finding]:
    """There are as many cards and signers as the log says were issued, trusted and enrolled.

    A card put back to the one before, whose keys may be revoked by now, is one row too few.
    """
    said = Counter(
        code
        for _, data in _leaves(vault.db)
        if (event := _event(data)) is not None and event.event == POLICY
        for code in event.detail
    )
    for code, table in TRUSTED.items():
        with database_errors():
            rows = vault.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        if rows != said[code]:
            yield Finding(f"trust.{code}", f"{rows} kept, {said[code]} in the log")


@dataclass(frozen=True)
class _Opening:
    """What a row says that an object of an event is; the nonce is None where none is kept."""

    label: str
    digest: bytes
    nonce: bytes | None

    def fits(self, label: str, named: str) -> bool:
        return (
            self.nonce is not None
            and self.label == label
            and commitment(self.label, self.nonce, self.digest).hex() == named
        )


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


def _leaves(db: Connection) -> list[tuple[int, bytes]]:
    with database_errors():
        return list(db.execute("SELECT leaf, bytes FROM event ORDER BY leaf").fetchall())


def _event(data: bytes) -> CustodyEvent | None:
    try:
        return read_as(data, CustodyEvent)
    except CollectorError:
        return None


def _openings(db: Connection) -> dict[tuple[int, int], _Opening]:
    with database_errors():
        rows = db.execute(
            "SELECT leaf, object, label, digest, nonce FROM event_item"
            " LEFT JOIN item USING (label, digest)"
        ).fetchall()
    return {(leaf, number): _Opening(*rest) for leaf, number, *rest in rows}


def _present(db: Connection) -> set[tuple[str, bytes]]:
    """Return label and digest of every item whose bytes the vault says it holds."""
    with database_errors():
        digests = "SELECT digest FROM record UNION SELECT digest FROM record_conflict"
        found = {(RECORD, row[0]) for row in db.execute(digests)}
        sealed = {row[0] for row in db.execute("SELECT sha256 FROM identity_file")}
        blobs = {row[0] for row in db.execute("SELECT sha256 FROM blob")}
    return found | {(IDENTITY if sha256 in sealed else MEDIA, sha256) for sha256 in blobs}


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
