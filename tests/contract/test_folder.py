"""A stick or shared folder: read back before it counts, divided where FAT needs it."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import threading
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from collector import file_systems
from collector.errors import NoRoom, Vanished
from collector.paths import FileThere
from collector.sync.transport import copying, folder
from collector.sync.transport.copying import CopyDiffers
from collector.sync.transport.errors import BadAddress, NotThisProtocol, ParcelChanged, Stalled
from collector.sync.transport.folder import FolderWay
from collector.sync.transport.interface import Endpoint, Parcel
from collector.sync.transport.limits import Limits
from contract.watches import Recorder, Stop, parcel
from vectors.machines import disk, pulled_out

SIZE, PART = 1_000_000, 300_000


@pytest.fixture
def stick(tmp_path):
    path = tmp_path / "stick"
    path.mkdir()
    return path


@pytest.fixture
def sent(tmp_path):
    return parcel(tmp_path, SIZE)


OFTEN = Limits(beat=0.01)


def way(stick: Path, limits: Limits = OFTEN, part: int | None = None) -> FolderWay:
    return FolderWay(Endpoint("folder", str(stick)), limits, part)


def names(stick: Path) -> list[str]:
    return sorted(path.name for path in stick.iterdir())


def joined(stick: Path, sent: Parcel) -> bytes:
    """Return what plain cat makes of a set."""
    command = f"cat '{stick}'/{sent.name}.*"
    return subprocess.run(["sh", "-c", command], capture_output=True, check=True).stdout


def test_a_set_of_parts_is_joined_by_cat(stick, sent):
    watch = Recorder()
    way(stick, part=PART).post(sent, None, watch)
    assert names(stick) == [f"{sent.name}.00{number}" for number in (1, 2, 3, 4)]
    assert max(path.stat().st_size for path in stick.iterdir()) == PART
    assert joined(stick, sent) == sent.path.read_bytes()
    assert watch.octets == SIZE
    assert watch.heard == sorted(watch.heard)


@pytest.mark.parametrize("size", [PART - 1, PART])
def test_what_fits_into_one_file_is_one(stick, tmp_path, size):
    sent = parcel(tmp_path, size)
    way(stick, part=PART).post(sent, None, Recorder())
    assert names(stick) == [sent.name]


@pytest.mark.parametrize("system", ["vfat", "exfat", "ext4", ""])
def test_only_on_fat_and_only_what_it_cannot_hold(stick, tmp_path, sent, monkeypatch, system):
    monkeypatch.setattr(file_systems, "file_system", lambda _: system)
    monkeypatch.setattr(file_systems, "LARGEST_ON_FAT", SIZE - 1)
    monkeypatch.setattr(folder, "_PART", SIZE - 1)
    way(stick).post(sent, None, Recorder())
    set_of_two = [f"{sent.name}.001", f"{sent.name}.002"]
    assert names(stick) == (set_of_two if system == "vfat" else [sent.name])
    small = parcel(tmp_path, SIZE - 1)
    way(stick).post(small, None, Recorder())
    assert small.name in names(stick)


def test_a_set_that_is_not_whole_is_gone_on_with(stick, sent):
    with pytest.raises(Stop):
        way(stick, part=PART).post(sent, None, Recorder(stop=lambda _: len(names(stick)) == 3))
    assert names(stick) == [f"{sent.name}.00{number}" for number in (1, 2)]
    before = {path.name: path.stat().st_mtime_ns for path in stick.iterdir()}
    watch = Recorder()
    way(stick, part=PART).post(sent, None, watch)
    assert watch.heard[0] > 2 * PART
    assert before.items() <= {it.name: it.stat().st_mtime_ns for it in stick.iterdir()}.items()
    assert joined(stick, sent) == sent.path.read_bytes()


def test_a_whole_set_is_not_written_again(stick, sent):
    way(stick, part=PART).post(sent, None, Recorder())
    before = {path.name: path.stat().st_ino for path in stick.iterdir()}
    watch = Recorder()
    way(stick, part=PART).post(sent, None, watch)
    assert {path.name: path.stat().st_ino for path in stick.iterdir()} == before
    assert (watch.octets, watch.tokens) == (SIZE, [])


@pytest.mark.skipif(os.name == "nt", reason="links are not for everybody there")
@pytest.mark.parametrize("part", [None, PART])
def test_u12_a_link_to_the_right_octets_is_no_copy(stick, sent, tmp_path, part):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(sent.path.read_bytes()[: part or SIZE])
    (stick / (f"{sent.name}.001" if part else sent.name)).symlink_to(elsewhere)
    with pytest.raises(FileThere):
        way(stick, part=part).post(sent, None, Recorder())


@pytest.mark.parametrize("part", [None, PART])
def test_another_file_of_that_name_is_not_written_over(stick, sent, part):
    there = stick / (f"{sent.name}.002" if part else sent.name)
    there.write_bytes(b"another")
    with pytest.raises(FileThere):
        way(stick, part=part).post(sent, None, Recorder())
    assert there.read_bytes() == b"another"
    assert names(stick) == [there.name]


@pytest.mark.parametrize("part", [None, PART])
def test_whoever_waits_can_stop_at_any_beat_and_no_half_file_stays(stick, sent, part):
    token, moment = None, 1
    while sent.path.read_bytes() != b"".join(it.read_bytes() for it in sorted(stick.iterdir())):
        left = iter(range(moment))
        watch = Recorder(stop=lambda _, left=left: next(left, None) is None)
        with suppress(Stop):
            way(stick, Limits(beat=1e-6), part).post(sent, token, watch)
        token = watch.token or token
        moment += 1 + moment // 8
        assert {path.suffix for path in stick.iterdir()} <= {"", ".001", ".002", ".003", ".004"}
        assert {path.stat().st_size for path in stick.iterdir()} <= {SIZE, PART, SIZE % PART}
    assert moment > 5


def test_what_a_crash_left_behind_goes_with_the_next_attempt(stick, sent):
    watch = Recorder(stop=lambda it: bool(it.tokens))
    with pytest.raises(Stop):
        way(stick).post(sent, None, watch)
    left = stick / json.loads(watch.token)["temporary"]
    left.write_bytes(b"half")
    (stick / "other.part").write_bytes(b"somebody else's")
    way(stick).post(sent, watch.token, Recorder())
    assert names(stick) == sorted([sent.name, "other.part"])


@pytest.mark.parametrize("name", ["../sent", "a" * 32, "receipts", "", 7, None])
def test_a_token_removes_nothing_else(stick, sent, name):
    (stick.parent / "sent").write_bytes(b"")
    (stick / ("a" * 32)).write_bytes(b"")
    way(stick).post(sent, json.dumps({"temporary": name}), Recorder())
    assert (stick.parent / "sent").exists()
    assert (stick / ("a" * 32)).exists()


def test_a_disk_that_gives_back_other_bytes(stick, sent, monkeypatch):
    sync = copying.sync_file

    def lying(handle: int) -> None:
        os.pwrite(handle, bytes([os.pread(handle, 1, 0)[0] ^ 1]), 0)
        sync(handle)

    monkeypatch.setattr(copying, "sync_file", lying)
    with pytest.raises(CopyDiffers):
        way(stick).post(sent, None, Recorder())
    assert names(stick) == []


@pytest.mark.parametrize("part", [None, PART])
def test_a_parcel_that_is_not_what_it_was(stick, sent, part):
    with sent.path.open("r+b") as file:
        file.write(b"x" * 10)
    with pytest.raises(ParcelChanged):
        way(stick, part=part).post(sent, None, Recorder())
    assert names(stick) == []


def test_a_disk_that_writes_later_parts_over_earlier_ones(stick, sent, monkeypatch):
    """As a stick does that claims more room than it has."""
    sync = copying.sync_file

    def wrapping(handle: int) -> None:
        sync(handle)
        if (first := stick / f"{sent.name}.001").exists():
            first.write_bytes(bytes(PART))

    monkeypatch.setattr(copying, "sync_file", wrapping)
    with pytest.raises(CopyDiffers):
        way(stick, part=PART).post(sent, None, Recorder())
    assert names(stick) == []


@pytest.mark.parametrize("stuck", [True, False])
def test_no_hang_on_a_disk_that_does_not_answer(stick, sent, monkeypatch, stuck):
    over, sync = threading.Event(), copying.sync_file

    def slow(handle: int) -> None:
        over.wait(20)
        sync(handle)

    monkeypatch.setattr(copying, "sync_file", slow)
    try:
        if stuck:
            with pytest.raises(Stalled):
                way(stick, Limits(stall=0.2, beat=0.05)).post(sent, None, Recorder())
        else:
            with pytest.raises(Stop):
                way(stick).post(sent, None, Recorder(stop=lambda it: it.beats > 20))
    finally:
        over.set()
    assert sent.name not in names(stick)


def test_no_room_is_said_before_anything_is_written(stick, sent, monkeypatch):
    usage = file_systems.shutil.disk_usage(stick)
    monkeypatch.setattr(file_systems.shutil, "disk_usage", lambda _: usage._replace(free=SIZE - 1))
    watch = Recorder()
    with pytest.raises(NoRoom):
        way(stick).post(sent, None, watch)
    assert (names(stick), watch.tokens) == ([], [])


def test_a_stick_that_is_not_there_is_not_made(tmp_path, sent):
    gone = tmp_path / "gone"
    for act in (
        lambda: way(gone).probe(Recorder()),
        lambda: way(gone).post(sent, None, Recorder()),
        lambda: way(gone).fetch("a", 1, Recorder()),
    ):
        with pytest.raises(Vanished):
            act()
    assert not gone.exists()


@pytest.mark.parametrize("part", [None, PART])
def test_a_stick_that_is_pulled_out_amid_all_this(tmp_path, sent, part):
    with disk(tmp_path / "mounted", 8_000_000) as stick, ExitStack() as later:
        pulled = []

        def pull(watch: Recorder) -> bool:
            if watch.octets and not pulled:
                pulled.append(later.enter_context(pulled_out(stick)))
            return False

        watch = Recorder(stop=pull)
        with pytest.raises(Vanished):
            way(stick, part=part).post(sent, None, watch)
        assert names(stick) == []
        later.close()
        way(stick, part=part).post(sent, watch.token, Recorder())
        found = joined(stick, sent) if part else (stick / sent.name).read_bytes()
        assert found == sent.path.read_bytes()


@pytest.mark.parametrize("room", range(64 * 1024, SIZE, 64 * 1024))
def test_a_disk_that_fills_up_at_every_64_kib(stick, sent, room):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        with pytest.raises(NoRoom):
            way(stick).post(sent, None, Recorder())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert names(stick) == []


def test_a_folder_is_named_from_the_root():
    with pytest.raises(BadAddress):
        FolderWay(Endpoint("folder", "stick"))


def test_two_senders_into_one_folder(stick, sent):
    outcomes: list[object] = []

    def send() -> None:
        try:
            way(stick, part=PART).post(sent, None, Recorder())
            outcomes.append(None)
        except Exception as error:
            outcomes.append(error)

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == [None] * 4
    assert names(stick) == [f"{sent.name}.00{number}" for number in (1, 2, 3, 4)]
    assert joined(stick, sent) == sent.path.read_bytes()


def test_a_receipt_is_a_file_and_not_a_link(stick):
    receipts = stick / "receipts"
    receipts.mkdir()
    (stick / "words").write_bytes(b"words")
    (receipts / "a").symlink_to(stick / "words")
    (receipts / "b").mkdir()
    assert way(stick).fetch("a", 10, Recorder()) is None
    assert way(stick).fetch("b", 10, Recorder()) is None
    (receipts / "c").write_bytes(b"x" * 11)
    with pytest.raises(NotThisProtocol):
        way(stick).fetch("c", 10, Recorder())
