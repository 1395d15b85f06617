"""A bundle in parts at the command line: any part may be named, or all; it is one bundle."""

from __future__ import annotations

from pathlib import Path

import pytest

from call_places import Place, trusting
from calls import call, done, known
from lying_in_parts import in_parts


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return trusting(tmp_path)


@pytest.fixture
def parts(place: Place, tmp_path: Path) -> list[Path]:
    place.seal(place.add())
    return in_parts(place.export(), tmp_path / "stick")


def test_parts_are_checked_and_imported_as_they_lie(place, parts):
    vault = ("--vault", place.coordinator, "--json")
    assert done("bundle", "verify", *parts, *vault).json["imported"] is False
    assert done("bundle", "verify", *vault, parts[2]).json["imported"] is False
    assert done("bundle", "import", *vault, parts[1]).json["files"][0]["code"] == "imported"
    assert done("bundle", "verify", parts[0], *vault).json["imported"] is True


def test_parts_that_are_all_named_and_their_folder_are_one_bundle(place, parts):
    vault = ("--vault", place.coordinator, "--json")
    for named, code in ((parts, "imported"), ([parts[0].parent], "repeat")):
        (told,) = done("bundle", "import", *vault, *named).json["files"]
        assert told["code"] == code


def test_a_part_that_is_missing_is_told(place, parts):
    parts[1].unlink()
    for verb in ("verify", "import"):
        called = known("bundle", verb, "--vault", place.coordinator, parts[2], "--json")
        assert (called.code, called.json["code"]) == (1, "parts.missing")
        assert "not all of them are here; missing: 2" in called.err
        assert "from .001 to the last" in called.err


def test_one_bundle_is_checked_at_a_time(place, parts, tmp_path):
    other = tmp_path / "other"
    other.write_bytes(parts[0].read_bytes())
    called = call("bundle", "verify", *parts, other, "--vault", place.coordinator, "--json")
    assert (called.code, called.json["code"]) == (2, "usage")
    assert "it takes one bundle, in one file or in parts" in called.err
