"""Two tellings under one name: a vault and its copy sealed the same draft, and differ."""

from __future__ import annotations

import shutil

import pytest

from collector.crypto.age import parse_identity
from collector.session import wipe
from collector.store import own_keys
from collector.store.sqlite import transaction
from collector.store.wiping import NotTakenOver
from makers import PLATFORM, add, given, make, reopen, trust
from receipting import answer_to, said


@pytest.fixture
def sealed_twice(tmp_path):
    """A platform that took in what the vault sent, then what its copy did; the copy is open."""
    with make(tmp_path / "one", "coordinator") as platform:
        with make(tmp_path / "field") as field:
            trust(field, platform)
            draft = add(field)
        shutil.copytree(tmp_path / "field", tmp_path / "copy")
        with reopen(tmp_path / "field") as field:
            field.testimonies.seal(draft)
            platform.intake.take(field.outbox.export(field.trust.platform(PLATFORM)).file)
        with reopen(tmp_path / "copy") as copy:
            copy.testimonies.keep(draft, given(about="Іншымі словамі"))
            copy.testimonies.seal(draft)
            sent = copy.outbox.export(copy.trust.platform(PLATFORM))
            yield copy, platform, draft, sent, platform.intake.take(sent.file)


def test_the_second_telling_is_kept_apart_and_its_receipt_says_so(sealed_twice):
    copy, platform, draft, sent, imported = sealed_twice
    assert imported.conflicts == 1
    receipt = said(copy, sent.bundle, answer_to(platform, sent.bundle))
    verdicts = {(it.kind, it.id): it.verdict for it in receipt.items}
    assert verdicts["testimony", draft] == "disputed"
    assert set(verdicts.values()) == {"accepted", "disputed"}
    assert not receipt.safe_to_delete
    (shown,) = platform.testimonies.every()
    assert shown.about == "Затрыманне ў двары"
    assert platform.check() == []


def test_whoever_sent_it_is_told_and_keeps_it(sealed_twice):
    copy, platform, draft, sent, _ = sealed_twice
    received = copy.receipts.take(answer_to(platform, sent.bundle))
    assert not received.receipt.safe_to_delete
    assert [(it.id, it.reason) for it in copy.wipeable().stays] == [(draft, "not-confirmed")]
    with pytest.raises(NotTakenOver):
        wipe(copy, [draft])


def test_once_its_identity_was_opened_the_receipt_names_the_contradicted_head_still(sealed_twice):
    """Else the copy would never learn that it was put back: its own head is larger by now."""
    copy, platform, draft, sent, imported = sealed_twice
    assert imported.history == "rewritten"
    copy.testimonies.seal(add(copy))
    platform.intake.take(copy.outbox.export(copy.trust.platform(PLATFORM)).file)
    key = own_keys.private(platform.vault.db, platform.vault.wrap_key, own_keys.IDENTITY)
    platform.identities.unseal(draft, [parse_identity(key.decode())])
    receipt = said(copy, sent.bundle, answer_to(platform, sent.bundle))
    assert receipt.identity_opened == "yes"
    assert (receipt.head.size, bytes.fromhex(receipt.head.root)) == (
        imported.known.size,
        imported.known.root,
    )
    assert copy.receipts.take(answer_to(platform, sent.bundle)).put_back


def test_a_state_of_the_other_telling_bounds_no_time_of_this_one(sealed_twice):
    """It was seen long ago, and is no state of the log that this bundle came out of."""
    _, platform, _, _, imported = sealed_twice
    with transaction(platform.vault.db):
        platform.vault.db.execute(
            "UPDATE signer_head SET at = '2020-01-01T00:00:00Z' WHERE size = ? AND root = ?",
            (imported.known.size, imported.known.root),
        )
    report = platform.intake.report_of(imported.bundle)
    assert report.dating.items
    assert {it.time.not_after.at for it in report.dating.items} == {report.bundle.imported_at}
