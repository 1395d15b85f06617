"""Accounts that show the same pictures: what nobody else shows goes with them, and no more."""

from __future__ import annotations

import hashlib
import random

import pytest

from collector.model.custody import CustodyEvent
from collector.model.reading import read_as
from collector.session import wipe
from collector.store import wipe_rows
from delivering import confirm
from makers import OWN_SAMPLES, PLATFORM, add, make, trust

PHOTOS = [OWN_SAMPLES / it for it in ("courtyard.jpg", "notice.jpg", "window-3.jpg")]


def sha256(path):
    return hashlib.sha256(path.read_bytes()).digest()


@pytest.fixture
def field(tmp_path):
    with (
        make(tmp_path / "coordinator", "coordinator") as coordinator,
        make(tmp_path / "field") as session,
    ):
        trust(session, coordinator)
        yield session


@pytest.mark.parametrize("seed", range(5))
def test_whoever_shares_what_with_whom(field, seed):
    dice = random.Random(seed)  # noqa: S311
    shows = {}
    for _ in range(4):
        photos = dice.sample(PHOTOS, dice.randrange(1, 4))
        account = add(field, *photos)
        field.testimonies.seal(account)
        shows[account] = photos
    gone = set(dice.sample(sorted(shows), 2))
    field.outbox.export(field.trust.platform(PLATFORM), sorted(gone))
    confirm(field)
    draft = add(field, dice.choice(PHOTOS))
    shows[draft] = []
    kept = {it for account in shows.keys() - gone for it in shows[account]}
    kept |= {it for it in PHOTOS if _shown_by(field, draft, it)}

    session, done = wipe(field)
    with session:
        assert session.check() == []
        assert {it.id for it in session.testimonies.every()} == shows.keys() - gone
        media = session.vault.media
        assert {it for it in PHOTOS if media.known(sha256(it))} == kept
        assert all(media.is_intact(sha256(it)) for it in kept)
        items = session.vault.db.execute("SELECT digest FROM item WHERE label = 'media'").fetchall()
        assert {row[0] for row in items} == {sha256(it) for it in kept}
        assert done.accounts == session.wipeable().before == 2


def _shown_by(session, draft, path):
    rows = session.vault.db.execute(
        "SELECT 1 FROM draft_exhibit WHERE testimony = ? AND sha256 = ?", (draft, sha256(path))
    )
    return rows.fetchone() is not None


def objects(session, leaf):
    row = session.vault.db.execute("SELECT bytes FROM event WHERE leaf = ?", (leaf,)).fetchone()
    return read_as(row[0], CustodyEvent).objects


def test_an_account_of_many_items_is_named_in_several_events_and_counts_once(field, monkeypatch):
    monkeypatch.setattr(wipe_rows, "_NAMED_AT_ONCE", 3)
    field.testimonies.seal(add(field, *PHOTOS))
    field.outbox.export(field.trust.platform(PLATFORM))
    confirm(field)
    events = field.custody.size()
    session, _ = wipe(field)
    with session:
        assert session.custody.size() - events == 4  # six records and four files
        named = [
            it.commitment for leaf in range(events, events + 4) for it in objects(session, leaf)
        ]
        assert named == sorted(named)  # in no order that tells of their digests
        assert session.wipeable().before == 1
        assert session.check() == []
