"""SFTP version 3 over an open channel: the few messages that delivering takes.

Paramiko's own client waits for every write, or, told not to, drops the answers of writes that
other answers overtake: then a write that failed counts as done.  Here many writes are under way at
once and each is counted when its own answer came.

Everything here waits without end: ``ssh.Session.attend`` is who ends it.  The messages are those
of draft-ietf-secsh-filexfer-02, the extensions those of OpenSSH's PROTOCOL.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from contextlib import suppress
from enum import IntEnum
from typing import Final, Protocol

VERSION: Final = 3
MOST_OF_MESSAGE: Final = 256 * 1024
"""No answer to what is asked here is longer, in octets."""
BLOCK: Final = 31 * 1024
"""Octets of one write: what fits into one SSH packet with all that goes around it."""
UNDER_WAY: Final = 64
"""How many writes may be without an answer."""
_FSYNC: Final = b"fsync@openssh.com"
_POSIX_RENAME: Final = b"posix-rename@openssh.com"
_STATVFS: Final = b"statvfs@openssh.com"


class Kind(IntEnum):
    """What a message is."""

    INIT = 1
    VERSION = 2
    OPEN = 3
    CLOSE = 4
    READ = 5
    WRITE = 6
    REMOVE = 13
    STAT = 17
    RENAME = 18
    STATUS = 101
    HANDLE = 102
    DATA = 103
    ATTRS = 105
    EXTENDED = 200
    EXTENDED_REPLY = 201


class Code(IntEnum):
    """The codes of a status that are told apart; every other one is as ``FAILURE``."""

    OK = 0
    EOF = 1
    NO_SUCH_FILE = 2
    PERMISSION_DENIED = 3
    FAILURE = 4


class Flag(IntEnum):
    """How a file is opened."""

    READ = 0x01
    WRITE = 0x02
    CREATE = 0x08
    EXCLUSIVE = 0x20


class Channel(Protocol):
    """The two directions of an open channel, as ``paramiko.Channel`` has them."""

    def sendall(self, data: bytes) -> None:
        """Send everything."""

    def recv(self, nbytes: int) -> bytes:
        """Return what has come, at most ``nbytes``; nothing once the channel is closed."""


class Denied(Exception):
    """The server answered no.  ``text`` is its own words."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__()
        self.code = code
        self.text = text


class Garbled(Exception):
    """What came is not SFTP, or no answer to what was asked."""


class Ended(Exception):
    """The channel is closed."""


class SftpClient:
    """One SFTP session.  ``moved`` grows with all that comes and goes, so that a stall is seen.

    Every method raises ``Denied``, ``Garbled``, ``Ended`` and what the channel raises.
    """

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._number = 0
        self.moved = 0
        self.confirmed = 0
        self._send(Kind.INIT, struct.pack(">I", VERSION))
        kind, reader = self._receive()
        if kind != Kind.VERSION or reader.number() != VERSION:
            raise Garbled
        self._extensions = set()
        while reader.left():
            self._extensions.add(reader.text())
            reader.text()

    def size(self, path: str) -> int | None:
        """Return the size of a file in octets, None if there is no such file."""
        try:
            reader = self._ask(Kind.STAT, _text(path.encode()), Kind.ATTRS)
        except Denied as denied:
            if denied.code == Code.NO_SUCH_FILE:
                return None
            raise
        return reader.long() if reader.number() & 1 else None

    def room(self, path: str) -> int | None:
        """Return how many octets the file system of a path has free, None if it is not told."""
        if _STATVFS not in self._extensions:
            return None
        asked = _text(_STATVFS) + _text(path.encode())
        reader = self._ask(Kind.EXTENDED, asked, Kind.EXTENDED_REPLY)
        _, fragment, _, _, available = (reader.long() for _ in range(5))
        return fragment * available

    def write(self, path: str, blocks: Iterable[bytes], offset: int, *, new: bool) -> None:
        """Write blocks of at most ``BLOCK`` octets from ``offset`` on; a ``new`` file is made.

        While this goes on, ``confirmed`` tells up to where the server has answered for every
        octet.  Where the server can be told to bring it to its disk, that is done.
        """
        handle = self._open(path, Flag.WRITE | (Flag.CREATE | Flag.EXCLUSIVE if new else 0))
        self.confirmed = offset
        pending: dict[int, int] = {}
        try:
            for block in blocks:
                asked = handle + struct.pack(">Q", offset) + _text(block)
                pending[self._request(Kind.WRITE, asked)] = offset
                offset += len(block)
                self.moved += 1
                if len(pending) >= UNDER_WAY:
                    self._confirm(pending, offset)
            while pending:
                self._confirm(pending, offset)
        except Denied:
            for _ in range(len(pending)):
                with suppress(Denied):
                    self._answer(Kind.STATUS)
            raise
        if _FSYNC in self._extensions:
            self._ask(Kind.EXTENDED, _text(_FSYNC) + handle, Kind.STATUS)
        self._ask(Kind.CLOSE, handle, Kind.STATUS)

    def _confirm(self, pending: dict[int, int], end: int) -> None:
        """Take the answer of one of the writes that are under way, by number and offset."""
        kind, reader = self._receive()
        if kind != Kind.STATUS or pending.pop(reader.number(), None) is None:
            raise Garbled
        reader.check()
        self.confirmed = next(iter(pending.values()), end)

    def read(self, path: str, limit: int) -> bytes | None:
        """Return at most ``limit + 1`` octets of a file, None if there is no such file."""
        try:
            handle = self._open(path, Flag.READ)
        except Denied as denied:
            if denied.code == Code.NO_SUCH_FILE:
                return None
            raise
        content = bytearray()
        while len(content) <= limit:
            wanted = min(BLOCK, limit + 1 - len(content))
            asked = handle + struct.pack(">QI", len(content), wanted)
            try:
                block = self._ask(Kind.READ, asked, Kind.DATA).text()
            except Denied as denied:
                if denied.code == Code.EOF:
                    break
                raise
            if not 0 < len(block) <= wanted:
                raise Garbled
            content += block
        self._ask(Kind.CLOSE, handle, Kind.STATUS)
        return bytes(content)

    def rename(self, old: str, new: str) -> None:
        """Give a file another name, which it takes over from whatever had it."""
        both = _text(old.encode()) + _text(new.encode())
        if _POSIX_RENAME in self._extensions:
            self._ask(Kind.EXTENDED, _text(_POSIX_RENAME) + both, Kind.STATUS)
            return
        self.remove(new)
        self._ask(Kind.RENAME, both, Kind.STATUS)

    def remove(self, path: str) -> None:
        """Remove a file; that there is none is no error."""
        try:
            self._ask(Kind.REMOVE, _text(path.encode()), Kind.STATUS)
        except Denied as denied:
            if denied.code != Code.NO_SUCH_FILE:
                raise

    def _open(self, path: str, flags: int) -> bytes:
        """Open a file without saying anything of its attributes; return its handle, framed."""
        asked = _text(path.encode()) + struct.pack(">II", flags, 0)
        return _text(self._ask(Kind.OPEN, asked, Kind.HANDLE).text())

    def _ask(self, kind: Kind, asked: bytes, wanted: Kind) -> _Reader:
        number = self._request(kind, asked)
        answered, reader = self._answer(wanted)
        if answered != number:
            raise Garbled
        return reader

    def _request(self, kind: Kind, asked: bytes) -> int:
        self._number = (self._number + 1) & 0xFFFFFFFF
        self._send(kind, struct.pack(">I", self._number) + asked)
        return self._number

    def _answer(self, wanted: Kind) -> tuple[int, _Reader]:
        """Return the number of the next answer and what it says; raise what a status denies."""
        kind, reader = self._receive()
        number = reader.number()
        if kind == Kind.STATUS:
            reader.check()
        if kind != wanted:
            raise Garbled
        return number, reader

    def _send(self, kind: Kind, content: bytes) -> None:
        self._channel.sendall(struct.pack(">IB", len(content) + 1, kind) + content)

    def _receive(self) -> tuple[int, _Reader]:
        length, kind = struct.unpack(">IB", self._exactly(5))
        if not 1 <= length <= MOST_OF_MESSAGE:
            raise Garbled
        content = self._exactly(length - 1)
        self.moved += 1
        return kind, _Reader(content)

    def _exactly(self, octets: int) -> bytes:
        got = bytearray()
        while len(got) < octets:
            piece = self._channel.recv(octets - len(got))
            if not piece:
                raise Ended
            got += piece
        return bytes(got)


class _Reader:
    """Takes an answer apart.  Raises ``Garbled`` where it is shorter than it says."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def left(self) -> bool:
        return self._at < len(self._content)

    def number(self) -> int:
        return int.from_bytes(self._take(4), "big")

    def long(self) -> int:
        return int.from_bytes(self._take(8), "big")

    def text(self) -> bytes:
        return self._take(self.number())

    def check(self) -> None:
        """Raise what a status denies."""
        code = self.number()
        if code != Code.OK:
            raise Denied(code, self.text().decode(errors="replace") if self.left() else "")

    def _take(self, octets: int) -> bytes:
        taken = self._content[self._at : self._at + octets]
        if len(taken) != octets:
            raise Garbled
        self._at += octets
        return taken


def _text(content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + content
