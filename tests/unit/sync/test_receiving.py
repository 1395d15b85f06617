"""Taking receipts: delivered only when the platform signed for exactly this (attacks S4, U4)."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from collector import clock
from collector.crypto.age import AgeWriter, HybridIdentity, parse_identity
from collector.crypto.ed25519 import SigningKey
from collector.crypto.namespaces import BUNDLE
from collector.model.envelope import Stamp
from collector.model.receipt import HeadSeen, Receipt, ReceiptItem
from collector.store import own_keys, taken_receipts
from collector.sync import receipts, receiving
from makers import make, trust
from receipting import (
    Pair,
    answer_to,
    content_of,
    exchange,
    made,
    one_time_key,
    refused,
    said,
    sealed,
    signed,
    state_of,
)

LATER = Stamp(utc="2126-01-01T00:00:00Z", clock="unknown")


@pytest.fixture
def pair(tmp_path):
    opened = Pair(tmp_path)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A pair for tests that change nothing, because all they give is refused."""
    opened = Pair(tmp_path_factory.mktemp("kept"))
    yield opened
    opened.close()


def events(session) -> list[dict]:
    found = session.vault.db.execute("SELECT bytes FROM event ORDER BY leaf").fetchall()
    return [json.loads(row[0]) for row in found]


def test_u4_a_bundle_is_delivered_when_the_platform_signed_for_it(pair):
    assert state_of(pair.field, pair.bundle) == ("waiting", None)
    received = pair.field.receipts.take(pair.sent.answer)
    assert (received.receipt.bundle, received.put_back) == (pair.bundle, False)
    assert state_of(pair.field, pair.bundle) == ("delivered", None)
    assert state_of(pair.field, pair.other.exported.bundle) == ("waiting", None)
    held = pair.field.receipts.held(pair.bundle)
    assert held == received.receipt
    assert (held.refused, held.identity_opened, held.safe_to_delete) == (None, "not_yet", True)
    assert held.at == pair.receipt.time.utc
    assert pair.field.receipts.held(pair.other.exported.bundle) is None
    (event,) = [it for it in events(pair.field) if it["event"] == "X-HANDOVER-OUT"]
    assert (event["detail"], event["outcome"]) == (["receipt-taken"], "success")
    assert [it["label"] for it in event["objects"]] == ["receipt"]
    assert pair.field.check() == []


def test_it_is_kept_whole_so_that_stock_tools_can_check_it_again(pair):
    pair.field.receipts.take(pair.sent.answer)
    held = pair.field.receipts.held(pair.bundle)
    content = content_of(pair.field, pair.bundle, pair.sent.answer)
    assert content.startswith(held.body + b"\n" + held.signature.encode())
    assert content.rstrip(b"\n") + b"\n" == held.body + b"\n" + held.signature.encode()


def test_it_says_delivered_and_deletes_nothing(pair):
    pair.field.receipts.take(pair.sent.answer)
    assert pair.sent.exported.file.is_file()
    (line,) = [it for it in pair.field.testimonies.every() if it.exhibits]
    assert line.state == "delivered"
    assert pair.field.media.of(line.id)


@pytest.mark.parametrize("later", [0, 1])
def test_a_refusal_moves_the_bundle_to_refused_with_the_platforms_code(pair, later):
    told = pair.changed(
        refused="bundle.card-unknown",
        items=(),
        head=None,
        identity_opened="none",
        safe_to_delete=False,
        time=LATER,
    )
    if later:
        pair.field.receipts.take(pair.sent.answer)
    received = pair.field.receipts.take(told)
    assert (received.receipt.refused, received.receipt.head) == ("bundle.card-unknown", None)
    assert state_of(pair.field, pair.bundle) == ("refused", "bundle.card-unknown")
    event = [it for it in events(pair.field) if it["event"] == "X-HANDOVER-OUT"][-1]
    assert event["detail"] == ["receipt-taken", "bundle.card-unknown"]
    assert event["outcome"] == "fail"
    assert pair.field.check() == []


def test_a_later_receipt_says_that_identity_was_opened_and_an_older_one_does_not_come_back(pair):
    pair.field.receipts.take(pair.sent.answer)
    pair.field.receipts.take(pair.changed(identity_opened="yes", time=LATER))
    assert pair.field.receipts.held(pair.bundle).identity_opened == "yes"
    assert refused(pair, pair.sent.answer) == "receipt.replayed"
    between = Stamp(utc="2125-12-31T23:59:59Z", clock="unknown")
    assert refused(pair, pair.changed(time=between)) == "receipt.older"
    assert refused(pair, pair.changed(time=LATER)) == "receipt.older"
    assert pair.field.receipts.held(pair.bundle).identity_opened == "yes"
    assert len(taken_receipts.of_bundle(pair.field.vault.db, pair.bundle)) == 2
    assert pair.field.check() == []


def test_the_same_receipt_again_is_said_to_be_the_same_however_it_is_sealed(pair):
    pair.field.receipts.take(pair.sent.answer)
    content = content_of(pair.field, pair.bundle, pair.sent.answer)
    for again in (pair.sent.answer, sealed(pair.field, pair.bundle, content)):
        assert refused(pair, again) == "receipt.replayed"


def test_a_receipt_in_the_place_of_another_one_is_refused(kept):
    assert refused(kept, kept.other.answer, kept.bundle) == "receipt.swapped"
    content = content_of(kept.field, kept.other.exported.bundle, kept.other.answer)
    assert refused(kept, sealed(kept.field, kept.bundle, content)) == "receipt.swapped"


def test_a_receipt_of_another_vault_is_nobodys(kept, tmp_path):
    with make(tmp_path / "stranger") as stranger:
        trust(stranger, kept.platform)
        foreign = exchange(stranger, kept.platform)
        assert refused(kept, foreign.answer) == "receipt.foreign"
        content = content_of(stranger, foreign.exported.bundle, foreign.answer)
        assert refused(kept, sealed(kept.field, kept.bundle, content)) == "receipt.other-sender"


def test_s4_a_signature_of_somebody_else_or_for_something_else_is_none(kept):
    body = content_of(kept.field, kept.bundle, kept.sent.answer).partition(b"\n")[0]
    stolen = kept.platform.vault.signing_key
    for content in (
        signed(SigningKey.generate(), body),
        signed(stolen, body),
        signed(kept.field.vault.signing_key, body),
        signed(kept.key, body, BUNDLE),
        signed(kept.key, body).replace(b'"accepted"', b'"disputed"', 1),
    ):
        assert refused(kept, sealed(kept.field, kept.bundle, content)) == "receipt.forged"


ITEM = ReceiptItem(kind="media", id="0" * 32, revision=1, verdict="accepted")
FLAWS: dict[str, tuple[str, Callable[[Receipt], dict[str, object]]]] = {
    "another file": ("receipt.other-file", lambda _: {"file": "0" * 64}),
    "another tag manifest": ("receipt.swapped", lambda _: {"tagmanifest": "0" * 64}),
    "another sequence": ("receipt.swapped", lambda _: {"sequence": 7}),
    "another card": ("receipt.swapped", lambda _: {"card": "0" * 64}),
    "another sender": ("receipt.other-sender", lambda _: {"sender_key": "0" * 64}),
    "an item more": ("receipt.items", lambda it: {"items": (*it.items, ITEM)}),
    "an item twice": ("receipt.items", lambda it: {"items": (*it.items, it.items[0])}),
    "an item less": (
        "receipt.items",
        lambda it: {"items": tuple(one for one in it.items if one.kind != "media")},
    ),
    "an item of another revision": (
        "receipt.items",
        lambda it: {"items": (replace(it.items[0], revision=9), *it.items[1:])},
    ),
    "no items": ("receipt.contradictory", lambda _: {"items": (), "identity_opened": "none"}),
    "refused but items": ("receipt.contradictory", lambda _: {"refused": "bundle.refused"}),
    "refused but safe to delete": (
        "receipt.contradictory",
        lambda _: {"refused": "x", "items": (), "head": None, "identity_opened": "none"},
    ),
    "safe to delete what is disputed": (
        "receipt.contradictory",
        lambda it: {"items": (replace(it.items[0], verdict="disputed"), *it.items[1:])},
    ),
    "identity that was not there": (
        "receipt.contradictory",
        lambda _: {"identity_opened": "none"},
    ),
    "no head": ("receipt.contradictory", lambda _: {"head": None}),
    "a head of another log": (
        "receipt.head",
        lambda it: {"head": HeadSeen(origin="log/" + "0" * 32, size=it.head.size, root="0" * 64)},
    ),
}


@pytest.mark.parametrize("name", FLAWS)
def test_what_the_platforms_own_key_signed_is_not_believed_against_what_is_known_here(kept, name):
    code, change = FLAWS[name]
    assert refused(kept, kept.changed(**change(kept.receipt))) == code


@pytest.mark.parametrize("opened", ["yes", "not_yet"])
def test_an_identity_that_was_in_no_bundle_was_neither_opened_nor_is_it_waiting(kept, opened):
    bundle = kept.other.exported.bundle
    taken = said(kept.field, bundle, kept.other.answer)
    told = replace(taken, identity_opened=opened)
    assert refused(kept, made(kept.field, bundle, kept.key, told)) == "receipt.contradictory"
    refusal = replace(taken, refused="x", items=(), head=None, safe_to_delete=False)
    for left in ({"items": taken.items}, {"head": taken.head}, {"safe_to_delete": True}):
        told = replace(refusal, **left)
        assert refused(kept, made(kept.field, bundle, kept.key, told)) == "receipt.contradictory"


def test_a_head_that_was_never_given_or_is_older_than_the_bundle_is_refused(kept):
    origin, log = kept.receipt.head.origin, kept.field.custody
    (own,) = [it for it in kept.field.outbox.every() if it.bundle == kept.bundle]
    given = {it.ready.head_size for it in kept.field.outbox.every()}
    for size in sorted(set(range(1, own.ready.head_size + 3)) - given):
        head = HeadSeen(origin=origin, size=size, root=log.root(size).hex())
        assert refused(kept, kept.changed(head=head)) == "receipt.head"
    other = kept.other.exported.bundle
    old = made(
        kept.field,
        other,
        kept.key,
        replace(said(kept.field, other, kept.other.answer), head=kept.receipt.head),
    )
    assert refused(kept, old) == "receipt.head"


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content + b"\n" * 4096,
        lambda content: content[:-1],
        lambda content: content.replace(b"\n", b"\r\n", 1),
        lambda content: b" " + content,
        lambda _: b"",
        lambda _: b"\n" * 4096,
        lambda content: content.partition(b"\n")[0],
    ],
)
def test_what_is_not_written_as_a_receipt_is_none(kept, change):
    content = content_of(kept.field, kept.bundle, kept.sent.answer)
    found = refused(kept, sealed(kept.field, kept.bundle, change(content)))
    assert found in ("receipt.form", "receipt.forged")


def test_what_is_signed_but_no_receipt_is_none(kept):
    for body in (b"{}", b"no json", b'{"kind":"receipt","schema":"1.0"}'):
        content = signed(kept.key, body)
        assert refused(kept, sealed(kept.field, kept.bundle, content)) == "receipt.form"
    newer = signed(kept.key, b'{"kind":"receipt","schema":"2.0"}')
    assert refused(kept, sealed(kept.field, kept.bundle, newer)) == "record.schema.major"


def test_any_other_file_is_called_no_receipt(kept):
    for other in (b"words\n", b"\x89PNG\r\n", b'{"kind":"card"}\n-----BEGIN SSH SIGNATURE-----\n'):
        assert refused(kept, other) == "receipt.form"


def test_u10_on_a_file_for_many_readers_no_key_is_tried(kept):
    """Not even the one that would open it: all others would have to be tried on every stanza."""
    ours = one_time_key(kept.field, kept.bundle).recipient()
    for readers in ([HybridIdentity.generate().recipient() for _ in range(9)], [ours, ours]):
        out = io.BytesIO()
        writer = AgeWriter(out, readers)
        writer.write(content_of(kept.field, kept.bundle, kept.sent.answer))
        writer.finish()
        assert refused(kept, out.getvalue()) == "receipt.form"


def test_what_is_too_large_is_not_even_looked_at(kept, monkeypatch):
    assert refused(kept, bytes(receipts.LIMIT + 1)) == "receipt.form"
    monkeypatch.setattr(receiving, "LIMIT", len(kept.sent.answer) - 1)
    assert refused(kept, kept.sent.answer) == "receipt.form"


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_no_altered_file_is_believed(kept, data):
    """Octets changed, cut off or added anywhere in the file: refused, and nothing changes."""
    octets = bytearray(kept.sent.answer)
    how = data.draw(st.sampled_from(["change", "cut", "add"]))
    at = data.draw(st.integers(0, len(octets) - 1))
    if how == "change":
        octets[at] ^= data.draw(st.integers(1, 255))
    elif how == "cut":
        del octets[at:]
    else:
        octets += data.draw(st.binary(min_size=1, max_size=64))
    assert refused(kept, bytes(octets))


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_no_altered_content_is_believed(kept, data):
    """So with what is inside, for somebody who can seal to the sender and cannot sign."""
    octets = bytearray(content_of(kept.field, kept.bundle, kept.sent.answer))
    at = data.draw(st.integers(0, len(octets) - 1))
    octets[at] ^= data.draw(st.integers(1, 255))
    code = refused(kept, sealed(kept.field, kept.bundle, bytes(octets)))
    assert code in ("receipt.forged", "receipt.form")


def test_a_receipt_that_names_a_later_state_says_that_the_vault_was_put_back(pair):
    log = pair.field.custody
    (own,) = [it for it in pair.field.outbox.every() if it.bundle == pair.bundle]
    beyond = HeadSeen(origin=pair.receipt.head.origin, size=log.size() + 9, root="0" * 64)
    received = pair.field.receipts.take(pair.changed(head=beyond))
    assert received.put_back
    assert events(pair.field)[-1]["outcome"] == "warning"
    assert state_of(pair.field, pair.bundle) == ("delivered", None)
    assert [it.code for it in pair.field.check()] == ["custody.head-beyond"]
    assert taken_receipts.acknowledged(pair.field.vault.db, [own]) == 0
    elsewhere = HeadSeen(origin=beyond.origin, size=own.ready.head_size, root="0" * 64)
    assert pair.field.receipts.take(pair.changed(head=elsewhere, time=LATER)).put_back


def test_the_clock_of_the_platform_may_go_back_and_a_later_receipt_is_later(pair, monkeypatch):
    vault, bundle = pair.platform.vault, pair.bundle
    monkeypatch.setattr(clock, "now_utc", lambda: "2020-01-01T00:00:00Z")
    (testimony,) = pair.sent.imported.testimonies
    key = own_keys.private(vault.db, vault.wrap_key, "identity-1").decode()
    pair.platform.identities.unseal(testimony, [parse_identity(key)])
    again = said(pair.field, bundle, answer_to(pair.platform, bundle))
    assert again.identity_opened == "yes"
    assert again.time.utc > pair.receipt.time.utc


def test_a_bundle_that_was_taken_back_may_have_arrived_all_the_same(pair):
    pair.field.delivery.withdraw(pair.bundle)
    received = pair.field.receipts.take(pair.sent.answer)
    assert received.sent.bundle == pair.bundle
    assert state_of(pair.field, pair.bundle)[0] == "delivered"
    assert pair.field.check() == []
    other = pair.other.exported.bundle
    pair.field.delivery.withdraw(other)
    nothing = {"items": (), "head": None, "identity_opened": "none", "safe_to_delete": False}
    told = replace(said(pair.field, other, pair.other.answer), refused="x", **nothing)
    pair.field.receipts.take(made(pair.field, other, pair.key, told))
    assert state_of(pair.field, other)[0] == "withdrawn"
    assert pair.field.check() == []


def test_one_bundle_knows_nothing_of_another_and_what_was_lost_of_it_is_found(pair):
    other = pair.other.exported.bundle
    pair.field.receipts.take(pair.other.answer)
    assert state_of(pair.field, pair.bundle) == ("waiting", None)
    held = pair.field.receipts.held(other)
    assert held.identity_opened == "none"
    disputed = tuple(replace(it, verdict="disputed") for it in pair.receipt.items)
    pair.field.receipts.take(pair.changed(items=disputed, safe_to_delete=False))
    assert not pair.field.receipts.held(pair.bundle).safe_to_delete
    # What was put back or lost since is told of the bundle it belongs to, and of no other.
    field, platform = pair.field.vault.db, pair.platform.vault.db
    field.execute("UPDATE delivery SET state = 'uploaded' WHERE bundle = ?", (pair.bundle,))
    field.execute("DELETE FROM outbox_item WHERE bundle = ?", (other,))
    field.execute("DELETE FROM taken_receipt WHERE bundle = ?", (other,))
    assert {(it.code, it.where) for it in pair.field.check(deep=False)} == {
        ("outbox.state-contradicted", pair.bundle),
        ("outbox.items-missing", other),
        ("outbox.receipt-missing", other),
        ("custody.receipt-missing", held.item.digest.hex()),
    }
    field.execute("DELETE FROM event_item WHERE label = 'receipt'")
    assert "custody.receipt-without-event" in {it.code for it in pair.field.check(deep=False)}
    platform.execute("DELETE FROM receipt_digest")
    platform.execute("DELETE FROM own_card")
    assert {(it.code, it.where) for it in pair.platform.check(deep=False)} == {
        ("trust.card-issued", "0 kept, 1 in the log"),
        ("receipt.digest-missing", pair.bundle),
        ("receipt.digest-missing", other),
    }
