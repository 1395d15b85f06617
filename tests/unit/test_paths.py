"""Files that are there whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from collector import paths
from collector.errors import NoPermission, NoRoom, Vanished
from collector.paths import FileThere, machine_errors, new_whole_file, sync_folder


class Stopped(Exception):
    pass


def test_a_file_has_its_name_only_when_it_is_whole(tmp_path):
    path = tmp_path / "out"
    with new_whole_file(path) as out:
        out.write(b"whole")
        assert not path.exists()
    assert path.read_bytes() == b"whole"
    assert [it.name for it in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("error", [Stopped, KeyboardInterrupt])
def test_nothing_partial_stays(tmp_path, error):
    def stop_midway():
        with new_whole_file(tmp_path / "out") as out:
            out.write(b"half")
            raise error

    with pytest.raises(error):
        stop_midway()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("links", [True, False])
def test_a_name_that_was_taken_meanwhile_is_not_written_over(tmp_path, monkeypatch, links):
    if not links:
        monkeypatch.setattr(os, "link", refused)
    path = tmp_path / "out"

    def be_overtaken():
        with new_whole_file(path) as out:
            out.write(b"ours")
            path.write_bytes(b"theirs")

    with pytest.raises(FileThere):
        be_overtaken()
    assert path.read_bytes() == b"theirs"
    assert [it.name for it in tmp_path.iterdir()] == ["out"]


def test_a_file_system_without_links_will_do(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "link", refused)
    with new_whole_file(tmp_path / "out") as out:
        out.write(b"whole")
    assert (tmp_path / "out").read_bytes() == b"whole"


def test_what_a_stopped_computer_leaves_beside_it_is_in_plain_sight(tmp_path):
    with new_whole_file(tmp_path / "photo.jpg"):
        (left,) = tmp_path.iterdir()
        assert not left.name.startswith(".")
        assert left.suffix == ".part"


@pytest.mark.skipif(not Path("/proc").exists(), reason="no file system that cannot sync a folder")
def test_a_file_system_that_cannot_sync_its_folders_has_not_failed(tmp_path):
    sync_folder(Path("/proc"))
    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "gone")


def test_a_disk_that_fails_to_sync_a_folder_is_no_such_file_system(tmp_path, monkeypatch):
    def failing(_handle):
        raise OSError(errno.EIO, "")

    monkeypatch.setattr(paths, "sync_file", failing)
    with pytest.raises(OSError, match="Errno 5"):
        sync_folder(tmp_path)


def test_a_link_that_leads_nowhere_is_not_followed(tmp_path):
    (tmp_path / "out").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileThere), new_whole_file(tmp_path / "out"):
        pass
    assert not (tmp_path / "elsewhere").exists()


def refused(_source, _target):
    raise PermissionError(1, "not on this file system")


@pytest.mark.parametrize(("number", "error"), [(28, NoRoom), (13, NoPermission), (2, Vanished)])
def test_the_systems_errors_become_words(number, error):
    with pytest.raises(error) as caught, machine_errors():
        raise OSError(number, "Something", "/a/name/that/tells")
    assert "name" not in " ".join(caught.value.told())
