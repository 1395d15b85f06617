"""SSH: a session whose server key is the pinned one, on a socket that is already connected.

Nothing of this machine is consulted: no agent, no known hosts, no key files, no GSSAPI.  The key
of the server is compared before anything is said about who is there.

Paramiko reads in a thread of its own and lets whoever writes wait without a word.  So everything
that may wait runs in one more thread, ``attend`` watches over it from the thread of the caller,
and closing the socket ends both.
"""

from __future__ import annotations

import hashlib
import io
import logging
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final, Generic, TypeVar, cast

import paramiko
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    load_ssh_private_key,
)

from collector.sync.transport.errors import (
    Cut,
    LoginUnusable,
    NotThisProtocol,
    Refused,
    SshTooOld,
    Stalled,
)
from collector.sync.transport.interface import Login, Watch
from collector.sync.transport.limits import Limits
from collector.sync.transport.sftp_client import Channel

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
HOST_KEYS: Final = (
    ("ssh-ed25519",),
    ("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"),
    ("rsa-sha2-512", "rsa-sha2-256"),
)
"""A server may have a key of each of these families; a pin does not say of which it is."""


class Session:
    """One SSH connection.  Every method raises those of ``errors`` and whatever a ``Watch`` raises.

    ``close`` ends it, and with it every thread that it started.
    """

    def __init__(self, sock: socket.socket, watch: Watch, limits: Limits) -> None:
        self._watch = watch
        self._limits = limits
        self._sock = sock
        self.closed = False
        self._transport: Any = paramiko.Transport(sock)
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
        self.attend(self._negotiate)
        blob = self._transport.get_remote_server_key().asbytes()
        return hashlib.sha256(blob).digest() == pin

    def enter(self, username: str, login: Login) -> Channel:
        """Say who is there, and return a channel on which the server is to speak SFTP."""
        key = _private_key(login) if login.private_key else None

        def work() -> Channel:
            self._authenticate(username, login, key)
            try:
                channel = self._transport.open_session()
                channel.invoke_subsystem("sftp")
            except paramiko.SSHException:
                # Who may come in, but not deliver files, sees the channel closed.
                raise (Refused if self._transport.is_active() else Cut) from None
            return cast("Channel", channel)

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

    def _negotiate(self) -> None:
        try:
            self._transport.start_client()
        except paramiko.ssh_exception.IncompatiblePeer:
            raise SshTooOld from None
        except paramiko.SSHException:
            raise NotThisProtocol from None

    def _authenticate(self, username: str, login: Login, key: object) -> None:
        transport = self._transport
        try:
            if key is not None:
                more = transport.auth_publickey(username, key)
            else:
                more = transport.auth_password(username, login.password or "", fallback=False)
        except paramiko.AuthenticationException:
            # Also raised when the connection broke meanwhile.
            raise (Refused if transport.is_active() else Cut) from None
        if more:
            raise Refused


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


def _private_key(login: Login) -> object:
    """Return the private key of a login as paramiko takes it.  Raises ``LoginUnusable``."""
    text = (login.private_key or "").encode()
    passphrase = login.password.encode() if login.password else None
    load = load_ssh_private_key if b"OPENSSH PRIVATE KEY" in text else load_pem_private_key
    try:
        try:
            loaded = load(text, passphrase)
        except TypeError:  # a passphrase for a key that has none
            loaded = load(text, None)
        text = loaded.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
        match loaded:
            case Ed25519PrivateKey():
                kind = paramiko.Ed25519Key
            case EllipticCurvePrivateKey():
                kind = paramiko.ECDSAKey
            case _:
                kind = paramiko.RSAKey
        return kind.from_private_key(io.StringIO(text.decode()))
    except (ValueError, TypeError, UnsupportedAlgorithm, paramiko.SSHException):
        raise LoginUnusable from None
