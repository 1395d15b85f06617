"""A bundle in parts is read as the one file it is; what is no whole is refused by number."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from collector.errors import CollectorError
from collector.sync.bundle.given import bundle_size, given_bundles, open_bundle
from collector.sync.bundle.reader import read_bundle
from collector.sync.bundle.sink import DiscardSink
from lying_in_parts import in_parts
from vectors.bundles import make
from vectors.flawed import IDENTITIES, POLICY

NAME = "5e" * 16


@pytest.fixture(scope="module")
def file() -> bytes:
    return make().file


@pytest.fixture
def bundle(tmp_path, file):
    path = tmp_path / NAME
    path.write_bytes(file)
    return path


@pytest.fixture
def stick(tmp_path):
    path = tmp_path / "stick"
    path.mkdir()
    return path


def read(path):
    with open_bundle(path) as stream:
        return read_bundle(stream, IDENTITIES, POLICY, DiscardSink())


def refused(path, code: str) -> CollectorError:
    with pytest.raises(CollectorError) as found:
        read(path)
    assert found.value.code == code
    return found.value


def octets(path, block: int) -> bytes:
    with open_bundle(path) as stream:
        return b"".join(iter(lambda: stream.read(block), b""))


@pytest.mark.parametrize("given", [0, 1, 2])
def test_whichever_part_is_named_all_of_them_are_read(bundle, stick, file, given):
    part = in_parts(bundle, stick)[given]
    before = sorted(stick.iterdir())
    assert bundle_size(part) == len(file)
    assert octets(part, 300_000) == octets(part, 7_001) == file
    assert read(part) == read(bundle)
    assert sorted(stick.iterdir()) == before


def test_parts_whose_number_has_four_digits_follow(stick):
    data = os.urandom(1001 * 10 + 3)
    for number in range(1, 1003):
        part = data[(number - 1) * 10 : number * 10]
        (stick / f"{NAME}.{number:03d}").write_bytes(part)
    assert octets(stick / f"{NAME}.1000", 1 << 20) == data


@pytest.mark.parametrize(
    ("gone", "numbers"), [((1,), "1"), ((2, 3, 5), "2-3, 5"), ((1, 3, 5), "1, 3, 5")]
)
def test_parts_that_are_missing_are_named(bundle, stick, gone, numbers):
    parts = in_parts(bundle, stick, 6)
    for number in gone:
        parts[number - 1].unlink()
    assert refused(parts[3], "parts.missing").facts == {"numbers": numbers}
    with pytest.raises(CollectorError, match=numbers):
        bundle_size(parts[3])


def test_of_very_many_missing_parts_the_first_are_named(stick):
    for number in range(2, 40, 2):
        (stick / f"{NAME}.{number:03d}").write_bytes(b"part")
    path = stick / f"{NAME}.9998"
    path.write_bytes(b"part")
    assert refused(path, "parts.missing").facts == {"numbers": "1, 3, 5, 7, 9, 11, ..."}


@pytest.mark.parametrize("left", [1, 2, 3])
def test_parts_missing_at_the_end_are_noticed_by_what_is_read(bundle, stick, left):
    parts = in_parts(bundle, stick, 4)
    for part in parts[left:]:
        part.unlink()
    assert refused(parts[0], "parts.missing").facts == {"numbers": str(left + 1)}


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_part_that_was_cut_short_is_named(bundle, stick, number):
    parts = in_parts(bundle, stick, 4)
    os.truncate(parts[number - 1], 1000)
    assert refused(parts[0], "parts.length").facts == {"numbers": str(number)}


@pytest.mark.parametrize(("number", "length"), [(1, 1000), (2, 500_000), (2, 0)])
def test_of_two_parts_the_one_that_cannot_be_right_is_named(stick, number, length, file):
    for it in (1, 2):
        whole = file[:400_000] if it == 1 else file[400_000:700_000]
        (stick / f"{NAME}.00{it}").write_bytes(whole)
    os.truncate(stick / f"{NAME}.00{number}", length)
    named = "1" if length else "2"
    assert refused(stick / f"{NAME}.001", "parts.length").facts == {"numbers": named}


def test_a_last_part_that_was_cut_short_is_named(bundle, stick):
    parts = in_parts(bundle, stick)
    os.truncate(parts[-1], 1000)
    assert refused(parts[0], "parts.damaged").facts == {"part": 3}


@pytest.mark.parametrize("number", [2, 3])
def test_a_part_of_another_bundle_is_named(bundle, stick, tmp_path, number):
    parts = in_parts(bundle, stick)
    bundle.write_bytes(make().file)  # the same again is encrypted to another key of its own
    other = in_parts(bundle, tmp_path / "other")
    other[number - 1].replace(parts[number - 1])
    assert refused(parts[0], "parts.damaged").facts == {"part": number}


def test_parts_in_another_order_are_no_bundle(bundle, stick):
    parts = in_parts(bundle, stick, 4)
    second = parts[1].read_bytes()
    parts[2].replace(parts[1])
    parts[2].write_bytes(second)
    assert refused(parts[0], "parts.damaged").facts == {"part": 2}


def test_a_part_that_came_twice_under_two_numbers_is_told(bundle, stick):
    parts = in_parts(bundle, stick, 4)
    parts[2].write_bytes(parts[1].read_bytes())
    assert refused(parts[0], "parts.damaged").facts == {"part": 3}


def test_something_behind_the_last_part_is_told(bundle, stick):
    parts = in_parts(bundle, stick)
    os.truncate(parts[2], parts[0].stat().st_size)  # zeros, up to the length of the others
    (stick / f"{NAME}.004").write_bytes(b"more")
    refused(parts[0], "parts.damaged")


def test_what_begins_as_no_bundle_is_none(bundle, stick):
    parts = in_parts(bundle, stick)
    parts[0].write_bytes(bytes(parts[0].stat().st_size))
    refused(parts[2], "age.not-age")


@pytest.mark.parametrize("name", ["account.2026", "account.002", "account.000", "account.001"])
def test_a_whole_bundle_may_be_called_as_a_part_is(stick, file, name):
    path = stick / name
    path.write_bytes(file)
    (stick / "account.0003").write_bytes(b"no part")
    assert bundle_size(path) == len(file)
    assert octets(path, 1 << 20) == file


def test_damage_of_a_whole_file_is_told_as_ever(stick, file):
    for name in ("account.age", "account.001"):
        (stick / name).write_bytes(file[:600_000] + b"\0" + file[600_001:])
        refused(stick / name, "age.payload-altered")


def test_what_is_no_file_is_never_read(bundle, stick):
    parts = in_parts(bundle, stick)
    parts[1].unlink()
    parts[1].mkdir()
    refused(parts[0], "media.not-a-file")
    parts[1].rmdir()
    os.mkfifo(parts[1])
    refused(parts[0], "media.not-a-file")
    refused(parts[1], "media.not-a-file")
    refused(stick / f"{NAME}.007", "machine.vanished")


def test_a_part_that_goes_while_the_others_are_looked_for_is_no_mistake(stick, monkeypatch):
    monkeypatch.setattr(Path, "exists", lambda _: True)
    refused(stick / f"{NAME}.001", "machine.vanished")


def test_each_bundle_is_given_once_whichever_of_its_parts_were_named(bundle, stick, tmp_path):
    parts = in_parts(bundle, stick)
    gone = tmp_path / "gone.001"
    given = given_bundles([parts[2], bundle, parts[0], parts[1], bundle, gone, gone])
    assert [(it.path, it.whole) for it in given] == [
        (parts[2], stick / NAME),
        (bundle, bundle),
        (gone, tmp_path / "gone"),
    ]


def test_parts_are_given_also_beside_a_file_that_has_the_name_of_the_whole(bundle, stick):
    parts, joined = in_parts(bundle, stick), stick / NAME
    joined.write_bytes(b"joined badly")
    given = given_bundles([joined, *parts])
    assert [(it.path, it.whole) for it in given] == [(joined, joined), (parts[0], joined)]
    read(given[1].path)


def test_two_whole_bundles_with_numbers_are_two(stick, file):
    paths = [stick / f"account.00{number}" for number in (1, 2, 3)]
    for path in paths:
        path.write_bytes(file)
    assert len(given_bundles(paths)) == 3
