"""Wiping what was delivered: what may go, what goes, and that nothing else does."""

from __future__ import annotations

import hashlib

import pytest

from collector.crypto import fingerprint
from collector.crypto.age import parse_identity
from collector.errors import CollectorError
from collector.session import wipe
from collector.store import account_items, answered, deliveries, outbox, own_keys, taken_over
from collector.store.answered import Answered
from collector.store.custody import CustodyLog
from collector.store.errors import NoSuch, VaultDamaged
from collector.store.exhibits import GivenFile
from collector.store.sqlite import transaction
from collector.store.wiping import NothingToWipe, NotTakenOver
from delivering import carry, confirm, take
from makers import OWN_SAMPLES, PLATFORM, add, exhibit, form, given, make, reopen, trust
from vectors.vaults import dump

PHOTO, OTHER, SCAN = (OWN_SAMPLES / it for it in ("courtyard.jpg", "notice.jpg", "window-3.jpg"))
NEWSROOM = "Example newsroom"


class Stopped(Exception):
    """The person pressed stop."""


@pytest.fixture
def both(tmp_path):
    with (
        make(tmp_path / "coordinator", "coordinator") as coordinator,
        make(tmp_path / "field") as session,
    ):
        trust(session, coordinator)
        yield session, coordinator


@pytest.fixture
def field(both):
    return both[0]


def sealed(session, *paths, **changes):
    testimony = add(session, *paths, **changes)
    session.testimonies.seal(testimony)
    return testimony


def hand_over(session, *ids, name=PLATFORM):
    made = session.outbox.export(session.trust.platform(name), ids)
    return next(it for it in outbox.ready(session.vault.db) if it.bundle == made.bundle)


def trust_another(session, tmp_path):
    with make(tmp_path / "another", "coordinator") as other:
        card = other.trust.new_card(NEWSROOM)
    session.trust.trust_card(card.data, fingerprint.words(card.root))


def reason(session, testimony):
    (line,) = [it for it in session.wipeable().stays if it.id == testimony]
    return line.reason


def sha256(path):
    return hashlib.sha256(path.read_bytes()).digest()


def ids(lines):
    return {it.id for it in lines}


# --- what may go ---------------------------------------------------------------------------------


class Watched(Answered):
    """A bundle that tells when somebody looks what is in it."""

    looks = 0

    def __getattribute__(self, name):
        Watched.looks += name == "items"
        return super().__getattribute__(name)


def test_what_was_taken_over_whole_may_go_and_the_rest_stays(field, monkeypatch):
    gone = sealed(field, PHOTO)
    hand_over(field)
    confirm(field)
    stays, draft = sealed(field, OTHER), add(field, SCAN)
    plan = field.wipeable()
    (line,) = plan.goes
    assert (line.id, line.records, line.exhibits, line.only_here) == (gone, 4, 1, ())
    assert line.human_code == field.testimonies.show(gone).listed.human_code
    assert [(it.id, it.reason) for it in plan.stays] == [(stays, "not-handed-over")]
    assert draft not in ids(plan.goes) | ids(plan.stays) | ids(plan.named_only)
    assert (plan.bundles, plan.before) == (1, 0)
    bundles = [Watched(**vars(it)) for it in answered.answered_bundles(field.vault.db)]
    monkeypatch.setattr(taken_over, "answered_bundles", lambda _db: bundles)
    judge, before = taken_over.Judge(field.vault), Watched.looks
    judged = [judge.of(it) for it in account_items.accounts(field.vault.db)]
    assert ids(judged) == {gone, stays}
    assert Watched.looks == before > 0, "bundles are looked through again for each account"


def test_a_plan_changes_nothing(field):
    sealed(field, PHOTO)
    hand_over(field)
    confirm(field)
    before = dump(field)
    field.wipeable()
    assert dump(field) == before


def test_what_waits_or_is_unconfirmed_stays(field):
    account = sealed(field, PHOTO)
    sent = hand_over(field)
    assert reason(field, account) == "on-its-way"
    take(field, sent, safe=False)
    assert reason(field, account) == "not-confirmed"
    take(field, sent)
    assert ids(field.wipeable().goes) == {account}
    take(field, sent, safe=False)
    assert reason(field, account) == "not-confirmed"


def test_a_refused_account_stays_until_its_platform_took_it(field):
    account = sealed(field, PHOTO)
    take(field, hand_over(field), refused="bundle.too-large")
    assert reason(field, account) == "refused"
    take(field, hand_over(field))
    assert ids(field.wipeable().goes) == {account}


def test_an_account_on_its_way_to_another_platform_stays(field, tmp_path):
    trust_another(field, tmp_path)
    account = sealed(field, PHOTO)
    take(field, hand_over(field))
    assert ids(field.wipeable().goes) == {account}
    second = hand_over(field, name=NEWSROOM)
    assert reason(field, account) == "on-its-way"
    with transaction(field.vault.db):
        deliveries.withdrawn(field.vault.db, second.bundle)
    assert ids(field.wipeable().goes) == {account}


def test_a_correction_or_a_withdrawal_that_was_not_handed_over_keeps_the_account(field):
    corrected, withdrawn = sealed(field, PHOTO), sealed(field, OTHER)
    hand_over(field)
    confirm(field)
    assert ids(field.wipeable().goes) == {corrected, withdrawn}
    field.testimonies.seal(add(field, corrects=corrected, correction_note="дзень не той"))
    field.testimonies.withdraw(withdrawn, "V-RECIP-02", "V-WEFF-01")
    assert reason(field, corrected) == "not-handed-over"
    assert reason(field, withdrawn) == "not-handed-over"


def test_consent_for_others_that_never_left_keeps_nothing(field):
    row = form()["consent"][0]
    account = sealed(
        field, PHOTO, consent=[row, {**row, "recipient": "V-RECIP-03", "decision": "no"}]
    )
    hand_over(field)
    confirm(field)
    assert ids(field.wipeable().goes) == {account}


def test_what_consent_held_back_exists_only_here_and_goes_only_when_it_is_named(field):
    row = form()["consent"][0]
    nameless = sealed(field, PHOTO, consent=[{**row, "identity_level": "pseudonym"}])
    faces = {"voice": False, "face": True, "document": False, "body": False}
    entry = exhibit(OTHER.name, depicts=faces)
    unseen = given(exhibits=[entry], consent=[{**row, "media": {**row["media"], "face": False}}])
    unseen = field.testimonies.add(unseen, [GivenFile(OTHER, unseen.exhibits[0])])
    field.testimonies.seal(unseen)
    hand_over(field)
    confirm(field)
    plan = field.wipeable()
    assert {it.id: it.only_here for it in plan.named_only} == {
        nameless: ("identity",),
        unseen: ("exhibit",),
    }
    assert plan.goes == ()
    with pytest.raises(NothingToWipe):
        wipe(field)
    assert ids(field.wipeable([unseen]).goes) == {unseen}
    session, _ = wipe(field, [nameless, unseen])
    with session:
        assert session.testimonies.every() == []
        assert session.check() == []


def test_a_correction_under_way_exists_only_here_and_goes_with_the_account(field):
    account = sealed(field, PHOTO)
    hand_over(field)
    confirm(field)
    field.testimonies.begin_correction(account)
    with pytest.raises(NothingToWipe):
        wipe(field)
    assert field.wipeable().named_only[0].only_here == ("correction",)
    session, _ = wipe(field, [account])
    with session:
        assert session.testimonies.every() == []
        assert session.check() == []


def test_who_names_what_cannot_go_is_refused_and_nothing_happens(field):
    gone = sealed(field, PHOTO)
    hand_over(field)
    confirm(field)
    stays = sealed(field, OTHER)
    before = dump(field)
    with pytest.raises(NotTakenOver):
        wipe(field, [gone, stays])
    with pytest.raises(NoSuch):
        wipe(field, ["0" * 32])
    assert dump(field) == before


def test_what_somebody_else_signed_stays(both):
    field, coordinator = both
    account = sealed(field, PHOTO)
    coordinator.intake.take(field.vault.outbox / hand_over(field).file)
    assert reason(coordinator, account) == "not-ours"


# --- what goes -----------------------------------------------------------------------------------


def test_what_stays_is_as_it_was_and_the_vault_goes_on(field, tmp_path):
    sealed(field, PHOTO)
    hand_over(field)
    confirm(field)
    stays, draft = sealed(field, OTHER), add(field, SCAN)
    content = {it: b"".join(field.vault.media.read(it)) for it in (sha256(OTHER), sha256(SCAN))}
    log = [row[0] for row in field.vault.db.execute("SELECT bytes FROM event ORDER BY leaf")]
    public = field.vault.signing_key.public
    session, wiped = wipe(field)
    assert (wiped.accounts, wiped.exhibits, wiped.bundles, wiped.left) == (1, 1, 1, 0)
    with session:
        kept = [row[0] for row in session.vault.db.execute("SELECT bytes FROM event ORDER BY leaf")]
        assert kept[: len(log)] == log
        assert session.vault.signing_key.public == public
        assert ids(session.testimonies.every()) == {stays, draft}
        assert {it: b"".join(session.vault.media.read(it)) for it in content} == content
        assert session.check() == []
        assert session.wipeable().before == 1
        hand_over(session)
        confirm(session)
        session.testimonies.seal(draft)
    with reopen(tmp_path / "field") as session:
        assert ids(session.wipeable().goes) == {stays}
        last, _ = wipe(session)
        with last:
            assert last.check() == []
            assert last.wipeable().before == 2


def test_a_picture_that_another_account_shows_stays_with_it(field):
    gone = sealed(field, PHOTO)
    hand_over(field)
    confirm(field)
    stays = sealed(field, PHOTO)
    session, _ = wipe(field)
    with session:
        assert session.vault.media.is_intact(sha256(PHOTO))
        assert ids(session.testimonies.every()) == {stays} != {gone}
        assert session.check() == []


def test_of_a_bundle_of_two_accounts_the_one_that_stays_is_still_delivered(field):
    gone = sealed(field, PHOTO)
    stays = sealed(field, OTHER, identity=None)
    hand_over(field)
    confirm(field)
    session, _ = wipe(field, [gone])
    with session:
        (line,) = session.testimonies.every()
        assert (line.id, line.state) == (stays, "delivered")
        (sent,) = outbox.ready(session.vault.db)
        assert sent.wiped
        assert not (session.vault.outbox / sent.file).exists()
        with pytest.raises(NoSuch):
            session.outbox.hand_out_again(sent, session.vault.folder)
        again = session.outbox.export(session.trust.platform(PLATFORM), [stays])
        assert again.file.is_file()
        assert session.check() == []


def test_who_says_stop_finds_everything_as_it_was(field, monkeypatch):
    sealed(field, PHOTO)
    hand_over(field)
    confirm(field)
    sealed(field, OTHER)
    before = dump(field)

    def stop(done):
        raise Stopped(done)

    with monkeypatch.context() as patch, pytest.raises(VaultDamaged):
        patch.setattr(CustodyLog, "forget", lambda *_: None)  # so that something would be left
        wipe(field)
    with pytest.raises(Stopped):
        wipe(field, progress=stop)
    # A volume that was made for what stays holds nothing, and is used by what comes next.
    assert {**dump(field), "volume": []} == {**before, "volume": []}
    assert field.check() == []
    assert not (field.vault.folder / "next.db").exists()
    session, _ = wipe(field)
    with session:
        assert session.check() == []


def test_progress_counts_what_stays(field):
    sealed(field, PHOTO)
    hand_over(field)
    confirm(field)
    sealed(field, OTHER)
    told = []
    to_copy = field.wipeable().to_copy
    session, _ = wipe(field, progress=told.append)
    session.close()
    assert told == sorted(told)
    assert told[-1] == to_copy


def test_a_damaged_exhibit_that_stays_keeps_all(field):
    sealed(field, PHOTO)
    hand_over(field)
    confirm(field)
    sealed(field, OTHER)
    db = field.vault.db
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("UPDATE blob SET size = size + 1 WHERE sha256 = ?", (sha256(OTHER),))
    before = {**dump(field), "volume": []}
    with pytest.raises(CollectorError) as refused:
        wipe(field)
    assert refused.value.code == "vault.damaged"
    assert {**dump(field), "volume": []} == before


def test_what_was_wiped_cannot_be_put_back_unseen(field):
    """By somebody with the passphrase: nothing in the log stands for what he puts in."""
    sealed(field, PHOTO)
    hand_over(field)
    confirm(field)
    rows = field.vault.db.execute("SELECT * FROM record").fetchall()
    session, _ = wipe(field)
    with session:
        marks = ", ".join("?" * len(rows[0]))
        session.vault.db.executemany(f"INSERT INTO record VALUES ({marks})", rows)  # noqa: S608
        assert {it.code for it in session.check()} == {"custody.record-without-event"}


def test_the_photograph_of_a_wiped_account_can_be_given_again(field):
    sealed(field, PHOTO)
    hand_over(field)
    confirm(field)
    session, _ = wipe(field)
    with session:
        sealed(session, PHOTO)
        assert session.vault.media.is_intact(sha256(PHOTO))
        assert session.check() == []


def test_after_a_wipe_the_log_goes_on_for_the_platform_and_receipts_are_still_taken(both):
    field, coordinator = both
    gone = sealed(field, PHOTO)
    hand_over(field)
    carry(field, coordinator)
    stays = sealed(field, OTHER)
    session, _ = wipe(field)
    with session:
        # The keeper opens the identity only now: the receipt that says so is for a wiped bundle.
        held = coordinator.vault
        key = own_keys.private(held.db, held.wrap_key, own_keys.IDENTITY).decode("ascii")
        coordinator.identities.unseal(gone, [parse_identity(key)])
        hand_over(session)
        carry(session, coordinator)
        (first, second) = session.outbox.every()
        assert (first.wiped, second.wiped) == (True, False)
        assert session.receipts.held(first.bundle).identity_opened == "yes"
        histories = [it.history for it in coordinator.intake.imported()]
        assert histories == ["first-contact", "continues"]
        assert ids(session.wipeable().goes) == {stays}
        assert session.check() == []
