"""Which keys a receipt may be signed with and sealed to, as the cards of its platform change."""

from __future__ import annotations

import base64
import io

import pytest
from msgspec.structs import replace

from collector.crypto import fingerprint
from collector.crypto.age import AgeWriter, HybridIdentity
from collector.crypto.ed25519 import SigningKey
from collector.model.envelope import Stamp
from collector.model.receipt import HeadSeen
from makers import make
from receipting import Pair, content_of, exchange, made, one_time_key, refused, said, state_of
from stamped import renewed

LATER = Stamp(utc="2126-01-01T00:00:00Z", clock="unknown")


@pytest.fixture
def pair(tmp_path):
    opened = Pair(tmp_path)
    yield opened
    opened.close()


def test_the_receipt_key_of_a_later_card_is_believed_and_a_revoked_one_is_not(pair):
    new = SigningKey.generate()
    receipt = replace(pair.receipt, time=LATER)
    by_new = made(pair.field, pair.bundle, new, receipt)
    assert refused(pair, by_new) == "receipt.forged"
    pair.field.trust.take_renewed(renewed(pair.platform, receipt_key=new.public.hex()).data)
    pair.field.receipts.take(pair.sent.answer)  # the old key was replaced, not revoked
    pair.field.receipts.take(by_new)
    old = pair.key.public.hex()
    pair.field.trust.take_renewed(renewed(pair.platform, revoked_keys=(old,)).data)
    other = pair.other.exported.bundle
    assert refused(pair, pair.other.answer) == "receipt.key-revoked"
    assert state_of(pair.field, other) == ("waiting", None)


def test_the_receipt_key_of_a_card_before_the_bundles_is_not_believed(pair):
    """The bundle was made for a card that names another one."""
    new = SigningKey.generate()
    pair.field.trust.take_renewed(renewed(pair.platform, receipt_key=new.public.hex()).data)
    sent = exchange(pair.field, pair.platform)
    assert refused(pair, sent.answer) == "receipt.forged"
    receipt = said(pair.field, sent.exported.bundle, sent.answer)
    pair.field.receipts.take(made(pair.field, sent.exported.bundle, new, receipt))


def test_what_is_sealed_in_another_way_is_no_receipt(pair):
    """Armor could hold a second text; a second recipient could read along."""
    content = content_of(pair.field, pair.bundle, pair.sent.answer)
    text = base64.encodebytes(pair.sent.answer).decode().replace("\n", "")
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    begin, end = (f"-----{word} AGE ENCRYPTED FILE-----" for word in ("BEGIN", "END"))
    assert refused(pair, "\n".join([begin, *lines, end, ""]).encode()) == "receipt.form"
    mine = one_time_key(pair.field, pair.bundle)
    out = io.BytesIO()
    writer = AgeWriter(out, [mine.recipient(), HybridIdentity.generate().recipient()])
    writer.write(content)
    writer.finish()
    assert refused(pair, out.getvalue()) == "receipt.form"


def test_a_head_that_only_another_platform_was_given_is_refused(pair, tmp_path):
    """Else two platforms that compare could tell a vault what the other one has."""
    with make(tmp_path / "two", "coordinator") as other:
        card = other.trust.new_card("Another platform")
    pair.field.trust.trust_card(card.data, fingerprint.words(card.root))
    exported = pair.field.outbox.export(pair.field.trust.platform("Another platform"))
    (sent,) = [it for it in pair.field.outbox.every() if it.bundle == exported.bundle]
    size, root = sent.ready.head_size, sent.ready.head_root.hex()
    named = HeadSeen(origin=pair.receipt.head.origin, size=size, root=root)
    assert refused(pair, pair.changed(head=named)) == "receipt.head"
