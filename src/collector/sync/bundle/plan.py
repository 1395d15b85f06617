"""What the writer is told: everything about a bundle but the bytes of its payload."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from collector.errors import MachineTrouble, WrongUsage
from collector.sync.bundle.baginfo import Withheld
from collector.sync.bundle.proofs import Consistency, Event
from collector.sync.bundle.stamps import Stamp


class BundleTooLarge(WrongUsage):
    """More than one bundle may carry (FORMAT.md section 6)."""

    code = "bundle.too-large"
    words = "this is more than one bundle can carry"
    hint = "choose fewer accounts and make several bundles"


class PayloadChanged(MachineTrouble):
    """A payload file had another length than planned when it was read."""

    code = "bundle.payload-changed"
    words = "a file was not as long as it should be while the bundle was written"
    hint = "the bundle was not made; check the vault, then try again"


@dataclass(frozen=True)
class PlannedFile:
    """A payload file: path below the bag's folder, size in octets, SHA-512 in hexadecimal."""

    path: str
    size: int
    sha512: str


@dataclass(frozen=True)
class ProvenEvent:
    """A custody event with its inclusion proof for the head."""

    event: Event
    proof: tuple[bytes, ...]


@dataclass(frozen=True, kw_only=True)
class BundlePlan:
    """A bundle to be written.

    ``previous`` is the SHA-256 (hexadecimal) of the tag manifest before, None for sequence 1;
    ``card`` the SHA-256 of the card file; ``head`` the text of the checkpoint and ``head_sig`` its
    armored signature.  ``events`` are sorted by index, ``consistency`` and ``stamps`` by size.
    ``origins`` maps the id of an earlier bundle to its kept files by name
    (``VerifiedBundle.evidence``).
    """

    bundle_id: str
    day: date
    sequence: int
    previous: str | None
    card: str
    card_serial: int
    receipt_recipient: str
    receipt_secret: bytes = field(repr=False)
    withheld: tuple[Withheld, ...]
    files: tuple[PlannedFile, ...]
    events: tuple[ProvenEvent, ...]
    head: bytes
    head_sig: bytes
    consistency: tuple[Consistency, ...]
    stamps: tuple[Stamp, ...]
    origins: Mapping[str, Mapping[str, bytes]] = field(repr=False)


@dataclass(frozen=True)
class WrittenBundle:
    """A bundle that was written: what names it inside and outside, digests in hexadecimal.

    ``tag_manifest`` is the SHA-256 of the tag manifest, ``sha256`` that of the age file, ``size``
    the octets of the age file.
    """

    bundle_id: str
    tag_manifest: str
    size: int
    sha256: str
