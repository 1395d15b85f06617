"""Platform cards as files, and what a card says about whom to encrypt to."""

from __future__ import annotations

import hashlib

import msgspec
import pytest

from collector.crypto import fingerprint
from collector.crypto.age import HybridIdentity, X25519Identity
from collector.crypto.ed25519 import SigningKey
from collector.errors import CollectorError
from collector.model.card import PlatformCard
from collector.store import own_keys, platforms
from collector.store.platform_cards import (
    content_recipients,
    identity_target,
    identity_targets,
    make_card,
    read_card,
    trusted_cards,
)
from makers import PLATFORM, make

ROOT, RECEIPTS = SigningKey.generate(), SigningKey.generate()
HYBRID = [str(HybridIdentity.generate().recipient()) for _ in range(3)]
OLDER = [str(X25519Identity.generate().recipient()) for _ in range(2)]


def card(**changes) -> PlatformCard:
    fields = {
        "schema": "1.0",
        "name": "Падворак",
        "root_key": ROOT.public.hex(),
        "serial": 1,
        "valid_until": "2999-12-31",
        "previous": None,
        "revoked_keys": (),
        "recipient_class": "V-RECIP-02",
        "content_recipients": tuple(HYBRID[:1]),
        "identity_recipients": tuple(HYBRID[1:]),
        "identity_separate": True,
        "receipt_key": RECEIPTS.public.hex(),
        "transports": (),
    }
    return PlatformCard(**fields | changes)


@pytest.fixture
def session(tmp_path):
    with make(tmp_path / "vault", "coordinator") as opened:
        yield opened


def test_a_card_is_one_line_and_its_signature_and_known_by_its_digest():
    data = make_card(card(), ROOT)
    read = read_card(data)
    assert read.card == card()
    assert read.root == ROOT.public
    assert read.digest == hashlib.sha256(data).digest()
    line, _, rest = data.partition(b"\n")
    assert line.startswith(b"{")
    assert rest.startswith(b"-----BEGIN SSH SIGNATURE-----\n")
    assert "Падворак".encode() in line


def test_a_field_of_a_later_minor_version_stays_in_the_bytes():
    body = msgspec.json.decode(make_card(card(), ROOT).split(b"\n")[0])
    later = msgspec.convert(body | {"schema": "1.7"}, PlatformCard)
    assert read_card(make_card(later, ROOT)).card.schema == "1.7"


@pytest.mark.parametrize("recipients", [HYBRID, OLDER], ids=["post-quantum", "older"])
def test_everybody_on_the_card_can_open_what_is_sent_there(recipients):
    said = card(content_recipients=tuple(recipients), identity_recipients=tuple(recipients[::-1]))
    trusted = read_card(make_card(said, ROOT))
    assert content_recipients(trusted.card) == sorted(recipients)
    target = identity_target(trusted)
    assert (target.root, target.serial) == (ROOT.public, 1)
    assert target.recipients == tuple(sorted(recipients))
    assert trusted.post_quantum is (recipients is HYBRID)


def test_a_new_platform_holds_the_private_part_of_every_key_on_its_card(session):
    made = session.trust.new_card(PLATFORM)
    held = own_keys.names(session.vault.db)
    said = made.card
    assert held["card-root"] == said.root_key
    assert held["receipt"] == said.receipt_key
    assert (held["content-1"],) == said.content_recipients
    assert (held["identity-1"],) == said.identity_recipients
    assert said.identity_separate is False
    assert len({said.root_key, said.receipt_key, held["vault-signing"]}) == 3
    assert session.trust.own_card().data == made.data
    assert session.trust.content_keys()[0].startswith("AGE-SECRET-KEY-PQ-1")


def test_where_another_person_keeps_the_identity_key_the_vault_has_none(session):
    made = session.trust.new_card(PLATFORM, [HYBRID[0]])
    assert made.card.identity_separate is True
    assert made.card.identity_recipients == (HYBRID[0],)
    assert [name for name in own_keys.names(session.vault.db) if "identity" in name] == []


def test_a_vault_is_one_platform(session):
    session.trust.new_card(PLATFORM)
    with pytest.raises(CollectorError) as refused:
        session.trust.new_card("Another")
    assert (refused.value.code, int(refused.value.exit)) == ("card.exists", 2)


def test_the_newest_card_of_each_trusted_platform_counts(session):
    first = make_card(card(), ROOT)
    other = SigningKey.generate()
    session.trust.trust_card(first, fingerprint.words(ROOT.public))
    digest = hashlib.sha256(first).hexdigest()
    renewed = make_card(card(serial=2, previous=digest, name="Renamed"), ROOT)
    session.trust.trust_card(renewed, fingerprint.words(ROOT.public, "russian"))
    another = make_card(card(root_key=other.public.hex(), name="Another"), other)
    session.trust.trust_card(another, fingerprint.words(other.public))

    assert {it.card.name for it in trusted_cards(session.vault.db)} == {"Renamed", "Another"}
    assert {(it.root, it.serial) for it in identity_targets(session.vault.db)} == {
        (ROOT.public, 2),
        (other.public, 1),
    }
    kept = session.vault.db.execute("SELECT serial FROM platform WHERE root = ?", (ROOT.public,))
    assert sorted(kept.fetchall()) == [(1,), (2,)]
    assert platforms.trusted(session.vault.db)[ROOT.public].data == renewed


def test_the_same_card_again_is_no_event(session):
    data = make_card(card(), ROOT)
    session.trust.trust_card(data, fingerprint.words(ROOT.public))
    size = session.custody.size()
    session.trust.trust_card(data, fingerprint.words(ROOT.public))
    assert session.custody.size() == size
    assert session.check() == []


def test_a_signer_is_enrolled_once(session):
    public = SigningKey.generate().public
    assert session.trust.enrol(public, fingerprint.words(public)) is True
    assert session.trust.enrol(public, fingerprint.words(public, "russian")) is False
    assert [it.public for it in session.trust.signers()] == [public]
    assert session.check() == []
