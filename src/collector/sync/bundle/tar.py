"""The archive inside a bundle: the one header that is allowed, and a strict sequential reader.

FORMAT.md section 2.  A subset of the ustar interchange format (POSIX.1-1988, with the base-256
size of GNU tar and star from 8 GiB on) in which every archive of the same members is the same
bytes.  Nothing is ever extracted here: content is handed on chunk by chunk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from collector.sync.bundle import limits
from collector.sync.bundle.flaws import BundleRefused, Flaw
from collector.sync.bundle.names import Seen, check_path
from collector.sync.bundle.padme import padded

BLOCK: Final = 512
END: Final = bytes(2 * BLOCK)
_NAME: Final = 100
_PREFIX: Final = 155
_OCTAL_BELOW: Final = 8**11
_SIZE_FIELD: Final = slice(124, 136)
_MODE_FIELD: Final = slice(100, 108)
_SUM_FIELD: Final = slice(148, 156)
_TYPE_FIELD: Final = slice(156, 157)
_MODE: Final = b"0000600\0"
_OCTAL_SIZE: Final = re.compile(rb"[0-7]{11}\0")
_TYPES: Final = {
    b"1": Flaw.TAR_HARDLINK,
    b"2": Flaw.TAR_SYMLINK,
    b"3": Flaw.TAR_DEVICE,
    b"4": Flaw.TAR_DEVICE,
    b"5": Flaw.TAR_FOLDER,
    b"6": Flaw.TAR_DEVICE,
    b"D": Flaw.TAR_EXTENSION,
    b"K": Flaw.TAR_EXTENSION,
    b"L": Flaw.TAR_EXTENSION,
    b"M": Flaw.TAR_EXTENSION,
    b"N": Flaw.TAR_EXTENSION,
    b"S": Flaw.TAR_EXTENSION,
    b"V": Flaw.TAR_EXTENSION,
    b"X": Flaw.TAR_EXTENSION,
    b"g": Flaw.TAR_EXTENSION,
    b"x": Flaw.TAR_EXTENSION,
}


class Readable(Protocol):
    """What the archive is read from; an empty read is the end."""

    def read(self, size: int, /) -> bytes:
        """Return at most ``size`` octets."""


@dataclass(frozen=True)
class Member:
    """One regular file: its path, already judged by ``check_path``, and its size in octets."""

    path: str
    size: int


def encode_header(path: str, size: int) -> bytes:
    """Return the 512 octets of the header.  Raises ValueError for a path that does not fit."""
    name, prefix = _split(path.encode("ascii"))
    if len(name) > _NAME or len(prefix) > _PREFIX:
        raise ValueError("the path does not fit into a tar header")
    octal = size < _OCTAL_BELOW
    length = b"%011o\0" % size if octal else b"\x80" + size.to_bytes(11, "big")
    fields = (
        name.ljust(_NAME, b"\0")
        + _MODE
        + b"0000000\0" * 2
        + length
        + b"00000000000\0"
        + b"        "
        + b"0".ljust(101, b"\0")
        + b"ustar\x0000"
        + bytes(64)
        + b"0000000\0" * 2
        + prefix.ljust(_PREFIX, b"\0")
        + bytes(12)
    )
    return fields[: _SUM_FIELD.start] + b"%06o\0 " % sum(fields) + fields[_SUM_FIELD.stop :]


def fill(size: int) -> int:
    """Return how many NUL octets follow a content of this size."""
    return -size % BLOCK


def _split(path: bytes) -> tuple[bytes, bytes]:
    if len(path) <= _NAME:
        return path, b""
    prefix, _, name = path.rpartition(b"/")
    return name, prefix


class TarReader:
    """Reads members one after the other, in one pass, refusing all but the one form.

    Take ``next_member``, then all of ``content``, and so on until there is no member; then
    ``finish``.  Every method raises BundleRefused.
    """

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._taken = 0
        self._seen = Seen()
        self._left = 0

    def next_member(self) -> Member | None:
        """Return the next member, or None after the last one."""
        if self._left:
            raise RuntimeError("the content of the member before was not read")
        header = self._exactly(BLOCK)
        if not header.strip(b"\0"):
            if self._exactly(BLOCK).strip(b"\0"):
                raise BundleRefused(Flaw.TAR_END)
            return None
        member = _judge(header)
        self._seen.check_new(member.path)
        check_path(member.path)
        if header != _defined_header(member):
            raise BundleRefused(Flaw.TAR_HEADER)
        self._left = member.size
        return member

    def content(self, member: Member) -> Iterator[bytes]:
        """Yield the content of the member that came last, in chunks."""
        while self._left:
            chunk = self._some(min(self._left, limits.CHUNK))
            self._left -= len(chunk)
            yield chunk
        if self._exactly(fill(member.size)).strip(b"\0"):
            raise BundleRefused(Flaw.TAR_FILL)

    def finish(self) -> None:
        """Read on to the very end, which must be zeros up to the padded length and no further."""
        wanted = padded(self._taken)
        while self._taken <= wanted and (chunk := self._stream.read(limits.CHUNK)):
            self._taken += len(chunk)
            if chunk.strip(b"\0"):
                raise BundleRefused(Flaw.TRAILING)
        if self._taken != wanted:
            raise BundleRefused(Flaw.PADDING)

    def _some(self, size: int) -> bytes:
        chunk = self._stream.read(size)
        if not chunk:
            raise BundleRefused(Flaw.TAR_TRUNCATED)
        self._taken += len(chunk)
        return chunk

    def _exactly(self, size: int) -> bytes:
        parts = []
        while size:
            parts.append(self._some(size))
            size -= len(parts[-1])
        return b"".join(parts)


def _judge(header: bytes) -> Member:
    """Return what the header says, or say what is most plainly wrong with it."""
    blanked = header[: _SUM_FIELD.start] + b"        " + header[_SUM_FIELD.stop :]
    if header[_SUM_FIELD] != b"%06o\0 " % sum(blanked):
        raise BundleRefused(Flaw.TAR_CHECKSUM)
    kind = header[_TYPE_FIELD]
    if kind in _TYPES:
        raise BundleRefused(_TYPES[kind])
    if kind != b"0":
        raise BundleRefused(Flaw.TAR_TYPE)
    if header[_MODE_FIELD] != _MODE:
        raise BundleRefused(Flaw.TAR_MODE)
    name, prefix = _text(header[:100]), _text(header[345:500])
    return Member(path=f"{prefix}/{name}" if prefix else name, size=_size(header[_SIZE_FIELD]))


def _defined_header(member: Member) -> bytes | None:
    try:
        return encode_header(member.path, member.size)
    except ValueError:  # cut in two elsewhere than the format cuts, and too long when cut there
        return None


def _text(field: bytes) -> str:
    text = field.rstrip(b"\0")
    if b"\0" in text:
        raise BundleRefused(Flaw.NAME_NUL)
    return text.decode("latin-1")


def _size(field: bytes) -> int:
    if _OCTAL_SIZE.fullmatch(field):
        return int(field[:-1], 8)
    size = int.from_bytes(field[1:], "big")
    if field[0] != 0x80 or size < _OCTAL_BELOW:
        raise BundleRefused(Flaw.TAR_SIZE)
    return size
