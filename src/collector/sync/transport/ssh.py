"""SSH: a session whose server key is the pinned one, on a socket that is already connected.

Nothing of this machine is consulted: no agent, no known hosts, no key files, no GSSAPI.  The key
of the server is compared before anything is said about who is there.

Paramiko reads in a thread of its own and lets whoever writes wait without a word.  So everything
that may wait runs in one more thread, ``attend`` watches over it from the thread of the caller,
and closing the socket ends both.
"""

from __future__ import annotations

import errno
import hashlib
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final, Generic, TypeVar, cast

import paramiko

from collector.sync.transport.errors import (
    Cut,
    NetworkTrouble,
    NotThisProtocol,
    Refused,
    SshTooOld,
    Stalled,
)
from collector.sync.transport.interface import Watch
from collector.sync.transport.limits import Limits
from collector.sync.transport.sftp_messages import Channel

_Result = TypeVar("_Result")

# Paramiko writes names, addresses and what servers say into Python's log.
logging.getLogger("paramiko").setLevel(logging.CRITICAL + 1)

_OURSELVES: Final = "SSH-2.0-client"
"""What a server learns of the program; paramiko would name itself and its version."""
_KEX: Final = (
    "mlkem768x25519-sha256",
    "curve25519-sha256@libssh.org",
    "ecdh-sha2-nistp256",
    "ecdh-sha2-nistp384",
    "ecdh-sha2-nistp521",
    "diffie-hellman-group16-sha512",
)
_CIPHERS: Final = ("aes256-gcm@openssh.com", "aes128-gcm@openssh.com", "aes256-ctr", "aes128-ctr")
_MACS: Final = ("hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com")
_FROM_STRANGERS: Final = 256 * 1024
"""What agreeing on keys takes is less, in octets; paramiko itself would keep all that comes."""
_UNREAD: Final = 8 * 1024 * 1024
"""What a server may send that nobody has read yet; paramiko does not hold it to its window."""
_AROUND: Final = 64


class Session:
    """One SSH connection.  Every method raises those of ``errors`` and whatever a ``Watch`` raises.

    ``close`` ends it, and with it every thread that it started.
    """

    def __init__(self, sock: socket.socket, watch: Watch, limits: Limits) -> None:
        self._watch = watch
        self._limits = limits
        self._sock = _Wary(fileno=sock.detach())
        self.closed = False
        self._transport: Any = paramiko.Transport(self._sock)
        self._transport.local_version = _OURSELVES
        # Later than ours, which ``attend`` keeps.
        for wait in ("banner_timeout", "handshake_timeout", "auth_timeout", "channel_timeout"):
            setattr(self._transport, wait, limits.connect * 2)

    @property
    def protocol(self) -> str:
        """Return the version of the protocol the server speaks, such as ``SSH-2.0``."""
        return "-".join(str(self._transport.remote_version).split("-")[:2])

    def greet(self, host_keys: tuple[str, ...], pin: bytes) -> bool:
        """Agree on keys; tell whether the key that the server proved to hold is the pinned one.

        ``host_keys`` are the algorithms it may prove that with.  Raises ``SshTooOld`` where it has
        none of these.
        """
        options = self._transport.get_security_options()
        options.kex, options.ciphers, options.digests = _KEX, _CIPHERS, _MACS
        options.key_types = host_keys
        if hashlib.sha256(self.attend(self._negotiate)).digest() != pin:
            return False
        self._sock.left = _UNREAD
        return True

    def enter(self, username: str, secret: object) -> Channel:
        """Say who is there, and return a channel on which the server is to speak SFTP.

        ``secret`` is a password, or a private key as ``ssh_key`` gives it.
        """

        def work() -> Channel:
            with _whatever_is_said():
                self._authenticate(username, secret)
                try:
                    channel = self._transport.open_session()
                    channel.invoke_subsystem("sftp")
                except paramiko.SSHException:
                    # Who may come in, but not deliver files, sees the channel closed.
                    raise (Refused if self._transport.is_active() else Cut) from None
                return _Read(cast("Channel", channel), self._sock)

        return self.attend(work)

    def attend(
        self,
        work: Callable[[], _Result],
        *,
        moved: Callable[[], int] | None = None,
        tell: Callable[[], None] | None = None,
    ) -> _Result:
        """Return what ``work`` returns, which runs beside us, while the ``Watch`` hears of time.

        It has the time that reaching the other side may take; or, where ``moved`` counts what
        comes of it, as long as that grows.  ``tell`` is called with each beat.
        """
        worker = _Worker(work)
        try:
            worker.start()
            self._await(worker, moved, tell)
        except BaseException:
            self.close()
            raise
        finally:
            # At once, but where a disk that hangs holds it up: nobody waits for that.
            worker.join(self._limits.beat * 4)
        return worker.result()

    def close(self) -> None:
        """End it at once: nothing more is said to the server."""
        with suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)
        self.closed = True
        self._transport.close()
        if self._transport.ident is not None:
            self._transport.join(self._limits.beat * 4)
        self._transport.packetizer.complete_handshake()  # else a timer of its own runs on
        self._sock.close()

    def _await(
        self,
        worker: _Worker[_Result],
        moved: Callable[[], int] | None,
        tell: Callable[[], None] | None,
    ) -> None:
        limit = self._limits.stall if moved else self._limits.connect
        seen, until = -1, time.monotonic() + limit
        while not worker.wait(self._limits.beat / 2):
            self._watch.beat()
            if tell:
                tell()
            if moved and (now := moved()) != seen:
                seen, until = now, time.monotonic() + limit
            if time.monotonic() >= until:
                raise Stalled

    def _negotiate(self) -> bytes:
        """Return the public key that the server proved to hold."""
        try:
            with _whatever_is_said():
                self._transport.start_client()
                blob: bytes = self._transport.get_remote_server_key().asbytes()
        except paramiko.ssh_exception.IncompatiblePeer:
            raise SshTooOld from None
        except paramiko.SSHException:
            raise NotThisProtocol from None
        return blob

    def _authenticate(self, username: str, secret: object) -> None:
        transport = self._transport
        try:
            if isinstance(secret, str):
                more = transport.auth_password(username, secret, fallback=False)
            else:
                more = transport.auth_publickey(username, secret)
        except paramiko.AuthenticationException:
            # Also raised when the connection broke meanwhile.
            raise (Refused if transport.is_active() else Cut) from None
        if more:
            raise Refused


@contextmanager
def _whatever_is_said() -> Iterator[None]:
    """Paramiko lets out all that it stumbles over in what a server says.

    Raises ``NotThisProtocol`` for it.
    """
    try:
        yield
    except (NetworkTrouble, paramiko.SSHException, EOFError, OSError):
        raise
    except Exception:
        raise NotThisProtocol from None


class _Wary(socket.socket):
    """A socket from which only so many octets are taken, as many as are ``left``."""

    left = _FROM_STRANGERS

    def recv(self, bufsize: int, flags: int = 0, /) -> bytes:
        piece = super().recv(bufsize, flags)
        self.left -= len(piece)
        if self.left < 0:
            raise OSError(errno.EMSGSIZE, "too much")
        return piece


class _Read:
    """A channel; as it is read, more may come: so much, and what one message takes around it."""

    def __init__(self, channel: Channel, sock: _Wary) -> None:
        self._channel = channel
        self._sock = sock

    def sendall(self, data: bytes) -> None:
        """Send everything."""
        self._channel.sendall(data)

    def recv(self, nbytes: int) -> bytes:
        """Return what has come."""
        piece = self._channel.recv(nbytes)
        self._sock.left = min(_UNREAD, self._sock.left + _AROUND + 4 * len(piece))
        return piece


class _Worker(threading.Thread, Generic[_Result]):
    """Runs one piece of work, and holds what came of it: ``Cut`` where the connection broke."""

    def __init__(self, work: Callable[[], _Result]) -> None:
        super().__init__(daemon=True)
        self._work = work
        self._done = threading.Event()
        self._result: _Result
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._result = self._work()
        except (paramiko.SSHException, EOFError, OSError):
            self._error = Cut()
        except BaseException as error:
            self._error = error
        finally:
            self._done.set()

    def wait(self, seconds: float) -> bool:
        """Tell whether it is done, after waiting for that a while."""
        return self._done.wait(seconds)

    def result(self) -> _Result:
        if self._error is not None:
            raise self._error
        return self._result
