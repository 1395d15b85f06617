"""A check of the vault ends at the next beat, with nothing changed, and is then no finding."""

from __future__ import annotations

import pytest

from collector.errors import NoRoom, Vanished
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
