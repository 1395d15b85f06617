"""Small valid values that tests change in one place."""

from collector.model.aspects import Aspects
from collector.model.card import PlatformCard, Transport
from collector.model.consent import ConsentRecord, RevisionRef
from collector.model.custody import Agent, CustodyEvent, CustodyObject
from collector.model.emptiness import Unanswered
from collector.model.envelope import SCHEMA, Seal, Stamp
from collector.model.identity import CardRef, IdentityFile, IdentityRecord
from collector.model.identity_plain import IdentityPlain
from collector.model.media import FileClaims, MediaFile, MediaRecord, PersonClaims
from collector.model.partial_date import PartialDate
from collector.model.place import Place
from collector.model.receipt import HeadSeen, Receipt, ReceiptItem
from collector.model.testimony import ExhibitRef, IdentityStatus, Paragraph, TestimonyRecord

AUTHOR = "a1" * 32
STRANGER = "b2" * 32
STAMP = Stamp(utc="2026-11-22T10:00:00Z", clock="unknown")
NOTHING = Aspects(voice=False, face=False, document=False, body=False)
EVERYTHING = Aspects(voice=True, face=True, document=True, body=True)
NOT_ASKED = Unanswered(empty="not_asked")


def an_id(number):
    return f"{number:032x}"


def a_digest(number):
    return f"{number:064x}"


def seal(number=1, revision=1, author=AUTHOR):
    return Seal(id=an_id(number), revision=revision, author=author, salt="5a" * 32, sealed_at=STAMP)


def envelope(number=1, revision=1, author=AUTHOR):
    return {
        "schema": SCHEMA,
        "id": an_id(number),
        "revision": revision,
        "author": author,
        "salt": "5a" * 32,
        "sealed_at": STAMP,
    }


def testimony(**changes):
    fields = {
        **envelope(1),
        "human_code": "K7-QMD-4",
        "interview_kind": "V-IKIND-01",
        "mode": "V-MODE-01",
        "language": "be",
        "about": "Дзень у двары",
        "words": (Paragraph(text="Я бачыў усё з акна.", basis=("saw",)),),
        "when": PartialDate(value="2020-08-09", precision="day", basis="saw", tz="Europe/Minsk"),
        "where": Place(text="двор", country="BY", precision="settlement", basis="saw"),
        "prior_accounts": NOT_ASKED,
        "exhibits": (ExhibitRef(media=an_id(3), sha256=a_digest(7)),),
        "identity": IdentityStatus(state="none"),
        "confidentiality": "C2",
    }
    return TestimonyRecord(**{**fields, **changes})


def consent(**changes):
    fields = {
        **envelope(2),
        "testimony": RevisionRef(id=an_id(1), revision=1, digest=a_digest(1)),
        "recipient": "V-RECIP-02",
        "decision": "yes",
        "identity_level": "pseudonym",
        "media": NOTHING,
        "purposes": ("V-PURP-01",),
        "onward": "no",
        "given_at": STAMP,
        "method": "V-CMETH-02",
        "language": "be",
        "teach_back": (),
        "withdrawn": False,
    }
    return ConsentRecord(**{**fields, **changes})


def media(**changes):
    fields = {
        **envelope(3),
        "testimony": an_id(1),
        "file": MediaFile(
            sha256=a_digest(7), sha512="c" * 128, size=12, mime="image/jpeg", extension="jpg"
        ),
        "media_kind": "V-MEDK-03",
        "originality": "V-ORIG-01",
        "acquired": "V-ACQ-02",
        "file_claims": FileClaims(
            metadata="read",
            captured_at="2020-08-09T22:00:00",
            latitude="53.900000",
            longitude="-27.566667",
            altitude="-3.5",
            content_credentials="none",
            notes=("offset-invalid",),
        ),
        "person_claims": PersonClaims(
            when=PartialDate(empty="unknown"),
            where=Place(empty="declined"),
            made_by=NOT_ASKED,
            content_note="двор",
        ),
        "depicts": NOTHING,
        "others_shown": "none",
        "compartment": "exhibit",
    }
    return MediaRecord(**{**fields, **changes})


def identity_record(**changes):
    fields = {
        **envelope(4),
        "testimony": an_id(1),
        "n": 1,
        "file": IdentityFile(sha256=a_digest(9), size=4296),
        "card": CardRef(root_key="c3" * 32, serial=1),
        "recipients": (a_digest(11),),
    }
    return IdentityRecord(**{**fields, **changes})


def identity_plain(**changes):
    fields = {
        "schema": SCHEMA,
        "testimony": an_id(1),
        "n": 1,
        "content": "form",
        "anchor": a_digest(5),
        "author": AUTHOR,
        "card": CardRef(root_key="c3" * 32, serial=1),
        "recipients": (a_digest(11),),
        "mime": "application/json",
        "length": 0,
    }
    return IdentityPlain(**{**fields, **changes})


def event(**changes):
    fields = {
        "schema": SCHEMA,
        "event": "X-SEAL",
        "random": "d4" * 16,
        "at": STAMP,
        "agent": Agent(role="interviewer", software="collector/0.1.0"),
        "objects": (CustodyObject(label="record", commitment=a_digest(3), previous=None),),
        "outcome": "success",
        "detail": (),
    }
    return CustodyEvent(**{**fields, **changes})


POST_QUANTUM = ["age1pq1" + letter * 1952 for letter in "qpz"]
CLASSICAL = ["age1" + letter * 58 for letter in "qpz"]


def card(**changes):
    fields = {
        "schema": SCHEMA,
        "name": "Падворак",
        "root_key": "c3" * 32,
        "serial": 1,
        "valid_until": "2027-11-22",
        "previous": None,
        "revoked_keys": (),
        "recipient_class": "V-RECIP-02",
        "content_recipients": tuple(POST_QUANTUM[:1]),
        "identity_recipients": tuple(POST_QUANTUM[1:2]),
        "identity_separate": True,
        "receipt_key": "d5" * 32,
        "transports": (
            Transport(kind="tus", address="https://a.example/up", pin=None, tor_required=True),
        ),
    }
    return PlatformCard(**{**fields, **changes})


def receipt(**changes):
    fields = {
        "schema": SCHEMA,
        "sender_key": AUTHOR,
        "card": a_digest(20),
        "file": a_digest(21),
        "tagmanifest": a_digest(22),
        "sequence": 1,
        "refused": None,
        "items": (ReceiptItem(kind="testimony", id=an_id(1), revision=1, verdict="accepted"),),
        "identity_opened": "not_yet",
        "head": HeadSeen(origin="log/" + "0" * 32, size=5, root=a_digest(23)),
        "time": STAMP,
        "safe_to_delete": False,
    }
    return Receipt(**{**fields, **changes})
