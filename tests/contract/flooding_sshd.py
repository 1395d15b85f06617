"""An SSH server that sends past the window while nobody reads, and drips where somebody does."""

from __future__ import annotations

import contextlib
import struct
import time
from collections.abc import Iterator

import paramiko
from paramiko.common import cMSG_CHANNEL_DATA

from collector.sync.transport.interface import Endpoint
from collector.sync.transport.sftp_messages import Code, Kind, Messages, text
from contract.paramiko_server import listening

_WINDOW = 70_000
"""Less than an upload has under way, so that the sender waits, and does not read."""


class _Flood(paramiko.server.SubsystemHandler):
    sent = 0

    def start_subsystem(self, name, transport, channel) -> None:
        """Speak SFTP until something is to be written; what is read comes octet by octet."""
        messages = Messages(channel)
        with contextlib.suppress(Exception):
            while True:
                kind, said = messages.receive()
                number = b"" if kind == Kind.INIT else said.number().to_bytes(4, "big")
                if kind == Kind.INIT:
                    messages.send(Kind.VERSION, struct.pack(">I", 3))
                elif kind == Kind.STAT:
                    none = struct.pack(">I", Code.NO_SUCH_FILE) + 2 * text(b"")
                    messages.send(Kind.STATUS, number + none)
                elif kind == Kind.OPEN:
                    messages.send(Kind.HANDLE, number + text(b"h"))
                elif kind == Kind.READ:
                    time.sleep(0.02)
                    messages.send(Kind.DATA, number + text(b"x"))
                else:
                    self._flood(transport, channel)

    def _flood(self, transport, channel) -> None:
        while transport.is_active():
            message = paramiko.Message()
            message.add_byte(cMSG_CHANNEL_DATA)
            message.add_int(channel.remote_chanid)
            message.add_string(bytes(30_000))
            transport._send_user_message(message)
            _Flood.sent += 30_000


@contextlib.contextmanager
def flooding_sshd() -> Iterator[tuple[Endpoint, type[_Flood]]]:
    """Yield how to reach it, and what knows how many octets it has ``sent``."""
    _Flood.sent = 0
    with listening(_Flood, default_window_size=_WINDOW) as endpoint:
        yield endpoint, _Flood
