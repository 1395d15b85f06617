"""The door of this room: examine one item."""

from __future__ import annotations

from dataclasses import asdict
from typing import BinaryIO

from collector.examine import kinds
from collector.examine.facts import Claims, FileFacts, Note
from collector.examine.gather import Gathered, Source, gather
from collector.examine.process import ask, child_command
from collector.examine.wire import request


def examine(source: BinaryIO, claimed_extension: str | None = None) -> FileFacts:
    """Return what a file is and says of itself; the item is taken in whatever comes of this.

    ``source`` is any seekable stream of the file's bytes; it is left at an arbitrary place, and at
    most 25 MiB of it are read, piece by piece.  ``claimed_extension`` is the one of the name it
    came under.  All parsing happens in a child process without path, with limits on memory and
    time.

    Never raises for content.  A source that fails with an OSError gives facts with the note
    ``source-unreadable``; errors of this project from a source pass through.
    """
    try:
        stream = Source(source)
        gathered = gather(stream)
        claims = Claims()
        if gathered.ranges:
            asked = request(stream.size, gathered.ranges, stream.pieces)
            claims = ask(child_command(), asked)
    except (OSError, ValueError):  # ValueError: the stream was closed
        return _facts(kinds.UNKNOWN, Claims(), {"source-unreadable"})
    found = _settled(gathered.type, claims)
    return _facts(found, claims, _own_notes(gathered, found, claimed_extension))


def _settled(found: kinds.FileType, claims: Claims) -> kinds.FileType:
    """Call an MP4 sound where its tracks were read and none has a picture: recorders make these."""
    stopped = {"structure", "beyond-reach", "parser-failed"} & set(claims.notes)
    read = claims.metadata in {"read", "none"} and not stopped
    return kinds.M4A if found is kinds.MP4 and read and claims.width is None else found


def _own_notes(
    gathered: Gathered, found: kinds.FileType, claimed_extension: str | None
) -> set[Note]:
    """Return what the parent sees without any parser."""
    notes: set[Note] = set()
    if not gathered.head:
        notes.add("empty")
    if claimed_extension and not kinds.agrees(found, claimed_extension):
        notes.add("type-mismatch")
    if kinds.has_second_type(found, gathered.head, gathered.tail):
        notes.add("second-type")
    return notes


def _facts(found: kinds.FileType, claims: Claims, notes: set[Note]) -> FileFacts:
    fields = asdict(claims) | {"notes": tuple(sorted(notes | set(claims.notes)))}
    return FileFacts(kind=found.kind, mime=found.mime, extension=found.extension, **fields)
