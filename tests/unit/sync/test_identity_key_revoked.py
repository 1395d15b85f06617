"""Who a person is goes nowhere once the key it is sealed to was revoked; it can be sealed anew."""

from __future__ import annotations

import pytest

from collector.crypto.age import HybridIdentity
from collector.errors import CollectorError
from collector.model.card import Transport, recipient_digest
from collector.store import identity, records
from makers import PLATFORM, add, given, make, trust
from stamped import renewed

TUS = Transport(kind="tus", address="https://example.org/in", pin="ab" * 32, tor_required=False)
HELD = ("identity-key-revoked",)


@pytest.fixture
def pair(tmp_path):
    """A vault with a sealed account, and a platform whose keeper has another key by now."""
    with make(tmp_path / "field") as field, make(tmp_path / "one", "coordinator") as platform:
        trust(field, platform)
        account = add(field)
        field.testimonies.seal(account)
        yield field, platform, account


def replace_key(field, platform, *, revoke: bool):
    old = platform.trust.own_card().card.identity_recipients
    card = renewed(
        platform,
        identity_recipients=(str(HybridIdentity.generate().recipient()),),
        revoked_keys=tuple(map(recipient_digest, old)) if revoke else (),
        transports=(TUS,),
    )
    field.trust.take_renewed(card.data)


def held_back(field, account):
    decision = field.outbox.decide(field.trust.platform(PLATFORM), [account])
    return decision.testimonies[0].identity_reasons


def test_a_key_that_was_only_replaced_holds_nothing_back(pair):
    field, platform, account = pair
    made = field.outbox.export(field.trust.platform(PLATFORM))
    replace_key(field, platform, revoke=False)
    assert held_back(field, account) == ()
    assert field.delivery.question(made.bundle).card_problem is None


def test_what_is_sealed_to_a_revoked_key_is_held_back_and_said_to_be(pair):
    field, platform, account = pair
    made = field.outbox.export(field.trust.platform(PLATFORM))
    replace_key(field, platform, revoke=True)
    assert field.delivery.question(made.bundle).card_problem.code == "card.recipient-revoked"
    assert held_back(field, account) == HELD
    anew = field.outbox.export(field.trust.platform(PLATFORM))
    assert field.delivery.question(anew.bundle).card_problem is None
    with pytest.raises(CollectorError) as stopped:
        field.outbox.hand_out(made, field.vault.folder.parent)
    assert stopped.value.code == "card.recipient-revoked"
    taken = platform.intake.take(anew.file)
    assert records.of_testimony(platform.vault.db, account)
    assert not identity.sealed_files(platform.vault.db, account)
    assert platform.intake.report_of(taken.bundle).withheld == 1


def test_written_anew_in_a_correction_it_goes_and_the_old_one_stays_here(pair):
    field, platform, account = pair
    replace_key(field, platform, revoke=True)
    add(field, corrects=account, correction_note="нанава", identity=None)
    field.testimonies.keep_identity(account, given().identity)
    field.testimonies.seal(account)
    assert held_back(field, account) == ()
    anew = field.outbox.export(field.trust.platform(PLATFORM))
    assert field.delivery.question(anew.bundle).card_problem is None
    platform.intake.take(anew.file)
    assert platform.check() == []
