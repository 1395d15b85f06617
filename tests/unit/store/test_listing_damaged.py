"""One account that cannot be read is named, and hides no other."""

from __future__ import annotations

import pytest

from collector.errors import CollectorError
from collector.store.errors import NoSuch, VaultDamaged
from makers import OWN_SAMPLES, add, make

NOT_JSON = [b"\xff\x00", b"", b"{", b"[]", b'{"about": 7}', '{"about": "сл'.encode()[:-1]]


def spoil_draft(session, testimony: str, body: bytes) -> None:
    session.vault.db.execute("UPDATE draft SET body = ? WHERE testimony = ?", (body, testimony))


def spoil_record(session, testimony: str, body: bytes) -> None:
    session.vault.db.execute("DROP TRIGGER IF EXISTS record_is_immutable")
    session.vault.db.execute("UPDATE record SET bytes = ? WHERE id = ?", (body, testimony))


@pytest.fixture
def field(tmp_path):
    with make(tmp_path / "field") as made:
        yield made


@pytest.mark.parametrize("body", NOT_JSON)
def test_a_damaged_draft_is_listed_beside_the_others(field, body):
    sealed, whole, bad = add(field), add(field, about="whole"), add(field, about="bad")
    field.testimonies.seal(sealed)
    (code,) = {it.human_code for it in field.testimonies.every() if it.id == bad}
    spoil_draft(field, bad, body)
    lines = {it.id: it for it in field.testimonies.every()}
    assert {name for name, it in lines.items() if it.damaged} == {bad}
    assert lines.keys() == {sealed, whole, bad}
    assert (lines[bad].human_code, lines[bad].state, lines[bad].about) == (code, "draft", "")
    assert [it.listed.id for it in field.testimonies.search("whole")] == [whole]
    assert [it.listed.id for it in field.testimonies.search(code)] == [bad]
    for read in (field.testimonies.draft, field.testimonies.show):
        assert read(whole).listed.about == "whole"
        with pytest.raises(VaultDamaged):
            read(bad)
    assert [(it.code, it.where) for it in field.check()] == [("draft.changed", bad)]


@pytest.mark.parametrize("body", [b"\xff\x00", b"{}", b"[]"])
def test_a_damaged_record_is_listed_beside_the_others(field, body):
    whole, bad = add(field, about="whole"), add(field)
    for name in (whole, bad):
        field.testimonies.seal(name)
    spoil_record(field, bad, body)
    lines = {it.id: it for it in field.testimonies.every()}
    assert {name for name, it in lines.items() if it.damaged} == {bad}
    assert (lines[bad].human_code, lines[bad].state) == (bad[:8], "sealed")
    assert lines[whole].about == "whole"
    assert [it.listed.id for it in field.testimonies.search("whole")] == [whole]
    assert {it.id: it for it in field.testimonies.named([whole, bad])} == lines
    assert field.testimonies.sealed(whole).listed.id == whole
    with pytest.raises(VaultDamaged):
        field.testimonies.sealed(bad)
    assert bad in {it.where.partition(".")[0] for it in field.check()}


def test_what_is_said_of_one_exhibit_spoils_no_search(field):
    whole, bad = add(field, about="whole"), add(field, OWN_SAMPLES / "notice.jpg", about="bad")
    field.vault.db.execute("UPDATE draft_exhibit SET body = ?", (b"{",))
    assert [it.listed.id for it in field.testimonies.search("whole")] == [whole]
    assert [it.listed.id for it in field.testimonies.search("bad")] == [bad]


@pytest.mark.parametrize("body", [b"\xff\x00", b'{"file":7,"names":7}'])
@pytest.mark.parametrize("table", ["draft_exhibit", "identity_open", "identity_open_exhibit"])
def test_a_damaged_part_of_a_draft_is_told_as_damage(field, table, body):
    """And not as a mistake of the program."""
    bad = add(field, OWN_SAMPLES / "notice.jpg", OWN_SAMPLES / "courtyard.jpg")
    field.testimonies.to_identity(bad, field.testimonies.draft(bad).exhibits[0].media)
    field.vault.db.execute(f"UPDATE {table} SET body = ?", (body,))  # noqa: S608
    with pytest.raises(VaultDamaged):
        field.testimonies.draft(bad)


def test_one_damaged_account_keeps_no_exhibit_of_another_in(field):
    photo = OWN_SAMPLES / "notice.jpg"
    # Of two that hold the same file the damaged one is looked at first.
    bad, whole = sorted([add(field, photo), add(field, photo)])
    alone = add(field, OWN_SAMPLES / "courtyard.jpg")
    for name in (bad, alone):
        field.testimonies.seal(name)
    (only,) = field.media.of(alone)
    for name in (bad, alone):
        spoil_record(field, name, b"{")
    field.testimonies.seal(whole)
    (held,) = field.media.of(whole)
    assert field.media.find(held.media) == held
    assert field.media.find(held.sha256) == held
    with pytest.raises(CollectorError) as damage:
        field.media.find(only.sha256)
    assert not isinstance(damage.value, NoSuch)
    for name in (held.sha256[:-1] + "g", held.media[:-1] + "g", "\udcff"):
        with pytest.raises(NoSuch):
            field.media.find(name)
