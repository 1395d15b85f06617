"""What leaves a vault: its size told beforehand, stopped half way, read back where it went."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

from collector import file_systems
from collector.errors import NoPermission, NoRoom, Unacceptable, Vanished
from collector.file_systems import TooLargeForDisk
from collector.model.consent_facts import Answer
from collector.paths import FileThere
from collector.store import outbox
from collector.store.errors import NoSuch, VaultFileMissing
from collector.store.sqlite import transaction
from collector.sync import export
from collector.sync.handing_out import BundleDamaged
from collector.sync.transport import copying
from collector.sync.transport import folder as transport_folder
from collector.sync.transport.copying import CopyDiffers
from makers import OWN_SAMPLES, PLATFORM, add, form, let_go, make, reopen, trust

PHOTOS = (OWN_SAMPLES / "courtyard.jpg", OWN_SAMPLES / "notice.jpg")
SLACK = 64 * 1024


class Stop(Exception):
    """What a window might raise when somebody stops the work."""


class Broken(Unacceptable):
    """An error of the callback that looks like one about the material."""

    code = "test.callback"


@pytest.fixture
def field(pair):
    pair[0].testimonies.seal(add(pair[0], *PHOTOS))
    return pair[0]


@pytest.fixture
def exported(field):
    return field.outbox.export(field.trust.platform(PLATFORM))


@pytest.fixture
def stick(tmp_path, monkeypatch):
    """A folder on a disk that has no links, as FAT32 has none."""
    folder = tmp_path / "stick"
    folder.mkdir()

    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    return folder


def consenting(decision: str) -> list[dict]:
    return [form()["consent"][0] | {"decision": decision}]


def film(folder: Path, size: int) -> Path:
    path = folder / f"{size}.bin"
    path.write_bytes(os.urandom(size))
    return path


# --- what it would be ---------------------------------------------------------------------------


@pytest.mark.parametrize("sizes", [(), (1_000_000,), (3_000_001, 2_500_000, 17)])
def test_a_bundle_is_as_large_as_planned(tmp_path, pair, sizes):
    field, _ = pair
    field.testimonies.seal(add(field, *(film(tmp_path, size) for size in sizes)))
    card = field.trust.platform(PLATFORM)
    for before in range(3):  # later bundles prove more
        size = field.custody.size()
        plan = field.outbox.plan(card)
        assert field.custody.size() == size
        assert (plan.accounts, plan.exhibits) == (1, len(sizes))
        done = field.outbox.export(card)
        let_go(field)
        assert done.sequence == before + 1
        assert done.size <= plan.size <= done.size * 1.15 + SLACK
        assert plan.decision == done.decision


def test_what_is_handed_on_is_as_large_as_planned(tmp_path, pair):
    field, platform = pair
    row = form()["consent"][0]
    consent = [row | {"onward": "yes"}, row | {"recipient": "onward"}]
    field.testimonies.seal(add(field, film(tmp_path, 2_000_000), consent=consent))
    platform.intake.take(field.outbox.export(field.trust.platform(PLATFORM)).file)
    with make(tmp_path / "two", "coordinator") as second:
        card = trust(platform, second)
        plan = platform.outbox.plan(card)
        done = platform.outbox.export(card)
    assert done.size <= plan.size <= done.size * 1.15 + SLACK


def test_where_nothing_may_go_there_is_no_size(pair):
    field, _ = pair
    field.testimonies.seal(add(field, consent=consenting("no")))
    plan = field.outbox.plan(field.trust.platform(PLATFORM))
    assert plan.decision.refused
    assert (plan.size, plan.accounts, plan.exhibits) == (0, 0, 0)


def test_an_answer_counts_in_the_plan_as_in_the_export(pair):
    field, _ = pair
    testimony = add(field, *PHOTOS, consent=consenting("ask"))
    field.testimonies.seal(testimony)
    card = field.trust.platform(PLATFORM)
    asked = field.outbox.plan(card, [testimony])
    assert asked.accounts == 0
    recipient = asked.decision.recipient
    yes = [Answer(testimony=testimony, recipient=recipient, yes=True, onward=False)]
    plan = field.outbox.plan(card, [testimony], answers=yes)
    done = field.outbox.export(card, [testimony], answers=yes)
    assert plan.accounts == 1
    assert done.size <= plan.size


def test_what_is_not_there_is_not_planned(field):
    with pytest.raises(NoSuch):
        field.outbox.plan(field.trust.platform(PLATFORM), ["00" * 16])


# --- where it would go --------------------------------------------------------------------------


def test_a_disk_that_cannot_hold_it_is_refused_before_anything_is_made(tmp_path, field):
    field.outbox.check_target(tmp_path, 1)
    with pytest.raises(NoRoom):
        field.outbox.check_target(tmp_path, 2**60)
    with pytest.raises(Vanished):
        field.outbox.check_target(tmp_path / "gone", 1)


def test_the_vaults_own_disk_is_asked_before_the_bundle_is_written(field, monkeypatch):
    monkeypatch.setattr(file_systems, "file_system", lambda folder: "vfat")
    monkeypatch.setattr(file_systems, "LARGEST_ON_FAT", 1000)
    leaves = field.custody.size()
    with pytest.raises(TooLargeForDisk):
        field.outbox.export(field.trust.platform(PLATFORM))
    assert field.custody.size() == leaves
    assert list(field.vault.outbox.iterdir()) == []
    assert field.outbox.every() == []
    assert field.check() == []


# --- stopped ------------------------------------------------------------------------------------


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("error", "share"), [(Stop, 0.0), (Stop, 0.99), (Broken, 0.5), (KeyboardInterrupt, 0.5)]
)
def test_an_export_that_is_stopped_leaves_nothing(field, error, share):
    card = field.trust.platform(PLATFORM)
    size, leaves = field.outbox.plan(card).size, field.custody.size()

    def stop(octets: int) -> None:
        if octets > share * size:
            raise error

    with pytest.raises(error):
        field.outbox.export(card, progress=stop)
    for table in ("outbox", "outbox_item"):
        assert field.vault.db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608
    assert list(field.vault.outbox.iterdir()) == []
    assert field.custody.size() == leaves
    assert field.outbox.export(card).sequence == 1
    assert field.check() == []


@pytest.mark.thorough
@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 0.99])
def test_handing_out_that_is_stopped_leaves_nothing_on_the_stick(field, exported, stick, share):
    def stop(octets: int) -> None:
        if octets > share * exported.size:
            raise Stop

    with pytest.raises(Stop):
        field.outbox.hand_out(exported, stick, progress=stop)
    assert list(stick.iterdir()) == []
    assert exported.file.exists()
    assert field.outbox.hand_out(exported, stick).read_bytes() == exported.file.read_bytes()


def test_a_second_name_that_is_stopped_is_none(field, exported, tmp_path):
    def stop(octets: int) -> None:
        raise Stop

    folder = tmp_path / "out"
    with pytest.raises(Stop):
        field.outbox.hand_out(exported, folder, progress=stop)
    assert list(folder.iterdir()) == []


# --- read back ----------------------------------------------------------------------------------


def test_progress_ends_with_the_size_of_the_file(field, exported, stick, tmp_path, monkeypatch):
    told: list[int] = []
    path = field.outbox.hand_out(exported, stick, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == exported.size
    assert {it.name for it in stick.iterdir()} == {path.name}
    monkeypatch.undo()
    told.clear()
    field.outbox.hand_out(exported, tmp_path / "same disk", progress=told.append)
    assert told[-1] == exported.size


def test_a_disk_that_gives_back_other_bytes_is_found_out(field, exported, stick, monkeypatch):
    sync = copying.sync_file

    def lying(handle: int) -> None:
        if os.fstat(handle).st_size == exported.size:
            os.pwrite(handle, bytes([os.pread(handle, 1, 0)[0] ^ 1]), 0)
        sync(handle)

    monkeypatch.setattr(copying, "sync_file", lying)
    with pytest.raises(CopyDiffers):
        field.outbox.hand_out(exported, stick)
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize("linked", [True, False])
def test_a_bundle_that_is_damaged_in_the_vault_is_not_handed_out(
    field, exported, stick, monkeypatch, linked
):
    if linked:
        monkeypatch.undo()
    data = bytearray(exported.file.read_bytes())
    data[len(data) // 2] ^= 1
    exported.file.write_bytes(data)
    with pytest.raises(BundleDamaged):
        field.outbox.hand_out(exported, stick)
    assert list(stick.iterdir()) == []
    field.delivery.withdraw(exported.bundle)
    anew = field.outbox.export(field.trust.platform(PLATFORM))
    assert field.outbox.hand_out(anew, stick).is_file()


@pytest.mark.skipif(os.name == "nt", reason="links are not for everybody there")
def test_u12_a_link_that_leads_to_the_bundle_is_no_copy_of_it(field, exported, stick):
    (stick / exported.file.name).symlink_to(exported.file)
    with pytest.raises(FileThere):
        field.outbox.hand_out(exported, stick)
    assert field.delivery.of_bundle(exported.bundle).delivery.state == "waiting"


def test_the_same_file_twice_is_no_error_another_of_its_name_is(field, exported, stick):
    path = field.outbox.hand_out(exported, stick)
    assert field.outbox.hand_out(exported, stick) == path
    path.write_bytes(b"half of it")
    with pytest.raises(FileThere):
        field.outbox.hand_out(exported, stick)
    assert path.read_bytes() == b"half of it"


def test_a_stick_without_room_or_closed_is_told(field, exported, stick, monkeypatch):
    monkeypatch.setattr(file_systems.os, "access", lambda *_, **__: False)
    with pytest.raises(NoPermission):
        field.outbox.hand_out(exported, stick)
    assert list(stick.iterdir()) == []


@pytest.fixture
def fat(stick, monkeypatch):
    """The stick as FAT32, as if a thousand octets were the most that one file can have."""
    monkeypatch.setattr(file_systems, "file_system", lambda folder: "vfat")
    monkeypatch.setattr(file_systems, "LARGEST_ON_FAT", 1000)
    return stick


def test_what_fat_cannot_hold_lies_there_in_parts_that_cat_joins(
    field, exported, fat, monkeypatch, tmp_path
):
    monkeypatch.setattr(transport_folder, "_PART", exported.size // 3 + 1)
    field.outbox.check_target(fat, exported.size)

    def stop(octets: int) -> None:
        if octets > exported.size // 2:
            raise Stop

    with pytest.raises(Stop):
        field.outbox.hand_out(exported, fat, progress=stop)
    begun = {it.name: it.stat().st_ino for it in fat.iterdir()}
    assert set(begun) == {f"{exported.file.name}.001"}
    told: list[int] = []
    path = field.outbox.hand_out(exported, fat, progress=told.append)
    assert path == fat / f"{exported.file.name}.001"
    assert begun.items() <= {it.name: it.stat().st_ino for it in fat.iterdir()}.items()
    assert told[-1] == exported.size
    joined = subprocess.run(
        ["sh", "-c", f"cat '{fat}/{exported.file.name}'.*"], capture_output=True, check=True
    )
    assert joined.stdout == exported.file.read_bytes()
    assert field.delivery.of_bundle(exported.bundle).delivery.state == "uploaded"
    (fat / f"{exported.file.name}.002").write_bytes(b"another")
    with pytest.raises(FileThere):
        field.outbox.hand_out(exported, fat)


def test_a_damaged_bundle_is_not_handed_out_in_parts_either(field, exported, fat):
    exported.file.write_bytes(bytes(exported.size))
    with pytest.raises(BundleDamaged):
        field.outbox.hand_out(exported, fat)
    assert list(fat.iterdir()) == []


# --- what is not there any more ------------------------------------------------------------------


@pytest.mark.parametrize("linked", [True, False])
def test_a_bundle_that_is_gone_from_the_outbox_is_named_and_no_disk_is_blamed(
    field, exported, tmp_path, request, linked
):
    folder = tmp_path / "target" if linked else request.getfixturevalue("stick")
    exported.file.unlink()
    with pytest.raises(VaultFileMissing):
        field.outbox.hand_out(exported, folder)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("lose", [lambda path: path.unlink(), lambda path: os.truncate(path, 100)])
def test_what_is_not_there_any_more_is_exported_anew(field, exported, tmp_path, lose):
    lose(exported.file)
    again = field.outbox.export(field.trust.platform(PLATFORM))
    assert (again.again, again.sequence) == (False, exported.sequence + 1)
    assert field.outbox.hand_out(again, tmp_path / "target").stat().st_size == again.size


def test_a_person_who_stops_just_as_it_is_done_loses_nothing(field, monkeypatch):
    finish = outbox.finish

    @contextmanager
    def interrupted(db):
        with transaction(db):
            yield
        if finished:
            raise KeyboardInterrupt

    def noting(*given):
        finished.append(finish(*given))

    finished = []
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(export, "transaction", interrupted)
        patch.setattr(outbox, "finish", noting)
        field.outbox.export(field.trust.platform(PLATFORM))
    folder = field.vault.folder
    field.close()
    with reopen(folder) as again:
        assert len(again.outbox.every()) == 1
        assert again.check() == []
