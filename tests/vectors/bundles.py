"""Bundles made by hand: a good one from scratch, or one with a single flaw at a chosen stage.

Written from FORMAT.md, not with the writer under test (of our own code only the primitives of
``crypto`` and the one tar header are used), so that the reader is judged by a second hand.

A bundle is made in stages.  Each stage hands a value to a hook of its name, which may change it;
all later stages follow from what the hook returns.  So a change at ``media`` is signed by the
sender, a change at ``members`` is not.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from collector.crypto import sshsig
from collector.crypto.age import AgeWriter, X25519Identity
from collector.crypto.checkpoint import Checkpoint, origin_of
from collector.crypto.ed25519 import SigningKey
from collector.model.canonical import canonical
from collector.sync.bundle.tar import encode_header
from time_authority import Authority
from vectors import contents
from vectors.contents import Log, Logged, Records, hexed, sha256, sha512, signing_key

Hook = Callable[[Any], Any]

PLATFORM = X25519Identity.generate()
RECEIPTS = X25519Identity.generate()
SENDER = signing_key("sender")
BUNDLE_ID = hexed("bundle")
EARLIER_LEAVES = 5
AUTHORITY = Authority()
FIRST_RECORD = 13
"""The place among the members at which the payload begins."""

ORIGIN_FILES = {
    "bag-info.txt": "bag-info.txt",
    "manifest-sha512.txt": "manifest-sha512.txt",
    "proof-checkpoint": "proof/checkpoint",
    "proof-checkpoint.sig": "proof/checkpoint.sig",
    "proof-consistency": "proof/consistency",
    "proof-events.jsonl": "proof/events.jsonl",
    "proof-inclusion": "proof/inclusion",
    "proof-stamps": "proof/stamps",
    "signer.pub": "signer.pub",
    "tagmanifest-sha512.txt": "tagmanifest-sha512.txt",
    "tagmanifest-sha512.txt.sig": "tagmanifest-sha512.txt.sig",
}


@dataclass
class Member:
    """A member of the archive; ``header`` is made from path and content unless it is given."""

    path: str
    content: bytes
    header: bytes | None = None


@dataclass
class Stamped:
    """A time stamp over the first leaves of the log; ``hooks`` go to the authority."""

    size: int
    authority: Authority = AUTHORITY
    hooks: dict[str, Any] = field(default_factory=dict)


@dataclass
class Proofs:
    """The custody part, still as values."""

    log: Log
    events: list[tuple[int, Logged]]
    consistency: list[int] = field(default_factory=lambda: [2, EARLIER_LEAVES])
    stamps: list[Stamped] = field(default_factory=list)


@dataclass
class Names:
    """Who signs, the bundle's id, and the recipient as text."""

    key: SigningKey
    bundle_id: str
    recipient: str


@dataclass
class Made:
    """A finished bundle: the age file, and what it was made of."""

    file: bytes
    plain: bytes
    payload: dict[str, bytes]
    tags: dict[str, bytes]
    proofs: Proofs

    @property
    def evidence(self) -> dict[str, bytes]:
        """Return the files that are kept of a bundle when it is handed on."""
        return {name: self.tags[source] for name, source in ORIGIN_FILES.items()}


def make(
    *,
    key: SigningKey = SENDER,
    author: SigningKey | None = None,
    origins: dict[str, dict[str, bytes]] | None = None,
    bundle_id: str = BUNDLE_ID,
    identity: X25519Identity = PLATFORM,
    **hooks: Hook,
) -> Made:
    """Return a bundle; ``hooks`` are called by the name of their stage."""
    unused = set(hooks)

    def stage(name: str, value: Any) -> Any:
        unused.discard(name)
        return hooks[name](value) if name in hooks else value

    author_key = (author or key).public
    payload = stage("payload", _payload(author_key, stage))
    proofs = stage("proofs", _proofs(payload, stage))
    names = Names(key, bundle_id, str(identity.recipient()))
    tags = _tags(payload, proofs, names, stage)
    for origin, kept in sorted((origins or {}).items()):
        for name, content in sorted(kept.items()):
            tags[f"proof/origin/{origin}/{name}"] = content
    tags = stage("tags", tags)
    lines = stage("tagmanifest", [(sha512(content), path) for path, content in tags.items()])
    tag_manifest = stage("tagmanifest_text", _manifest(lines))
    signature = stage(
        "signature", sshsig.sign(key, "collector-bundle", tag_manifest).encode("ascii")
    )
    own = {
        "tagmanifest-sha512.txt": tag_manifest,
        "tagmanifest-sha512.txt.sig": signature,
        **tags,
    }
    whole = {**own, **{path: payload[path] for path in sorted(payload, key=_order)}}
    members = stage("members", [Member(f"{bundle_id}/{path}", it) for path, it in whole.items()])
    archive = stage("archive", b"".join(map(_member, members)) + bytes(1024))
    plain = stage("plain", archive + bytes(_padded(len(archive)) - len(archive)))
    recipients = stage("recipients", [identity.recipient()])
    file = stage("file", encrypt(plain, recipients))
    assert not unused, f"no such stage: {unused}"
    return Made(file=file, plain=plain, payload=payload, tags=own, proofs=proofs)


def encrypt(plain: bytes, recipients: list) -> bytes:
    """Return the age file."""
    out = io.BytesIO()
    writer = AgeWriter(out, recipients)
    writer.write(plain)
    writer.finish()
    return out.getvalue()


def _payload(author: bytes, stage: Callable[[str, Any], Any]) -> dict[str, bytes]:
    records: Records = stage("records", contents.records_of(author))
    consents = stage("consents", contents.consents_of(author, records))
    payload = {
        contents.record_path(record): canonical(record) for record in [*records.all(), *consents]
    }
    file = contents.media("photo", author, "first", contents.PHOTO)["file"]
    payload[f"data/media/{file['sha256']}.jpg"] = contents.PHOTO
    payload[f"data/identity/{hexed('first')}-1.age"] = contents.SEALED
    return payload


def earlier_events() -> list[Logged]:
    """Return what stands in the log before anything about the items of a bundle."""
    return [contents.event(f"earlier {n}", []) for n in range(EARLIER_LEAVES)]


def _proofs(payload: dict[str, bytes], stage: Callable[[str, Any], Any]) -> Proofs:
    earlier = earlier_events()
    logged = stage("events", contents.events_for(payload))
    log = Log([canonical(it.event) for it in [*earlier, *logged]])
    return Proofs(log=log, events=list(enumerate(logged, EARLIER_LEAVES)))


def _tags(
    payload: dict[str, bytes],
    proofs: Proofs,
    names: Names,
    stage: Callable[[str, Any], Any],
) -> dict[str, bytes]:
    log, key = proofs.log, names.key
    head = stage("head", Checkpoint(origin_of(key.public), log.size, log.root()).encode())
    head_sig = sshsig.sign(key, "collector-checkpoint", head).encode("ascii")
    listed = [(sha512(payload[path]), path) for path in sorted(payload, key=_order)]
    info = [
        ["Bagging-Date", "2026-05-05"],
        ["Payload-Oxum", f"{sum(map(len, payload.values()))}.{len(payload)}"],
        ["Bundle-Id", names.bundle_id],
        ["Format", "collector-bundle/1"],
        ["Sequence", "2"],
        ["Previous", hexed("bundle before", 64)],
        ["Card", hexed("card", 64)],
        ["Card-Serial", "3"],
        ["Recipient-Key", sha256(names.recipient.encode())],
        ["Receipt-Recipient", str(RECEIPTS.recipient())],
        ["Receipt-Secret", hexed("receipt secret", 64)],
        *sorted(
            [
                ["Withheld", f"media {hexed('film')}"],
                ["Withheld", f"identity {hexed('second')}"],
            ]
        ),
    ]
    return {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": _lines(f"{name}: {value}" for name, value in stage("info", info)),
        "manifest-sha512.txt": stage("manifest_text", _manifest(stage("manifest", listed))),
        "signer.pub": f"{sshsig.public_line(key.public)}\n".encode(),
        "README.txt": b"How to check this: see FORMAT.md\n",
        "proof/checkpoint": head,
        "proof/checkpoint.sig": stage("head_sig", head_sig),
        "proof/consistency": stage("consistency", _consistency(proofs)),
        "proof/events.jsonl": stage("events_text", _events(proofs)),
        "proof/inclusion": stage("inclusion", _inclusion(proofs)),
        "proof/stamps": stage("stamps", _stamps(proofs, key)),
    }


def _events(proofs: Proofs) -> bytes:
    return _lines(
        canonical({"event": it.event, "index": index, "openings": it.openings}).decode()
        for index, it in proofs.events
    )


def _inclusion(proofs: Proofs) -> bytes:
    return _lines(
        " ".join([str(index), *map(_base64, proofs.log.inclusion(index))])
        for index, _ in proofs.events
    )


def stamped_text(proofs: Proofs, key: SigningKey, size: int) -> bytes:
    """Return what an authority stamps: the head of the first leaves."""
    return Checkpoint(origin_of(key.public), size, proofs.log.root(size)).encode()


def stamped_earlier(size: int = EARLIER_LEAVES, **changes: Any) -> Made:
    """Return a bundle whose sender had a head of the earlier leaves stamped and logged that.

    ``changes`` go to ``make``; ``stamp`` among them to the authority.
    """
    log = Log([canonical(it.event) for it in earlier_events()])
    text = Checkpoint(origin_of(SENDER.public), size, log.root(size)).encode()
    token = AUTHORITY.token(text, **changes.pop("stamp", {}))
    logged = contents.event("stamped", [("stamp", sha256(token))])

    def line(proofs: Proofs) -> Proofs:
        root, proof = proofs.log.root(size), proofs.log.consistency(size)
        lines.append(" ".join([str(size), *map(_base64, (root, token, *proof))]))
        return proofs

    lines: list[str] = []
    return make(
        events=lambda events: [logged, *events],
        proofs=line,
        stamps=lambda _: _lines(lines),
        **changes,
    )


def _stamps(proofs: Proofs, key: SigningKey) -> bytes:
    log = proofs.log
    return _lines(
        " ".join(
            [
                str(it.size),
                _base64(log.root(it.size)),
                _base64(it.authority.token(stamped_text(proofs, key, it.size), **it.hooks)),
                *map(_base64, log.consistency(it.size)),
            ]
        )
        for it in proofs.stamps
    )


def _consistency(proofs: Proofs) -> bytes:
    log = proofs.log
    return _lines(
        " ".join([str(size), _base64(log.root(size)), *map(_base64, log.consistency(size))])
        for size in proofs.consistency
    )


def _order(path: str) -> tuple[int, str]:
    return ["records", "media", "identity"].index(path.split("/")[1]), path


def _manifest(lines: list[tuple[str, str]]) -> bytes:
    return _lines(f"{digest}  {path}" for digest, path in lines)


def _lines(lines) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _member(member: Member) -> bytes:
    header = member.header or encode_header(member.path, len(member.content))
    return header + member.content + bytes(-len(member.content) % 512)


def _padded(length: int) -> int:
    """Return the Padme length as the paper writes it."""
    length = max(length, 1 << 20)
    exponent = length.bit_length() - 1
    last_bits = exponent - (exponent.bit_length())
    mask = (1 << last_bits) - 1
    return (length + mask) & ~mask
