"""The tag files: read in order, checked against the signed tag manifest, then interpreted.

FORMAT.md sections 3, 5 and 7.  The signature is checked before anything that follows it is looked
at; ``bagit.txt`` and ``bag-info.txt`` come next, so that a newer format is told from a broken one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from collector.crypto import checkpoint, sshsig
from collector.crypto.checkpoint import BadCheckpoint, Checkpoint
from collector.crypto.ed25519 import SignedByWeakKey
from collector.crypto.namespaces import BUNDLE, CHECKPOINT
from collector.crypto.sshsig import WrongNamespace
from collector.errors import Unacceptable
from collector.sync.bundle import layout, limits, manifest, proofs, stamps
from collector.sync.bundle.baginfo import BagInfo
from collector.sync.bundle.flaws import BundleRefused, Flaw
from collector.sync.bundle.origins import Origin, read_origin
from collector.sync.bundle.proofs import Consistency, Event
from collector.sync.bundle.stamps import HeadStamp

_BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Tags:
    """What the tag files say, all of it checked as far as the payload is not needed."""

    info: BagInfo
    lines: tuple[manifest.Line, ...]
    head: Checkpoint
    events: tuple[Event, ...]
    consistency: tuple[Consistency, ...]
    stamps: tuple[HeadStamp, ...]
    origins: tuple[Origin, ...]
    evidence: Mapping[str, Mapping[str, bytes]]


def check_signature(text: bytes, signature: bytes) -> bytes:
    """Return the sound Ed25519 key that signed the tag manifest as a bundle's."""
    try:
        return sshsig.verify(signature, BUNDLE, text)
    except WrongNamespace as error:
        raise BundleRefused(Flaw.SIGNATURE_NAMESPACE) from error
    except SignedByWeakKey as error:
        raise BundleRefused(Flaw.KEY_WEAK) from error
    except Unacceptable as error:
        raise BundleRefused(Flaw.SIGNATURE_BAD) from error


def check_tag_digest(path: str, content: bytes, sha512: str | None) -> None:
    """Raise BundleRefused unless a tag file is the one that was signed."""
    if sha512 is None:
        raise BundleRefused(Flaw.TAG_MISSING, member=path)
    if hashlib.sha512(content).hexdigest() != sha512:
        raise BundleRefused(Flaw.TAG_DIGEST, member=path)


def check_bagit(text: bytes) -> None:
    """Raise BundleRefused unless ``bagit.txt`` is the one there is."""
    if text != layout.BAGIT_TEXT:
        raise BundleRefused(Flaw.BAGIT)


def interpret(files: Mapping[str, bytes], info: BagInfo, signer: bytes) -> Tags:
    """Return what the tag files say.  ``files`` are all of them by path, digests checked."""
    check_signer_pub(files[layout.SIGNER_PUB], signer)
    check_readme(files[layout.README])
    lines = manifest.parse_payload_manifest(files[layout.MANIFEST])
    if info.files != len(lines):
        raise BundleRefused(Flaw.INFO_OXUM)
    if info.octets > limits.TOTAL:
        raise BundleRefused(Flaw.LIMIT_TOTAL)
    head = read_head(files[layout.CHECKPOINT], files[layout.CHECKPOINT_SIG], signer)
    events = proofs.parse_events(files[layout.EVENTS])
    proofs.check_inclusion(events, proofs.parse_inclusion(files[layout.INCLUSION]), head)
    consistency = proofs.parse_consistency(files[layout.CONSISTENCY])
    proofs.check_consistency(consistency, head)
    stamped = stamps.read_stamps(files[layout.STAMPS], head)
    stamps.check_stamp_events(events, stamped)
    payload = {line.path: line.sha512 for line in lines}
    earlier = _origin_files(files)
    if info.bundle_id in earlier:
        raise BundleRefused(Flaw.ORIGIN_ITSELF)
    origins = tuple(read_origin(name, kept, payload) for name, kept in earlier.items())
    own = {name: files[source] for name, source in layout.ORIGIN_SOURCES.items()}
    return Tags(
        info=info,
        lines=lines,
        head=head,
        events=events,
        consistency=consistency,
        stamps=stamped,
        origins=origins,
        evidence={info.bundle_id: own, **earlier},
    )


def check_signer_pub(text: bytes, signer: bytes) -> None:
    """Raise BundleRefused unless ``signer.pub`` holds the key that signed."""
    if text != f"{sshsig.public_line(signer)}\n".encode():
        raise BundleRefused(Flaw.SIGNER_PUB)


def check_readme(text: bytes) -> None:
    """Raise BundleRefused unless ``README.txt`` is text that every editor shows alike."""
    if text.startswith(_BOM):
        raise BundleRefused(Flaw.README)
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        raise BundleRefused(Flaw.README) from None


def read_head(text: bytes, signature: bytes, signer: bytes) -> Checkpoint:
    """Return the head of the signer's log: of that log, and signed by that key."""
    try:
        head = checkpoint.parse(text)
    except BadCheckpoint as error:
        raise BundleRefused(Flaw.CHECKPOINT_SYNTAX) from error
    if head.origin != checkpoint.origin_of(signer):
        raise BundleRefused(Flaw.CHECKPOINT_ORIGIN)
    try:
        public = sshsig.verify(signature, CHECKPOINT, text)
    except Unacceptable as error:
        raise BundleRefused(Flaw.CHECKPOINT_SIGNATURE) from error
    if public != signer:
        raise BundleRefused(Flaw.CHECKPOINT_SIGNATURE)
    return head


def _origin_files(files: Mapping[str, bytes]) -> dict[str, dict[str, bytes]]:
    found: dict[str, dict[str, bytes]] = {}
    for path, content in files.items():
        origin = layout.origin_of_path(path)
        if origin is not None:
            found.setdefault(origin[0], {})[origin[1]] = content
    return found
