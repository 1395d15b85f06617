"""Receipts: signed by the platform, sealed to the one-time key that the bundle carried.

One for each bundle that was taken in or refused; written anew when there is more to say, under the
same name and with a later time (FORMAT.md section 8).
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec

from collector import clock
from collector.crypto import sshsig
from collector.crypto.age import AgeWriter, parse_recipient
from collector.crypto.checkpoint import origin_of
from collector.crypto.ed25519 import SigningKey
from collector.crypto.namespaces import RECEIPT
from collector.errors import Vanished, WrongUsage
from collector.model.envelope import SCHEMA, Stamp
from collector.model.reading import read_as, write
from collector.model.receipt import HeadSeen, ItemKind, Receipt, ReceiptItem, Verdict
from collector.paths import machine_errors
from collector.store import imports, own_keys
from collector.store.imports import WrittenReceipt
from collector.store.own_keys import RECEIPT as RECEIPT_KEY
from collector.store.records import Added
from collector.store.sealed_files import new_sealed_file, open_sealed
from collector.store.signers import SeenHead
from collector.store.vault import Vault
from collector.sync.bundle.baginfo import BagInfo
from collector.sync.bundle.sink import BundleHeader
from collector.sync.bundle.verified import VerifiedBundle

STEP: Final = 4096
LIMIT: Final = 8 * 1024 * 1024
"""Octets that a receipt's file has at most."""
_TIME: Final = "%Y-%m-%dT%H:%M:%SZ"
_VERDICTS: dict[Added, Verdict] = {
    Added.NEW: "accepted",
    Added.SAME: "already_held",
    Added.CONFLICT: "disputed",
    Added.CLAIMED: "disputed",
}
# Damage to the encryption can be done by anybody on the way, and a fault of this vault says
# nothing of the bundle: neither is told as a refusal.
_OF_THE_BUNDLE: Final = ("bundle.", "record.")


def receipt_name(secret: bytes) -> str:
    """Return the file name that only sender and receiver can compute (FORMAT.md section 8)."""
    return hashlib.sha256(b"collector/1/receipt-name\x00" + secret).hexdigest()[:32]


def filled(body: bytes, signature: bytes) -> bytes:
    """Return what stands inside a receipt's file: what was signed, the signature, and filling."""
    content = body + b"\n" + signature
    return content + b"\n" * (-len(content) % STEP)


def write_receipt(
    vault: Vault,
    verified: VerifiedBundle,
    file_sha256: bytes,
    added: Sequence[Added],
    head: SeenHead,
) -> str:
    """Put the receipt into the outbox, list it in the caller's transaction, return its name.

    ``added`` says what became of the bundle's records, in their order; ``head`` is the newest of
    the sender's heads that were seen, or the one that the bundle contradicts.  The file lies under
    its temporary name until the caller's commit; if that fails, the next opening removes it.
    """
    header = BundleHeader(verified.signer, verified.tag_manifest, verified.info)
    receipt = Receipt(
        schema=SCHEMA,
        sender_key=verified.signer.hex(),
        card=verified.info.card,
        file=file_sha256.hex(),
        tagmanifest=verified.tag_manifest,
        sequence=verified.info.sequence,
        refused=None,
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
        head=_seen(verified.signer, head),
        time=_time(_before(vault, header)),
        safe_to_delete=not {Added.CONFLICT, Added.CLAIMED} & set(added),
    )
    return _put(vault, verified.info, receipt)


def write_refusal(vault: Vault, header: BundleHeader, file_sha256: bytes, code: str) -> str | None:
    """Put a receipt into the outbox that says why a bundle was refused, as ``write_receipt`` does.

    ``header`` is what an enrolled key signed.  Returns None where nothing is to be said: for other
    reasons than faults of the bundle, for one that was taken in once, for a name that belongs to
    the receipt of another bundle, and where the same was said before and lies there.
    """
    taken = imports.receipt_named(vault.db, receipt_name(header.info.receipt_secret))
    foreign = taken is not None and taken.tagmanifest.hex() != header.tag_manifest
    if foreign or not code.startswith(_OF_THE_BUNDLE):
        return None
    before = _before(vault, header)
    if before is not None:
        said = read_as(imports.body_of(vault.db, before), Receipt)
        same = (said.refused, said.file) == (code, file_sha256.hex())
        if said.refused is None or (same and lying(vault, before) is not None):
            return None
    receipt = Receipt(
        schema=SCHEMA,
        sender_key=header.signer.hex(),
        card=header.info.card,
        file=file_sha256.hex(),
        tagmanifest=header.tag_manifest,
        sequence=header.info.sequence,
        refused=code,
        items=(),
        identity_opened="none",
        head=None,
        time=_time(before),
        safe_to_delete=False,
    )
    return _put(vault, header.info, receipt)


def write_opened(vault: Vault, info: BagInfo, before: WrittenReceipt, head: SeenHead | None) -> str:
    """Say anew what a receipt said, and that the identity files were opened.

    ``head`` is the newest of the sender's heads by now, None to leave it as it was.
    """
    said = read_as(imports.body_of(vault.db, before), Receipt)
    signer = bytes.fromhex(said.sender_key)
    receipt = msgspec.structs.replace(
        said,
        identity_opened="yes",
        head=said.head if head is None else _seen(signer, head),
        time=_time(before),
    )
    return _put(vault, info, receipt)


def write_for_copy(vault: Vault, header: BundleHeader, file_sha256: bytes) -> str | None:
    """Say anew what was said of a bundle, of another file that holds it.

    None for the same file, while the receipt for that lies there whole.  Somebody may have
    encrypted a bundle again, and his copy may have come first.  The sender believes only what names
    the file that was made there.
    """
    before = _before(vault, header)
    if before is None:
        return None
    said = read_as(imports.body_of(vault.db, before), Receipt)
    same = said.file == file_sha256.hex()
    if said.refused is not None or (same and lying(vault, before) is not None):
        return None
    receipt = msgspec.structs.replace(said, file=file_sha256.hex(), time=_time(before))
    return _put(vault, header.info, receipt)


def lying(vault: Vault, written: WrittenReceipt) -> bytes | None:
    """Return a receipt's file as it lies in the outbox, None if it is not what was written.

    Raises the machine's errors.
    """
    try:
        with open_sealed(vault.outbox / written.file) as stream:
            data = stream.read(LIMIT)
    except (Vanished, WrongUsage):
        with machine_errors():
            if not vault.outbox.is_dir():
                raise
        return None
    return data if hashlib.sha256(data).digest() == written.sha256 else None


def _put(vault: Vault, info: BagInfo, receipt: Receipt) -> str:
    body, name = write(receipt), receipt_name(info.receipt_secret)
    sealed = _sealed(vault, body, info.receipt_recipient)
    with new_sealed_file(vault.outbox, name) as out:
        out.write(sealed)
    written = WrittenReceipt(
        tagmanifest=bytes.fromhex(receipt.tagmanifest),
        bundle=info.bundle_id,
        file=name,
        sha256=hashlib.sha256(sealed).digest(),
        at=receipt.time.utc,
    )
    imports.keep_receipt(vault.db, written, body)
    return name


def _before(vault: Vault, header: BundleHeader) -> WrittenReceipt | None:
    return imports.receipt_of(vault.db, bytes.fromhex(header.tag_manifest))


def _time(before: WrittenReceipt | None) -> Stamp:
    """Return the clock's time, or one just after that of the receipt before if it is not later."""
    now = clock.now_utc()
    if before is not None and now <= before.at:
        then = datetime.strptime(before.at, _TIME).replace(tzinfo=UTC)
        now = (then + timedelta(seconds=1)).strftime(_TIME)
    return Stamp(utc=now, clock="unknown")


def _seen(signer: bytes, head: SeenHead) -> HeadSeen:
    return HeadSeen(origin=origin_of(signer), size=head.size, root=head.root.hex())


def _kind(kind: str) -> ItemKind:
    """Return the kind of a record the reader has verified, as the type the receipt wants."""
    known: ItemKind = msgspec.convert(kind, ItemKind)
    return known


def _has_identity(verified: VerifiedBundle) -> bool:
    return any(it.kind == "identity" for it in verified.records)


def _sealed(vault: Vault, body: bytes, recipient: str) -> bytes:
    key = SigningKey.from_seed(own_keys.private(vault.db, vault.wrap_key, RECEIPT_KEY))
    out = io.BytesIO()
    writer = AgeWriter(out, [parse_recipient(recipient)])
    writer.write(filled(body, sshsig.sign(key, RECEIPT, body).encode("ascii")))
    writer.finish()
    return out.getvalue()
