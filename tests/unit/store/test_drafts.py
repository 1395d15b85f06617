"""Drafts: one overwritten row each, and a mark that knows when it was changed past the program."""

from __future__ import annotations

import dataclasses
import random

import pytest

from collector.store import drafts
from collector.store.drafts import Draft, DraftExhibit
from collector.store.errors import NoSuch
from collector.store.sqlite import transaction
from makers import OWN_SAMPLES, PASSPHRASE, add, make
from markers.keys import keys_of

DRAFT = Draft("ab" * 16, 1, "K7-QMD-4", b"\1" * 32, b'{"about":"words"}', "2026-01-01T00:00:00Z")


@pytest.fixture
def session(tmp_path):
    with make(tmp_path / "vault") as opened:
        yield opened


def keep(session, draft: Draft) -> None:
    with transaction(session.vault.db):
        drafts.keep(session.vault.db, draft)


def mark(session, testimony: str = DRAFT.testimony) -> tuple[int, bytes]:
    return session.vault.db.execute(
        "SELECT changes, digest FROM draft_mark WHERE testimony = ?", (testimony,)
    ).fetchone()


def test_a_draft_is_overwritten_and_counted(session):
    keep(session, DRAFT)
    later = dataclasses.replace(DRAFT, body=b'{"about":"more"}', kept_at="2026-01-02T00:00:00Z")
    first = mark(session)
    keep(session, later)
    assert drafts.every(session.vault.db) == [later]
    assert drafts.get(session.vault.db, DRAFT.testimony) == later
    assert (first[0], mark(session)[0]) == (1, 2)
    assert first[1] != mark(session)[1]
    assert drafts.changed_outside(session.vault.db) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE draft SET body = x'7b7d'",
        "UPDATE draft SET salt = zeroblob(32)",
        "UPDATE draft SET kept_at = '2026-01-03T00:00:00Z'",
        "DELETE FROM draft_mark",
        "UPDATE draft_exhibit SET name = 'other.jpg'",
        "UPDATE draft_exhibit SET ord = ord + 1",
        "DELETE FROM draft_exhibit",
    ],
)
def test_what_was_changed_past_the_program_is_known(session, statement):
    testimony = add(session, OWN_SAMPLES / "window-3.jpg")
    assert drafts.changed_outside(session.vault.db) == []
    session.vault.db.execute(statement)
    assert drafts.changed_outside(session.vault.db) == [testimony]


def test_a_mark_without_its_draft_is_known(session):
    keep(session, DRAFT)
    session.vault.db.execute("DELETE FROM draft")
    assert drafts.changed_outside(session.vault.db) == [DRAFT.testimony]


def test_exhibits_keep_the_order_in_which_they_came(session):
    testimony = add(session, OWN_SAMPLES / "window-3.jpg", OWN_SAMPLES / "notice.jpg")
    found = drafts.exhibits(session.vault.db, testimony)
    assert [it.name for it in found] == ["window-3.jpg", "notice.jpg"]
    with transaction(session.vault.db):
        drafts.detach(session.vault.db, testimony, found[0].media)
        drafts.attach(session.vault.db, testimony, found[0])
    assert [it.name for it in drafts.exhibits(session.vault.db, testimony)] == [
        "notice.jpg",
        "window-3.jpg",
    ]
    assert drafts.changed_outside(session.vault.db) == []


def test_bytes_are_in_use_while_any_draft_shows_them(session):
    first = add(session, OWN_SAMPLES / "notice.jpg")
    second = add(session, OWN_SAMPLES / "notice.jpg")
    (shown,) = drafts.exhibits(session.vault.db, first)
    session.testimonies.detach(first, shown.media)
    assert drafts.in_use(session.vault.db, shown.sha256)
    assert session.vault.media.is_intact(shown.sha256)
    session.testimonies.remove_draft(second)
    assert not drafts.in_use(session.vault.db, shown.sha256)
    assert session.vault.media.known(shown.sha256) is None
    assert session.check() == []


def test_what_is_not_there(session):
    db = session.vault.db
    stray = DraftExhibit("cd" * 16, b"\2" * 32, "a.jpg", b"{}")
    assert not drafts.exists(db, DRAFT.testimony)
    for call in (
        lambda: drafts.get(db, DRAFT.testimony),
        lambda: drafts.remove(db, DRAFT.testimony),
        lambda: drafts.detach(db, DRAFT.testimony, stray.media),
    ):
        with pytest.raises(NoSuch):
            call()


@pytest.mark.thorough
def test_no_page_keeps_a_draft_that_was_removed(tmp_path):
    """Rows of this seed's sizes leave a copy of the one that goes between those that stay."""
    mark, size = b"qqz-words-of-a-draft" * 5, random.Random(76)  # noqa: S311
    vault = tmp_path / "vault"
    with make(vault) as session:
        db = session.vault.db
        db.execute("INSERT INTO blob VALUES (?, ?, 1, '')", (b"\1" * 32, b"\1" * 64))
        names = [f"{size.getrandbits(128):032x}" for _ in range(size.randrange(3, 30))]

        def say(name: str, words: bytes) -> None:
            drafts.keep(db, Draft(name, 1, "K", bytes(32), words, "t"))

        for name in names:
            say(name, b"x" * size.randrange(200, 4000))
        only = size.choice(names)
        order = names * size.randrange(1, 6)
        size.shuffle(order)
        for name in order:
            media = f"{size.getrandbits(128):032x}"
            shown = "other" + "n" * size.randrange(50), b"c" * size.randrange(300, 1600)
            drafts.attach(db, name, DraftExhibit(media, b"\1" * 32, *shown))
            if size.random() < 0.5:
                other = size.choice(names)
                say(other, (mark if other == only else b"") + b"y" * size.randrange(200, 4000))
        say(only, mark + b"z" * size.randrange(200, 4000))
        kept = [it for it in drafts.every(db) if it.testimony != only]
        held = [drafts.exhibits(db, it.testimony) for it in kept]
        with transaction(db):
            drafts.remove(db, only)
        assert drafts.every(db) == kept
        assert [drafts.exhibits(db, it.testimony) for it in kept] == held
        assert drafts.changed_outside(db) == []
    database = vault / "vault.db"
    pages = keys_of(vault, PASSPHRASE).cabinets[database].in_file(database)
    assert not [page for page in pages if mark in page]


def test_words_and_names_do_not_show_in_a_repr():
    exhibit = DraftExhibit("cd" * 16, b"\2" * 32, "passport-of-anna.jpg", b'{"words":1}')
    assert "passport" not in repr(exhibit)
    assert "words" not in repr(exhibit) + repr(DRAFT)
