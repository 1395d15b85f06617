"""The main journey: words and pictures into a vault, out as a bundle, into another vault."""

from __future__ import annotations

from pathlib import Path

import pytest

from collector.crypto import fingerprint
from collector.store import accounts, records
from collector.sync.intake import SignerNotEnrolled
from makers import OWN_SAMPLES, PLATFORM, add, let_go, make, reopen, trust


def test_a_testimony_travels(tmp_path: Path) -> None:
    field, coordinator = make(tmp_path / "field"), make(tmp_path / "coordinator", "coordinator")
    card = trust(field, coordinator)
    photo = OWN_SAMPLES / "courtyard.jpg"
    testimony = add(field, photo)
    sealed = field.testimonies.seal(testimony)
    exported = field.outbox.export(field.trust.platform(PLATFORM))
    imported = coordinator.intake.take(exported.file)

    assert imported.testimonies == (testimony,)
    assert imported.history == "first-contact"
    assert [it.data for it in records.testimonies(coordinator.vault.db)] == [sealed.data]
    shown = accounts.show(coordinator.vault.db, testimony)
    assert shown.record is not None
    digest = bytes.fromhex(shown.record.exhibits[0].sha256)
    assert b"".join(coordinator.vault.media.read(digest)) == photo.read_bytes()
    assert shown.identity == "sealed"
    assert card.card.identity_separate is False
    for session in (field, coordinator):
        assert session.check() == []
        session.close()
    with reopen(tmp_path / "coordinator") as again:
        assert [line.id for line in again.testimonies.every()] == [testimony]


def test_a_second_bundle_continues_the_history_and_a_repeat_is_no_event(tmp_path: Path) -> None:
    field, coordinator = make(tmp_path / "field"), make(tmp_path / "coordinator", "coordinator")
    trust(field, coordinator)
    field.testimonies.seal(add(field))
    first = field.outbox.export(field.trust.platform(PLATFORM))
    let_go(field)
    second = field.outbox.export(field.trust.platform(PLATFORM))
    coordinator.intake.take(first.file)
    leaves = coordinator.custody.size()

    assert coordinator.intake.take(first.file).verdict == "repeat"
    assert coordinator.custody.size() == leaves
    assert coordinator.intake.take(second.file).history == "continues"


def test_bundles_in_the_wrong_order_show_the_gap_and_no_rewritten_history(tmp_path: Path) -> None:
    field, coordinator = make(tmp_path / "field"), make(tmp_path / "coordinator", "coordinator")
    trust(field, coordinator)
    field.testimonies.seal(add(field))
    first = field.outbox.export(field.trust.platform(PLATFORM))
    let_go(field)
    second = field.outbox.export(field.trust.platform(PLATFORM))

    assert coordinator.intake.take(second.file).gap is True
    late = coordinator.intake.take(first.file)
    assert (late.gap, late.history) == (False, "continues")


def test_a_stranger_waits_in_arrivals_until_somebody_vouches(tmp_path: Path) -> None:
    field, coordinator = make(tmp_path / "field"), make(tmp_path / "coordinator", "coordinator")
    stranger = make(tmp_path / "stranger")
    card = trust(field, coordinator)
    stranger.trust.trust_card(card.data, fingerprint.words(card.root))
    stranger.testimonies.seal(add(stranger))
    exported = stranger.outbox.export(stranger.trust.platform(PLATFORM))

    with pytest.raises(SignerNotEnrolled):
        coordinator.intake.take(exported.file)
    assert coordinator.testimonies.every() == []
    waiting = coordinator.intake.waiting()
    assert [it.signer for it in waiting] == [stranger.vault.signing_key.public]

    trust(stranger, coordinator)
    coordinator.intake.take(coordinator.intake.waiting_file(waiting[0]))
    assert coordinator.intake.waiting() == []
    assert list(coordinator.vault.quarantine.iterdir()) == []
    assert len(coordinator.testimonies.every()) == 1
