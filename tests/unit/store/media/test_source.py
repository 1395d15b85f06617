"""A file that changes while it is read is not taken in."""

from __future__ import annotations

import io
import os

import pytest

from collector.errors import Vanished
from collector.store.errors import SourceChanged
from collector.store.media.source import read_source


@pytest.mark.parametrize("size", [0, 1, 1024 * 1024, 3_000_001])
def test_a_quiet_file_is_read_whole(tmp_path, size):
    data = os.urandom(size)
    (tmp_path / "film").write_bytes(data)
    with (tmp_path / "film").open("rb") as stream:
        assert b"".join(read_source(stream, size=size)) == data


def test_a_stream_without_a_file_is_read_whole():
    assert b"".join(read_source(io.BytesIO(b"spoken"), size=6)) == b"spoken"


@pytest.mark.parametrize("size", [5, 7])
def test_a_stream_of_another_size_is_refused(size):
    with pytest.raises(SourceChanged):
        list(read_source(io.BytesIO(b"spoken"), size=size))


@pytest.mark.parametrize("size", [0, 5, 7])
def test_a_file_of_another_size_is_refused(tmp_path, size):
    (tmp_path / "film").write_bytes(b"spoken")
    with (tmp_path / "film").open("rb") as stream, pytest.raises(SourceChanged):
        list(read_source(stream, size=size))


def change_while_read(path, change):
    """Read a file of 3 MiB, change it after the first block, and read on."""
    path.write_bytes(bytes(3 * 1024 * 1024))
    with path.open("rb") as stream:
        reading = read_source(stream, size=3 * 1024 * 1024)
        next(reading)
        change(path)
        list(reading)


def grow(path):
    with path.open("ab") as file:
        file.write(b"more")


def shrink(path):
    os.truncate(path, 2 * 1024 * 1024)


def touch(path):
    os.utime(path, ns=(1, 1))


@pytest.mark.parametrize("change", [grow, shrink, touch])
def test_a_file_that_changes_is_refused(tmp_path, change):
    with pytest.raises(SourceChanged):
        change_while_read(tmp_path / "film", change)


def test_a_disk_that_goes_away_is_named_as_such():
    class Gone(io.BytesIO):
        def read(self, size=-1):
            raise OSError(5, "input/output error")

    with pytest.raises(Vanished):
        list(read_source(Gone(b"film"), size=4))
