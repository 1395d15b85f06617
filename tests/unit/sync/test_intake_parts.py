"""A bundle in parts is taken in as the one file it is; of what is no whole nothing is kept."""

from __future__ import annotations

import hashlib

import pytest

from collector.errors import CollectorError
from collector.sync.intake import SignerNotEnrolled
from lying_in_parts import in_parts
from makers import OWN_SAMPLES, PLATFORM, add


@pytest.fixture
def sent(pair):
    """A bundle on its way."""
    field, _platform = pair
    field.testimonies.seal(add(field, OWN_SAMPLES / "courtyard.jpg"))
    return field.outbox.export(field.trust.platform(PLATFORM))


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def kept(platform) -> list[bytes]:
    return [path.read_bytes() for path in platform.vault.quarantine.iterdir()]


def events(platform) -> int:
    return platform.vault.db.execute("SELECT count(*) FROM event").fetchone()[0]


def test_it_is_imported_and_answered_as_the_file_that_was_sent(pair, sent, tmp_path):
    field, platform = pair
    parts = in_parts(sent.file, tmp_path / "stick")
    assert platform.intake.verify(parts[1]).imported is False
    done = platform.intake.take(parts[2])
    assert (done.verdict, done.bundle) == ("imported", sent.bundle)
    field.receipts.take((platform.vault.outbox / done.receipt).read_bytes())
    assert field.delivery.of_bundle(sent.bundle).delivery.state == "delivered"
    assert platform.intake.take(parts[0]).verdict == "repeat"
    assert platform.intake.take(sent.file).verdict == "repeat"
    assert platform.check() == []


def test_parts_that_are_no_whole_change_no_receipt_of_what_was_taken_in(pair, sent, tmp_path):
    _field, platform = pair
    platform.intake.take(sent.file)
    parts = in_parts(sent.file, tmp_path / "stick")
    parts[-1].unlink()
    again = platform.intake.take(parts[0])
    assert (again.verdict, again.receipt) == ("repeat", None)


def test_a_strangers_waits_as_one_file(pair, sent, tmp_path):
    _field, platform = pair
    platform.vault.db.execute("DELETE FROM signer")
    parts = in_parts(sent.file, tmp_path / "stick")
    with pytest.raises(SignerNotEnrolled):
        platform.intake.take(parts[1])
    (waiting,) = platform.intake.waiting()
    assert (waiting.sha256, waiting.size) == (sha256(sent.file.read_bytes()), sent.size)
    assert kept(platform) == [sent.file.read_bytes()]


def test_a_refused_one_is_kept_as_one_file(pair, sent, tmp_path):
    field, platform = pair
    platform.trust.revoke_signer(field.trust.own_signer)
    parts = in_parts(sent.file, tmp_path / "stick")
    with pytest.raises(CollectorError) as refused:
        platform.intake.take(parts[0])
    assert refused.value.code == "bundle.signer-revoked"
    assert kept(platform) == [sent.file.read_bytes()]


def test_what_is_no_part_of_a_refused_one_is_not_kept(pair, sent, tmp_path):
    """It is refused by what its first part says; beside that may lie anything."""
    field, platform = pair
    platform.trust.revoke_signer(field.trust.own_signer)
    parts = in_parts(sent.file, tmp_path / "stick")
    parts[-1].write_bytes(b"words of somebody's own")
    before = events(platform)
    with pytest.raises(CollectorError) as refused:
        platform.intake.take(parts[0])
    assert refused.value.code == "parts.damaged"
    assert kept(platform) == []
    assert events(platform) == before


def test_a_damaged_whole_file_that_is_called_like_a_part_is_kept_as_ever(pair, sent, tmp_path):
    _field, platform = pair
    octets = bytearray(sent.file.read_bytes())
    octets[-1] ^= 1
    path = tmp_path / "account.001"
    path.write_bytes(octets + b"more")
    with pytest.raises(CollectorError) as refused:
        platform.intake.take(path)
    assert refused.value.code.startswith("age.payload")
    assert kept(platform) == [path.read_bytes()]


def gone(parts):
    parts[1].unlink()
    return parts[0]


def ends_early(parts):
    parts[2].unlink()
    return parts[0]


def cut(parts):
    parts[0].write_bytes(parts[0].read_bytes()[:-1])
    return parts[2]


def changed(parts):
    data = bytearray(parts[1].read_bytes())
    data[5] ^= 1
    parts[1].write_bytes(data)
    return parts[2]


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (gone, "parts.missing"),
        (ends_early, "parts.missing"),
        (cut, "parts.length"),
        (changed, "parts.damaged"),
    ],
)
def test_of_what_is_no_whole_nothing_is_kept_and_nobody_is_answered(
    pair, sent, tmp_path, spoil, code
):
    _field, platform = pair
    named = spoil(in_parts(sent.file, tmp_path / "stick"))
    before = events(platform)
    for attempt in (platform.intake.verify, platform.intake.take):
        with pytest.raises(CollectorError) as refused:
            attempt(named)
        assert refused.value.code == code
    assert kept(platform) == []
    assert platform.outbox.receipts() == []
    assert events(platform) == before
    assert platform.check() == []
