"""The custody log: a tree that only grows, whose events name their items only to who may know."""

from __future__ import annotations

import hashlib

import pytest
import sqlcipher3

from collector import clock
from collector.crypto import merkle, sshsig
from collector.crypto.checkpoint import origin_of, parse
from collector.crypto.commitment import commitment
from collector.crypto.namespaces import CHECKPOINT
from collector.model.custody import CustodyEvent
from collector.model.reading import read_as
from collector.store.custody import IDENTITY, MEDIA, RECORD, Item, record_item
from collector.store.errors import VaultDamaged
from collector.store.finding import Finding
from collector.store.sqlite import transaction
from makers import make


@pytest.fixture
def session(tmp_path):
    with make(tmp_path / "vault") as opened:
        yield opened


def item(name: str, label: str = RECORD) -> Item:
    return Item(label, hashlib.sha256(name.encode()).digest())


def append(session, event: str, *items: Item, **more) -> int:
    with transaction(session.vault.db):
        return session.custody.append(event, items, **more)


def event(session, leaf: int) -> CustodyEvent:
    row = session.vault.db.execute("SELECT bytes FROM event WHERE leaf = ?", (leaf,)).fetchone()
    return read_as(row[0], CustodyEvent)


def leaf_hash(session, leaf: int) -> bytes:
    row = session.vault.db.execute("SELECT bytes FROM event WHERE leaf = ?", (leaf,)).fetchone()
    return merkle.leaf_hash(row[0])


def test_a_new_vault_has_an_empty_log(session):
    assert session.custody.size() == 0
    assert session.custody.root(0) == merkle.EMPTY_ROOT
    assert session.custody.head(0) is None


def test_every_leaf_is_in_every_tree_that_has_it_and_every_tree_continues_the_smaller(session):
    log, sizes = session.custody, range(1, 20)
    for number in sizes:
        assert append(session, "acc", item(f"item {number}")) == number - 1
    roots = {size: log.root(size) for size in (0, *sizes)}
    assert len(set(roots.values())) == len(roots)
    for size in sizes:
        for leaf in range(size):
            proof = log.inclusion(leaf, size)
            assert merkle.verify_inclusion(leaf_hash(session, leaf), leaf, size, proof, roots[size])
        for old in range(size + 1):
            proof = log.consistency(old, size)
            assert merkle.verify_consistency(old, size, roots[old], roots[size], proof)


def test_an_event_is_one_leaf_and_never_changed_or_removed(session):
    append(session, "acc", item("one"))
    for statement in ("UPDATE event SET bytes = x'00'", "DELETE FROM event"):
        with pytest.raises(sqlcipher3.Error, match="never"):
            session.vault.db.execute(statement)


def test_two_events_that_say_the_same_are_different_leaves(session):
    append(session, "vir")
    append(session, "vir")
    assert leaf_hash(session, 0) != leaf_hash(session, 1)


def test_an_item_is_named_by_one_commitment_that_only_its_nonce_opens(session):
    given = item("one", MEDIA)
    append(session, "acc", given)
    append(session, "exp", given)
    first, second = (event(session, leaf).objects[0] for leaf in (0, 1))
    assert first.commitment == second.commitment
    assert (first.previous, second.previous) == (None, 0)
    for leaf in session.custody.leaves_of(frozenset({given})):
        (opening,) = leaf.openings
        assert (opening.label, opening.digest) == (given.label, given.digest)
        assert commitment(opening.label, opening.nonce, opening.digest).hex() == first.commitment
    assert given.digest.hex().encode() not in b"".join(
        row[0] for row in session.vault.db.execute("SELECT bytes FROM event")
    )


def test_an_event_that_leaves_out_the_one_before_it_is_found(session):
    append(session, "acc", item("one"))
    session.vault.db.execute("UPDATE item SET latest = NULL")
    append(session, "exp", item("one"))
    assert Finding("custody.chain", "leaf 1, object 0") in session.check(deep=False)


def test_the_same_bytes_in_two_roles_are_two_items(session):
    append(session, "acc", item("one", MEDIA), item("one", IDENTITY))
    first, second = event(session, 0).objects
    assert first.commitment != second.commitment


def test_in_which_order_an_event_names_its_items_tells_nothing_of_their_digests(session):
    """Sorted by digest, they would be recognised by who knows them and how they were taken in."""
    given = sorted((item(f"photograph {it}", MEDIA) for it in range(20)), key=lambda it: it.digest)
    append(session, "exp", *given)
    named = [it.commitment for it in event(session, 0).objects]
    assert named == sorted(named)
    (leaf,) = session.custody.leaves_of(frozenset(given))
    assert {it.digest for it in leaf.openings} == {it.digest for it in given}
    for it in leaf.openings:
        assert commitment(MEDIA, it.nonce, it.digest).hex() == named[it.object]


def test_leaves_are_opened_for_the_items_asked_for_alone(session):
    """What travels with one item tells nothing of the others in the same event."""
    mine, other = item("mine"), item("other")
    append(session, "X-SEAL", mine, other)
    append(session, "exp", other)
    (leaf,) = session.custody.leaves_of(frozenset({mine}))
    assert leaf.index == 0
    (opening,) = leaf.openings
    named = event(session, 0).objects[opening.object]
    assert opening.digest == mine.digest
    assert named.commitment == commitment(RECORD, opening.nonce, mine.digest).hex()
    assert session.custody.leaves_of(frozenset({item("nobody")})) == []


def test_what_was_forgotten_is_named_by_nothing_that_is_left(session, tmp_path):
    given, kept = item("given up"), item("kept")
    append(session, "acc", given, kept)
    (leaf,) = session.custody.leaves_of(frozenset({given}))
    nonce = leaf.openings[0].nonce
    root = session.custody.root(1)
    with transaction(session.vault.db):
        session.custody.append("del", (given,))
        session.custody.forget(given)
    assert session.custody.leaves_of(frozenset({given})) == []
    assert session.custody.root(1) == root
    everything = repr(
        [
            session.vault.db.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
            for table in ("event", "event_item", "item", "node", "head")
        ]
    )
    assert repr(nonce) not in everything
    assert repr(given.digest) not in everything
    (leaf,) = session.custody.leaves_of(frozenset({kept}))
    assert [it.digest for it in leaf.openings] == [kept.digest]

    append(session, "acc", given)  # the same bytes again are a new item
    again = session.custody.leaves_of(frozenset({given}))
    assert [it.index for it in again] == [2]
    assert event(session, 2).objects[0].previous is None
    assert event(session, 2).objects[0].commitment != event(session, 0).objects[0].commitment


def test_an_event_and_what_it_speaks_of_stand_and_fall_together(session):
    append(session, "acc", item("one"))
    root = session.custody.root(1)
    with pytest.raises(RuntimeError, match="given up"), transaction(session.vault.db):
        session.custody.append("exp", (item("one"), item("two")))
        session.custody.sign_head("export")
        raise RuntimeError("given up")
    assert session.custody.size() == 1
    assert session.custody.root(1) == root
    assert session.custody.head(2) is None
    assert session.vault.db.execute("SELECT latest FROM item").fetchall() == [(0,)]


def test_a_head_is_the_signed_state_of_this_key_and_signed_once(session):
    append(session, "acc", item("one"))
    with transaction(session.vault.db):
        head = session.custody.sign_head("seal")
    with transaction(session.vault.db):
        assert session.custody.sign_head("export") == head
    own = session.vault.signing_key.public
    said = parse(head.checkpoint)
    assert (said.origin, said.size, said.root) == (origin_of(own), 1, session.custody.root(1))
    assert sshsig.verify(head.signature, CHECKPOINT, head.checkpoint) == own
    assert session.custody.head(1) == head
    append(session, "acc", item("two"))
    assert session.custody.head(1) == head


def test_an_event_says_who_in_which_role_and_nothing_of_content(tmp_path):
    roles = {"self": "self_recorder", "interviewer": "interviewer", "coordinator": "coordinator"}
    for role, said in roles.items():
        with make(tmp_path / role, role) as session:
            append(session, "qua", outcome="fail", detail=("bundle.manifest",))
            written = event(session, 0)
            assert (written.agent.role, written.outcome) == (said, "fail")
            assert written.agent.software.startswith("collector/")
            assert written.detail == ("bundle.manifest",)


def test_a_log_with_a_hole_makes_no_proofs(session):
    for number in range(4):
        append(session, "acc", item(str(number)))
    session.vault.db.execute("DELETE FROM node WHERE level = 1")
    with pytest.raises(VaultDamaged):
        session.custody.root(3)
    with pytest.raises(VaultDamaged):
        session.custody.inclusion(0, 4)


def test_a_record_is_known_by_the_sha256_of_its_bytes():
    assert record_item(b"words") == Item(RECORD, hashlib.sha256(b"words").digest())


def test_the_latest_day_is_never_earlier_than_that_of_the_last_event(session, monkeypatch):
    today = clock.today_utc()
    assert session.custody.latest_day() == today
    monkeypatch.setattr(clock, "now_utc", lambda: "2998-05-06T00:00:00Z")
    append(session, "vir")
    assert session.custody.latest_day() == "2998-05-06"
    monkeypatch.setattr(clock, "now_utc", lambda: "2998-05-04T00:00:00Z")
    append(session, "vir")  # the clock that was ahead is mended
    assert session.custody.latest_day() == "2998-05-04"
    monkeypatch.setattr(clock, "today_utc", lambda: "2999-01-01")
    assert session.custody.latest_day() == "2999-01-01"
