"""What goes into the bundles of the tests: made-up records, exhibits, and a custody log.

Everything is computed from short names, so the same bundle is made each time (but for the age
file around it).  Two accounts: the first has an exhibit that is here, one that is withheld, and a
sealed identity; the second has an identity that is withheld.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from collector.crypto import merkle
from collector.crypto.commitment import commitment
from collector.crypto.ed25519 import SigningKey
from collector.model.canonical import canonical

STAMP = {"utc": "2026-05-04T12:00:00Z", "clock": "unknown"}
NOTHING = {"voice": False, "face": False, "document": False, "body": False}
NOT_ASKED = {"empty": "not_asked"}
RECIPIENT = "V-RECIP-02"


def hexed(name: str, digits: int = 32) -> str:
    """Return so many hexadecimal digits that follow from a name."""
    return hashlib.sha512(name.encode()).hexdigest()[:digits]


def signing_key(name: str) -> SigningKey:
    """Return the signing key of a made-up sender."""
    return SigningKey.from_seed(bytes.fromhex(hexed(f"key of {name}", 64)))


def sha256(data: bytes) -> str:
    """Return the digest, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def sha512(data: bytes) -> str:
    """Return the digest, hexadecimal."""
    return hashlib.sha512(data).hexdigest()


def envelope(kind: str, name: str, author: bytes, revision: int = 1) -> dict:
    """Return the fields that every record has."""
    return {
        "kind": kind,
        "schema": "1.0",
        "id": hexed(name),
        "revision": revision,
        "author": author.hex(),
        "salt": hexed(f"salt of {name}", 64),
        "sealed_at": STAMP,
    }


def testimony(name: str, author: bytes, exhibits: list[dict], identity: str = "sealed") -> dict:
    """Return a testimony as a JSON object."""
    return {
        **envelope("testimony", name, author),
        "human_code": "K7-QMD-4",
        "interview_kind": "V-IKIND-01",
        "mode": "V-MODE-01",
        "language": "be",
        "about": "a day in autumn",
        "words": [{"text": "Я чакала ля брамы.", "basis": ["saw"]}],
        "when": NOT_ASKED,
        "where": NOT_ASKED,
        "prior_accounts": NOT_ASKED,
        "exhibits": exhibits,
        "identity": {"state": identity},
        "confidentiality": "C2",
    }


def media(name: str, author: bytes, owner: str, content: bytes, extension: str = "jpg") -> dict:
    """Return a media record for an exhibit of this content."""
    return {
        **envelope("media", name, author),
        "testimony": hexed(owner),
        "file": {
            "sha256": sha256(content),
            "sha512": sha512(content),
            "size": len(content),
            "mime": "image/jpeg",
            "extension": extension,
        },
        "media_kind": "V-MEDK-03",
        "originality": "V-ORIG-01",
        "acquired": "V-ACQ-01",
        "file_claims": {"metadata": "none", "content_credentials": "none", "notes": []},
        "person_claims": {
            "when": NOT_ASKED,
            "where": NOT_ASKED,
            "made_by": NOT_ASKED,
            "content_note": NOT_ASKED,
        },
        "depicts": NOTHING,
        "others_shown": "none",
        "compartment": "exhibit",
    }


def identity(name: str, author: bytes, owner: str, content: bytes, n: int = 1) -> dict:
    """Return an identity record for a sealed file of this content."""
    return {
        **envelope("identity", name, author),
        "testimony": hexed(owner),
        "n": n,
        "file": {"sha256": sha256(content), "size": len(content)},
        "card": {"root_key": hexed("card root", 64), "serial": 3},
        "recipients": [hexed("identity recipient", 64)],
    }


def consent(name: str, author: bytes, about: dict, recipient: str = RECIPIENT) -> dict:
    """Return a consent row that says yes to this very testimony."""
    return {
        **envelope("consent", name, author),
        "testimony": reference(about),
        "recipient": recipient,
        "decision": "yes",
        "identity_level": "recipient_only",
        "media": NOTHING,
        "purposes": ["V-PURP-01"],
        "onward": "no",
        "given_at": STAMP,
        "method": "V-CMETH-02",
        "language": "be",
        "teach_back": [],
        "withdrawn": False,
    }


def reference(record: dict) -> dict:
    """Return the exact revision of a record."""
    return {
        "id": record["id"],
        "revision": record["revision"],
        "digest": sha256(canonical(record)),
    }


def record_path(record: dict) -> str:
    """Return where a record stands."""
    return f"data/records/{record['id']}.{record['revision']}.json"


PHOTO = b"\xff\xd8\xff" + bytes(range(256)) * 700 + b"\xff\xd9"
SEALED = b"age-encryption.org/v1\n" + bytes(range(200)) * 40


@dataclass
class Records:
    """The records of a bundle as JSON objects, open to change before they become bytes."""

    first: dict
    second: dict
    photo: dict
    sealed: dict
    more: list[dict] = field(default_factory=list)

    def all(self) -> list[dict]:
        """Return every record."""
        return [self.first, self.second, self.photo, self.sealed, *self.more]


def records_of(author: bytes) -> Records:
    """Return the records of a good bundle, without consent (which needs the final digests)."""
    photo = media("photo", author, "first", PHOTO)
    exhibits = [
        {"media": hexed("photo"), "sha256": sha256(PHOTO)},
        {"media": hexed("film"), "sha256": hexed("film bytes", 64)},
    ]
    return Records(
        first=testimony("first", author, exhibits),
        second=testimony("second", author, []),
        photo=photo,
        sealed=identity("sealed", author, "first", SEALED),
    )


def consents_of(author: bytes, records: Records) -> list[dict]:
    """Return the consent rows of a good bundle."""
    onward = {**consent("onward", author, records.first, "onward"), "decision": "no"}
    answered = {**consent("answered", author, records.second), "decision": "ask"}
    return [consent("agreed", author, records.first), onward, answered]


@dataclass
class Logged:
    """An event of the log: its JSON object and the openings that go with it."""

    event: dict
    openings: list[dict]


def event(name: str, items: list[tuple[str, str]]) -> Logged:
    """Return an event about items, each given as (label, SHA-256)."""
    openings = [
        {
            "digest": digest,
            "label": label,
            "nonce": hexed(f"nonce {name} {label} {digest}", 64),
            "object": number,
        }
        for number, (label, digest) in enumerate(items)
    ]
    objects = [
        {
            "label": it["label"],
            "commitment": commitment(
                it["label"], bytes.fromhex(it["nonce"]), bytes.fromhex(it["digest"])
            ).hex(),
            "previous": None,
        }
        for it in openings
    ]
    return Logged(
        event={
            "kind": "event",
            "schema": "1.0",
            "event": "ing",
            "random": hexed(f"random {name}"),
            "at": STAMP,
            "agent": {"role": "interviewer", "software": "collector/1.0"},
            "objects": objects,
            "outcome": "success",
            "detail": [],
        },
        openings=openings,
    )


def events_for(payload: dict[str, bytes]) -> list[Logged]:
    """Return one event for each payload file."""
    kinds = {"records": "record", "media": "media", "identity": "identity"}
    return [
        event(path, [(kinds[path.split("/")[1]], sha256(content))])
        for path, content in sorted(payload.items())
    ]


class Log:
    """A custody log in memory: leaf hashes, and all that RFC 6962 computes from them."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.size = len(leaves)
        self._nodes: dict[tuple[int, int], bytes] = {}
        for number, leaf in enumerate(leaves):
            for level, index, value in merkle.appended_nodes(
                number, merkle.leaf_hash(leaf), self.read
            ):
                self._nodes[level, index] = value

    def read(self, level: int, index: int) -> bytes:
        """Return a node."""
        return self._nodes[level, index]

    def root(self, size: int | None = None) -> bytes:
        """Return the root, of all leaves or of the first ones."""
        return merkle.root(self.size if size is None else size, self.read)

    def inclusion(self, index: int) -> list[bytes]:
        """Return an inclusion proof."""
        return merkle.inclusion_proof(index, self.size, self.read)

    def consistency(self, size: int) -> list[bytes]:
        """Return a consistency proof from an older size."""
        return merkle.consistency_proof(size, self.size, self.read)
