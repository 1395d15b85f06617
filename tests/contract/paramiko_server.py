"""An SSH server by paramiko that takes a password; its SFTP knows none of OpenSSH's extensions."""

from __future__ import annotations

import contextlib
import hashlib
import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import paramiko

from collector.sync.transport.interface import Endpoint, Login
from contract.programs import HOST

USER, PASSWORD = "field", "pass word: ключ"
LOGIN = Login(USER, PASSWORD)


class Door(paramiko.ServerInterface):
    """Lets in one name and password."""

    def check_auth_password(self, username: str, password: str) -> int:
        right = (username, password) == (USER, PASSWORD)
        return paramiko.AUTH_SUCCESSFUL if right else paramiko.AUTH_FAILED

    def get_allowed_auths(self, username: str) -> str:
        return "password"

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return paramiko.OPEN_SUCCEEDED


class _Files(paramiko.SFTPServerInterface):
    """The files of one folder."""

    def __init__(self, server: Door, folder: Path) -> None:
        super().__init__(server)
        self._folder = folder

    def _path(self, path: str) -> Path:
        return self._folder / path.lstrip("/")

    def stat(self, path):
        try:
            return paramiko.SFTPAttributes.from_stat(self._path(path).stat())
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)

    def open(self, path, flags, attr):
        try:
            number = os.open(self._path(path), flags, 0o600)
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)
        handle = paramiko.SFTPHandle(flags)
        handle.readfile = handle.writefile = os.fdopen(number, "wb" if flags & 3 else "rb")
        return handle

    def remove(self, path):
        try:
            self._path(path).unlink()
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)
        return paramiko.SFTP_OK

    def rename(self, oldpath, newpath):
        if self._path(newpath).exists():
            return paramiko.SFTP_FAILURE
        self._path(oldpath).rename(self._path(newpath))
        return paramiko.SFTP_OK


@contextlib.contextmanager
def serving(
    folder: Path, speaks: type[paramiko.SFTPServer] = paramiko.SFTPServer
) -> Iterator[Endpoint]:
    """Yield how to reach a server of one folder; ``speaks`` is its SFTP."""
    with listening(speaks, _Files, folder) as endpoint:
        yield endpoint


@contextlib.contextmanager
def listening(
    handler: type[paramiko.SubsystemHandler], *about: object, **of_transports: int
) -> Iterator[Endpoint]:
    """Yield how to reach a server whose SFTP is a handler, made with what it is ``about``."""
    key = paramiko.ECDSAKey.generate()
    transports: list[paramiko.Transport] = []

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                transport = paramiko.Transport(listener.accept()[0], **of_transports)
                transports.append(transport)
                transport.add_server_key(key)
                transport.set_subsystem_handler("sftp", handler, *about)
                transport.start_server(threading.Event(), Door())

    with socket.create_server((HOST, 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        address = f"sftp://{HOST}:{listener.getsockname()[1]}/"
        pin = hashlib.sha256(key.asbytes()).digest()
        try:
            yield Endpoint("sftp", address, pin, login=LOGIN)
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()
            for transport in transports:
                transport.close()
                transport.join()
                transport.packetizer.complete_handshake()  # else a timer of its own runs on
