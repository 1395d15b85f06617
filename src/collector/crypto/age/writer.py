"""Writing an age v1 file as a stream, in constant memory."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Protocol

from collector.crypto.age import file_key, header, stream
from collector.crypto.age.errors import (
    MixedRecipients,
    NoRecipients,
    ShortWrite,
    TooManyRecipients,
)
from collector.crypto.age.hybrid import HybridRecipient
from collector.crypto.age.x25519 import X25519Recipient

Recipient = X25519Recipient | HybridRecipient


class Writable(Protocol):
    """What an age file is written to: any binary file object, or anything that takes all bytes."""

    def write(self, data: bytes, /) -> int | None:
        """Take the bytes, all of them; they are never changed afterwards."""


class AgeWriter:
    """Encrypts what is written to it.  The file is whole only after ``finish``.

    The header is written at once.  ``out`` stays open, and its own errors pass unchanged; after
    any error the writer refuses further use with ValueError, because the file is broken.
    """

    def __init__(self, out: Writable, recipients: Sequence[Recipient]) -> None:
        """Begin a file that any one of the recipients can open.

        Raises NoRecipients, TooManyRecipients, MixedRecipients (age.md: hybrid and other types
        should not meet in one file), ShortWrite.
        """
        _check(recipients)
        key, nonce = file_key.generate(), secrets.token_bytes(stream.NONCE)
        self._out = out
        self._usable = True
        self._cipher = stream.cipher(key, nonce)
        self._number = 0
        # The last chunk is marked, and whether one is the last is only known when more comes or
        # finish is called: so up to one chunk is always held back.
        self._held = bytearray(stream.CHUNK)
        self._length = 0
        self._emit(header.encode([recipient.wrap(key) for recipient in recipients], key) + nonce)

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Encrypt the bytes.  Raises ShortWrite, ValueError after ``finish`` or an error."""
        self._begin()
        view = memoryview(data).cast("B")
        if self._length + len(view) > stream.CHUNK:
            view = self._seal_all_but_last(view)
        self._held[self._length : self._length + len(view)] = view
        self._length += len(view)
        self._usable = True

    def finish(self) -> None:
        """Write the final chunk.  Raises ShortWrite, ValueError if finished or broken already."""
        self._begin()
        self._seal(memoryview(self._held)[: self._length], final=True)

    def _seal_all_but_last(self, view: memoryview) -> memoryview:
        """Write all chunks that cannot be the last; return the rest, 1 to 65,536 bytes."""
        if self._length:
            room = stream.CHUNK - self._length
            self._held[self._length :] = view[:room]
            self._length = 0
            self._seal(memoryview(self._held), final=False)
            view = view[room:]
        while len(view) > stream.CHUNK:
            self._seal(view[: stream.CHUNK], final=False)
            view = view[stream.CHUNK :]
        return view

    def _seal(self, chunk: memoryview, *, final: bool) -> None:
        nonce = stream.chunk_nonce(self._number, final=final)
        self._number += 1
        self._emit(self._cipher.encrypt(nonce, chunk, None))

    def _emit(self, data: bytes) -> None:
        written = self._out.write(data)
        if written is not None and written != len(data):
            raise ShortWrite

    def _begin(self) -> None:
        """Refuse a finished or broken file; what follows an error must not look like a whole."""
        if not self._usable:
            raise ValueError("this age file is finished or broken")
        self._usable = False


def _check(recipients: Sequence[Recipient]) -> None:
    if not recipients:
        raise NoRecipients
    if len(recipients) > header.MAX_STANZAS:
        raise TooManyRecipients(limit=header.MAX_STANZAS)
    if len({recipient.post_quantum for recipient in recipients}) > 1:
        raise MixedRecipients
