"""Platform cards with one flaw each, and unsound keys at every door: refused, nothing changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest

from collector import clock, desk
from collector.crypto import fingerprint, sshsig
from collector.crypto.age import HybridIdentity, X25519Identity, bech32
from collector.crypto.ed25519 import SigningKey
from collector.crypto.namespaces import CARD, RECEIPT
from collector.errors import CollectorError
from collector.model.card import PlatformCard
from collector.model.reading import write
from collector.model.untrusted import is_plain
from collector.store.platform_cards import make_card
from collector.store.trust import WordUnlisted
from makers import PLATFORM, reopen
from unit.crypto.edwards_points import encode, non_canonical, small_order_points, with_torsion
from vectors.vaults import base, copy, dump

ROOT = SigningKey.from_seed(hashlib.sha256(b"root").digest())
OTHER = SigningKey.from_seed(hashlib.sha256(b"other").digest())
RECEIPTS = SigningKey.from_seed(hashlib.sha256(b"receipts").digest())
CONTENT, IDENTITY = HybridIdentity.generate(), HybridIdentity.generate()
OLDER = X25519Identity.generate()
GOOD = PlatformCard(
    schema="1.0",
    name="Another platform",
    root_key=ROOT.public.hex(),
    serial=1,
    valid_until="2999-12-31",
    previous=None,
    revoked_keys=(),
    recipient_class="V-RECIP-02",
    content_recipients=(str(CONTENT.recipient()),),
    identity_recipients=(str(IDENTITY.recipient()),),
    identity_separate=True,
    receipt_key=RECEIPTS.public.hex(),
    transports=(),
)
WORDS = fingerprint.words(ROOT.public)
WEAK = {f"order-{number}": encode(point) for number, point in enumerate(small_order_points())}
WEAK |= {"mixed-order": with_torsion(ROOT.public)[0], "not-canonical": non_canonical()[0]}
WEAK |= {"minus-zero": non_canonical()[-1], "off-the-curve": (2).to_bytes(32, "little")}


def changed(**changes) -> bytes:
    return make_card(msgspec.structs.replace(GOOD, **changes), ROOT)


def signed(line: bytes, key: SigningKey = ROOT, namespace: str = CARD) -> bytes:
    """Sign whatever stands there, with its line feed."""
    return line + b"\n" + sshsig.sign(key, namespace, line + b"\n").encode()


def edited(**changes) -> bytes:
    """Sign a body that is not of the card's shape."""
    body = json.loads(write(GOOD)) | changes
    kept = {name: value for name, value in body.items() if value != "(left out)"}
    text = json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return signed(text.encode())


def digest(recipient: str) -> str:
    return hashlib.sha256(recipient.encode()).hexdigest()


def weak_recipient() -> str:
    """An X25519 key under which the shared secret is zero, with a sound checksum."""
    return bech32.encode("age", bytes(32))


BODY, SIGNATURE = make_card(GOOD, ROOT).split(b"\n", 1)
BEYOND = GOOD.name.encode()

FLAWS: dict[str, tuple[Callable[[], bytes], str]] = {
    # the file
    "empty": (lambda: b"", "card.unsound"),
    "one-line-without-end": (lambda: BODY, "card.unsound"),
    "too-large": (lambda: make_card(GOOD, ROOT) + b"\n" * 300_000, "card.unsound"),
    "not-a-card": (lambda: b"\x89PNG\r\n" + bytes(100), "card.unsound"),
    "another-text": (lambda: b"# created: a key file\nAGE-SECRET-KEY-1\n", "card.unsound"),
    "cut-in-the-body": (lambda: BODY[:500] + b"\n" + SIGNATURE, "record.json.malformed"),
    "cut-in-the-signature": (lambda: BODY + b"\n" + SIGNATURE[:-40], "card.signature"),
    "no-signature": (lambda: BODY + b"\n", "card.signature"),
    "more-after-the-signature": (lambda: make_card(GOOD, ROOT) + b"\n", "card.signature"),
    "two-signatures": (lambda: make_card(GOOD, ROOT) + SIGNATURE, "card.signature"),
    "carriage-returns": (
        lambda: make_card(GOOD, ROOT).replace(b"\n", b"\r\n"),
        "record.json.not-canonical",
    ),
    # the signature
    "one-octet-of-the-body": (
        lambda: make_card(GOOD, ROOT).replace(BEYOND, BEYOND.replace(b"A", b"B")),
        "card.signature",
    ),
    "signed-by-another": (lambda: signed(BODY, OTHER), "card.signature"),
    "signed-by-the-receipt-key": (lambda: signed(BODY, RECEIPTS), "card.signature"),
    "signed-as-a-receipt": (lambda: signed(BODY, namespace=RECEIPT), "card.signature"),
    "signed-without-the-line-feed": (
        lambda: BODY + b"\n" + sshsig.sign(ROOT, CARD, BODY).encode(),
        "card.signature",
    ),
    # the body
    "not-canonical": (lambda: signed(BODY.replace(b'":', b'": ')), "record.json.not-canonical"),
    "key-twice": (
        lambda: signed(BODY.replace(b"{", b'{"kind":"card",', 1)),
        "record.json.duplicate-key",
    ),
    "not-a-number": (
        lambda: signed(BODY.replace(b'"serial":1', b'"serial":NaN')),
        "record.json.not-a-number",
    ),
    "a-list": (lambda: signed(b"[]"), "record.json.not-object"),
    "another-kind": (lambda: edited(kind="receipt"), "record.kind"),
    "no-kind": (lambda: edited(kind="(left out)"), "record.kind"),
    "unknown-major": (lambda: edited(schema="2.0"), "record.schema.major"),
    "no-schema": (lambda: edited(schema="(left out)"), "record.schema.malformed"),
    "field-missing": (lambda: edited(serial="(left out)"), "record.shape"),
    "serial-zero": (lambda: edited(serial=0), "record.shape"),
    "serial-as-text": (lambda: edited(serial="1"), "record.shape"),
    "name-empty": (lambda: edited(name=""), "record.shape"),
    "no-recipients": (lambda: edited(content_recipients=[]), "record.shape"),
    "no-identity-recipients": (lambda: edited(identity_recipients=[]), "record.shape"),
    "recipient-of-no-kind": (lambda: edited(content_recipients=["age1pq1short"]), "record.shape"),
    "root-key-short": (lambda: edited(root_key="00" * 31), "record.shape"),
    # the keys
    "recipient-mistyped": (
        lambda: edited(content_recipients=[str(CONTENT.recipient())[:-1] + "q"]),
        "card.key",
    ),
    "identity-recipient-mistyped": (
        lambda: edited(identity_recipients=[str(IDENTITY.recipient())[:-1] + "q"]),
        "card.key",
    ),
    "recipient-weak": (lambda: changed(content_recipients=(weak_recipient(),)), "card.key"),
    "identity-recipient-weak": (
        lambda: changed(identity_recipients=(weak_recipient(),)),
        "card.key",
    ),
    # what it says
    "expired": (lambda: changed(valid_until="2020-01-01"), "card.expired"),
    "no-such-day": (lambda: changed(valid_until="2999-02-30"), "card.date"),
    "name-reordered": (lambda: changed(name="Under\u202eground"), "card.name"),
    "name-of-two-lines": (lambda: changed(name="a\nb"), "card.name"),
    "class-never": (lambda: changed(recipient_class="V-RECIP-16"), "card.recipient-class"),
    "first-with-previous": (lambda: changed(previous="ab" * 32), "card.previous"),
    "second-without-previous": (lambda: changed(serial=2), "card.previous"),
    "revokes-its-root": (
        lambda: changed(revoked_keys=(ROOT.public.hex(),)),
        "card.root-revoked",
    ),
    "revokes-its-receipt-key": (
        lambda: changed(revoked_keys=(RECEIPTS.public.hex(),)),
        "card.revoked-in-use",
    ),
    "revokes-its-recipient": (
        lambda: changed(revoked_keys=(digest(str(CONTENT.recipient())),)),
        "card.revoked-in-use",
    ),
    "recipients-of-two-kinds": (
        lambda: changed(content_recipients=(str(CONTENT.recipient()), str(OLDER.recipient()))),
        "card.mixed-recipients",
    ),
    "recipient-twice": (
        lambda: changed(content_recipients=(str(CONTENT.recipient()),) * 2),
        "card.repeated-key",
    ),
    "says-separate-and-is-not": (
        lambda: changed(identity_recipients=(str(CONTENT.recipient()),)),
        "card.not-separate",
    ),
}


@dataclass(frozen=True)
class Follows:
    """A card after one that is trusted already: what it changes, and the code."""

    code: str
    changes: dict = field(default_factory=dict)
    before: dict = field(default_factory=dict)


NEXT = {"serial": 3, "previous": "ab" * 32}
SUCCESSORS = {
    "older": Follows("card.serial-lower", {}, NEXT),
    "another-of-the-same-number": Follows("card.serial-same", {"name": "Renamed"}),
    "after-another-card": Follows("card.previous-differs", {"serial": 2, "previous": "ab" * 32}),
    "post-quantum-dropped": Follows(
        "card.post-quantum-dropped", NEXT | {"content_recipients": (str(OLDER.recipient()),)}
    ),
    "post-quantum-dropped-for-identity": Follows(
        "card.post-quantum-dropped", NEXT | {"identity_recipients": (str(OLDER.recipient()),)}
    ),
    "revocation-taken-back": Follows(
        "card.revocation-dropped",
        NEXT | {"revoked_keys": ()},
        {"revoked_keys": (OTHER.public.hex(),)},
    ),
}


def refused_by(call, code: str, exit_code: int = 1) -> None:
    with pytest.raises(CollectorError) as refused:
        call()
    assert (refused.value.code, int(refused.value.exit)) == (code, exit_code)
    assert all(refused.value.told())


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    with reopen(copy(tmp_path_factory.mktemp("cards"))) as opened:
        yield opened


@pytest.fixture
def fresh(tmp_path):
    with reopen(copy(tmp_path)) as opened:
        yield opened


def test_the_good_card_is_trusted(fresh):
    assert fresh.trust.trust_card(make_card(GOOD, ROOT), WORDS).card == GOOD
    assert {card.card.name for card in fresh.trust.platforms()} == {PLATFORM, GOOD.name}
    assert fresh.check() == []


@pytest.mark.parametrize("flaw", FLAWS)
def test_refused_by_its_own_code_and_nothing_changed(session, tmp_path, flaw):
    build, code = FLAWS[flaw]
    before = dump(session)
    refused_by(lambda: session.trust.trust_card(build(), WORDS), code)
    (tmp_path / "card").write_bytes(build())
    assert dump(session) == before


def test_words_of_another_key_are_not_this_cards(session):
    before = dump(session)
    for spoken in (fingerprint.words(OTHER.public), WORDS.rsplit(" ", 1)[0], "", WORDS + " zoo"):
        refused_by(
            lambda spoken=spoken: session.trust.trust_card(make_card(GOOD, ROOT), spoken),
            "trust.words-differ",
        )
    assert dump(session) == before


@pytest.mark.parametrize(
    "slip", ["zzyzx", "\ud800", "a\u202eb", "\u200b", "x" * 5_000, "e" + "\u0301" * 5_000]
)
def test_a_word_of_no_key_is_named_harmlessly_and_nothing_is_trusted(session, slip):
    before = dump(session)
    spoken = f"{slip} {WORDS}"
    with pytest.raises(WordUnlisted) as refused:
        session.trust.trust_card(make_card(GOOD, ROOT), spoken)
    said = " ".join(refused.value.told())
    assert "word 1 of those you typed" in said
    assert is_plain(said)
    assert len(said) < 200
    assert dump(session) == before


@pytest.mark.parametrize("case", SUCCESSORS)
def test_a_card_that_cannot_follow_the_one_that_is_trusted(fresh, case):
    follows = SUCCESSORS[case]
    known = msgspec.structs.replace(GOOD, **follows.before)
    fresh.trust.trust_card(make_card(known, ROOT), WORDS)
    before = dump(fresh)
    new = msgspec.structs.replace(known, **follows.changes)
    if case == "older":
        new = GOOD
    refused_by(lambda: fresh.trust.trust_card(make_card(new, ROOT), WORDS), follows.code)
    assert dump(fresh) == before
    assert fresh.trust.platform(GOOD.name).card == known


def test_a_card_that_follows_takes_the_place_of_the_one_before(fresh):
    first = fresh.trust.trust_card(make_card(GOOD, ROOT), WORDS)
    renewed = msgspec.structs.replace(GOOD, serial=2, previous=first.digest.hex(), name="Renamed")
    fresh.trust.trust_card(make_card(renewed, ROOT), WORDS)
    assert fresh.trust.platform("Renamed").card.serial == 2
    refused_by(lambda: fresh.trust.platform(GOOD.name), "store.no-such", 2)
    refused_by(lambda: fresh.trust.trust_card(make_card(GOOD, ROOT), WORDS), "card.serial-lower")
    assert fresh.check() == []


def test_another_root_under_the_same_name_is_another_platform_and_neither_is_guessed(fresh):
    fresh.trust.trust_card(make_card(GOOD, ROOT), WORDS)
    twin = msgspec.structs.replace(GOOD, root_key=OTHER.public.hex())
    fresh.trust.trust_card(make_card(twin, OTHER), fingerprint.words(OTHER.public))
    refused_by(lambda: fresh.trust.platform(GOOD.name), "store.no-such", 2)
    assert fresh.trust.platform(OTHER.public.hex()).root == OTHER.public


def test_a_card_that_is_over_is_not_revived_by_a_clock_put_back(fresh, monkeypatch):
    today = clock.today_utc()
    fresh.trust.trust_card(changed(valid_until=today), WORDS)
    monkeypatch.setattr(clock, "now_utc", lambda: "2998-01-01T00:00:00Z")
    monkeypatch.setattr(clock, "today_utc", lambda: "2998-01-01")
    refused_by(lambda: fresh.trust.platform(GOOD.name), "card.expired")
    fresh.testimonies.seal(base().draft)  # an event of that day
    monkeypatch.undo()
    refused_by(lambda: fresh.trust.platform(GOOD.name), "card.expired")
    refused_by(lambda: fresh.trust.trust_card(changed(valid_until=today), WORDS), "card.expired")


# --- unsound keys at every door (attack S7) -----------------------------------------------------


@pytest.mark.parametrize("weak", WEAK)
def test_an_unsound_key_passes_no_door(session, tmp_path, weak):
    public = WEAK[weak]
    before = dump(session)
    words = fingerprint.words(public)
    line = sshsig.public_line(public)
    (tmp_path / "signer.pub").write_text(line + "\n")

    refused_by(lambda: session.trust.enrol(public, words), "key.weak")
    refused_by(lambda: sshsig.parse_public_line(line), "key.weak")
    for given in (line, public.hex(), str(tmp_path / "signer.pub")):
        refused_by(lambda given=given: desk.read_signer(given), "key.weak")
    refused_by(
        lambda: session.trust.trust_card(changed(receipt_key=public.hex()), WORDS), "card.key"
    )
    as_root = msgspec.structs.replace(GOOD, root_key=public.hex())
    for signer in (ROOT, SigningKey(seed=ROOT.seed, public=public)):
        refused_by(
            lambda signer=signer: session.trust.trust_card(make_card(as_root, signer), words),
            "card.key",
        )
    assert dump(session) == before


def test_an_unsound_recipient_is_not_put_on_a_card_of_our_own(tmp_path: Path):
    with reopen(copy(tmp_path)) as opened:
        before = dump(opened)
        refused_by(
            lambda: opened.trust.new_card("Ours", [weak_recipient()]),
            "age.recipient-weak",
        )
        assert dump(opened) == before
