"""Messages of SFTP version 3 (draft-ietf-secsh-filexfer-02), one by one over an open channel."""

from __future__ import annotations

import struct
from enum import IntEnum
from typing import Final, Protocol

VERSION: Final = 3
_LONGEST: Final = 256 * 1024
"""No answer to what is asked here is longer, in octets."""


class Kind(IntEnum):
    """What a message is."""

    INIT = 1
    VERSION = 2
    OPEN = 3
    CLOSE = 4
    READ = 5
    WRITE = 6
    SETSTAT = 9
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


class Messages:
    """What goes over one channel.  ``moved`` grows with every message, either way.

    Raises ``Garbled``, ``Ended`` and what the channel raises.
    """

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self.moved = 0

    def send(self, kind: Kind, content: bytes) -> None:
        """Send one message."""
        self._channel.sendall(struct.pack(">IB", len(content) + 1, kind) + content)
        self.moved += 1

    def receive(self) -> tuple[int, Reader]:
        """Return the kind of the next message, and what it says."""
        length, kind = struct.unpack(">IB", self._exactly(5))
        if not 1 <= length <= _LONGEST:
            raise Garbled
        content = self._exactly(length - 1)
        self.moved += 1
        return kind, Reader(content)

    def _exactly(self, octets: int) -> bytes:
        got = bytearray()
        while len(got) < octets:
            piece = self._channel.recv(octets - len(got))
            if not piece:
                raise Ended
            got += piece
        return bytes(got)


class Reader:
    """Takes an answer apart.  Raises ``Garbled`` where it is shorter than it says."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def left(self) -> bool:
        """Tell whether there is more."""
        return self._at < len(self._content)

    def number(self) -> int:
        """Return the next number, of 32 bits."""
        return int.from_bytes(self._take(4), "big")

    def long(self) -> int:
        """Return the next number, of 64 bits."""
        return int.from_bytes(self._take(8), "big")

    def text(self) -> bytes:
        """Return the next string."""
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


def text(content: bytes) -> bytes:
    """Return a string as a message holds it."""
    return struct.pack(">I", len(content)) + content
