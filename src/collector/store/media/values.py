"""The values that pass between the files of this package and leave it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class StoredBlob:
    """Bytes that are in the vault: digests of 32 and 64 bytes, size in bytes."""

    sha256: bytes
    sha512: bytes
    size: int


@dataclass(frozen=True)
class Part:
    """A run of chunks of one blob: the volume's number and the 16-byte name of the run there."""

    volume: int
    item: bytes


@dataclass(frozen=True)
class VolumeRow:
    """What ``vault.db`` knows of a volume."""

    number: int
    uuid: bytes
    key: bytes = field(repr=False)
    state: str
    digest: bytes | None


@dataclass(frozen=True)
class MediaFinding:
    """Something ``MediaLibrary.check`` saw: which volume or which blob, or a file that is not ours.

    ``file`` has passed ``model.untrusted.shown``.
    """

    code: str
    volume: int | None = None
    sha256: bytes | None = None
    file: str | None = None
