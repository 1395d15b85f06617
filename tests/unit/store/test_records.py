"""Sealed records: immutable bytes; a conflict is kept apart, another's claim is disputed."""

from __future__ import annotations

import hashlib

import pytest
import sqlcipher3

from collector.store import records
from collector.store.custody import RECORD, Item
from collector.store.errors import NoSuch
from collector.store.records import Added, StoredRecord
from collector.store.sqlite import transaction
from makers import make

ANNA, BELA = b"\xbb" * 32, b"\xaa" * 32
"""Two authors; the second one's key comes first in any order by key."""


@pytest.fixture
def session(tmp_path):
    with make(tmp_path / "vault") as opened:
        yield opened


def record(data: bytes = b"{}", *, author: bytes = ANNA, revision: int = 1, id_: str = "ab" * 16):
    digest = hashlib.sha256(data).digest()
    return StoredRecord(author, id_, revision, "testimony", id_, digest, data, None)


def add(session, *found: StoredRecord) -> list[Added]:
    added = []
    for it in found:
        with transaction(session.vault.db):
            added.append(records.add(session.vault.db, it))
            session.custody.append("ing", (Item(RECORD, it.digest),))
    return added


def test_the_same_bytes_again_are_no_event_and_others_are_kept_apart(session):
    good, other = record(b"first"), record(b"second")
    assert add(session, good, good, other, other) == [
        Added.NEW,
        Added.SAME,
        Added.CONFLICT,
        Added.CONFLICT,
    ]
    assert records.every(session.vault.db) == [good]
    assert records.conflicts(session.vault.db) == 1
    kept = session.vault.db.execute("SELECT author, id, revision, bytes FROM record_conflict")
    assert kept.fetchall() == [(ANNA, other.id, 1, b"second")]


def test_the_key_of_a_record_is_author_id_and_revision(session):
    found = [
        record(b"1"),
        record(b"2", revision=2),
        record(b"3", author=BELA),
        record(b"4", id_="cd" * 16),
    ]
    assert add(session, *found) == [Added.NEW] * 4
    assert records.conflicts(session.vault.db) == 0


@pytest.mark.parametrize(
    "statement",
    ["UPDATE record SET bytes = x'00'", "UPDATE record SET revision = 7"],
)
def test_a_sealed_record_is_never_changed(session, statement):
    add(session, record())
    with pytest.raises(sqlcipher3.Error, match="never changed"):
        session.vault.db.execute(statement)
    assert records.every(session.vault.db) == [record()]


def test_the_highest_revision_of_the_first_author_holds(session):
    first, second, third = (record(bytes([n]), revision=n) for n in (1, 2, 3))
    add(session, third, first, second)
    assert records.current(records.of_testimony(session.vault.db, first.id)) == third


def test_a_later_revision_by_another_author_does_not_hold(session):
    first, other = record(b"1"), record(b"9", author=BELA, revision=9)
    add(session, other, first)
    assert records.current(records.of_testimony(session.vault.db, first.id)) == first


@pytest.mark.parametrize("author", [ANNA, BELA])
def test_of_two_authors_of_the_first_revision_the_one_known_first_has_it(session, author):
    """Nobody puts an account of his own in another's place by choosing a key or a higher number."""
    other = BELA if author == ANNA else ANNA
    first = record(b"first", author=author)
    add(
        session,
        first,
        record(b"claim", author=other),
        record(b"higher claim", author=other, revision=2),
    )
    db = session.vault.db
    assert records.current(records.of_testimony(db, first.id)) == first
    assert records.current(records.testimonies(db)) == first
    correction = record(b"correction", author=author, revision=2)
    add(session, correction)
    assert records.current(records.of_testimony(db, first.id)) == correction


def test_no_revision_is_no_account(session):
    with pytest.raises(NoSuch):
        records.current([])


def test_media_are_found_by_the_digest_a_sealed_record_names(session):
    digest = hashlib.sha256(b"picture").digest()
    body = b'{"file":{"sha256":"%b"}}' % digest.hex().encode()
    named = StoredRecord(
        ANNA, "ee" * 16, 1, "media", "ab" * 16, hashlib.sha256(body).digest(), body, None
    )
    assert not records.names_file(session.vault.db, "media", digest)
    add(session, named)
    assert records.names_file(session.vault.db, "media", digest)
    assert not records.names_file(session.vault.db, "media", hashlib.sha256(b"other").digest())


def test_words_do_not_show_in_a_repr():
    assert "secret words" not in repr(record(b"secret words"))
