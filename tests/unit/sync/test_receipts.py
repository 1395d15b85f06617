"""Receipts: only the sender opens one, only the platform can have made it."""

from __future__ import annotations

import hashlib
import io

import pytest

from collector.crypto import sshsig
from collector.crypto.age import HybridIdentity, NoIdentityMatches, open_age, parse_identity
from collector.crypto.checkpoint import origin_of
from collector.crypto.ed25519 import BadSignature
from collector.crypto.namespaces import BUNDLE, RECEIPT
from collector.crypto.wrap import unwrap
from collector.model.reading import read_as
from collector.model.receipt import Receipt
from collector.store import records
from collector.sync.receipts import receipt_name
from makers import OWN_SAMPLES, PLATFORM, add, let_go


def exchange(field, platform, *paths, **changes):
    """Send one bundle; return what was exported, what became of it, and the receipt's file."""
    testimony = add(field, *paths, **changes)
    field.testimonies.seal(testimony)
    exported = field.outbox.export(field.trust.platform(PLATFORM), [testimony])
    imported = platform.intake.take(exported.file)
    return exported, imported, (platform.vault.outbox / imported.receipt).read_bytes()


def own_secrets(field, bundle: str) -> tuple[HybridIdentity, bytes]:
    """Return the one-time key and the secret, as the sender kept them beside the bundle."""
    key, secret = field.vault.db.execute(
        "SELECT receipt_key, receipt_secret FROM outbox WHERE bundle = ?", (bundle,)
    ).fetchone()
    text = unwrap(field.vault.wrap_key, key, bundle.encode()).decode()
    return parse_identity(text), secret


def opened(data: bytes, key: HybridIdentity) -> bytes:
    reader = open_age(io.BytesIO(data), [key])
    return b"".join(iter(lambda: reader.read(4096), b""))


def parts(content: bytes) -> tuple[bytes, bytes]:
    """Return the line that was signed and the signature, without the filling after it."""
    line, _, rest = content.partition(b"\n")
    return line, rest.rstrip(b"\n") + b"\n"


def test_the_sender_opens_it_and_the_cards_receipt_key_signed_it(pair):
    field, platform = pair
    exported, imported, data = exchange(field, platform, OWN_SAMPLES / "window-3.jpg")
    key, _ = own_secrets(field, exported.bundle)
    line, signature = parts(opened(data, key))
    receipt = read_as(line, Receipt)
    card = field.trust.platform(PLATFORM)

    assert sshsig.verify(signature, RECEIPT, line) == bytes.fromhex(card.card.receipt_key)
    assert receipt.sender_key == field.vault.signing_key.public.hex()
    assert receipt.card == card.digest.hex()
    assert receipt.file == exported.sha256
    (sent,) = field.outbox.every()
    assert receipt.tagmanifest == sent.ready.tagmanifest.hex()
    assert receipt.sequence == exported.sequence == 1
    assert (receipt.head.size, bytes.fromhex(receipt.head.root)) == (
        sent.ready.head_size,
        sent.ready.head_root,
    )
    assert receipt.head.origin == origin_of(field.vault.signing_key.public)
    assert receipt.identity_opened == "not_yet"
    assert receipt.safe_to_delete is True
    assert imported.verdict == "imported"


def test_it_names_every_record_of_that_bundle_and_no_other(pair):
    field, platform = pair
    exchange(field, platform)
    exported, imported, data = exchange(field, platform, identity=None)
    line, _ = parts(opened(data, own_secrets(field, exported.bundle)[0]))
    receipt = read_as(line, Receipt)
    (testimony,) = imported.testimonies
    sent = records.of_testimony(field.vault.db, testimony)
    assert {(it.kind, it.id, it.revision) for it in receipt.items} == {
        (it.kind, it.id, it.revision) for it in sent
    }
    assert {it.verdict for it in receipt.items} == {"accepted"}
    assert receipt.identity_opened == "none"


def test_what_was_here_already_is_said_to_be(pair):
    field, platform = pair
    exchange(field, platform)
    testimony = field.testimonies.every()[0].id
    let_go(field)
    again = field.outbox.export(field.trust.platform(PLATFORM), [testimony])
    imported = platform.intake.take(again.file)
    data = (platform.vault.outbox / imported.receipt).read_bytes()
    line, _ = parts(opened(data, own_secrets(field, again.bundle)[0]))
    receipt = read_as(line, Receipt)
    assert {it.verdict for it in receipt.items} == {"already_held"}
    assert receipt.safe_to_delete is True


def test_both_sides_compute_its_name_and_nobody_else_can(pair):
    field, platform = pair
    exported, imported, _ = exchange(field, platform)
    _, secret = own_secrets(field, exported.bundle)
    assert receipt_name(secret) == imported.receipt
    expected = hashlib.sha256(b"collector/1/receipt-name\x00" + secret).hexdigest()[:32]
    assert imported.receipt == expected
    assert receipt_name(bytes(32)) != imported.receipt
    assert {exported.file.name, exported.bundle}.isdisjoint({imported.receipt})


def test_every_bundle_has_a_key_and_a_name_of_its_own(pair):
    field, platform = pair
    first, one, data = exchange(field, platform)
    second, two, _ = exchange(field, platform)
    assert one.receipt != two.receipt
    with pytest.raises(NoIdentityMatches):
        opened(data, own_secrets(field, second.bundle)[0])
    assert opened(data, own_secrets(field, first.bundle)[0])


def test_its_size_tells_only_the_step(pair):
    field, platform = pair
    key = None
    for changes in ({}, {"identity": None}):
        exported, _, data = exchange(field, platform, **changes)
        key, _ = own_secrets(field, exported.bundle)
        content = opened(data, key)
        assert len(content) % 4096 == 0
        assert content.rstrip(b"\n").endswith(b"-----END SSH SIGNATURE-----")


def test_one_changed_word_or_another_purpose_and_the_signature_does_not_hold(pair):
    field, platform = pair
    exported, _, data = exchange(field, platform)
    line, signature = parts(opened(data, own_secrets(field, exported.bundle)[0]))
    with pytest.raises(BadSignature):
        sshsig.verify(signature, RECEIPT, line.replace(b"accepted", b"refused"))
    with pytest.raises(BadSignature):
        sshsig.verify(signature, BUNDLE, line)


def test_a_repeat_writes_no_second_receipt(pair):
    field, platform = pair
    exported, imported, _ = exchange(field, platform)
    before = {path.name for path in platform.vault.outbox.iterdir()}
    assert platform.intake.take(exported.file).receipt is None
    assert {path.name for path in platform.vault.outbox.iterdir()} == before == {imported.receipt}
    assert platform.check() == []
