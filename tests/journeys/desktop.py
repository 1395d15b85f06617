"""A desktop that says whether it is dark: the portal of settings that programs ask.

``org.freedesktop.portal.Settings``: ``color-scheme`` is 0 for no wish, 1 for dark, 2 for light.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import open_dbus_connection

from journeys.stage import Stage

NO_WISH, DARK, LIGHT = range(3)
_NAME, _PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
_SETTINGS, _APPEARANCE = "org.freedesktop.portal.Settings", "org.freedesktop.appearance"
_KEY: Final = "color-scheme"
_OFTEN = 0.1  # seconds
_LOOK = """
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(["look"])
print(app.primaryScreen().grabWindow(0).toImage().pixelColor({x}, {y}).name())
"""


class Desktop:
    """Answers programs of one D-Bus session, and tells them when it changes."""

    def __init__(self, address: str, wish: int) -> None:
        self._wish, self._ended, self._sending = wish, threading.Event(), threading.Lock()
        self._bus = open_dbus_connection(address)
        self._bus.send_and_get_reply(message_bus.RequestName(_NAME))
        self._thread = threading.Thread(target=self._answer)
        self._thread.start()

    def turn(self, wish: int) -> None:
        """Be dark or light from now on."""
        self._wish = wish
        where = DBusAddress(_PATH, interface=_SETTINGS)
        said = (_APPEARANCE, _KEY, ("u", wish))
        self._send(new_signal(where, "SettingChanged", "ssv", said))

    def end(self) -> None:
        """Answer nobody any more."""
        self._ended.set()
        self._thread.join()
        self._bus.close()

    def _answer(self) -> None:
        while not self._ended.is_set():
            try:
                asked = self._bus.receive(timeout=_OFTEN)
            except TimeoutError:
                continue
            if asked.header.message_type == MessageType.method_call:
                self._send(self._said(asked))

    def _said(self, asked: Message) -> Message:
        value = ("u", self._wish)
        method = asked.header.fields.get(HeaderFields.member)
        if method == "ReadAll":
            return new_method_return(asked, "a{sa{sv}}", ({_APPEARANCE: {_KEY: value}},))
        if method in ("Read", "ReadOne") and asked.body == (_APPEARANCE, _KEY):
            return new_method_return(asked, "v", (("v", value) if method == "Read" else value,))
        return new_error(asked, "org.freedesktop.portal.Error.NotFound")

    def _send(self, message: Message) -> None:
        with self._sending:
            self._bus.send(message)


@contextmanager
def desktop(on: Stage, wish: int) -> Iterator[Desktop]:
    """Let a stage have a desktop, for the programs that are opened then."""
    on.env["XDG_CURRENT_DESKTOP"] = "GNOME"
    made = Desktop(on.env["DBUS_SESSION_BUS_ADDRESS"], wish)
    try:
        yield made
    finally:
        made.end()


def colour(on: Stage, x: int, y: int) -> str:
    """Return the colour of one point of the display, as ``#rrggbb``."""
    env = {**on.env, "QT_QPA_PLATFORM": "xcb"}
    looked = subprocess.run(
        [sys.executable, "-c", _LOOK.format(x=x, y=y)], env=env, check=True, capture_output=True
    )
    return looked.stdout.decode().strip()
