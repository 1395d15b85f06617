"""The coordinator's intake: let a stranger in, say again what came, stop half way."""

from __future__ import annotations

import json
import os

import pytest

from collector.crypto import edwards, fingerprint
from collector.errors import NoRoom, Unacceptable
from collector.store import imports
from collector.store.errors import NoSuch, SourceChanged
from collector.store.trust import WordsDiffer, WordUnlisted
from collector.sync import intake
from collector.sync.intake import CopyGone, SignerNotEnrolled, check_bundle
from makers import OWN_SAMPLES, PLATFORM, add, let_go, make, reopen, trust

PHOTOS = (OWN_SAMPLES / "courtyard.jpg", OWN_SAMPLES / "notice.jpg")


class Stop(Exception):
    """What a window might raise when somebody stops the work."""


class Broken(Unacceptable):
    """An error of the callback that looks like one about the material."""

    code = "test.callback"


@pytest.fixture
def platform(tmp_path):
    with make(tmp_path / "platform", "coordinator") as opened:
        add(opened, OWN_SAMPLES / "window-3.jpg")  # so that a first volume is there already
        yield opened


@pytest.fixture
def stranger(tmp_path, platform):
    """A vault that trusts the platform, and that nobody vouched for."""
    with make(tmp_path / "stranger") as opened:
        card = platform.trust.new_card(PLATFORM)
        opened.trust.trust_card(card.data, fingerprint.words(card.root))
        opened.testimonies.seal(add(opened, *PHOTOS))
        yield opened


def send(stranger):
    let_go(stranger)
    return stranger.outbox.export(stranger.trust.platform(PLATFORM))


def rows(session) -> dict[str, int]:
    db = session.vault.db
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {it: db.execute(f"SELECT count(*) FROM {it}").fetchone()[0] for it in tables}  # noqa: S608


def sealed_files(session) -> set[str]:
    folders = (session.vault.quarantine, session.vault.outbox)
    return {path.name for folder in folders for path in folder.iterdir()}


def words(stranger, language="english") -> str:
    return fingerprint.words(stranger.vault.signing_key.public, language)


@pytest.fixture
def arrival(stranger, platform):
    with pytest.raises(SignerNotEnrolled):
        platform.intake.take(send(stranger).file)
    (waiting,) = platform.intake.waiting()
    return waiting


@pytest.mark.parametrize("language", ["english", "russian"])
def test_the_words_let_a_waiting_bundle_in(stranger, platform, arrival, language):
    done = platform.intake.let_in(arrival, words(stranger, language))
    assert (done.verdict, len(done.testimonies), done.media) == ("imported", 1, 2)
    assert [it.public for it in platform.trust.signers()] == [stranger.vault.signing_key.public]
    assert platform.intake.waiting() == []
    assert list(platform.vault.quarantine.iterdir()) == []
    assert platform.check() == []


def test_other_words_change_nothing(platform, arrival):
    before = rows(platform)
    with pytest.raises(WordsDiffer):
        platform.intake.let_in(arrival, fingerprint.words(platform.vault.signing_key.public))
    assert rows(platform) == before
    assert platform.intake.waiting() == [arrival]


def test_what_does_not_wait_any_more_is_not_let_in(stranger, platform, arrival):
    platform.intake.let_in(arrival, words(stranger))
    before = rows(platform)
    with pytest.raises(NoSuch):
        platform.intake.let_in(arrival, words(stranger))
    assert rows(platform) == before


def test_a_waiting_bundle_that_is_refused_waits_no_longer(stranger, platform, arrival):
    own = stranger.vault.signing_key.public
    other = platform.trust.renew_card()
    platform.vault.db.execute("DELETE FROM own_card WHERE serial = 1")  # no longer a card of ours
    assert other.card.serial == 2
    with pytest.raises(Unacceptable) as refused:
        platform.intake.let_in(arrival, fingerprint.words(own))
    assert refused.value.code == "bundle.card-unknown"
    assert platform.intake.waiting() == []
    assert [it.code for it in platform.intake.refused()] == ["bundle.card-unknown"]
    told = {it.file for it in platform.outbox.receipts()}
    assert len(told) == 1
    assert sealed_files(platform) == told | {it.file for it in platform.intake.refused()}


def test_what_was_imported_can_be_told_again(stranger, platform):
    trust(stranger, platform)
    first, second = send(stranger), send(stranger)
    for sent in (first, second):
        platform.intake.take(sent.file)
    assert [it.id for it in platform.intake.imported()] == [first.bundle, second.bundle]
    for sent in (first, second):  # the second one brought the same things again
        told = platform.intake.report_of(sent.bundle)
        assert told.bundle.id == sent.bundle
        assert (told.accounts, told.exhibits) == (1, 2)
        assert told.testimonies == tuple(it.id for it in stranger.testimonies.every())
        assert (told.withheld, told.gap) == (0, False)
        assert told.receipt.bundle == sent.bundle
        assert (platform.vault.outbox / told.receipt.file).is_file()
    with pytest.raises(NoSuch):
        platform.intake.report_of("00" * 16)


def test_a_gap_is_told_until_the_missing_bundle_came(stranger, platform):
    trust(stranger, platform)
    first, second = send(stranger), send(stranger)
    platform.intake.take(second.file)
    assert platform.intake.report_of(second.bundle).gap
    platform.intake.take(first.file)
    assert not platform.intake.report_of(second.bundle).gap


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("error", "share"),
    [
        (Stop, 0.0),
        (Stop, 0.5),
        (Stop, 0.99),
        (NoRoom, 0.5),
        (Broken, 0.5),
        (KeyboardInterrupt, 0.5),
    ],
)
def test_an_import_that_is_stopped_leaves_the_vault_as_it_was(stranger, platform, error, share):
    trust(stranger, platform)
    sent = send(stranger)
    before, told = rows(platform), []

    def stop(octets: int) -> None:
        told.append(octets)
        if octets > share * sent.size:
            raise error

    with pytest.raises(error):
        platform.intake.take(sent.file, progress=stop)
    assert rows(platform) == before
    assert sealed_files(platform) == set()
    assert platform.intake.refused() == []
    assert platform.check() == []
    assert platform.intake.take(sent.file).verdict == "imported"
    assert platform.check() == []


def test_a_stopped_import_leaves_no_bytes_for_the_next_opening(stranger, platform):
    trust(stranger, platform)
    sent = send(stranger)

    def stop(octets: int) -> None:
        if octets > sent.size // 2:
            raise Stop

    with pytest.raises(Stop):
        platform.intake.take(sent.file, progress=stop)
    platform.close()
    with reopen(platform.vault.folder) as again:
        assert again.check() == []
        assert [it.state for it in again.testimonies.every()] == ["draft"]
        assert again.intake.take(sent.file).media == 2


@pytest.mark.thorough
@pytest.mark.parametrize("error", [Stop, Broken])
def test_a_verification_that_is_stopped_leaves_the_vault_as_it_was(stranger, platform, error):
    trust(stranger, platform)
    sent = send(stranger)
    before = rows(platform)

    def stop(octets: int) -> None:
        raise error

    with pytest.raises(error):
        platform.intake.verify(sent.file, progress=stop)
    assert rows(platform) == before
    assert sealed_files(platform) == set()
    assert platform.intake.verify(sent.file).imported is False


def test_letting_in_that_is_stopped_keeps_the_bundle_waiting(stranger, platform, arrival):
    def stop(octets: int) -> None:
        raise Broken

    with pytest.raises(Broken):
        platform.intake.let_in(arrival, words(stranger), progress=stop)
    assert platform.intake.waiting() == [arrival]
    assert platform.intake.refused() == []
    assert platform.intake.let_in(arrival, words(stranger)).verdict == "imported"


def test_words_tell_which_of_those_that_wait_are_of_one_person(
    stranger, platform, arrival, tmp_path
):
    with make(tmp_path / "other") as other:
        card = platform.trust.own_card()
        other.trust.trust_card(card.data, fingerprint.words(card.root))
        for opened in (other, stranger):
            opened.testimonies.seal(add(opened))
            with pytest.raises(SignerNotEnrolled):
                platform.intake.take(send(opened).file)
        before = rows(platform)
        mine = platform.intake.whose(words(stranger, "russian"))
        assert [it.signer for it in mine] == [stranger.vault.signing_key.public] * 2
        assert arrival in mine
        (theirs,) = platform.intake.whose(words(other))
        assert theirs.signer == other.vault.signing_key.public
    with pytest.raises(WordsDiffer):
        platform.intake.whose(fingerprint.words(platform.vault.signing_key.public))
    with pytest.raises(WordUnlisted):
        platform.intake.whose(words(stranger) + " zzyzx")
    assert rows(platform) == before


def test_an_import_reads_nothing_whole_that_grows_with_what_came_before(stranger, platform):
    trust(stranger, platform)
    platform.intake.take(send(stranger).file)
    stranger.testimonies.seal(add(stranger))
    db, asked = platform.vault.db, []
    sent = send(stranger)
    db.set_trace_callback(asked.append)
    done = platform.intake.take(sent.file)
    platform.intake.report_of(done.bundle)
    db.set_trace_callback(None)
    assert done.verdict == "imported"
    grows = {"bundle", "bundle_file", "record", "event", "event_item", "item", "node", "blob"}
    whole = set()
    for statement in {it for it in asked if it.startswith("SELECT")}:
        plan = db.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
        whole |= {(row[3], statement) for row in plan if row[3].startswith("SCAN")}
    assert not {it for it in whole if it[0].split()[1] in grows}


def test_an_import_costs_no_more_where_a_platform_issued_many_cards(
    stranger, platform, monkeypatch
):
    trust(stranger, platform)
    steps: list[int] = []
    multiply = edwards.multiply

    def counted(*values):
        steps.append(1)
        return multiply(*values)

    monkeypatch.setattr(edwards, "multiply", counted)

    def cost() -> int:
        steps.clear()
        done = platform.intake.take(send(stranger).file)
        platform.intake.report_of(done.bundle)
        return len(steps)

    first = cost()
    for _ in range(3):
        platform.trust.renew_card()
    assert cost() <= first


def test_an_import_that_failed_at_its_commit_is_done_again_at_once(stranger, platform, monkeypatch):
    """The receipt that was written for it lies there already, under its temporary name."""
    trust(stranger, platform)
    sent, keep = send(stranger), imports.keep_receipt

    def full(*given):
        keep(*given)
        raise NoRoom

    with monkeypatch.context() as patch:
        patch.setattr(imports, "keep_receipt", full)
        with pytest.raises(NoRoom):
            platform.intake.take(sent.file)
    assert platform.intake.take(sent.file).verdict == "imported"
    assert platform.check() == []


def test_a_copy_that_cannot_be_kept_gives_its_room_back(stranger, platform, monkeypatch):
    """The disk is too full to list it, or the file was changed after it was checked."""

    def full(*_given):
        raise NoRoom

    def changed(*given):
        sent.write_bytes(whole[:-1])
        return check_bundle(*given)

    sent = send(stranger).file
    whole, before = sent.read_bytes(), rows(platform)
    torn = sent.with_name("torn")
    torn.write_bytes(whole[:-100])
    with monkeypatch.context() as patch:
        patch.setattr(imports, "note", full)
        for path in (sent, torn):
            with pytest.raises(NoRoom):
                platform.intake.take(path)
            assert list(platform.vault.quarantine.iterdir()) == []
    with monkeypatch.context() as patch:
        patch.setattr(intake, "check_bundle", changed)
        with pytest.raises(SourceChanged):
            platform.intake.take(sent)
    assert list(platform.vault.quarantine.iterdir()) == []
    assert rows(platform) == before
    sent.write_bytes(whole)
    with pytest.raises(SignerNotEnrolled):
        platform.intake.take(sent)
    logged = platform.vault.db.execute("SELECT bytes FROM event ORDER BY leaf DESC").fetchone()
    told = json.loads(logged[0])
    assert (told["event"], told["detail"]) == ("acc", ["bundle.signer-unknown"])
    assert platform.check() == []


@pytest.mark.parametrize("lose", [lambda path: path.unlink(), lambda path: os.truncate(path, 100)])
def test_a_waiting_copy_that_is_lost_is_said_to_be_and_comes_again(
    stranger, platform, arrival, lose
):
    lose(platform.intake.waiting_file(arrival))
    with pytest.raises(CopyGone):
        platform.intake.let_in(arrival, words(stranger))
    assert platform.trust.signers() == []
    with pytest.raises(SignerNotEnrolled):
        platform.intake.take(_file_of(stranger))
    (again,) = platform.intake.waiting()
    assert platform.intake.waiting_copy(again).read_bytes() == _file_of(stranger).read_bytes()
    assert platform.check() == []
    assert platform.intake.let_in(again, words(stranger)).verdict == "imported"
    assert list(platform.vault.quarantine.iterdir()) == []


def _file_of(session):
    (sent,) = session.outbox.every()
    return session.vault.outbox / sent.file
