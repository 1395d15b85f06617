"""A connected socket that never waits without a beat and never longer than it was told.

The socket below never blocks: every wait goes through ``Patience``, which lets whoever waits hear
that time passes, and end it all by raising.  What they raise comes out as it is.
"""

from __future__ import annotations

import io
import queue
import selectors
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from collector.sync.transport.interface import Watch

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

_Selector = getattr(selectors, "PollSelector", selectors.SelectSelector)
_READ, _WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE
_Result = TypeVar("_Result")


class Broken(Exception):
    """The connection ended, or TLS gave up, for a ``reason`` in OpenSSL's terms.

    Layers above find the words.
    """

    def __init__(self, reason: str | None = None) -> None:
        super().__init__()
        self.reason = reason


class Late(Exception):
    """A deadline passed."""


class Patience:
    """Time as one call of a way sees it: beats for a ``Watch``, waits with a deadline.

    Deadlines are points of ``time.monotonic``.
    """

    def __init__(self, watch: Watch, beat: float) -> None:
        self._watch = watch
        self._every = beat / 2
        self._next = 0.0

    def tick(self) -> None:
        """Beat if it is time."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + self._every
            self._watch.beat()

    def await_ready(self, sock: socket.socket, events: int, until: float) -> None:
        """Wait until the socket can be read or written.  Raises ``Late``."""
        with _Selector() as selector:
            selector.register(sock, events)
            while True:
                self.tick()
                now = time.monotonic()
                if now >= until:
                    raise Late
                if selector.select(max(0.0, min(until, self._next) - now)):
                    return

    def get(self, source: queue.SimpleQueue[_Result], until: float) -> _Result:
        """Wait for something from another thread.  Raises ``Late``."""
        while True:
            self.tick()
            now = time.monotonic()
            if now >= until:
                raise Late
            with suppress(queue.Empty):
                return source.get(timeout=max(0.0, min(until, self._next) - now))

    def pause(self, until: float) -> None:
        """Let time pass."""
        while (now := time.monotonic()) < until:
            self.tick()
            time.sleep(max(0.0, min(until, self._next) - now))


class Wire:
    """What runs over one socket, plain or TLS.  ``until`` is the deadline of all that is read, and
    of all that waits.

    Shaped like a socket as far as http.client and python-socks look: ``sendall``, ``recv``,
    ``makefile``, ``close``.  Raises ``Broken`` and ``Late``, and whatever the ``Watch`` raises.
    """

    def __init__(self, sock: socket.socket, patience: Patience, until: float) -> None:
        sock.setblocking(False)
        self.sock = sock
        self.patience = patience
        self.until = until
        self._early = bytearray()
        self._reason: str | None = None

    def sendall(self, data: ReadableBuffer) -> None:
        """Send all of it."""
        rest = memoryview(data).cast("B")
        while rest:
            rest = rest[self._patiently(partial(self.sock.send, rest), _WRITE) :]

    def send_unless_answered(self, data: memoryview) -> bool:
        """Send all of it, or return False as soon as the other side says something meanwhile.

        A server that refuses says so before it has taken everything, and may hang up.
        """
        while data:
            if self.answered():
                if self._reason is not None and not self._early:
                    raise Broken(self._reason)
                return False
            self.patience.tick()
            try:
                data = data[self.sock.send(data) :]
            except (BlockingIOError, ssl.SSLWantWriteError):
                self.patience.await_ready(self.sock, _READ | _WRITE, self.until)
            except ssl.SSLWantReadError:
                self.patience.await_ready(self.sock, _READ, self.until)
            except OSError:
                if self.answered() and self._early:
                    return False
                raise Broken(self._reason) from None
        return True

    def recv(self, size: int) -> bytes:
        """Return what came, at most ``size`` octets, nothing at the end."""
        buffer = bytearray(size)
        return bytes(buffer[: self.recv_into(buffer)])

    def recv_into(self, buffer: WriteableBuffer) -> int:
        """Put what came into a buffer; return how much, 0 at the end."""
        if self._early:
            view = memoryview(buffer)
            size = min(len(view), len(self._early))
            view[:size] = self._early[:size]
            del self._early[:size]
            return size
        return self._patiently(partial(self.sock.recv_into, buffer), _READ)

    def answered(self) -> bool:
        """Tell, without waiting, whether the other side has said something or has ended."""
        if self._early:
            return True
        try:
            came = self.sock.recv(4096)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return False
        except OSError as error:
            self._reason = self._reason or _reason(error)
            return True
        self._early += came
        return True

    def secure(self, sock: ssl.SSLSocket) -> None:
        """Go on over TLS: ``sock`` has taken over the socket below; do the handshake."""
        self.sock = sock
        self._patiently(sock.do_handshake, _READ)

    def makefile(self, mode: str) -> io.BufferedReader:
        """Return the reading side as a file, as http.client wants it; only ``rb``."""
        if mode != "rb":
            raise ValueError(mode)
        return io.BufferedReader(_Reader(self))

    @property
    def protocol(self) -> str | None:
        """The version of TLS, None without."""
        return self.sock.version() if isinstance(self.sock, ssl.SSLSocket) else None

    def close(self) -> None:
        """Let go at once: nothing is said to the other side, nothing waited for."""
        with suppress(OSError):
            self.sock.close()

    def _patiently(self, act: Callable[[], _Result], events: int) -> _Result:
        while True:
            self.patience.tick()
            if time.monotonic() >= self.until:  # also where there is never a wait
                raise Late
            try:
                return act()
            except BlockingIOError:
                wanted = events
            except ssl.SSLWantReadError:
                wanted = _READ
            except ssl.SSLWantWriteError:
                wanted = _WRITE
            except OSError as error:
                self._reason = self._reason or _reason(error)
                if events == _WRITE:
                    self.answered()  # who hung up may have said why, and that only once
                raise Broken(self._reason) from None
            self.patience.await_ready(self.sock, wanted, self.until)


def _reason(error: OSError) -> str | None:
    """Return why TLS gave up, None where the connection just ended."""
    if isinstance(error, ssl.SSLError) and not isinstance(error, ssl.SSLEOFError):
        return error.reason
    return None


class _Reader(io.RawIOBase):
    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        return self._wire.recv_into(buffer)
