"""What a sender logs behind a platform's receipt, the platform dates: not before its receipt."""

from __future__ import annotations

from collector.store import imports
from collector.store.sqlite import transaction
from collector.sync.bundle.proofs import parse_events
from makers import PLATFORM, add, make, trust
from receipting import answer_to


def sent(field, folder):
    """Seal one more account, and return a bundle of all."""
    account = add(field)
    field.testimonies.seal(account)
    exported = field.outbox.export(field.trust.platform(PLATFORM))
    return account, field.outbox.hand_out(exported, folder)


def test_a_receipt_bounds_what_came_after_it(tmp_path):
    with make(tmp_path / "field") as field, make(tmp_path / "one", "coordinator") as platform:
        trust(field, platform)
        first, path = sent(field, tmp_path)
        platform.intake.take(path)
        (receipt,) = platform.outbox.receipts()
        field.receipts.take((platform.vault.outbox / receipt.file).read_bytes())
        second, path = sent(field, tmp_path)
        platform.intake.take(path)
        assert field.check() == []
        assert platform.check() == []

        for entered in platform.intake.entry_times(second):
            assert entered.time.not_before.source == "receipt"
            assert entered.time.not_before.at == receipt.at
            assert entered.time.contradictions == ()
        for entered in platform.intake.entry_times(first):
            assert entered.time.not_before is None

        # A platform that never wrote the receipt has nothing to compare it with.
        with transaction(platform.vault.db):
            platform.vault.db.execute("DELETE FROM receipt_digest")
        assert imports.receipt_times(platform.vault.db) == {}
        for entered in platform.intake.entry_times(second):
            assert entered.time.not_before is None


def test_a_receipt_of_one_platform_is_not_told_to_another(tmp_path):
    """It would tell who else was given something, and when."""
    with (
        make(tmp_path / "field") as field,
        make(tmp_path / "one", "coordinator") as platform,
        make(tmp_path / "two", "coordinator") as other,
    ):
        trust(field, platform)
        card = other.trust.new_card("Another platform")
        trust(field, other)
        account = add(field)
        field.testimonies.seal(account)
        exported = field.outbox.export(field.trust.platform("Another platform"))
        other.intake.take(exported.file)
        received = field.receipts.take(answer_to(other, exported.bundle))
        assert received.sent.platform == card.root
        _, path = sent(field, tmp_path)
        found = platform.intake.verify(path).bundle
        events = found.evidence[found.bundle_id]["proof-events.jsonl"]
        assert {it.label for event in parse_events(events) for it in event.openings} == {
            "record",
            "identity",
        }
        assert platform.intake.take(path).history == "first-contact"
