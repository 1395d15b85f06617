"""Where the reader puts a bundle: staged while it streams, visible only after all was checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from collector.sync.bundle.baginfo import BagInfo
from collector.sync.bundle.layout import Kind
from collector.sync.bundle.verified import VerifiedBundle


@dataclass(frozen=True)
class BundleHeader:
    """What is known, and signed, before the first payload file.

    ``signer`` is the 32-byte key; ``tag_manifest`` the SHA-256 (hexadecimal) by which a bundle
    that comes twice is known.
    """

    signer: bytes
    tag_manifest: str
    info: BagInfo


@dataclass(frozen=True)
class PayloadEntry:
    """One payload file: path below the bag's folder, size in octets, SHA-512 it must have."""

    path: str
    kind: Kind
    size: int
    sha512: str


@dataclass(frozen=True)
class Digests:
    """SHA-256 and SHA-512 of what was written to one entry, hexadecimal."""

    sha256: str
    sha512: str


class Sink(Protocol):
    """Takes the payload of a bundle.

    The reader calls ``signed`` as soon as it knows who signed which bag-info, and ``begin`` once
    all tag files were judged; for each payload file ``open``, ``write`` for each chunk and
    ``close``; then ``commit``.  If anything fails, at whatever point and also before ``begin`` or
    in ``commit``, it calls ``abort``, once, and nothing after it: what was staged must vanish.
    For a bundle of an unknown signer no method is called unless it is flawed (then ``abort``).

    A chunk is authentic but its file is not yet checked while it is written.
    """

    hashes_media: bool
    """Whether ``close`` returns the digests of media files, so that the reader need not hash."""

    def signed(self, header: BundleHeader, /) -> None:
        """Hear what a trusted key signed, before anything else that it signed is judged."""

    def begin(self, header: BundleHeader, /) -> None:
        """Take note of the bundle that begins."""

    def open(self, entry: PayloadEntry, /) -> None:
        """Begin a payload file."""

    def write(self, chunk: bytes, /) -> None:
        """Take the next octets of the open file."""

    def close(self) -> Digests | None:
        """End the open file; for media return its digests if ``hashes_media``."""

    def commit(self, verified: VerifiedBundle, /) -> None:
        """Make all of it visible, at once: everything was checked."""

    def abort(self) -> None:
        """Let all of it vanish."""


class DiscardSink:
    """A sink that keeps nothing: for verifying without importing."""

    hashes_media = False

    def signed(self, header: BundleHeader, /) -> None:
        """Do nothing."""

    def begin(self, header: BundleHeader, /) -> None:
        """Do nothing."""

    def open(self, entry: PayloadEntry, /) -> None:
        """Do nothing."""

    def write(self, chunk: bytes, /) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""

    def commit(self, verified: VerifiedBundle, /) -> None:
        """Do nothing."""

    def abort(self) -> None:
        """Do nothing."""
