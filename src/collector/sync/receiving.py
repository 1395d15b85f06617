"""Taking receipts: whether the platform has a bundle, believed only when it signed for it.

The rules are those of FORMAT.md section 8.  A receipt that keeps them is kept whole, logged, and
moves the bundle; none deletes anything.
"""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from collector import clock
from collector.crypto import sshsig
from collector.crypto.age import (
    AgeReader,
    NoIdentityMatches,
    NotAge,
    header,
    open_age,
    parse_identity,
)
from collector.crypto.age.source import ByteSource
from collector.crypto.checkpoint import origin_of
from collector.crypto.ed25519 import BadSignature
from collector.crypto.namespaces import RECEIPT
from collector.crypto.wrap import unwrap
from collector.errors import Unacceptable
from collector.model.reading import UnknownVersion, read_as
from collector.model.receipt import Receipt, is_sound
from collector.store import deliveries, outbox, taken_receipts
from collector.store.custody import CustodyLog, Outcome
from collector.store.outbox import Sent
from collector.store.platform_cards import cards_since
from collector.store.signers import SeenHead
from collector.store.sqlite import transaction
from collector.store.taken_receipts import TAKEN, Awaiting, TakenReceipt
from collector.store.vault import Vault
from collector.sync.receipt_flaws import (
    ReceiptContradictory,
    ReceiptForeign,
    ReceiptForged,
    ReceiptForm,
    ReceiptHead,
    ReceiptItems,
    ReceiptKeyRevoked,
    ReceiptOlder,
    ReceiptOtherFile,
    ReceiptOtherSender,
    ReceiptReplayed,
    ReceiptSwapped,
)
from collector.sync.receipts import LIMIT, filled

_BLOCK: Final = 64 * 1024
HANDED_OVER: Final = "X-HANDOVER-OUT"


@dataclass(frozen=True)
class Received:
    """A receipt that was taken just now, for the bundle ``sent``.

    ``put_back``: the platform has signed for a state of this vault's log that is not in it, so the
    vault was put back to an older copy.  The receipt is true all the same.
    """

    receipt: TakenReceipt
    sent: Sent
    put_back: bool


@dataclass(frozen=True)
class Receiving:
    """The receipts of one open vault that sent bundles."""

    vault: Vault
    log: CustodyLog = field(repr=False)

    def take(self, data: bytes, bundle: str | None = None) -> Received:
        """Verify a receipt's file, keep what it says, and move its bundle.

        ``bundle`` is the one it was fetched for, where that is known.  Raises ``ReceiptForeign``, a
        kind of ``ReceiptRefused``, and the errors of ``crypto.age`` for a damaged file; nothing was
        changed then.
        """
        awaiting, content = self._opened(data, bundle)
        if bundle not in (None, awaiting.sent.bundle):
            raise ReceiptSwapped
        body, signature = _parts(content)
        self._check_signer(awaiting, body, signature)
        receipt = _read(body)
        self._check_bundle(awaiting, receipt)
        self._check_items(awaiting, receipt)
        put_back = self._was_put_back(awaiting, receipt)
        taken = _taken(awaiting, receipt, body, signature)
        self._check_time(taken)
        self._keep(taken, put_back=put_back)
        return Received(taken, awaiting.sent, put_back)

    def held(self, bundle: str) -> TakenReceipt | None:
        """Return the receipt that holds for a bundle, None if none was taken."""
        return next(reversed(taken_receipts.of_bundle(self.vault.db, bundle)), None)

    def _opened(self, data: bytes, likely: str | None) -> tuple[Awaiting, bytes]:
        """Find the bundle by the one-time key that opens the file; try a likely one first."""
        _check_form(data)
        sent = sorted(outbox.ready(self.vault.db), key=lambda it: it.bundle != likely)
        for awaiting in taken_receipts.awaiting(self.vault.db, sent):
            context = awaiting.sent.bundle.encode()
            key = unwrap(self.vault.wrap_key, awaiting.receipt_key, context).decode("ascii")
            try:
                reader = open_age(io.BytesIO(data), [parse_identity(key)])
            except NoIdentityMatches:
                continue
            return awaiting, _whole(reader)
        raise ReceiptForeign

    def _check_signer(self, awaiting: Awaiting, body: bytes, signature: str) -> None:
        """Believe the receipt keys of the card the bundle was made for and of later ones."""
        try:
            signer = sshsig.verify(signature, RECEIPT, body).hex()
        except BadSignature:
            raise ReceiptForged from None
        cards = cards_since(self.vault.db, awaiting.sent.platform, awaiting.card_serial)
        if signer not in {it.card.receipt_key for it in cards}:
            raise ReceiptForged
        if signer in cards[-1].card.revoked_keys:
            raise ReceiptKeyRevoked

    def _check_bundle(self, awaiting: Awaiting, receipt: Receipt) -> None:
        sent = awaiting.sent
        cards = cards_since(self.vault.db, sent.platform, awaiting.card_serial)
        if receipt.sender_key != self.vault.signing_key.public.hex():
            raise ReceiptOtherSender
        named = (receipt.tagmanifest, receipt.sequence, receipt.card)
        if named != (sent.ready.tagmanifest.hex(), sent.sequence, cards[0].digest.hex()):
            raise ReceiptSwapped
        if receipt.file != sent.ready.sha256.hex():
            raise ReceiptOtherFile
        if not is_sound(receipt):
            raise ReceiptContradictory

    def _check_items(self, awaiting: Awaiting, receipt: Receipt) -> None:
        if receipt.refused is not None:
            return
        bundle = awaiting.sent.bundle
        named = Counter((it.kind, it.id, it.revision) for it in receipt.items)
        before = self._named_before(bundle)
        wanted = Counter(before or outbox.record_names(self.vault.db, bundle))
        # Of one that was wiped before anybody signed for it, only what stayed is known by name.
        in_part = awaiting.sent.wiped and not before
        if not (wanted <= named if in_part else wanted == named):
            raise ReceiptItems

    def _named_before(self, bundle: str) -> list[tuple[str, str, int]]:
        """Return what an earlier receipt named: since then records may have been wiped."""
        for before in reversed(taken_receipts.of_bundle(self.vault.db, bundle)):
            if before.refused is None:
                items = read_as(before.body, Receipt).items
                return [(it.kind, it.id, it.revision) for it in items]
        return []

    def _was_put_back(self, awaiting: Awaiting, receipt: Receipt) -> bool:
        """Compare the head that the platform has seen with this vault's log."""
        if receipt.head is None:
            return False
        if receipt.head.origin != origin_of(self.vault.signing_key.public):
            raise ReceiptHead
        head = SeenHead(receipt.head.size, bytes.fromhex(receipt.head.root))
        if head.size > self.log.size() or self.log.root(head.size) != head.root:
            return True
        sent = outbox.ready(self.vault.db, awaiting.sent.platform)
        given = {SeenHead(it.ready.head_size, it.ready.head_root) for it in sent}
        if head not in given or head.size < awaiting.sent.ready.head_size:
            raise ReceiptHead
        return False

    def _check_time(self, taken: TakenReceipt) -> None:
        before = taken_receipts.of_bundle(self.vault.db, taken.bundle)
        if taken.item in {it.item for it in before}:
            raise ReceiptReplayed
        if before and taken.at <= before[-1].at:
            raise ReceiptOlder

    def _keep(self, taken: TakenReceipt, *, put_back: bool) -> None:
        """Keep and log it, and move the bundle: one that was taken back may have arrived before."""
        db = self.vault.db
        withdrawn = deliveries.of_bundle(db, taken.bundle).state == "withdrawn"
        with transaction(db):
            taken_receipts.keep(db, taken)
            if taken.refused is not None:
                detail = (TAKEN, taken.refused)
                self.log.append(HANDED_OVER, (taken.item,), outcome="fail", detail=detail)
                if not withdrawn:
                    deliveries.refused(db, taken.bundle, taken.refused)
                return
            outcome: Outcome = "warning" if put_back else "success"
            self.log.append(HANDED_OVER, (taken.item,), outcome=outcome, detail=(TAKEN,))
            deliveries.delivered(db, taken.bundle)
            if withdrawn:
                outbox.file_is_gone(db, taken.bundle)


def _check_form(data: bytes) -> None:
    """Refuse what is no age file for one reader, before any of the keys is tried on it.

    Whoever serves receipts could else have every key tried on many stanzas.
    """
    if len(data) > LIMIT:
        raise ReceiptForm
    try:
        head = header.read(ByteSource(io.BytesIO(data)))
    except NotAge:
        raise ReceiptForm from None
    if len(head.stanzas) != 1:
        raise ReceiptForm


def _whole(reader: AgeReader) -> bytes:
    return b"".join(iter(lambda: reader.read(_BLOCK), b""))


def _parts(content: bytes) -> tuple[bytes, str]:
    """Return what was signed and the signature; nothing else may be in the file."""
    body, _, rest = content.partition(b"\n")
    signature = rest.rstrip(b"\n") + b"\n"
    if filled(body, signature) != content or not signature.isascii():
        raise ReceiptForm
    return body, signature.decode("ascii")


def _read(body: bytes) -> Receipt:
    try:
        return read_as(body, Receipt)
    except UnknownVersion:
        raise
    except Unacceptable:
        raise ReceiptForm from None


def _taken(awaiting: Awaiting, receipt: Receipt, body: bytes, signature: str) -> TakenReceipt:
    head = receipt.head
    return TakenReceipt(
        bundle=awaiting.sent.bundle,
        at=receipt.time.utc,
        taken_at=clock.now_utc(),
        refused=receipt.refused,
        identity_opened=receipt.identity_opened,
        safe_to_delete=receipt.safe_to_delete,
        head=None if head is None else SeenHead(head.size, bytes.fromhex(head.root)),
        body=body,
        signature=signature,
    )
