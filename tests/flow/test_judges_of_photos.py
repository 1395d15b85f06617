"""Real files of others through the whole line: in as they are, out as they were, byte for byte."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from collector.model.media import MediaRecord
from collector.model.records import read_record
from collector.session import Session
from collector.store import accounts
from flow.judged import key_file, unpack
from makers import PLATFORM, add, make, trust
from peers import samples

METADATA = {
    "Canon_40D.jpg": "read",
    "Fujifilm_FinePix_E500.jpg": "read",
    "Nikon_COOLPIX_P1.jpg": "read",
    "Samsung_Digimax_i50_MP3.jpg": "read",
    "adobe-20220124-CA.jpg": "none",
    "adobe-20220124-E-dat-CA.jpg": "none",
    "corrupted.jpg": "read",
    "gps_DSCN0010.jpg": "read",
    "gps_DSCN0012.jpg": "read",
    "invalid_image00971.jpg": "none",
    "invalid_image01088.jpg": "none",
    "orientation_landscape_3.jpg": "read",
    "orientation_landscape_6.jpg": "read",
    "orientation_portrait_1.jpg": "read",
    "orientation_portrait_4.jpg": "read",
    "orientation_portrait_7.jpg": "read",
    "spring_1440x960.heic": "read",
    "video1.mp4": "read",
}
DAMAGED = {
    "cut-in-its-metadata.jpg": lambda data: data[:200],
    "no-byte-order.jpg": lambda data: data.replace(b"Exif\0\0II", b"Exif\0\0XX", 1),
    "metadata-beyond-the-end.jpg": lambda data: data.replace(
        b"II*\0\x08\0\0\0", b"II*\0\xf0\xff\xff\xff", 1
    ),
}
UNREADABLE = dict.fromkeys(DAMAGED, "unreadable")
# Nothing in these shows that they are photographs at all; they are taken in all the same.
UNKNOWN = {"zero-octets.jpg": b"", "text-in-disguise.jpg": "словы, а не здымак".encode()}
NOT_LOOKED = dict.fromkeys(UNKNOWN, "not_looked")


@dataclass(frozen=True)
class Travelled:
    """The files as given, and where their bytes are after the way."""

    given: dict[str, bytes]
    coordinator: Session
    bag: Path
    records: dict[str, MediaRecord]


@pytest.fixture(scope="module")
def travelled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Travelled]:
    folder = tmp_path_factory.mktemp("photos")
    files = sorted((samples() / "photos").iterdir())
    made = folder / "made"
    made.mkdir()
    sound = (samples() / "photos" / "Canon_40D.jpg").read_bytes()
    for name, damage in DAMAGED.items():
        (made / name).write_bytes(damage(sound))
    for name, content in UNKNOWN.items():
        (made / name).write_bytes(content)
    files += sorted(made.iterdir())
    with (
        make(folder / "field") as field,
        make(folder / "coordinator", "coordinator") as coordinator,
    ):
        trust(field, coordinator)
        testimony = add(field, *files)
        field.testimonies.seal(testimony)
        exported = field.outbox.export(field.trust.platform(PLATFORM))
        coordinator.intake.take(exported.file)
        keys = key_file(folder / "keys.txt", *coordinator.trust.content_keys())
        shown = accounts.show(coordinator.vault.db, testimony)
        named = [
            read
            for stored in shown.others
            if isinstance(read := read_record(stored.data), MediaRecord)
        ]
        yield Travelled(
            given={path.name: path.read_bytes() for path in files},
            coordinator=coordinator,
            bag=unpack(folder / "opened", exported.file, keys),
            records={read.file.sha256: read for read in named},
        )
        assert field.check() == []
        assert coordinator.check() == []


def test_every_sample_has_its_expectation(travelled):
    assert travelled.given.keys() == {*METADATA, *UNREADABLE, *NOT_LOOKED}


@pytest.mark.parametrize(("name", "metadata"), (METADATA | UNREADABLE | NOT_LOOKED).items())
def test_taken_in_and_byte_identical_at_the_other_end(travelled, name, metadata):
    data = travelled.given[name]
    sha256 = hashlib.sha256(data)
    record = travelled.records[sha256.hexdigest()]
    held = b"".join(travelled.coordinator.vault.media.read(sha256.digest()))
    exported = travelled.bag / "data" / "media" / f"{record.file.sha256}.{record.file.extension}"

    assert held == data
    assert exported.read_bytes() == data
    assert record.file.sha512 == hashlib.sha512(data).hexdigest()
    assert record.file.size == len(data)
    assert record.file_claims.metadata == metadata


def test_no_name_of_a_file_leaves_the_vault(travelled):
    everything = b"".join(
        path.read_bytes() for path in travelled.bag.rglob("*") if path.is_file()
    ) + b"".join(str(path).encode() for path in travelled.bag.rglob("*"))
    names = [Path(name).stem.encode() for name in travelled.given]
    # A camera writes its own model into a picture, never the name we were given.
    told = [name for name in names if name in everything and not _inside(travelled, name)]
    assert told == []


def _inside(travelled: Travelled, name: bytes) -> bool:
    return any(name in data for data in travelled.given.values())
