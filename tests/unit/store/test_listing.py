"""The numbers beside the list of accounts are those of the list, which they do not read."""

from __future__ import annotations

import hashlib

import msgspec
import pytest

from collector.store import deliveries, records
from collector.store.custody import RECORD, Item
from collector.store.sqlite import transaction
from makers import PLATFORM, add, make, trust


@pytest.fixture
def pair(tmp_path):
    with make(tmp_path / "field") as field, make(tmp_path / "one", "coordinator") as platform:
        trust(field, platform)
        yield field, platform


def numbers(session) -> tuple[int, int]:
    """Return both numbers, after comparing them with the list."""
    every = session.testimonies.every()
    counted = session.testimonies.count(), session.testimonies.count_sealed()
    assert counted == (len(every), sum(it.state == "sealed" for it in every))
    return counted


def test_the_numbers_follow_an_account_on_its_way(pair):
    field, _ = pair
    assert numbers(field) == (0, 0)
    first, second = add(field), add(field)
    assert numbers(field) == (2, 0)
    field.testimonies.seal(first)
    field.testimonies.seal(second)
    assert numbers(field) == (2, 2)
    exported = field.outbox.export(field.trust.platform(PLATFORM), [first])
    assert numbers(field) == (2, 1)
    with transaction(field.vault.db):
        deliveries.refused(field.vault.db, exported.bundle, "bundle.form")
    assert numbers(field) == (2, 2)


def test_a_correction_is_a_line_of_its_own_and_counts_anew_once_it_is_sealed(pair):
    field, _ = pair
    told = add(field)
    field.testimonies.seal(told)
    field.outbox.export(field.trust.platform(PLATFORM))
    assert numbers(field) == (1, 0)
    correction = add(field, corrects=told, correction_note="a day was wrong")
    assert numbers(field) == (2, 0)
    field.testimonies.seal(correction)
    assert numbers(field) == (1, 1)


def test_what_another_author_claims_of_an_account_does_not_count(pair):
    field, _ = pair
    told = add(field)
    sealed = field.testimonies.seal(told)
    field.outbox.export(field.trust.platform(PLATFORM))
    claimed = msgspec.json.encode(msgspec.json.decode(sealed.data) | {"revision": 2})
    digest = hashlib.sha256(claimed).digest()
    with transaction(field.vault.db):
        records.add(
            field.vault.db,
            records.StoredRecord(b"\x01" * 32, told, 2, "testimony", told, digest, claimed, None),
        )
        field.custody.append("ing", (Item(RECORD, digest),))
    assert numbers(field) == (1, 0)


def test_the_lines_of_accounts_that_were_named_are_those_of_the_list(pair):
    field, _ = pair
    one, two, draft = add(field), add(field), add(field)
    for name in (one, two):
        field.testimonies.seal(name)
    field.outbox.export(field.trust.platform(PLATFORM), [one])
    lines = {it.id: it for it in field.testimonies.every()}
    assert field.testimonies.named([one, draft, "f" * 32]) == [lines[one]]
    both = field.testimonies.named({one, two})
    assert both == [it for it in lines.values() if it.id != draft]
    assert field.testimonies.named([]) == []


def test_a_corrected_account_keeps_its_code(pair):
    field, _ = pair
    told = add(field)
    field.testimonies.seal(told)
    (before,) = field.testimonies.named([told])
    field.testimonies.seal(add(field, corrects=told, correction_note="a day was wrong"))
    (after,) = field.testimonies.named([told])
    assert (after.human_code, after.revision) == (before.human_code, 2)
