"""Receipts on their way back: anew once an identity was opened, whole in the folder they go to."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys

import pytest

from collector.crypto.age import HybridIdentity, parse_identity
from collector.errors import CollectorError, MachineFault, Vanished
from collector.store import imports, own_keys
from collector.store.exhibits import GivenFile
from collector.sync.answering import ReceiptLost
from collector.sync.bundle import baginfo
from collector.sync.receipts import write_opened
from collector.sync.vault_sink import WrongCard
from makers import OWN_SAMPLES, PLATFORM, add, exhibit, given, make, reopen, trust
from receipting import answer_to, exchange, said

PASSPORT = OWN_SAMPLES / "window-3.jpg"


@pytest.fixture
def keeper() -> HybridIdentity:
    return HybridIdentity.generate()


@pytest.fixture
def pair(tmp_path, keeper):
    with make(tmp_path / "field") as field, make(tmp_path / "one", "coordinator") as platform:
        platform.trust.new_card(PLATFORM, [str(keeper.recipient())])
        trust(field, platform)
        yield field, platform


def with_passport(field) -> str:
    """Seal an account with a form and an exhibit in its identity compartment; return its id."""
    entries = given(exhibits=[exhibit(PASSPORT.name, compartment="identity")])
    account = field.testimonies.add(entries, [GivenFile(PASSPORT, entries.exhibits[0])])
    field.testimonies.seal(account)
    return account


def send(field, platform, *accounts) -> str:
    """Send accounts in one bundle; return its id."""
    exported = field.outbox.export(field.trust.platform(PLATFORM), accounts)
    platform.intake.take(exported.file)
    return exported.bundle


def test_once_the_keeper_opened_an_identity_the_receipt_says_so_and_is_later(pair, keeper):
    field, platform = pair
    account = with_passport(field)
    bundle = send(field, platform, account)
    first = answer_to(platform, bundle)
    field.receipts.take(first)
    before = said(field, bundle, first)
    assert before.identity_opened == "not_yet"
    assert len(platform.identities.unseal(account, [keeper])) == 2
    second = answer_to(platform, bundle)
    after = said(field, bundle, second)
    assert (after.identity_opened, after.items) == ("yes", before.items)
    assert after.time.utc > before.time.utc
    field.receipts.take(second)
    assert field.receipts.held(bundle).identity_opened == "yes"
    assert len(platform.outbox.receipts()) == 1
    assert (field.check(), platform.check()) == ([], [])
    assert len(imports.receipt_times(platform.vault.db)) == 2


def test_other_keys_open_nothing_and_nothing_is_said(pair):
    field, platform = pair
    account = with_passport(field)
    bundle = send(field, platform, account)
    first = answer_to(platform, bundle)
    with pytest.raises(CollectorError):
        platform.identities.unseal(account, [HybridIdentity.generate()])
    assert answer_to(platform, bundle) == first


def test_a_bundle_of_two_says_so_when_both_were_opened_and_another_bundle_says_nothing(
    pair, keeper
):
    field, platform = pair
    one, two, three = (with_passport(field) for _ in range(3))
    both = send(field, platform, one, two)
    other = send(field, platform, three)
    platform.identities.unseal(one, [keeper])
    assert said(field, both, answer_to(platform, both)).identity_opened == "not_yet"
    platform.identities.unseal(two, [keeper])
    assert said(field, both, answer_to(platform, both)).identity_opened == "yes"
    assert said(field, other, answer_to(platform, other)).identity_opened == "not_yet"


def test_the_receipt_of_an_identity_that_was_opened_here_names_what_was_seen_since(pair, keeper):
    field, platform = pair
    account = with_passport(field)
    first = send(field, platform, account)
    send(field, platform, with_passport(field))
    (_, latest) = field.outbox.every()
    platform.identities.unseal(account, [keeper])
    head = said(field, first, answer_to(platform, first)).head
    assert head.size == latest.ready.head_size
    assert not field.receipts.take(answer_to(platform, first)).put_back


def test_receipts_go_into_a_folder_under_their_names_and_replace_older_ones_whole(
    pair, keeper, tmp_path
):
    field, platform = pair
    account = with_passport(field)
    bundle = send(field, platform, account)
    exchange(field, platform)
    folder = tmp_path / "served" / "receipts"
    done = platform.intake.hand_out_receipts(folder)
    assert (done.new, done.replaced, done.there) == (2, 0, 0)
    assert {it.name for it in folder.iterdir()} == {it.file for it in platform.outbox.receipts()}
    done = platform.intake.hand_out_receipts(folder)
    assert (done.new, done.replaced, done.there) == (0, 0, 2)
    platform.identities.unseal(account, [keeper])
    done = platform.intake.hand_out_receipts(folder)
    assert (done.new, done.replaced, done.there) == (0, 1, 1)
    assert {it.name for it in folder.iterdir()} == {it.file for it in platform.outbox.receipts()}
    (name,) = [it.file for it in platform.outbox.receipts() if it.bundle == bundle]
    assert (folder / name).read_bytes() == answer_to(platform, bundle)
    assert (folder / name).stat().st_mode & 0o077 == 0


def _link_to(place):
    return lambda path: path.symlink_to(place)


def _large(path):
    with path.open("wb") as file:
        file.truncate(1 << 40)


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes and devices among files")
@pytest.mark.parametrize(
    "put",
    [
        _link_to("/dev/zero"),
        _link_to("nowhere"),
        _link_to("../outside"),
        getattr(os, "mkfifo", None),
        _large,
    ],
    ids=["a-device", "a-link-to-nothing", "a-link-elsewhere", "a-pipe", "a-huge-file"],
)
def test_u12_whatever_a_sender_put_where_a_receipt_goes_is_replaced_unread(pair, tmp_path, put):
    field, platform = pair
    bundle = exchange(field, platform).exported.bundle
    (written,) = platform.outbox.receipts()
    outside, folder = tmp_path / "outside", tmp_path / "receipts"
    outside.write_bytes(answer_to(platform, bundle))
    folder.mkdir()
    put(folder / written.file)
    assert platform.intake.hand_out_receipts(folder).replaced == 1
    assert not (folder / written.file).is_symlink()
    assert (folder / written.file).read_bytes() == answer_to(platform, bundle)
    outside.write_bytes(b"")
    assert (folder / written.file).stat().st_size > 0


def test_a_folder_in_the_place_of_one_receipt_keeps_no_other_from_its_sender(pair, tmp_path):
    field, platform = pair
    for _ in range(3):
        exchange(field, platform)
    names = [it.file for it in platform.outbox.receipts()]
    (tmp_path / names[0]).mkdir()
    with pytest.raises(MachineFault):
        platform.intake.hand_out_receipts(tmp_path)
    assert all((tmp_path / name).is_file() for name in names[1:])


def _gone(path):
    path.unlink()


def _another(path):
    path.write_bytes(b"something else")


def _a_folder(path):
    path.unlink()
    path.mkdir()


LOST = [_gone, _another, _a_folder]


@pytest.mark.parametrize("lose", LOST)
def test_a_receipt_that_is_lost_keeps_no_other_back_and_is_written_anew_with_its_bundle(
    pair, tmp_path, lose
):
    field, platform = pair
    first, second = exchange(field, platform), exchange(field, platform)
    files = {it.bundle: it.file for it in platform.outbox.receipts()}
    file = files[first.exported.bundle]
    lose(platform.vault.outbox / file)
    with pytest.raises(ReceiptLost) as refused:
        platform.intake.hand_out_receipts(tmp_path / "out")
    assert first.exported.bundle in refused.value.told()[0]
    assert {it.name for it in (tmp_path / "out").iterdir()} == {files[second.exported.bundle]}
    if lose is _a_folder:
        (platform.vault.outbox / file).rmdir()
    assert platform.intake.take(first.exported.file).receipt == file
    assert platform.intake.hand_out_receipts(tmp_path / "out").new == 1
    field.receipts.take((tmp_path / "out" / file).read_bytes())
    assert platform.check() == []
    assert platform.intake.take(first.exported.file).receipt is None


def test_a_refusal_that_is_lost_is_written_anew_with_its_bundle(pair, tmp_path):
    field, platform = pair
    field.testimonies.seal(add(field))
    exported = field.outbox.export(field.trust.platform(PLATFORM))
    platform.vault.db.execute("DELETE FROM own_card")  # no card of ours any more
    for _ in range(2):
        with pytest.raises(WrongCard):
            platform.intake.take(exported.file)
        (written,) = platform.outbox.receipts()
        file = platform.vault.outbox / written.file
        assert hashlib.sha256(file.read_bytes()).digest() == written.sha256
        file.unlink()


def test_receipts_on_a_disk_that_is_gone_are_not_called_lost(pair, tmp_path):
    field, platform = pair
    exchange(field, platform)
    platform.vault.outbox.rename(tmp_path / "elsewhere")
    with pytest.raises(Vanished):
        platform.intake.hand_out_receipts(tmp_path / "out")
    (tmp_path / "elsewhere").rename(platform.vault.outbox)


@pytest.mark.parametrize("committed", [False, True])
def test_v4_a_crash_while_a_receipt_is_written_anew_leaves_one_whole_receipt(
    pair, tmp_path, committed
):
    """The new file lies under its temporary name; whether the row means it decides."""
    field, platform = pair
    bundle = exchange(field, platform).exported.bundle
    (written,) = platform.outbox.receipts()
    kept = imports.evidence_of(platform.vault.db, bundle)
    info = baginfo.parse(kept[f"{bundle}/bag-info.txt"])
    db = platform.vault.db
    db.execute("BEGIN IMMEDIATE")
    write_opened(platform.vault, info, written, None)
    db.execute("COMMIT" if committed else "ROLLBACK")
    platform.close()
    shutil.copytree(platform.vault.folder, tmp_path / "crashed")
    with reopen(tmp_path / "crashed") as again:
        (row,) = again.outbox.receipts()
        data = (again.vault.outbox / row.file).read_bytes()
        assert hashlib.sha256(data).digest() == row.sha256
        assert said(field, bundle, data).identity_opened == ("yes" if committed else "not_yet")
        assert [it.name for it in again.vault.outbox.iterdir()] == [row.file]
        assert again.check() == []


def test_a_key_kept_in_the_same_vault_opens_and_says_so_too(tmp_path):
    with make(tmp_path / "field") as field, make(tmp_path / "one", "coordinator") as platform:
        trust(field, platform)
        sent = exchange(field, platform)
        text = own_keys.private(platform.vault.db, platform.vault.wrap_key, "identity-1").decode()
        (account,) = sent.imported.testimonies
        platform.identities.unseal(account, [parse_identity(text)])
        bundle = sent.exported.bundle
        assert said(field, bundle, answer_to(platform, bundle)).identity_opened == "yes"
        assert [it.name for it in platform.vault.outbox.iterdir()] == [
            it.file for it in platform.outbox.receipts()
        ]
