"""The payload as it streams: every digest and size, records before files (FORMAT.md section 4)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from collector.model.identity import IdentityFile
from collector.model.media import MediaFile
from collector.model.records import read_record
from collector.sync.bundle import limits
from collector.sync.bundle.bag import Bag
from collector.sync.bundle.flaws import BundleRefused, Flaw
from collector.sync.bundle.layout import Kind, kind_of
from collector.sync.bundle.manifest import Line
from collector.sync.bundle.sink import Digests, PayloadEntry, Sink
from collector.sync.bundle.tar import Member
from collector.sync.bundle.verified import FileEntry
from collector.sync.bundle.views import (
    IdentityView,
    MediaView,
    RecordView,
    TestimonyView,
    view_of,
)

Judge = Callable[[Sequence[RecordView]], None]
Claim = MediaFile | IdentityFile


class PayloadReader:
    """Streams the payload into a sink.

    ``judge`` is called once with all records, before the first media or identity file.  Raises
    BundleRefused and what ``read_record`` raises.
    """

    def __init__(self, bag: Bag, sink: Sink, octets: int, judge: Judge) -> None:
        self._bag = bag
        self._sink = sink
        self._octets_left = octets
        self._exhibits_left = limits.EXHIBITS
        self._judge = judge
        self._records: list[RecordView] = []
        self._files: list[FileEntry] = []

    def read(self, lines: Sequence[Line]) -> tuple[tuple[RecordView, ...], tuple[FileEntry, ...]]:
        """Take all payload files, which are the lines of the manifest, and return what came."""
        records = [line for line in lines if kind_of(line.path) is Kind.RECORD]
        for line in records:
            self._record(line)
        self._judge(self._records)
        claims = _claims(self._records)
        for line in lines[len(records) :]:
            self._file(line, claims[line.path])
        if self._octets_left:
            raise BundleRefused(Flaw.INFO_OXUM)
        return tuple(self._records), tuple(self._files)

    def _expect(self, line: Line) -> Member:
        member = self._bag.expect(line.path)
        self._octets_left -= member.size
        if self._octets_left < 0:
            raise BundleRefused(Flaw.LIMIT_OXUM)
        return member

    def _record(self, line: Line) -> None:
        member = self._expect(line)
        if member.size > limits.RECORD:
            raise BundleRefused(Flaw.LIMIT_RECORD, member=line.path)
        content = b"".join(self._bag.chunks(member))
        check_digest(line, hashlib.sha512(content).hexdigest())
        view = view_of(line.path, hashlib.sha256(content).hexdigest(), read_record(content))
        check_name(view)
        self._count_exhibits(view)
        self._sink.open(PayloadEntry(line.path, Kind.RECORD, member.size, line.sha512))
        self._sink.write(content)
        self._sink.close()
        self._records.append(view)

    def _count_exhibits(self, view: RecordView) -> None:
        if isinstance(view, TestimonyView):
            self._exhibits_left -= len(view.exhibits)
        if self._exhibits_left < 0:
            raise BundleRefused(Flaw.LIMIT_EXHIBITS)

    def _file(self, line: Line, claims: Sequence[Claim]) -> None:
        member = self._expect(line)
        kind = Kind.MEDIA if kind_of(line.path) is Kind.MEDIA else Kind.IDENTITY
        check_size(kind, member, claims)
        self._sink.open(PayloadEntry(line.path, kind, member.size, line.sha512))
        if kind is Kind.MEDIA and self._sink.hashes_media:
            digests = self._hashed_by_sink(member)
        else:
            digests = self._hashed_here(member)
        check_digest(line, digests.sha512)
        check_content(kind, line, digests.sha256, claims)
        self._files.append(FileEntry(line.path, kind, member.size, digests.sha256))

    def _hashed_by_sink(self, member: Member) -> Digests:
        for chunk in self._bag.chunks(member):
            self._sink.write(chunk)
        digests = self._sink.close()
        if digests is None:
            raise TypeError("a sink that hashes media returns their digests")
        return digests

    def _hashed_here(self, member: Member) -> Digests:
        sha256, sha512 = hashlib.sha256(), hashlib.sha512()
        for chunk in self._bag.chunks(member):
            sha256.update(chunk)
            sha512.update(chunk)
            self._sink.write(chunk)
        self._sink.close()
        return Digests(sha256=sha256.hexdigest(), sha512=sha512.hexdigest())


def check_digest(line: Line, sha512: str) -> None:
    """Raise BundleRefused unless a payload file is the one that was signed."""
    if sha512 != line.sha512:
        raise BundleRefused(Flaw.MANIFEST_DIGEST, member=line.path)


def check_name(view: RecordView) -> None:
    """Raise BundleRefused unless a record stands under its own id and revision."""
    if view.path != f"data/records/{view.id}.{view.revision}.json":
        raise BundleRefused(Flaw.RECORD_NAME, member=view.path)


def check_size(kind: Kind, member: Member, claims: Sequence[Claim]) -> None:
    """Raise BundleRefused unless a file is as large as all records about it say."""
    if any(member.size != claim.size for claim in claims):
        flaw = Flaw.MEDIA_SIZE if kind is Kind.MEDIA else Flaw.IDENTITY_SIZE
        raise BundleRefused(flaw, size=member.size)


def check_content(kind: Kind, line: Line, sha256: str, claims: Sequence[Claim]) -> None:
    """Raise BundleRefused unless a file is the one that all records about it name."""
    if any(sha256 != claim.sha256 for claim in claims):
        flaw = Flaw.MEDIA_SHA256 if kind is Kind.MEDIA else Flaw.IDENTITY_SHA256
        raise BundleRefused(flaw, member=line.path)


def _claims(records: Sequence[RecordView]) -> dict[str, list[Claim]]:
    """Return what the records say about each media and identity file, by its path."""
    found: dict[str, list[Claim]] = {}
    for view in records:
        if isinstance(view, MediaView | IdentityView):
            found.setdefault(view.file_path, []).append(view.file)
    return found
