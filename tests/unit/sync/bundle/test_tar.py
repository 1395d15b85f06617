"""The archive against Python's tarfile and GNU tar, and the reader's edges."""

from __future__ import annotations

import io
import subprocess
import tarfile

import pytest

from collector.sync.bundle.flaws import BundleRefused, Flaw
from collector.sync.bundle.padme import padded
from collector.sync.bundle.tar import END, TarReader, encode_header, fill
from peers import tool

FOLDER = "0123456789abcdef0123456789abcdef"
LONG = f"{FOLDER}/data/media/{'a' * 64}.jpeg"
MEMBERS = {
    f"{FOLDER}/README.txt": b"",
    f"{FOLDER}/one": b"1",
    f"{FOLDER}/almost": b"x" * 511,
    f"{FOLDER}/block": b"y" * 512,
    f"{FOLDER}/more": b"z" * 513,
    f"{FOLDER}/large": bytes(range(256)) * 3000,
    LONG: b"content of a long name",
}


def archive(members=MEMBERS):
    parts = [encode_header(p, len(c)) + c + bytes(fill(len(c))) for p, c in members.items()]
    data = b"".join(parts) + END
    return data + bytes(padded(len(data)) - len(data))


class Dripping(io.BytesIO):
    """A stream that returns a few octets at a time, as pipes do."""

    def read(self, size):
        return super().read(min(size, 777))


def read_all(stream):
    reader = TarReader(stream)
    found = {}
    while member := reader.next_member():
        found[member.path] = b"".join(reader.content(member))
        assert len(found[member.path]) == member.size
    reader.finish()
    return found


def test_what_is_written_is_read_again():
    assert read_all(io.BytesIO(archive())) == MEMBERS


def test_short_reads_change_nothing():
    assert read_all(Dripping(archive())) == MEMBERS


def test_python_reads_the_same_members():
    with tarfile.open(fileobj=io.BytesIO(archive()), mode="r:") as found:
        assert {it.name: found.extractfile(it).read() for it in found} == MEMBERS
        assert {(it.mode, it.uid, it.mtime, it.uname, it.type) for it in found.getmembers()} == {
            (0o600, 0, 0, "", tarfile.REGTYPE)
        }


def test_gnu_tar_lists_and_extracts_the_same_members(tmp_path):
    file = tmp_path / "archive.tar"
    file.write_bytes(archive())
    listed = subprocess.run(
        [tool("tar"), "-t", "-f", file], check=True, capture_output=True, text=True
    )
    assert (listed.stdout.split(), listed.stderr) == (list(MEMBERS), "")
    subprocess.run([tool("tar"), "-x", "-f", file, "-C", tmp_path], check=True)
    assert {path: (tmp_path / path).read_bytes() for path in MEMBERS} == MEMBERS


@pytest.mark.parametrize("size", [8**11 - 1, 8**11, 3 * 2**30, 9 * 2**30, 2**40])
def test_sizes_of_many_gigabytes_are_understood_by_others(size):
    header = encode_header(LONG, size)
    found = tarfile.TarInfo.frombuf(header, "utf-8", "strict")
    assert (found.name, found.size) == (LONG, size)
    member = TarReader(io.BytesIO(header)).next_member()
    assert (member.path, member.size) == (LONG, size)


def test_base_256_begins_at_eight_gibibytes():
    assert encode_header("a", 8**11 - 1)[124:136] == b"77777777777\0"
    assert encode_header("a", 8**11)[124:136] == bytes.fromhex("800000000000000200000000")


def test_a_path_that_fits_no_header_is_not_written():
    with pytest.raises(ValueError, match="fit"):
        encode_header("a" * 101, 0)
    with pytest.raises(ValueError, match="fit"):
        encode_header("a" * 156 + "/b", 0)


def test_a_member_cannot_be_skipped():
    reader = TarReader(io.BytesIO(archive({"a": b"content"})))
    reader.next_member()
    with pytest.raises(RuntimeError):
        reader.next_member()


def test_every_prefix_of_an_archive_is_refused():
    data = archive({f"{FOLDER}/a": b"content", f"{FOLDER}/b": b""})
    for length in [*range(0, 4096, 61), 2560, 2561, len(data) - 1]:
        with pytest.raises(BundleRefused) as refused:
            read_all(io.BytesIO(data[:length]))
        expected = Flaw.TAR_TRUNCATED if length < 2560 else Flaw.PADDING
        assert refused.value.flaw is expected


def test_every_changed_octet_of_a_header_is_refused():
    data = archive({f"{FOLDER}/a": b"content"})
    for position in range(512):
        for changed in (data[position] ^ 1, data[position] ^ 0x80, 0, 0x20, 0x30):
            if changed == data[position]:
                continue
            altered = bytearray(data)
            altered[position] = changed
            with pytest.raises(BundleRefused):
                read_all(io.BytesIO(altered))


def test_every_changed_octet_of_a_header_with_its_checksum_mended_is_refused():
    """All but another good name or another size, which the manifests and the content settle."""
    data = archive({f"{FOLDER}/a": b"content"})
    for position in [*range(100, 124), *range(136, 148), *range(156, 512)]:
        for changed in (data[position] ^ 1, 0x20, 0x37, 0xFF):
            altered = bytearray(data[:512])
            altered[position] = changed
            altered[148:156] = b" " * 8
            altered[148:156] = b"%06o\0 " % sum(altered)
            if bytes(altered) == data[:512]:
                continue
            with pytest.raises(BundleRefused):
                read_all(io.BytesIO(bytes(altered) + data[512:]))
