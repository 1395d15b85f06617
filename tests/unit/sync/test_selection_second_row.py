"""A row of consent that came second under a name that was taken: it holds back, and allows nothing.

A vault put back from a backup may have signed two rows of one name: both hold.
"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from collector.model.canonical import canonical
from collector.store import records
from collector.store.custody import RECORD
from collector.store.records import Added, StoredRecord
from collector.store.sqlite import transaction
from makers import exhibit
from selecting import CLASS, PHOTO, account, chosen, row


def consent_of(field, testimony: str) -> StoredRecord:
    found = records.of_testimony(field.vault.db, testimony)
    return next(it for it in found if it.kind == "consent")


def put(field, stored: StoredRecord, body: dict) -> Added:
    """Add a row that says this, under the name that it says."""
    data = canonical(body)
    row = replace(
        stored,
        id=body["id"],
        revision=body["revision"],
        testimony=body["testimony"]["id"],
        data=data,
        digest=records.sha256(data),
    )
    with transaction(field.vault.db):
        return records.add(field.vault.db, row)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"decision": "no"}, "recipient.no"),
        ({"withdrawn": True}, "recipient.withdrawn"),
        ({"salt": "00" * 32}, None),
    ],
    ids=["no", "withdrawn", "as-much"],
)
def test_it_holds_back_as_much(pair, changes, reason):
    field, _ = pair
    testimony, free = account(field), account(field)
    stored = consent_of(field, testimony)
    assert put(field, stored, json.loads(stored.data) | changes) is Added.CONFLICT
    reasons = {it.id: it.reasons for it in chosen(field).decision.testimonies}
    assert reasons == {testimony: () if reason is None else (reason,), free: ()}


def test_it_holds_back_who_and_what_is_shown(pair):
    field, _ = pair
    face = exhibit(PHOTO.name)["depicts"] | {"face": True}
    testimony = account(field, (PHOTO, {"depicts": face}))
    stored = consent_of(field, testimony)
    assert chosen(field).withheld == ()
    narrow = {"identity_level": "pseudonym", "media": dict.fromkeys(face, False)}
    assert put(field, stored, json.loads(stored.data) | narrow) is Added.CONFLICT
    found = chosen(field)
    (verdict,) = found.decision.testimonies
    assert (verdict.reasons, verdict.identity_reasons) == ((), ("identity-level",))
    assert [it.reasons for it in verdict.exhibits] == [("media.face",)]
    assert {it.item.label for it in found.payloads} == {RECORD}


def test_it_allows_nothing(pair):
    """It does not travel, and the one that was kept says nothing of these words."""
    field, _ = pair
    testimony = account(field, consent=[row(recipient="V-RECIP-03")])
    account(field)
    stored = consent_of(field, testimony)
    to_ours = json.loads(stored.data) | {"id": "ab" * 16, "recipient": CLASS}
    elsewhere = to_ours | {"testimony": to_ours["testimony"] | {"digest": "00" * 32}}
    assert put(field, stored, elsewhere) is Added.NEW
    assert put(field, stored, to_ours) is Added.CONFLICT
    (reasons,) = [it.reasons for it in chosen(field).decision.testimonies if it.id == testimony]
    assert reasons == ("recipient.other-revision",)


def test_it_lets_no_more_of_an_account_go(pair):
    """The key it came under is taken by a row of another account, which is not chosen."""
    field, _ = pair
    nothing = dict.fromkeys(row()["media"], False)
    narrow = row(media=nothing, identity_level="pseudonym")
    body = {"depicts": dict.fromkeys(exhibit(PHOTO.name)["depicts"], True)}
    testimony, other = account(field, (PHOTO, body), consent=[narrow]), account(field)
    own = chosen(field, testimony)
    stored = consent_of(field, testimony)
    wide = json.loads(stored.data) | {"revision": 2, "identity_level": "full"}
    wide["media"] = dict.fromkeys(wide["media"], True)
    elsewhere = wide | {"testimony": wide["testimony"] | {"id": other}}
    assert put(field, stored, elsewhere) is Added.NEW
    assert put(field, stored, wide) is Added.CONFLICT
    found = chosen(field, testimony)
    assert found.payloads == own.payloads
    assert {it.item.label for it in found.payloads} == {RECORD}
