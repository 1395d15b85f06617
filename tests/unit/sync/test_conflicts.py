"""Two tellings under one name: a vault and its copy sealed the same draft, and differ."""

from __future__ import annotations

import shutil

import pytest

from collector.crypto import fingerprint
from collector.crypto.age import parse_identity
from collector.session import wipe
from collector.store import own_keys
from collector.store.errors import SealedElsewhere
from collector.store.sqlite import transaction
from collector.store.wiping import NotTakenOver
from delivering import confirm
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


@pytest.fixture
def copied(tmp_path):
    """A platform with a draft, and what a copy of its vault made of the same draft."""
    with make(tmp_path / "one", "coordinator") as platform:
        own = platform.vault.signing_key.public
        platform.trust.enrol(own, fingerprint.words(own))
        trust(platform, platform)
        draft = add(platform)
    shutil.copytree(tmp_path / "one", tmp_path / "copy")
    with reopen(tmp_path / "copy") as copy:
        copy.testimonies.keep(draft, given(about="Іншымі словамі"))
        copy.testimonies.seal(draft)
        other = copy.outbox.export(copy.trust.platform(PLATFORM)).file
    with reopen(tmp_path / "one") as platform:
        yield platform, draft, other


def test_own_words_are_not_hidden_behind_those_of_a_copy(copied):
    """Sealed, they would be kept apart as a conflict, and no page would show them again."""
    platform, draft, other = copied
    assert platform.intake.take(other).conflicts == 0
    with pytest.raises(SealedElsewhere):
        platform.testimonies.seal(draft)
    assert platform.testimonies.draft(draft).form.about == "Затрыманне ў двары"
    assert platform.check() == []


def test_own_words_do_not_end_as_the_beginning_of_what_a_copy_corrected(tmp_path):
    """Only its newest revision comes: the number of the draft is free, and none would see it."""
    with make(tmp_path / "one", "coordinator") as platform:
        card = platform.trust.new_card(PLATFORM)
        draft = add(platform)
    shutil.copytree(tmp_path / "one", tmp_path / "copy")
    with reopen(tmp_path / "copy") as copy:
        trust(copy, copy)
        targets = copy.trust.targets((card.root.hex(),))
        copy.testimonies.seal(draft)
        copy.testimonies.seal(correct(copy, draft, "Іншымі словамі"))
        other = copy.outbox.export(copy.trust.platform(PLATFORM)).file
    with reopen(tmp_path / "one") as platform:
        own = platform.vault.signing_key.public
        platform.trust.enrol(own, fingerprint.words(own))
        platform.intake.take(other)
        with pytest.raises(SealedElsewhere):
            platform.testimonies.seal(draft, targets)
        kept = platform.testimonies.draft(draft)
        assert kept.form.about == "Затрыманне ў двары"
        assert kept.identity_form == given().identity
        assert platform.check() == []


def test_giving_up_the_draft_takes_nothing_from_what_the_copy_sealed(copied):
    platform, draft, other = copied
    platform.intake.take(other)
    platform.testimonies.remove_draft(draft)
    assert [it.about for it in platform.testimonies.every()] == ["Іншымі словамі"]
    key = own_keys.private(platform.vault.db, platform.vault.wrap_key, own_keys.IDENTITY)
    assert len(platform.identities.unseal(draft, [parse_identity(key.decode())])) == 1
    assert platform.check() == []


def test_what_a_copy_corrected_otherwise_is_not_wiped_with_what_this_vault_told(tmp_path):
    """The other words were never handed over from here, and may be nowhere else."""
    with make(tmp_path / "newsroom", "coordinator") as newsroom:
        card = newsroom.trust.new_card("Example newsroom")
    with make(tmp_path / "one", "coordinator") as platform:
        trust(platform, platform)
        platform.trust.trust_card(card.data, fingerprint.words(card.root))
        account = add(platform, identity=None)
        platform.testimonies.seal(account)
    shutil.copytree(tmp_path / "one", tmp_path / "copy")
    with reopen(tmp_path / "copy") as copy:
        copy.testimonies.seal(correct(copy, account, "Іншымі словамі"))
        other = copy.outbox.export(copy.trust.platform(PLATFORM)).file
    with reopen(tmp_path / "one") as platform:
        platform.testimonies.seal(correct(platform, account, "Нашымі словамі"))
        platform.outbox.export(platform.trust.platform("Example newsroom"))
        confirm(platform)
        assert [it.id for it in platform.wipeable().goes] == [account]
        assert platform.intake.take(other).conflicts == 2
        assert [(it.id, it.reason) for it in platform.wipeable().stays] == [(account, "not-ours")]
        with pytest.raises(NotTakenOver):
            wipe(platform, [account])


def correct(session, account, about) -> str:
    return add(session, identity=None, corrects=account, correction_note="дзень", about=about)


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
