"""A bundle with our reader left aside: opened with a key file, taken apart, put together again.

What age and tar do for whoever holds the key.  Nothing is checked here, on purpose: the opened bag
is for outside tools to judge, and a forger does not ask our rules before he breaks them.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from collector.crypto.age import (
    AgeWriter,
    HybridIdentity,
    X25519Identity,
    open_age,
    parse_identities,
)
from collector.paths import machine_errors, new_file
from collector.sync.bundle.padme import padded
from collector.sync.bundle.tar import END, encode_header, fill


@dataclass(frozen=True)
class Member:
    """One file of the archive: path with the bag's folder, and content."""

    path: str
    content: bytes = field(repr=False)


def take_apart(bundle: Path, key_file: Path) -> list[Member]:
    """Return the members in their order, whatever they are.

    For samples: the whole archive is held in memory.  Raises what ``crypto.age`` raises.
    """
    with machine_errors(), bundle.open("rb") as stream:
        plain = open_age(stream, _identities(key_file))
        archive = io.BytesIO()
        while chunk := plain.read(1 << 20):
            archive.write(chunk)
    archive.seek(0)
    with tarfile.open(fileobj=archive, mode="r:") as members:
        return [Member(it.name, _content(members, it)) for it in members if it.isreg()]


def put_together(members: Sequence[Member], key_file: Path) -> bytes:
    """Return the age file of these members, encrypted to the keys of the key file."""
    archive = b"".join(
        encode_header(it.path, len(it.content)) + it.content + bytes(fill(len(it.content)))
        for it in members
    )
    archive += END
    out = io.BytesIO()
    writer = AgeWriter(out, [it.recipient() for it in _identities(key_file)])
    writer.write(archive.ljust(padded(len(archive)), b"\0"))
    writer.finish()
    return out.getvalue()


def lay_out(members: Sequence[Member], folder: Path) -> None:
    """Write the members as files below a folder.  They are not protected there.

    For members of a bundle that was verified before: no path is judged here.
    """
    with machine_errors():
        for member in members:
            target = folder / member.path
            target.parent.mkdir(parents=True, exist_ok=True)
            with new_file(target) as out:
                out.write(member.content)


def _identities(key_file: Path) -> Sequence[X25519Identity | HybridIdentity]:
    with machine_errors():
        return parse_identities(key_file.read_text("utf-8"))


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    stream = archive.extractfile(member)
    return b"" if stream is None else stream.read()
