"""What must hold among the records and files of a bundle (FORMAT.md sections 4 and 5).

Pure functions over views: no file, no stream.  Each raises BundleRefused; all are checked before
the first media file streams, since what they need stands in records, manifest and proofs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from collector.model.terms import ONWARD, RECIPIENT_NEVER
from collector.sync.bundle.baginfo import Withheld
from collector.sync.bundle.flaws import BundleRefused, Flaw
from collector.sync.bundle.layout import Kind, kind_of
from collector.sync.bundle.origins import Origin
from collector.sync.bundle.proofs import Event
from collector.sync.bundle.views import (
    ConsentView,
    IdentityView,
    MediaView,
    RecordView,
    TestimonyView,
)

# The person was asked, and said yes, for this very hand-over where the row says ask or later.
_AGREED: Final = ("yes", "ask", "later")


@dataclass(frozen=True)
class Payload:
    """All that the rules look at.  ``files`` maps every payload path to its SHA-512."""

    signer: bytes
    records: Sequence[RecordView]
    files: Mapping[str, str]
    withheld: Sequence[Withheld]
    origins: Sequence[Origin]
    events: Sequence[Event]

    @cached_property
    def testimonies(self) -> list[TestimonyView]:
        """Return the testimonies."""
        return [view for view in self.records if isinstance(view, TestimonyView)]

    @cached_property
    def testimony_ids(self) -> frozenset[str]:
        """Return the ids of the testimonies."""
        return frozenset(view.id for view in self.testimonies)

    @cached_property
    def consents(self) -> list[ConsentView]:
        """Return the consent rows."""
        return [view for view in self.records if isinstance(view, ConsentView)]

    @cached_property
    def media(self) -> Mapping[str, list[MediaView]]:
        """Return the media records by their id; there may be several revisions of one."""
        found: dict[str, list[MediaView]] = {}
        for view in self.records:
            if isinstance(view, MediaView):
                found.setdefault(view.id, []).append(view)
        return found

    @cached_property
    def identities(self) -> list[IdentityView]:
        """Return the identity records."""
        return [view for view in self.records if isinstance(view, IdentityView)]

    def paths(self, kind: Kind) -> set[str]:
        """Return the paths of the payload files of a kind."""
        return {path for path in self.files if kind_of(path) is kind}

    def held_back(self, what: str) -> frozenset[str]:
        """Return the ids declared as withheld, of ``media`` or of ``identity``."""
        return frozenset(it.id for it in self.withheld if it.what == what)


def check_payload(payload: Payload) -> None:
    """Raise BundleRefused unless all rules hold."""
    check_testimonies(payload)
    check_authors(payload)
    check_exhibits(payload)
    check_media_named(payload)
    check_media_files(payload)
    check_identities(payload)
    check_identity_present(payload)
    check_withheld(payload)
    check_consents(payload)
    check_opened(payload)


def check_testimonies(payload: Payload) -> None:
    """Rule 6: there is a testimony."""
    if not payload.testimonies:
        raise BundleRefused(Flaw.NO_TESTIMONY)


def check_authors(payload: Payload) -> None:
    """Rule 1: the author of a record signed this bundle, or an origin that lists the record."""
    vouched = {(origin.signer.hex(), path) for origin in payload.origins for path in origin.listed}
    signer = payload.signer.hex()
    for view in payload.records:
        if view.author != signer and (view.author, view.path) not in vouched:
            raise BundleRefused(Flaw.AUTHOR, member=view.path)


def check_exhibits(payload: Payload) -> None:
    """Rule 2: an exhibit an account names is here and names it back, or is withheld, not both."""
    held_back = payload.held_back("media")
    for testimony in payload.testimonies:
        for exhibit in testimony.exhibits:
            found = payload.media.get(exhibit.media, [])
            if not found and exhibit.media not in held_back:
                raise BundleRefused(Flaw.MEDIA_MISSING, media=exhibit.media)
            if found and exhibit.media in held_back:
                raise BundleRefused(Flaw.MEDIA_WITHHELD, media=exhibit.media)
            if any(view.file.sha256 != exhibit.sha256 for view in found):
                raise BundleRefused(Flaw.MEDIA_SWAPPED, media=exhibit.media)
            if any(view.testimony != testimony.id for view in found):
                raise BundleRefused(Flaw.MEDIA_SWAPPED, media=exhibit.media)


def check_media_named(payload: Payload) -> None:
    """Rule 3: every media record is an exhibit of a testimony here."""
    named = {exhibit.media for view in payload.testimonies for exhibit in view.exhibits}
    for media in payload.media:
        if media not in named:
            raise BundleRefused(Flaw.MEDIA_UNNAMED, media=media)


def check_media_files(payload: Payload) -> None:
    """Rules 2 and 3: media records and media files belong together, with equal SHA-512."""
    views = [view for found in payload.media.values() for view in found]
    for view in views:
        if view.file_path not in payload.files:
            raise BundleRefused(Flaw.MEDIA_FILE_MISSING, media=view.id)
        if payload.files[view.file_path] != view.file.sha512:
            raise BundleRefused(Flaw.MEDIA_SHA512, media=view.id)
    if payload.paths(Kind.MEDIA) != {view.file_path for view in views}:
        raise BundleRefused(Flaw.MEDIA_FILE_UNNAMED)


def check_identities(payload: Payload) -> None:
    """Rule 4: identity records belong to testimonies here, and to their files one by one."""
    for view in payload.identities:
        if view.testimony not in payload.testimony_ids:
            raise BundleRefused(Flaw.IDENTITY_STRAY, identity=view.id)
        if view.file_path not in payload.files:
            raise BundleRefused(Flaw.IDENTITY_FILE_MISSING, identity=view.id)
    if payload.paths(Kind.IDENTITY) != {view.file_path for view in payload.identities}:
        raise BundleRefused(Flaw.IDENTITY_UNNAMED)


def check_identity_present(payload: Payload) -> None:
    """Rule 4: a sealed identity is here or declared as withheld, and not both."""
    held_back = payload.held_back("identity")
    present = {view.testimony for view in payload.identities}
    for view in payload.testimonies:
        if view.identity == "sealed" and view.id not in present | held_back:
            raise BundleRefused(Flaw.IDENTITY_MISSING, testimony=view.id)
        if view.id in present & held_back:
            raise BundleRefused(Flaw.IDENTITY_WITHHELD, testimony=view.id)


def check_withheld(payload: Payload) -> None:
    """Section 3: what is declared as withheld is named in a record here."""
    named = {exhibit.media for view in payload.testimonies for exhibit in view.exhibits}
    if not payload.held_back("media") <= named:
        raise BundleRefused(Flaw.WITHHELD_STRAY)
    sealed = {view.id for view in payload.testimonies if view.identity == "sealed"}
    if not payload.held_back("identity") <= sealed:
        raise BundleRefused(Flaw.WITHHELD_STRAY)


def check_consents(payload: Payload) -> None:
    """Rules 4 and 5: every row belongs to a testimony here, and each testimony may be here."""
    rows: dict[str, list[ConsentView]] = {view.id: [] for view in payload.testimonies}
    for row in payload.consents:
        if row.testimony.id not in rows:
            raise BundleRefused(Flaw.CONSENT_STRAY, consent=row.id)
        rows[row.testimony.id].append(row)
    for testimony in payload.testimonies:
        check_consent(testimony, rows[testimony.id])


def check_consent(testimony: TestimonyView, rows: Sequence[ConsentView]) -> None:
    """Rule 5: its author's consent to this very revision, not withdrawn, and no "no" beside it.

    What stands against it counts whoever wrote it.  Only handing on may be withdrawn.
    """
    if any(row.withdrawn and row.recipient != ONWARD for row in rows):
        raise BundleRefused(Flaw.CONSENT_WITHDRAWN, testimony=testimony.id)
    classes = {row.recipient for row in rows if allows(row, testimony)}
    if not classes:
        raise BundleRefused(Flaw.CONSENT_NONE, testimony=testimony.id)
    if any(row.decision == "no" and row.recipient in classes for row in rows):
        raise BundleRefused(Flaw.CONSENT_REFUSED, testimony=testimony.id)


def check_opened(payload: Payload) -> None:
    """Section 5: every payload file has a custody event that opens to it."""
    opened = {(it.label, it.digest.hex()) for event in payload.events for it in event.openings}
    wanted = {("record", view.digest) for view in payload.records}
    wanted |= {("media", view.file.sha256) for found in payload.media.values() for view in found}
    wanted |= {("identity", view.file.sha256) for view in payload.identities}
    if not wanted <= opened:
        raise BundleRefused(Flaw.EVENT_NONE, items=len(wanted - opened))


def allows(row: ConsentView, testimony: TestimonyView) -> bool:
    """Say whether a row lets this revision of the testimony go to the class it names."""
    named = row.testimony
    return (
        row.author == testimony.author
        and row.decision in _AGREED
        and row.recipient not in {ONWARD, RECIPIENT_NEVER}
        and (named.id, named.revision, named.digest)
        == (testimony.id, testimony.revision, testimony.digest)
    )
