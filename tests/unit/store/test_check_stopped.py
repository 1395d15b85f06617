"""A check of the vault ends at the next beat, with nothing changed, and is then no finding.

And what a failing disk does not give ends no check: it is a finding beside the others.
"""

from __future__ import annotations

import hashlib

import pytest

from collector.errors import MachineFault, NoRoom, Vanished
from collector.store import check
from collector.store.media.volume import Volume
from makers import OWN_SAMPLES, PLATFORM, add, make, trust


@pytest.fixture
def field(tmp_path):
    """A vault with records, an exhibit, and a bundle that waits."""
    with make(tmp_path / "field") as made, make(tmp_path / "one", "coordinator") as platform:
        trust(made, platform)
        made.testimonies.seal(add(made, OWN_SAMPLES / "courtyard.jpg"))
        made.outbox.export(made.trust.platform(PLATFORM))
        yield made


class Beat:
    """Counts, and raises at a number."""

    def __init__(self, last: int = 0, error: type[Exception] = Vanished) -> None:
        self.last, self.error, self.heard = last, error, 0

    def __call__(self) -> None:
        self.heard += 1
        if self.heard == self.last:
            raise self.error


def beats(session, *, deep: bool = True) -> int:
    beat = Beat()
    assert session.check(deep=deep, beat=beat) == []
    return beat.heard


def test_what_the_beat_raises_ends_the_check_wherever_it_is(field):
    for last in range(1, beats(field) + 1):
        beat = Beat(last)
        with pytest.raises(Vanished):
            field.check(beat=beat)
        assert beat.heard == last
    assert field.check() == []


@pytest.mark.parametrize("error", [NoRoom, ValueError])
def test_what_it_raises_comes_as_it_is(field, error):
    with pytest.raises(error):
        field.check(beat=Beat(3, error))


def test_it_beats_within_records_exhibits_and_sealed_files(field, tmp_path):
    before = beats(field)
    grown = tmp_path / "large.bin"
    grown.write_bytes(bytes(5_000_000))
    add(field, grown)
    assert beats(field) >= before + 5
    assert beats(field, deep=False) < beats(field)


def unreadable(*_args, **_kwargs):
    raise MachineFault


def found(session) -> list[tuple[str, str]]:
    return [(it.code, it.where) for it in session.check()]


def test_an_exhibit_that_the_disk_does_not_give_ends_no_check(field, monkeypatch):
    name = hashlib.sha256((OWN_SAMPLES / "courtyard.jpg").read_bytes()).hexdigest()
    (field.vault.quarantine / "strange").write_bytes(b"x")
    (field.vault.folder / "media" / "strange").write_bytes(b"x")
    real = Volume.read
    (gone,) = field.vault.db.execute(
        "SELECT item FROM blob_part WHERE sha256 = ?", (bytes.fromhex(name),)
    ).fetchone()
    monkeypatch.setattr(
        Volume, "read", lambda self, item: unreadable() if item == gone else real(self, item)
    )
    assert found(field) == [
        ("file.unlisted", "strange"),
        ("machine.fault", name),
        ("media.unlisted-file", "strange"),
    ]


def test_a_volume_that_the_disk_does_not_give_ends_no_check(field, monkeypatch):
    (field.vault.folder / "media" / "strange").write_bytes(b"x")
    monkeypatch.setattr(Volume, "is_sound", unreadable)
    assert found(field) == [("machine.fault", "volume 1"), ("media.unlisted-file", "strange")]


def test_a_sealed_file_that_the_disk_does_not_give_hides_no_other(field, monkeypatch):
    (field.vault.outbox / "strange").write_bytes(b"x")
    monkeypatch.setattr(check, "sealed_digest", unreadable)
    (sent,) = field.outbox.every()
    assert found(field) == [("machine.fault", sent.file), ("file.unlisted", "strange")]
