"""What the rules need to know of each record: small, without words, kept for the whole bundle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from collector.model.consent import ConsentRecord, RevisionRef
from collector.model.identity import IdentityFile, IdentityRecord
from collector.model.media import MediaFile, MediaRecord
from collector.model.records import Record
from collector.model.testimony import ExhibitRef, IdentityState, TestimonyRecord


@dataclass(frozen=True, kw_only=True)
class RecordView:
    """A record of a bundle.  ``author`` and ``digest`` (SHA-256 of its bytes) are hexadecimal."""

    path: str
    kind: str
    id: str
    revision: int
    author: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class TestimonyView(RecordView):
    """A testimony, without its words."""

    exhibits: tuple[ExhibitRef, ...]
    identity: IdentityState


@dataclass(frozen=True, kw_only=True)
class ConsentView(RecordView):
    """A consent row, as far as it allows or forbids the hand-over."""

    testimony: RevisionRef
    recipient: str
    decision: str
    withdrawn: bool


@dataclass(frozen=True, kw_only=True)
class MediaView(RecordView):
    """A media record: whose exhibit it is, and its file."""

    testimony: str
    file: MediaFile

    @property
    def file_path(self) -> str:
        """Return where the file stands in the bag."""
        return f"data/media/{self.file.sha256}.{self.file.extension}"


@dataclass(frozen=True, kw_only=True)
class IdentityView(RecordView):
    """An identity record: whose identity it is, and its sealed file."""

    testimony: str
    n: int
    file: IdentityFile

    @property
    def file_path(self) -> str:
        """Return where the sealed file stands in the bag."""
        return f"data/identity/{self.testimony}-{self.n}.age"


def view_of(path: str, digest: str, record: Record) -> RecordView:
    """Return the view of a record that was read from a path; ``digest`` is that of its bytes."""
    common = RecordView(
        path=path,
        kind=record.kind,
        id=record.id,
        revision=record.revision,
        author=record.author,
        digest=digest,
    )
    base = vars(common)
    match record:
        case TestimonyRecord():
            return TestimonyView(**base, exhibits=record.exhibits, identity=record.identity.state)
        case ConsentRecord():
            return ConsentView(
                **base,
                testimony=record.testimony,
                recipient=record.recipient,
                decision=record.decision,
                withdrawn=record.withdrawn,
            )
        case MediaRecord():
            return MediaView(**base, testimony=record.testimony, file=record.file)
        case IdentityRecord():
            return IdentityView(**base, testimony=record.testimony, n=record.n, file=record.file)
        case _:
            assert_never(record)
