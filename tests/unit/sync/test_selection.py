"""What of the sealed accounts travels: whole records and files that consent lets go, no others."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest

from collector.crypto import fingerprint
from collector.errors import CollectorError
from collector.model.canonical import canonical
from collector.model.consent import ConsentRecord
from collector.model.consent_facts import Answer, Recipient
from collector.model.identity import IdentityRecord
from collector.model.records import read_record
from collector.store import records
from collector.store.custody import IDENTITY, MEDIA, RECORD, Item
from collector.store.errors import NoSuch
from collector.store.sqlite import transaction
from collector.sync.bundle.baginfo import Withheld
from collector.sync.bundle.plan import BundleTooLarge
from collector.sync.selection import ConsentForbids
from makers import PLATFORM, given, make
from selecting import CLASS, PHOTO, VOICE, account, chosen, of_kind, row


def test_an_account_goes_with_its_exhibits_consent_and_sealed_identity(pair):
    field, _ = pair
    testimony = account(field, (PHOTO, {}))
    found = chosen(field, testimony)
    by_label = {label: [] for label in (RECORD, MEDIA, IDENTITY)}
    for payload in found.payloads:
        by_label[payload.item.label].append(payload)

    stored = records.of_testimony(field.vault.db, testimony)
    assert {it.content for it in by_label[RECORD]} == {it.data for it in stored}
    assert {it.path for it in by_label[RECORD]} == {
        f"data/records/{it.id}.{it.revision}.json" for it in stored
    }
    digest = hashlib.sha256(PHOTO.read_bytes()).hexdigest()
    assert [it.path for it in by_label[MEDIA]] == [f"data/media/{digest}.jpg"]
    (pointer,) = of_kind(field, testimony, IdentityRecord)
    assert [it.path for it in by_label[IDENTITY]] == [f"data/identity/{testimony}-1.age"]
    assert by_label[IDENTITY][0].item.digest.hex() == pointer.file.sha256
    assert found.withheld == ()
    for payload in found.payloads:
        content = payload.content or b"".join(field.vault.media.read(payload.item.digest))
        assert payload.size == len(content)
        assert payload.sha512 == hashlib.sha512(content).digest()
        assert payload.item.digest == hashlib.sha256(content).digest()


def test_nobody_named_means_every_sealed_account_and_no_draft(pair):
    field, _ = pair
    first, second = account(field), account(field, identity=None)
    field.testimonies.add(given())
    found = chosen(field)
    assert {it.id for it in found.decision.testimonies} == {first, second}
    assert found.withheld == ()


def test_what_is_not_sealed_is_not_there(pair):
    field, _ = pair
    draft = field.testimonies.add(given())
    for ids in ((), (draft,), ("ab" * 16,)):
        with pytest.raises(NoSuch):
            chosen(field, *ids)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("consent", "reason"),
    [
        ([row(decision="no")], "recipient.no"),
        ([row(decision="later")], "recipient.later"),
        ([row(decision="ask")], "recipient.ask"),
        ([row(valid_until="2020-01-01")], "recipient.expired"),
        ([row(recipient="V-RECIP-05")], "recipient.missing"),
        ([], "recipient.missing"),
    ],
    ids=["no", "later", "ask", "expired", "another-class", "none"],
)
def test_an_account_that_consent_holds_back_stays_with_everything_of_it(pair, consent, reason):
    field, _ = pair
    held, free = account(field, (PHOTO, {}), consent=consent), account(field)
    found = chosen(field)
    reasons = {it.id: it.reasons for it in found.decision.testimonies}
    assert reason in reasons[held]
    assert reasons[free] == ()
    text = b"".join(it.content or b"" for it in found.payloads)
    assert held.encode() not in text
    assert hashlib.sha256(PHOTO.read_bytes()).hexdigest().encode() not in text
    with pytest.raises(ConsentForbids) as refused:
        chosen(field, held)
    assert (refused.value.code, int(refused.value.exit)) == ("consent.refused", 1)
    assert [it.id for it in refused.value.decision.testimonies] == [held]


def test_whoever_wants_to_be_asked_goes_only_with_an_answer_for_this_platform(pair):
    field, platform = pair
    card = field.trust.platform(PLATFORM)
    testimony = account(field, consent=[row(decision="ask")])
    here = Recipient(CLASS, card.card.root_key)
    elsewhere = Recipient(CLASS, platform.vault.signing_key.public.hex())
    yes = Answer(testimony=testimony, recipient=here, yes=True)
    assert chosen(field, testimony, answers=[yes]).decision.testimonies[0].allowed
    for answer in (
        Answer(testimony=testimony, recipient=here, yes=False),
        Answer(testimony=testimony, recipient=elsewhere, yes=True),
        Answer(testimony="ab" * 16, recipient=here, yes=True),
    ):
        with pytest.raises(ConsentForbids):
            chosen(field, testimony, answers=[answer])


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("depicts", "others", "goes"),
    [
        ({}, "none", True),
        ({"voice": True}, "none", True),
        ({"document": True}, "none", False),
        ({"body": True}, "none", False),
        ({}, "not_consented", False),
        ({}, "unknown", False),
        ({}, "consented", True),
    ],
)
def test_an_exhibit_goes_only_as_far_as_each_aspect_may(pair, depicts, others, goes):
    field, _ = pair
    nothing = {"voice": False, "face": False, "document": False, "body": False}
    testimony = account(
        field,
        (PHOTO, {}),
        (VOICE, {"depicts": nothing | depicts, "others_shown": others}),
    )
    found = chosen(field, testimony)
    media = {it.item.digest for it in found.payloads if it.item.label == MEDIA}
    voice = hashlib.sha256(VOICE.read_bytes()).digest()
    assert (voice in media) is goes
    assert hashlib.sha256(PHOTO.read_bytes()).digest() in media
    account_ = read_record(records.current(records.testimonies(field.vault.db)).data)
    held_back = account_.exhibits[1].media
    assert found.withheld == (() if goes else (Withheld("media", held_back),))
    assert (held_back in {it.path[13:45] for it in found.payloads}) is goes


def test_a_person_who_does_not_want_to_be_named_is_not(pair):
    field, _ = pair
    testimony = account(field, consent=[row(identity_level="pseudonym")])
    found = chosen(field, testimony)
    assert {it.item.label for it in found.payloads} == {RECORD}
    assert found.withheld == (Withheld("identity", testimony),)
    assert not [it for it in found.payloads if b'"kind":"identity"' in (it.content or b"")]


def test_an_identity_goes_only_to_whom_it_was_sealed(pair, tmp_path):
    field, _ = pair
    testimony = account(field)
    with make(tmp_path / "two", "coordinator") as other:
        card = other.trust.new_card("Another platform")
    field.trust.trust_card(card.data, fingerprint.words(card.root))
    found = chosen(field, testimony, card=card)
    assert {it.item.label for it in found.payloads} == {RECORD}
    assert found.withheld == (Withheld("identity", testimony),)


def test_only_rows_for_this_recipient_and_the_rule_on_handing_on_travel(pair):
    field, _ = pair
    rows = [row(), row(recipient="V-RECIP-05"), row(recipient="onward", decision="no")]
    testimony = account(field, consent=rows)
    found = chosen(field, testimony)
    read = [read_record(it.content) for it in found.payloads if it.content]
    assert {it.recipient for it in read if isinstance(it, ConsentRecord)} == {CLASS, "onward"}


def test_only_the_current_revision_travels_and_its_own_rows(pair):
    field, _ = pair
    testimony = account(field)
    account(field, corrects=testimony, correction_note="іншы двор", about="Іншае")
    found = chosen(field, testimony)
    paths = {it.path for it in found.payloads}
    assert f"data/records/{testimony}.2.json" in paths
    assert f"data/records/{testimony}.1.json" not in paths
    read = [read_record(it.content) for it in found.payloads if it.content]
    assert {it.testimony.revision for it in read if isinstance(it, ConsentRecord)} == {2}


def test_two_accounts_that_name_different_things_alike_do_not_travel_together(pair):
    """Whoever received both would refuse the bundle, with all the others in it (attack S16)."""
    field, _ = pair
    first, free = account(field, (PHOTO, {}), identity=None), account(field, identity=None)
    held = {it.kind: it for it in records.of_testimony(field.vault.db, first)}
    bodies = {kind: json.loads(it.data) for kind, it in held.items()}
    second = "cd" * 16
    telling = canonical(bodies["testimony"] | {"id": second})
    about = {"id": second, "revision": 1, "digest": records.sha256(telling).hex()}
    made = {
        "testimony": telling,
        "consent": canonical(bodies["consent"] | {"id": "ce" * 16, "testimony": about}),
        "media": canonical(bodies["media"] | {"revision": 2, "testimony": second}),
    }
    with transaction(field.vault.db):
        for kind, data in made.items():
            body = json.loads(data)
            names = {"id": body["id"], "revision": body["revision"], "testimony": second}
            it = replace(held[kind], **names, data=data, digest=records.sha256(data))
            assert records.add(field.vault.db, it) is records.Added.NEW
    found = chosen(field)
    reasons = {it.id: it.reasons for it in found.decision.testimonies}
    earlier, later = sorted((first, second))
    assert reasons == {free: (), earlier: (), later: ("name-taken",)}
    assert (
        sum(it.path.startswith("data/records/" + bodies["media"]["id"]) for it in found.payloads)
        == 1
    )
    assert chosen(field, second).decision.testimonies[0].allowed


def test_accounts_that_name_more_exhibits_than_a_reader_takes_are_no_bundle(pair):
    """Each of them came in a bundle that is sound by itself."""
    field, _ = pair
    held = {it.kind: it for it in records.of_testimony(field.vault.db, account(field))}
    bodies = {kind: json.loads(held[kind].data) for kind in ("testimony", "consent")}
    for name, row_id in (("cd" * 16, "da" * 16), ("ce" * 16, "ea" * 16)):
        exhibits = [{"media": row_id, "sha256": "ca" * 32}] * 20_001
        telling = canonical(bodies["testimony"] | {"id": name, "exhibits": exhibits})
        about = {"id": name, "revision": 1, "digest": records.sha256(telling).hex()}
        consent = canonical(bodies["consent"] | {"id": row_id, "testimony": about})
        with transaction(field.vault.db):
            for id_, kind, data in ((name, "testimony", telling), (row_id, "consent", consent)):
                made = {"id": id_, "testimony": name, "data": data}
                it = replace(held[kind], **made, digest=records.sha256(data))
                assert records.add(field.vault.db, it) is records.Added.NEW
        assert chosen(field, name).decision.testimonies[0].allowed
    with pytest.raises(BundleTooLarge):
        chosen(field)


def test_what_another_key_signed_of_an_account_does_not_travel_in_place_of_its_own(pair):
    field, _ = pair
    testimony = account(field, (PHOTO, {}))
    own = chosen(field, testimony).payloads
    with transaction(field.vault.db):
        for stored in records.of_testimony(field.vault.db, testimony):
            if stored.kind in ("media", "identity"):
                body = json.loads(stored.data) | {"author": "ab" * 32}
                data = canonical(body | {"file": body["file"] | {"size": 7}})
                digest = records.sha256(data)
                other = replace(stored, author=b"\xab" * 32, data=data, digest=digest)
                assert records.add(field.vault.db, other) is records.Added.NEW
                field.custody.append("ing", (Item(RECORD, digest),))
    assert chosen(field, testimony).payloads == own


def test_an_exhibit_travels_as_the_account_names_it_and_not_as_a_later_record_does(pair):
    field, _ = pair
    testimony = account(field, (PHOTO, {}))
    own = chosen(field, testimony).payloads
    (stored,) = [it for it in records.of_testimony(field.vault.db, testimony) if it.kind == "media"]
    body = json.loads(stored.data) | {"revision": 2}
    data = canonical(body | {"file": body["file"] | {"sha256": "00" * 32}})
    later = replace(stored, revision=2, data=data, digest=records.sha256(data))
    with transaction(field.vault.db):
        assert records.add(field.vault.db, later) is records.Added.NEW
    assert chosen(field, testimony).payloads == own


def test_the_same_picture_of_two_accounts_is_one_file_and_held_back_for_both_if_for_one(pair):
    """The bytes cannot go for one person and stay for the other."""
    field, _ = pair
    body = {"depicts": {"voice": False, "face": False, "document": False, "body": True}}
    first, second = account(field, (PHOTO, {})), account(field, (PHOTO, {}))
    digest = hashlib.sha256(PHOTO.read_bytes()).digest()
    found = chosen(field, first, second)
    assert [it.item.digest for it in found.payloads if it.item.label == MEDIA] == [digest]
    account(field, (PHOTO, body))
    found = chosen(field)
    assert MEDIA not in {it.item.label for it in found.payloads}
    assert len(found.withheld) == 3


def test_an_exhibit_that_is_not_here_stops_the_export(pair):
    field, _ = pair
    account(field, (PHOTO, {}))
    field.vault.db.execute("PRAGMA foreign_keys = OFF")
    field.vault.db.execute("DELETE FROM blob")
    with pytest.raises(CollectorError) as refused:
        chosen(field)
    assert refused.value.code == "vault.damaged"
