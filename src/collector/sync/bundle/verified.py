"""The outcome of reading: a bundle of which every rule was checked.

Only the reader can make one, so whoever takes a ``VerifiedBundle`` need not ask again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import InitVar, dataclass, field
from typing import Final

from collector.crypto.checkpoint import Checkpoint
from collector.sync.bundle.baginfo import BagInfo
from collector.sync.bundle.dating import NO_WITNESSES, Dating, Witnesses, date_bundle
from collector.sync.bundle.layout import Kind
from collector.sync.bundle.origins import Origin
from collector.sync.bundle.policy import Standing
from collector.sync.bundle.proofs import Consistency, Event
from collector.sync.bundle.stamps import HeadStamp
from collector.sync.bundle.views import RecordView

READER: Final = object()
"""What the reader shows to be let in; nobody else imports it (a test looks)."""


@dataclass(frozen=True)
class FileEntry:
    """A media or identity file: path, kind, size in octets, SHA-256 in hexadecimal."""

    path: str
    kind: Kind
    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class VerifiedBundle:
    """A bundle that kept every rule.  ``standing`` says whether its signer may be believed.

    It is not said that the account is true, that the log is complete, nor that the head continues
    one that this platform has seen: ``head`` and ``consistency`` are for the caller to compare
    with what it kept.  Nor is it said that the authorities of ``stamps`` are to be believed.

    ``evidence`` maps a bundle id to the files FORMAT.md section 7 keeps, by name: of this bundle
    and of the origins that came with it.
    """

    reader: InitVar[object]
    standing: Standing
    signer: bytes
    tag_manifest: str
    info: BagInfo
    records: tuple[RecordView, ...]
    files: tuple[FileEntry, ...]
    events: tuple[Event, ...]
    head: Checkpoint
    consistency: tuple[Consistency, ...]
    stamps: tuple[HeadStamp, ...]
    origins: tuple[Origin, ...]
    evidence: Mapping[str, Mapping[str, bytes]] = field(repr=False)

    def __post_init__(self, reader: object) -> None:
        """Refuse everybody but the reader."""
        if reader is not READER:
            raise TypeError("only the reader makes a verified bundle")

    @property
    def bundle_id(self) -> str:
        """Return the id, 32 hexadecimal digits."""
        return self.info.bundle_id

    def dated(self, witnesses: Witnesses = NO_WITNESSES) -> Dating:
        """Return when the items entered the sender's log, as far as these witnesses bear it out."""
        return date_bundle(self.events, self.stamps, witnesses)
