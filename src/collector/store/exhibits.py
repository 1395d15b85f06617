"""Taking exhibits in: bytes into the volumes, facts beside what the person says.

What a file is and claims is found out by ``examine``, which this room may not import: whoever
opens a session hands the function in.  Whatever it finds, the bytes are taken in as they are.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, TypeAlias

import msgspec

from collector.given_files import open_file
from collector.model.canonical import canonical
from collector.model.ids import new_id
from collector.model.media import FileClaims, MediaFile
from collector.model.terms import Compartment
from collector.model.testimony_input import ExhibitInput
from collector.model.values import Value
from collector.paths import machine_errors
from collector.store.drafts import DraftExhibit
from collector.store.errors import SourceChanged, VaultDamaged
from collector.store.media.library import MediaBatch
from collector.store.media.source import read_source


@dataclass(frozen=True)
class Examined:
    """Type and claims of a file, as ``examine`` found them."""

    mime: str
    extension: str
    claims: FileClaims = field(repr=False)


Examine = Callable[[BinaryIO, str | None], Examined]


@dataclass(frozen=True)
class GivenFile:
    """A file on this machine, and what the person says of it.

    ``progress`` is called with the bytes of this file that were read so far.
    """

    path: Path = field(repr=False)
    entry: ExhibitInput = field(repr=False)
    progress: Callable[[int], None] | None = field(default=None, repr=False)


@dataclass(frozen=True)
class GivenBytes:
    """Bytes that were never a file here, such as a pasted picture; they stay in memory."""

    name: str = field(repr=False)
    data: bytes = field(repr=False)
    entry: ExhibitInput = field(repr=False)


Given: TypeAlias = GivenFile | GivenBytes


class KeptExhibit(Value, frozen=True, kw_only=True):
    """The body of a draft's exhibit as it lies in the vault."""

    entry: ExhibitInput
    file: MediaFile
    claims: FileClaims


@contextmanager
def opened(given: Given) -> Iterator[tuple[BinaryIO, int]]:
    """Open what was given for reading; yields the stream and its size in bytes.

    Of a file raises ``NotAFile``, the machine's errors, and ``SourceChanged`` when the block ends
    and the file was written meanwhile: what was examined and what was copied must be the same.
    """
    if isinstance(given, GivenBytes):
        yield io.BytesIO(given.data), len(given.data)
        return
    with machine_errors():
        stream = open_file(given.path)
    with stream:
        before = os.fstat(stream.fileno())
        yield stream, before.st_size
        if os.fstat(stream.fileno()).st_mtime_ns != before.st_mtime_ns:
            raise SourceChanged


def content(given: Given, stream: BinaryIO, size: int) -> Iterator[bytes]:
    """Yield the bytes of what was opened.  Raises as ``read_source``."""
    progress = given.progress if isinstance(given, GivenFile) else None
    done = 0
    for block in read_source(stream, size=size):
        done += len(block)
        if progress is not None:
            progress(done)
        yield block


def take_in(batch: MediaBatch, given: Given, examine: Examine) -> DraftExhibit:
    """Copy what was given into the batch, whole, and return the exhibit of the draft."""
    name = Path(given.name) if isinstance(given, GivenBytes) else given.path
    with opened(given) as (stream, size):
        found = examine(stream, name.suffix.lstrip(".").lower() or None)
        stream.seek(0)
        blob = batch.add(content(given, stream, size))
    body = KeptExhibit(
        entry=given.entry,
        file=MediaFile(
            sha256=blob.sha256.hex(),
            sha512=blob.sha512.hex(),
            size=blob.size,
            mime=found.mime,
            extension=found.extension,
        ),
        claims=found.claims,
    )
    return DraftExhibit(media=new_id(), sha256=blob.sha256, name=name.name, body=written(body))


def written(body: KeptExhibit) -> bytes:
    """Return an exhibit's body as it lies in the vault."""
    return canonical(msgspec.to_builtins(body))


def described(exhibit: DraftExhibit, entry: ExhibitInput) -> DraftExhibit:
    """Return the exhibit with other words of the person; its compartment stays."""
    body = kept(exhibit)
    said = msgspec.structs.replace(entry, compartment=body.entry.compartment)
    return replace(exhibit, body=written(msgspec.structs.replace(body, entry=said)))


def in_compartment(exhibit: DraftExhibit, compartment: Compartment) -> DraftExhibit:
    """Return the exhibit as one of another compartment."""
    body = kept(exhibit)
    said = msgspec.structs.replace(body.entry, compartment=compartment)
    return replace(exhibit, body=written(msgspec.structs.replace(body, entry=said)))


def kept(exhibit: DraftExhibit) -> KeptExhibit:
    """Return what an exhibit's body says.  Raises ``VaultDamaged``."""
    try:
        return msgspec.json.decode(exhibit.body, type=KeptExhibit)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise VaultDamaged(part="an exhibit of a draft") from None
