"""SFTP version 3 over an open channel: the few messages that delivering takes.

Paramiko's own client waits for every write, or, told not to, drops the answers of writes that
other answers overtake: then a write that failed counts as done.  Here many writes are under way at
once and each is counted when its own answer came.

Everything here waits without end: ``ssh.Session.attend`` is who ends it.  The extensions are
those of OpenSSH's PROTOCOL.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from collector.sync.transport.sftp_messages import (
    VERSION,
    Channel,
    Code,
    Denied,
    Flag,
    Garbled,
    Kind,
    Messages,
    Reader,
    text,
)

BLOCK: Final = 31 * 1024
"""Octets of one write: what fits into one SSH packet with all that goes around it."""
UNDER_WAY: Final = 64
"""How many writes may be without an answer."""
_SIZE: Final = 1
"""Says that attributes hold the size."""
_FSYNC: Final = b"fsync@openssh.com"
_POSIX_RENAME: Final = b"posix-rename@openssh.com"
_STATVFS: Final = b"statvfs@openssh.com"


class SftpClient:
    """One SFTP session.  ``confirmed`` is of the last write, or the one that is under way;
    ``taken`` is how many octets the last read has brought by now.

    ``holed`` is set where what was written last may have a hole at ``confirmed``: see ``shorten``.

    Every method raises ``Denied``, ``Garbled``, ``Ended`` and what the channel raises.
    """

    def __init__(self, channel: Channel) -> None:
        self._messages = Messages(channel)
        self._number = 0
        self.confirmed = 0
        self.taken = 0
        self.holed = False
        self._messages.send(Kind.INIT, struct.pack(">I", VERSION))
        kind, reader = self._messages.receive()
        if kind != Kind.VERSION or reader.number() != VERSION:
            raise Garbled
        self._extensions = set()
        while reader.left():
            self._extensions.add(reader.text())
            reader.text()

    @property
    def moved(self) -> int:
        """How many messages came and went: while this grows, nothing has stalled."""
        return self._messages.moved

    def size(self, path: str) -> int | None:
        """Return the size of a file in octets, None if there is no such file."""
        try:
            reader = self._ask(Kind.STAT, text(path.encode()), Kind.ATTRS)
        except Denied as denied:
            if denied.code == Code.NO_SUCH_FILE:
                return None
            raise
        return reader.long() if reader.number() & _SIZE else None

    def room(self, path: str) -> int | None:
        """Return how many octets the file system of a path has free, None if it is not told."""
        if _STATVFS not in self._extensions:
            return None
        asked = text(_STATVFS) + text(path.encode())
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
                asked = handle + struct.pack(">Q", offset) + text(block)
                pending[self._request(Kind.WRITE, asked)] = offset
                offset += len(block)
                if len(pending) >= UNDER_WAY:
                    self._confirm(pending, offset)
            while pending:
                self._confirm(pending, offset)
        except Denied:
            self.holed = True  # those behind it may have succeeded
            for _ in range(len(pending)):
                with suppress(Denied):
                    self._answer(Kind.STATUS)
            raise
        if _FSYNC in self._extensions:
            self._ask(Kind.EXTENDED, text(_FSYNC) + handle, Kind.STATUS)
        self._ask(Kind.CLOSE, handle, Kind.STATUS)

    def shorten(self, path: str, size: int) -> bool:
        """Cut off what a file holds beyond a size; tell whether the server did."""
        with suppress(Denied):
            asked = text(path.encode()) + struct.pack(">IQ", _SIZE, size)
            self._ask(Kind.SETSTAT, asked, Kind.STATUS)
            return True
        return False

    def _confirm(self, pending: dict[int, int], end: int) -> None:
        """Take the answer of one of the writes that are under way, by number and offset."""
        kind, reader = self._messages.receive()
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
            self.taken = len(content)
        self._ask(Kind.CLOSE, handle, Kind.STATUS)
        return bytes(content)

    def rename(self, old: str, new: str) -> bool:
        """Give a file another name, which it takes over from whatever had it; False if it is gone.

        Somebody else with the same token may just have named it: so where a server does not take
        a name over by itself, what has it is removed only while the file is still there.
        """
        both = text(old.encode()) + text(new.encode())
        takes_over = _POSIX_RENAME in self._extensions
        try:
            if takes_over:
                self._ask(Kind.EXTENDED, text(_POSIX_RENAME) + both, Kind.STATUS)
            else:
                self._ask(Kind.RENAME, both, Kind.STATUS)
        except Denied:
            if self.size(old) is None:
                return False
            if takes_over:
                raise
            self.remove(new)
            self._ask(Kind.RENAME, both, Kind.STATUS)
        return True

    def remove(self, path: str) -> None:
        """Remove a file; that there is none is no error."""
        try:
            self._ask(Kind.REMOVE, text(path.encode()), Kind.STATUS)
        except Denied as denied:
            if denied.code != Code.NO_SUCH_FILE:
                raise

    def _open(self, path: str, flags: int) -> bytes:
        """Open a file without saying anything of its attributes; return its handle, framed."""
        asked = text(path.encode()) + struct.pack(">II", flags, 0)
        return text(self._ask(Kind.OPEN, asked, Kind.HANDLE).text())

    def _ask(self, kind: Kind, asked: bytes, wanted: Kind) -> Reader:
        number = self._request(kind, asked)
        answered, reader = self._answer(wanted)
        if answered != number:
            raise Garbled
        return reader

    def _request(self, kind: Kind, asked: bytes) -> int:
        self._number = (self._number + 1) & 0xFFFFFFFF
        self._messages.send(kind, struct.pack(">I", self._number) + asked)
        return self._number

    def _answer(self, wanted: Kind) -> tuple[int, Reader]:
        """Return the number of the next answer and what it says; raise what a status denies."""
        kind, reader = self._messages.receive()
        number = reader.number()
        if kind == Kind.STATUS:
            reader.check()
        if kind != wanted:
            raise Garbled
        return number, reader
