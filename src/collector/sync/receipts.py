"""Receipts: signed by the platform, sealed to the one-time key that the bundle carried."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence

import msgspec

from collector import clock
from collector.crypto import sshsig
from collector.crypto.age import AgeWriter, parse_recipient
from collector.crypto.ed25519 import SigningKey
from collector.crypto.namespaces import RECEIPT
from collector.model.envelope import SCHEMA, Stamp
from collector.model.reading import write
from collector.model.receipt import HeadSeen, ItemKind, Receipt, ReceiptItem, Verdict
from collector.store import imports, own_keys
from collector.store.imports import WrittenReceipt
from collector.store.own_keys import RECEIPT as RECEIPT_KEY
from collector.store.records import Added
from collector.store.sealed_files import new_sealed_file
from collector.store.vault import Vault
from collector.sync.bundle.verified import VerifiedBundle

STEP = 4096
_VERDICTS: dict[Added, Verdict] = {
    Added.NEW: "accepted",
    Added.SAME: "already_held",
    Added.CONFLICT: "disputed",
}


def receipt_name(secret: bytes) -> str:
    """Return the file name that only sender and receiver can compute (FORMAT.md section 8)."""
    return hashlib.sha256(b"collector/1/receipt-name\x00" + secret).hexdigest()[:32]


def write_receipt(
    vault: Vault, verified: VerifiedBundle, file_sha256: bytes, added: Sequence[Added]
) -> str:
    """Put the receipt into the outbox, list it in the caller's transaction, return its name.

    ``added`` says what became of the bundle's records, in their order.  The file lies under its
    temporary name until the caller's commit; if that fails, the next opening removes it.
    """
    receipt = Receipt(
        schema=SCHEMA,
        sender_key=verified.signer.hex(),
        card=verified.info.card,
        file=file_sha256.hex(),
        tagmanifest=verified.tag_manifest,
        sequence=verified.info.sequence,
        items=tuple(
            ReceiptItem(
                kind=_kind(it.kind),
                id=it.id,
                revision=it.revision,
                verdict=_VERDICTS[outcome],
            )
            for it, outcome in zip(verified.records, added, strict=True)
        ),
        identity_opened="not_yet" if _has_identity(verified) else "none",
        head=HeadSeen(
            origin=verified.head.origin,
            size=verified.head.size,
            root=verified.head.root.hex(),
        ),
        time=Stamp(utc=clock.now_utc(), clock="unknown"),
        safe_to_delete=Added.CONFLICT not in added,
    )
    name = receipt_name(verified.info.receipt_secret)
    sealed = _sealed(vault, receipt, verified.info.receipt_recipient)
    with new_sealed_file(vault.outbox, name) as out:
        out.write(sealed)
    imports.keep_receipt(
        vault.db,
        WrittenReceipt(verified.bundle_id, name, hashlib.sha256(sealed).digest(), clock.now_utc()),
    )
    return name


def _kind(kind: str) -> ItemKind:
    """Return the kind of a record the reader has verified, as the type the receipt wants."""
    known: ItemKind = msgspec.convert(kind, ItemKind)
    return known


def _has_identity(verified: VerifiedBundle) -> bool:
    return any(it.kind == "identity" for it in verified.records)


def _sealed(vault: Vault, receipt: Receipt, recipient: str) -> bytes:
    key = SigningKey.from_seed(own_keys.private(vault.db, vault.wrap_key, RECEIPT_KEY))
    body = write(receipt)
    content = body + b"\n" + sshsig.sign(key, RECEIPT, body).encode("ascii")
    content += b"\n" * (-len(content) % STEP)
    out = io.BytesIO()
    writer = AgeWriter(out, [parse_recipient(recipient)])
    writer.write(content)
    writer.finish()
    return out.getvalue()
