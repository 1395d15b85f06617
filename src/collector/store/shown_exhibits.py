"""Exhibits as they are shown beside an account, whichever compartment they lie in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from collector.model.identity_plain import read_opening
from collector.model.media import FileClaims, MediaFile, MediaRecord, PersonClaims
from collector.model.records import Record
from collector.model.terms import Compartment
from collector.model.testimony import TestimonyRecord
from collector.model.testimony_input import ExhibitInput
from collector.store import exhibits, identity
from collector.store.drafts import DraftExhibit
from collector.store.vault import Vault


@dataclass(frozen=True)
class ShownExhibit:
    """An exhibit.

    ``media`` is None for a sealed identity file, of which nothing but digest and size is known.
    ``name`` (the file's own) and ``entry`` are there while it is a draft's; ``person`` and
    ``record`` once it is sealed.  ``here`` tells whether its bytes are in the vault: a sender may
    have withheld them, or even the record; then ``file`` is None and ``size`` 0.
    """

    media: str | None
    name: str = field(repr=False)
    entry: ExhibitInput | None = field(repr=False)
    file: MediaFile | None
    claims: FileClaims | None = field(repr=False)
    person: PersonClaims | None = field(repr=False)
    record: MediaRecord | None = field(repr=False)
    compartment: Compartment
    here: bool
    sha256: str
    size: int


def of_drafted(vault: Vault, held: Sequence[DraftExhibit]) -> list[ShownExhibit]:
    """Return exhibits of a draft, or of a compartment that is still open."""
    return [_drafted(vault, it) for it in held]


def of_records(
    vault: Vault, account: TestimonyRecord, of_author: Sequence[Record]
) -> tuple[ShownExhibit, ...]:
    """Return the exhibits of a sealed revision, in its order."""
    known = {it.id: it for it in of_author if isinstance(it, MediaRecord)}
    return tuple(
        _recorded(vault, ref.media, ref.sha256, known.get(ref.media)) for ref in account.exhibits
    )


def of_sealed_files(vault: Vault, testimony: str) -> list[ShownExhibit]:
    """Return the identity files that hold an exhibit; what another vault sealed does not tell."""
    found = []
    for sealed in identity.sealed_files(vault.db, testimony):
        if sealed.header and read_opening(sealed.header).content == "exhibit":
            blob = vault.media.known(sealed.sha256)
            found.append(
                ShownExhibit(
                    media=None,
                    name="",
                    entry=None,
                    file=None,
                    claims=None,
                    person=None,
                    record=None,
                    compartment="identity",
                    here=blob is not None,
                    sha256=sealed.sha256.hex(),
                    size=0 if blob is None else blob.size,
                )
            )
    return found


def _drafted(vault: Vault, exhibit: DraftExhibit) -> ShownExhibit:
    body = exhibits.kept(exhibit)
    return ShownExhibit(
        media=exhibit.media,
        name=exhibit.name,
        entry=body.entry,
        file=body.file,
        claims=body.claims,
        person=None,
        record=None,
        compartment=body.entry.compartment,
        here=vault.media.known(exhibit.sha256) is not None,
        sha256=body.file.sha256,
        size=body.file.size,
    )


def _recorded(vault: Vault, media: str, sha256: str, record: MediaRecord | None) -> ShownExhibit:
    return ShownExhibit(
        media=media,
        name="",
        entry=None,
        file=record.file if record else None,
        claims=record.file_claims if record else None,
        person=record.person_claims if record else None,
        record=record,
        compartment=record.compartment if record else "exhibit",
        here=vault.media.known(bytes.fromhex(sha256)) is not None,
        sha256=sha256,
        size=record.file.size if record else 0,
    )
