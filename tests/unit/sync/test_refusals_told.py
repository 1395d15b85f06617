"""A refused bundle is answered, and no altered file makes a false answer (attacks S9, S11, U3)."""

from __future__ import annotations

import pytest

from collector.crypto import fingerprint
from collector.demo.forge import Forger
from collector.errors import CollectorError, Unacceptable
from collector.store.issuing import VALID_FOR_DAYS
from collector.store.sqlite import transaction
from makers import OWN_SAMPLES, PLATFORM, add, make
from receipting import answer_to, exchange, said, state_of


def send(field, *paths, **changes):
    """Seal an account and export it."""
    testimony = add(field, *paths, **changes)
    field.testimonies.seal(testimony)
    return field.outbox.export(field.trust.platform(PLATFORM), [testimony])


def forget_card(platform, serial: int) -> None:
    """Put the platform back to before it issued a card, as a restored backup does."""
    with transaction(platform.vault.db):
        platform.vault.db.execute("DELETE FROM own_card WHERE serial = ?", (serial,))


def renew(field, platform) -> bytes:
    """Let the platform issue its next card and the sender take it; return the card's file."""
    card = platform.trust.renew_card(VALID_FOR_DAYS)
    field.trust.take_renewed(card.data)
    return card.data


def refuse(platform, path) -> str:
    with pytest.raises(Unacceptable) as refused:
        platform.intake.take(path)
    return refused.value.code


def forger(tmp_path, platform, exported) -> Forger:
    """Somebody who has a copy of the bundle and of the platform's key."""
    folder = tmp_path / "forger"
    folder.mkdir(exist_ok=True)
    key_file = folder / "key"
    key_file.write_text("\n".join(platform.trust.content_keys()), encoding="ascii")
    return Forger(exported.file, key_file, folder)


def test_a_refused_bundle_is_answered_with_the_reason_and_the_sender_takes_it(pair):
    field, platform = pair
    renew(field, platform)
    exported = send(field, OWN_SAMPLES / "window-3.jpg")
    forget_card(platform, 2)
    assert refuse(platform, exported.file) == "bundle.card-unknown"
    answer = answer_to(platform, exported.bundle)
    told = said(field, exported.bundle, answer)
    assert (told.refused, told.items, told.head) == ("bundle.card-unknown", (), None)
    assert (told.file, told.safe_to_delete) == (exported.sha256, False)
    received = field.receipts.take(answer)
    assert received.receipt.refused == "bundle.card-unknown"
    assert state_of(field, exported.bundle) == ("refused", "bundle.card-unknown")
    assert field.check() == []
    assert [it.code for it in platform.intake.refused()] == ["bundle.card-unknown"]


def test_the_same_refusal_again_writes_no_second_receipt(pair):
    field, platform = pair
    renew(field, platform)
    exported = send(field)
    forget_card(platform, 2)
    refuse(platform, exported.file)
    first = platform.outbox.receipts()
    refuse(platform, exported.file)
    assert platform.outbox.receipts() == first
    (copy,) = platform.vault.quarantine.iterdir()
    assert [it.file for it in platform.intake.refused()] == [copy.name]


def test_what_was_refused_and_comes_after_all_is_answered_anew_and_later(pair):
    field, platform = pair
    card = renew(field, platform)
    exported = send(field)
    (own,) = list(platform.vault.db.execute("SELECT * FROM own_card WHERE serial = 2"))
    forget_card(platform, 2)
    refuse(platform, exported.file)
    refusal = answer_to(platform, exported.bundle)
    with transaction(platform.vault.db):
        platform.vault.db.execute("INSERT INTO own_card VALUES (?, ?, ?)", own)
    assert own[2] == card
    assert platform.intake.take(exported.file).verdict == "imported"
    answer = answer_to(platform, exported.bundle)
    assert len(platform.outbox.receipts()) == 1
    assert (
        said(field, exported.bundle, answer).time.utc
        > said(field, exported.bundle, refusal).time.utc
    )
    field.receipts.take(refusal)
    field.receipts.take(answer)
    assert state_of(field, exported.bundle) == ("delivered", None)
    with pytest.raises(CollectorError) as older:
        field.receipts.take(refusal)
    assert older.value.code == "receipt.replayed"
    assert (field.check(), platform.check()) == ([], [])


@pytest.mark.parametrize("at", [0.3, 0.7, 0.99])
@pytest.mark.parametrize("how", ["altered", "cut"])
def test_u3_damage_on_the_way_is_no_refusal(pair, tmp_path, at, how):
    field, platform = pair
    exported = send(field, OWN_SAMPLES / "window-3.jpg")
    octets = bytearray(exported.file.read_bytes())
    place = int(len(octets) * at)
    if how == "altered":
        octets[place] ^= 1
    else:
        del octets[place:]
    damaged = tmp_path / "damaged"
    damaged.write_bytes(octets)
    assert refuse(platform, damaged).startswith("age.")
    assert platform.outbox.receipts() == []
    assert platform.intake.take(exported.file).verdict == "imported"


@pytest.mark.parametrize("how", ["changed_byte", "stowaway"])
def test_s9_a_file_that_was_encrypted_again_makes_no_answer_that_the_sender_believes(
    pair, tmp_path, how
):
    field, platform = pair
    exported = send(field, OWN_SAMPLES / "window-3.jpg")
    forged = getattr(forger(tmp_path, platform, exported), how)()
    assert refuse(platform, forged).startswith("bundle.")
    answer = answer_to(platform, exported.bundle)
    with pytest.raises(CollectorError) as refused:
        field.receipts.take(answer)
    assert refused.value.code == "receipt.other-file"
    assert state_of(field, exported.bundle) == ("waiting", None)
    assert platform.intake.take(exported.file).verdict == "imported"
    field.receipts.take(answer_to(platform, exported.bundle))
    assert state_of(field, exported.bundle) == ("delivered", None)


def test_a_bundle_that_was_taken_in_is_not_refused_afterwards_by_a_forged_copy(pair, tmp_path):
    field, platform = pair
    sent = exchange(field, platform, OWN_SAMPLES / "window-3.jpg")
    for how in ("changed_byte", "stowaway"):
        forged = getattr(forger(tmp_path, platform, sent.exported), how)()
        assert platform.intake.take(forged).verdict == "repeat"
        told = said(field, sent.exported.bundle, answer_to(platform, sent.exported.bundle))
        assert told.refused is None
    platform.intake.take(sent.exported.file)
    field.receipts.take(answer_to(platform, sent.exported.bundle))
    assert state_of(field, sent.exported.bundle) == ("delivered", None)


@pytest.mark.parametrize("how", ["altered", "cut", "changed_byte", "stowaway"])
def test_a_damaged_copy_of_what_was_taken_in_changes_no_receipt(pair, tmp_path, how):
    """Whoever stores the files on the way can cut one, and the sender would believe nothing."""
    field, platform = pair
    sent = exchange(field, platform, OWN_SAMPLES / "window-3.jpg")
    copy = tmp_path / "copy"
    if how in ("altered", "cut"):
        octets = bytearray(sent.exported.file.read_bytes())
        octets[-1000] ^= 1
        copy.write_bytes(octets if how == "altered" else octets[:-1000])
    else:
        copy = getattr(forger(tmp_path, platform, sent.exported), how)()
    again = platform.intake.take(copy)
    assert (again.verdict, again.receipt) == ("repeat", None)
    assert answer_to(platform, sent.exported.bundle) == sent.answer
    assert platform.intake.refused() == []


def test_a_copy_that_came_first_does_not_keep_the_sender_from_being_answered(pair, tmp_path):
    """Somebody with the platform's key encrypts a bundle again, changes nothing, and is faster."""
    field, platform = pair
    exported = send(field, OWN_SAMPLES / "window-3.jpg")
    copy = forger(tmp_path, platform, exported).unchanged()
    assert platform.intake.take(copy).verdict == "imported"
    with pytest.raises(CollectorError) as refused:
        field.receipts.take(answer_to(platform, exported.bundle))
    assert refused.value.code == "receipt.other-file"
    again = platform.intake.take(exported.file)
    assert (again.verdict, again.receipt) == ("repeat", platform.outbox.receipts()[0].file)
    field.receipts.take(answer_to(platform, exported.bundle))
    assert state_of(field, exported.bundle) == ("delivered", None)
    assert platform.intake.take(exported.file).receipt is None
    assert (field.check(), platform.check()) == ([], [])


def test_nobody_whom_nobody_knows_is_answered(pair, tmp_path):
    _, platform = pair
    with make(tmp_path / "stranger") as stranger:
        card = platform.trust.own_card()
        stranger.trust.trust_card(card.data, fingerprint.words(card.root))
        exported = send(stranger, OWN_SAMPLES / "window-3.jpg")
        forged = forger(tmp_path, platform, exported).changed_byte()
        with pytest.raises(CollectorError):
            platform.intake.take(forged)
        assert platform.outbox.receipts() == []
        key = stranger.vault.signing_key.public
        platform.trust.enrol(key, fingerprint.words(key))
        platform.trust.revoke_signer(key)
        assert refuse(platform, exported.file) == "bundle.signer-revoked"
        assert platform.outbox.receipts() == []


def test_a_fault_of_the_platforms_own_is_no_refusal(pair):
    field, platform = pair
    exported = send(field, OWN_SAMPLES / "window-3.jpg")
    with transaction(platform.vault.db):
        platform.vault.db.execute("DELETE FROM node")
    assert refuse(platform, exported.file) == "vault.damaged"
    assert platform.outbox.receipts() == []


@pytest.mark.parametrize("first", ["forged", "good"])
def test_an_enrolled_forger_cannot_take_the_place_of_somebody_elses_receipt(pair, tmp_path, first):
    """He signs what he copied, with the name of the other's receipt in it, by a key of his own."""
    field, platform = pair
    exported = send(field)
    thief = forger(tmp_path, platform, exported)
    platform.trust.enrol(thief.public, fingerprint.words(thief.public))
    forged = thief.resigned()
    if first == "forged":
        refuse(platform, forged)
        with pytest.raises(CollectorError) as refused:
            field.receipts.take(answer_to(platform, exported.bundle))
        assert refused.value.code == "receipt.other-sender"
        assert platform.intake.take(exported.file).verdict == "imported"
    else:
        assert platform.intake.take(exported.file).verdict == "imported"
        refuse(platform, forged)
    field.receipts.take(answer_to(platform, exported.bundle))
    assert state_of(field, exported.bundle) == ("delivered", None)
    assert platform.check() == []
