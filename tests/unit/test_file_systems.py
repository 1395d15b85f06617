"""Which disk a folder lies on, and what is refused before anything is written to it."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from collector import file_systems
from collector.errors import NoPermission, NoRoom, Vanished
from collector.file_systems import (
    LARGEST_ON_FAT,
    TooLargeForDisk,
    check_room,
    file_system,
    in_mount_output,
    in_mountinfo,
    is_fat,
)
from elsewhere import loaded_anew
from peers import tool
from vectors.machines import powerless

MOUNTINFO = rb"""22 28 0:20 / /sys rw,nosuid,nodev shared:7 - sysfs sysfs rw
28 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw,errors=remount-ro
96 28 259:1 / /boot/efi rw,relatime shared:50 - vfat /dev/nvme0n1p1 rw,fmask=0077
310 28 8:17 / /media/user/NO\040NAME rw,nosuid shared:600 - vfat /dev/sdb1 rw,uid=1000
311 28 8:33 / /media/user/a\134b\011c rw,nosuid - exfat /dev/sdc1 rw
312 28 8:34 / /media/user/\320\264\320\270\321\201\320\272 rw shared:9 master:3 - vfat /dev/sdd1 rw
313 28 0:50 / /media/user/over rw - vfat /dev/sde1 rw
314 313 0:51 / /media/user/over rw - tmpfs tmpfs rw
broken line
"""
MOUNT = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse, protect)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
/dev/disk4s1 on /Volumes/NO NAME (msdos, local, nodev, nosuid, noowners, noatime, fskit)
/dev/disk5s1 on /Volumes/диск (exfat) (exfat, local, nodev, nosuid, noowners)
/dev/disk6s1 on /Volumes/plain (msdos)
""".encode()


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/", "ext4"),
        ("/srv/user", "ext4"),
        ("/boot/efi", "vfat"),
        ("/boot/efi/EFI/x", "vfat"),
        ("/boot/efi2", "ext4"),
        ("/media/user/NO NAME", "vfat"),
        ("/media/user/NO NAME/out", "vfat"),
        ("/media/user/NO", "ext4"),
        ("/media/user/a\\b\tc/d", "exfat"),
        ("/media/user/диск", "vfat"),
        ("/media/user/over/x", "tmpfs"),
    ],
)
def test_linux_tells_by_the_deepest_mount_point(folder, kind):
    assert in_mountinfo(MOUNTINFO, folder.encode()) == kind


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/Volumes/user", "apfs"),
        ("/System/Volumes/Data/home", "autofs"),
        ("/Volumes/NO NAME/out", "msdos"),
        ("/Volumes/диск (exfat)/out", "exfat"),
        ("/Volumes/plain", "msdos"),
        ("/Volumes/plainer", "apfs"),
    ],
)
def test_macos_tells_by_the_deepest_mount_point(folder, kind):
    assert in_mount_output(MOUNT, folder.encode()) == kind


@pytest.mark.parametrize("name", ["vfat", "msdos", "FAT32", "FAT", "FAT16"])
def test_what_each_system_calls_fat_is_fat(name):
    assert is_fat(name)


@pytest.mark.parametrize("name", ["exfat", "exFAT", "NTFS", "apfs", "ext4", "fuseblk", ""])
def test_nothing_else_is_fat(name):
    assert not is_fat(name)


@pytest.mark.parametrize("table", [b"", b"\xff\xfe", b"a b c - d", b" - ", b"1 2 3 4 / rw - \n"])
def test_a_table_that_says_nothing_leads_to_no_refusal(table):
    assert in_mountinfo(table, b"/home") == ""
    assert in_mount_output(table, b"/home") == ""


@pytest.mark.skipif(sys.platform != "linux", reason="asks the df of Linux")
def test_this_machine_is_told_right(tmp_path):
    said = subprocess.run(
        [tool("df"), "--output=fstype", str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert file_system(tmp_path) == said.stdout.split()[-1]


def test_macos_asks_mount(monkeypatch):
    asked = []

    def run(command, **_how):
        asked.append(command)
        return subprocess.CompletedProcess(command, 0, MOUNT, b"")

    monkeypatch.setattr(sys, "platform", "darwin")
    macos = loaded_anew(file_systems)
    monkeypatch.setattr(subprocess, "run", run)
    assert macos.file_system(Path("/Volumes/NO NAME/out")) == "msdos"
    assert asked == [["/sbin/mount"]]


def test_macos_that_does_not_answer_leads_to_no_refusal(monkeypatch):
    def run(command, **_how):
        raise subprocess.TimeoutExpired(command, 10)

    monkeypatch.setattr(sys, "platform", "darwin")
    macos = loaded_anew(file_systems)
    monkeypatch.setattr(subprocess, "run", run)
    assert macos.file_system(Path("/Volumes")) == ""


class Kernel:
    """The two calls of Windows, for a stick in E:."""

    def __init__(self, name: str) -> None:
        self._name = name

    def GetVolumePathNameW(self, path, root, size):  # noqa: N802 - Windows' name
        assert size == len(root)
        root.value = "E:\\"
        return int(bool(path))

    def GetVolumeInformationW(self, root, _label, _room, _a, _b, _c, name, size):  # noqa: N802
        assert (root.value, size) == ("E:\\", len(name))
        name.value = self._name
        return int(bool(self._name))


@pytest.mark.parametrize("name", ["FAT32", "NTFS", ""])
def test_windows_asks_the_kernel(monkeypatch, name):
    kernel = SimpleNamespace(kernel32=Kernel(name))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", kernel, raising=False)
    assert loaded_anew(file_systems).file_system(Path("out")) == name


@pytest.fixture
def fat(monkeypatch):
    """Let every folder lie on FAT32, with room for 10 GiB."""
    monkeypatch.setattr(file_systems, "file_system", lambda folder: "vfat")
    free = SimpleNamespace(free=10 * 2**30)
    monkeypatch.setattr(file_systems.shutil, "disk_usage", lambda folder: free)


def test_one_byte_more_than_fat_can_hold_is_refused(tmp_path, fat):
    check_room(tmp_path, LARGEST_ON_FAT)
    with pytest.raises(TooLargeForDisk) as refused:
        check_room(tmp_path, LARGEST_ON_FAT + 1)
    assert (refused.value.code, int(refused.value.exit)) == ("machine.fat32", 5)


def test_other_disks_take_large_files(tmp_path, fat, monkeypatch):
    monkeypatch.setattr(file_systems, "file_system", lambda folder: "exfat")
    check_room(tmp_path, LARGEST_ON_FAT + 1)


def test_no_more_than_there_is_room_for(tmp_path):
    check_room(tmp_path, 0)
    with pytest.raises(NoRoom):
        check_room(tmp_path, 2**60)


def test_a_folder_that_is_gone_or_is_none(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    for name in ("gone", "file"):
        with pytest.raises(Vanished):
            check_room(tmp_path / name, 1)


def test_a_folder_that_may_not_be_written_to(tmp_path):
    target = tmp_path / "closed"
    target.mkdir()
    with powerless(target) as folder:
        Path(folder / "closed").chmod(0o500)
        with pytest.raises(NoPermission):
            check_room(folder / "closed", 1)
