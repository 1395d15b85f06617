"""Files that are there whole or not at all."""

from __future__ import annotations

import os

import pytest

from collector.errors import NoPermission, NoRoom, Vanished
from collector.paths import FileThere, machine_errors, new_whole_file


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
