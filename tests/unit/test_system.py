"""What the branches for Windows and macOS do, as far as another system can tell.

The module is loaded anew by a Python that takes itself for that system; what only that system
has is put in its place.  Mypy checks the same branches for their types.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import resource
import subprocess
import sys
from types import SimpleNamespace

import pytest

from collector import paths, system
from elsewhere import loaded_anew

LIMITS = [name for name in dir(resource) if name.startswith("RLIMIT_")]
NO_WINDOW = 0x08000000
ALL_AT_ONCE = "import sys; said = sys.stdin.buffer.read(); sys.stdout.buffer.write(said[::-1])"
DEAF = "import sys; sys.stdin.close(); print('no', end='')"
ENDLESS = "import time; time.sleep(60)"


@pytest.fixture
def windows(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(subprocess, "CREATE_NO_WINDOW", NO_WINDOW, raising=False)
    monkeypatch.setenv("SYSTEMROOT", "D:\\Windows")
    monkeypatch.setenv("A_SECRET", "of the parent")
    for only_here in ("O_NOFOLLOW", "O_DIRECTORY", "O_CLOEXEC"):
        monkeypatch.delattr(os, only_here)
    return loaded_anew(system)


@pytest.fixture
def macos(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    return loaded_anew(system)


@pytest.fixture(params=["linux", "windows"])
def conversation(request):
    return system if request.param == "linux" else request.getfixturevalue("windows")


def child(code: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-I", "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
    )


def test_a_conversation_is_the_same_on_both(conversation):
    parts = (bytes([number]) * 70_000 for number in range(8))
    whole = b"".join(bytes([number]) * 70_000 for number in range(8))
    with child(ALL_AT_ONCE) as process:
        assert conversation.converse(process, parts, 30, 1 << 20) == whole[::-1]


def test_who_begins_to_listen_late_still_hears_everything(conversation):
    said = bytes(range(256)) * 4000
    with child(f"import time; time.sleep(0.5); {ALL_AT_ONCE}") as process:
        assert conversation.converse(process, [said], 60, 2 << 20) == said[::-1]


def test_one_byte_past_the_cap_shows_that_it_was_passed(conversation):
    with child(ALL_AT_ONCE) as process:
        assert conversation.converse(process, [b"abcdef"], 30, 3) == b"fedc"


def test_who_does_not_listen_may_still_answer(conversation):
    with child(DEAF) as process:
        assert conversation.converse(process, [b"x" * (1 << 20)], 30, 100) == b"no"


def test_who_does_not_answer_is_given_up(conversation):
    with child(ENDLESS) as process:
        try:
            with pytest.raises(TimeoutError):
                conversation.converse(process, [b"x"], 0.2, 100)
        finally:
            process.kill()


def test_who_waits_may_stop_waiting(conversation):
    def stop():
        raise KeyboardInterrupt

    with child(ENDLESS) as process:
        try:
            with pytest.raises(KeyboardInterrupt):
                conversation.converse(process, [b"x"], 30, 100, beat=stop)
        finally:
            process.kill()


def test_who_answered_may_be_asked_again_where_pipes_can_be_watched():
    again = "import os\nwhile said := os.read(0, 9): os.write(1, said[::-1])"
    with child(again) as process:
        for said in (b"ab", b"xyz"):
            heard = system.converse(process, [said], 30, 9, whole=lambda it: it[-1:] in b"ax")
            assert heard == said[::-1]
        process.kill()


def test_windows_hears_a_whole_answer_by_its_end(windows):
    with child(ALL_AT_ONCE) as process:
        assert windows.converse(process, [b"ab"], 30, 9, whole=lambda it: len(it) == 2) == b"ba"
        assert process.poll() == 0


def test_windows_hands_a_child_no_window_and_no_secret_of_ours(windows):
    assert windows.ENVIRONMENT == {"SYSTEMROOT": "D:\\Windows"}
    assert windows.CREATION_FLAGS == NO_WINDOW
    assert windows.ROOT_FOLDER == "C:\\"


def test_windows_has_none_of_the_limits(windows):
    def limits():
        return [resource.getrlimit(getattr(resource, name)) for name in LIMITS]

    before = limits()
    windows.limit_this_process(1, 1)
    windows.close_this_process()
    assert limits() == before


def test_windows_writes_files_whole_without_what_it_lacks(windows, tmp_path):
    with paths.new_whole_file(tmp_path / "out") as out:
        out.write(b"whole\n")
    assert (tmp_path / "out").read_bytes() == b"whole\n"
    with pytest.raises(paths.FileThere), paths.new_whole_file(tmp_path / "out"):
        pass
    paths.write_synced(tmp_path / "out", b"new")
    assert (tmp_path / "out").read_bytes() == b"new"
    paths.make_private_folder(tmp_path / "folder")
    paths.sync_folder(tmp_path / "no folder can be opened there")


def test_files_are_opened_for_bytes_where_that_is_a_choice(windows, tmp_path, monkeypatch):
    asked = []
    opening = os.open
    monkeypatch.setattr(os, "O_BINARY", 0x8000, raising=False)  # 0x8000 means nothing new here
    monkeypatch.setattr(
        os, "open", lambda path, flags, *mode: asked.append(flags) or opening(path, flags, *mode)
    )
    paths.new_file(tmp_path / "new").close()
    paths.write_synced(tmp_path / "twice", b"")
    assert [flags & 0x8000 for flags in asked] == [0x8000, 0x8000]


def test_macos_closes_itself_without_what_only_linux_has(macos, monkeypatch):
    asked = []
    monkeypatch.setattr(ctypes, "CDLL", lambda name: pytest.fail("prctl is of Linux"))
    monkeypatch.setattr(
        macos.resource, "setrlimit", lambda which, limits: asked.append((which, limits))
    )
    macos.close_this_process()
    assert asked == [(resource.RLIMIT_CORE, (0, 0))]


def test_macos_keeps_the_other_limits_where_it_refuses_one(macos, monkeypatch):
    asked = []

    def setrlimit(which, _limits):
        if which == resource.RLIMIT_AS:
            raise ValueError("current limit exceeds maximum limit")
        asked.append(which)

    monkeypatch.setattr(
        macos, "resource", SimpleNamespace(**{**vars(resource), "setrlimit": setrlimit})
    )
    macos.limit_this_process(1 << 30, 5)
    assert {resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC} <= set(asked)


def test_macos_empties_the_memory_of_the_drive(macos, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(fcntl, "fcntl", lambda handle, what: asked.append((handle, what)))
    monkeypatch.setattr(os, "fsync", lambda handle: pytest.fail("this leaves it in the drive"))
    macos.sync_file(7)
    assert asked == [(7, 51)]


def test_macos_syncs_plainly_where_the_file_system_knows_no_more(macos, monkeypatch):
    asked = []

    def refused(_handle, _what):
        raise OSError(45, "Operation not supported")

    monkeypatch.setattr(fcntl, "fcntl", refused)
    monkeypatch.setattr(os, "fsync", asked.append)
    macos.sync_file(7)
    assert asked == [7]


def test_private_means_the_owner_alone(tmp_path):
    paths.make_private_folder(tmp_path / "folder")
    paths.new_file(tmp_path / "file").close()
    paths.write_synced(tmp_path / "written", b"")
    for name, mode in (("folder", 0o700), ("file", 0o600), ("written", 0o600)):
        assert (tmp_path / name).stat().st_mode & 0o777 == mode
        (tmp_path / name).chmod(0o777)
        paths.tighten(tmp_path / name)
        assert (tmp_path / name).stat().st_mode & 0o777 == mode
