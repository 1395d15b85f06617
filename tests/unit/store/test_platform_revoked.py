"""A platform gives itself up: nothing is made for it, sent to it, or sealed to it from then on."""

from __future__ import annotations

import pytest

from collector import clock
from collector.crypto import fingerprint
from collector.errors import CollectorError
from collector.model.card import Transport
from collector.model.card_terms import CardTerms
from collector.store import issuing
from collector.store.platform_cards import identity_targets
from makers import PLATFORM, add, make, trust
from receipting import answer_to, rows, state_of

TUS = Transport(kind="tus", address="https://example.org/in", pin="ab" * 32, tor_required=False)


@pytest.fixture
def pair(tmp_path):
    with make(tmp_path / "field") as field, make(tmp_path / "one", "coordinator") as platform:
        platform.trust.new_card(PLATFORM, (), CardTerms((TUS,)))
        trust(field, platform)
        yield field, platform


def code_of(attempt) -> str:
    with pytest.raises(CollectorError) as refused:
        attempt()
    return refused.value.code


def test_who_takes_over_the_last_card_makes_and_sends_nothing_more(pair, tmp_path):
    field, platform = pair
    field.testimonies.seal(add(field))
    made = field.outbox.export(field.trust.platform(PLATFORM))
    renewal = field.trust.take_renewed(platform.trust.revoke_card().data)
    assert [it.field for it in renewal.changes] == ["revoked_keys"]
    assert field.delivery.question(made.bundle).card_problem.code == "card.root-revoked"
    assert code_of(lambda: field.outbox.hand_out(made, tmp_path)) == "card.root-revoked"
    assert code_of(lambda: field.outbox.export(renewal.card)) == "card.root-revoked"
    assert code_of(lambda: field.trust.platform(PLATFORM)) == "card.root-revoked"
    # What came all the same is taken in, and its receipt still counts.
    platform.intake.take(made.file)
    field.receipts.take(answer_to(platform, made.bundle))
    assert state_of(field, made.bundle)[0] == "delivered"
    assert (field.check(), platform.check()) == ([], [])


def test_no_identity_is_sealed_to_it_any_more(pair):
    field, platform = pair
    assert len(identity_targets(field.vault.db)) == 1
    field.trust.take_renewed(platform.trust.revoke_card().data)
    assert identity_targets(field.vault.db) == []
    account = add(field)
    assert field.testimonies.with_open_identity() == [account]


def test_no_card_follows_and_nobody_trusts_it_anew(pair, tmp_path):
    _, platform = pair
    last = platform.trust.revoke_card()
    assert platform.trust.revoke_card() == last
    assert code_of(platform.trust.renew_card) == "card.root-revoked"
    dropped = CardTerms()
    assert code_of(lambda: platform.trust.renew_card(900, dropped)) == "card.revocation-dropped"
    with make(tmp_path / "another") as another:
        words = fingerprint.words(last.root)
        assert code_of(lambda: another.trust.trust_card(last.data, words)) == "card.root-revoked"
        assert code_of(lambda: another.trust.take_renewed(last.data)) == "card.not-trusted"
        assert another.trust.platforms() == []


def test_it_is_heeded_also_when_its_last_day_is_over_but_not_in_place_of_a_later_card(
    pair, monkeypatch
):
    field, platform = pair
    older = platform.trust.own_card()
    field.trust.take_renewed(platform.trust.renew_card(900).data)
    before = rows(field)
    assert code_of(lambda: field.trust.take_renewed(older.data)) == "card.serial-lower"
    assert rows(field) == before
    last = platform.trust.revoke_card()
    monkeypatch.setattr(clock, "today_utc", lambda: "2126-01-01")
    field.trust.take_renewed(last.data)
    assert field.trust.platforms()[0].digest == last.digest


def test_a_vault_that_is_no_platform_has_nothing_to_give_up(tmp_path):
    with make(tmp_path / "field") as field:
        assert code_of(lambda: issuing.issue_last(field.vault, field.custody)) == "store.no-such"
