"""What a screen reader sees of a program: names, roles, states, places; and the press of a button.

The interfaces are those of AT-SPI 2 (``org.a11y.atspi``), spoken over D-Bus.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
ACCESSIBLE, ACTION = "org.a11y.atspi.Accessible", "org.a11y.atspi.Action"
COMPONENT, TEXT = "org.a11y.atspi.Component", "org.a11y.atspi.Text"
PROPERTIES = "org.freedesktop.DBus.Properties"
ON_SCREEN = 0
# Bits of AtspiStateType.
ENABLED, FOCUSED, SHOWING, CHECKED, EDITABLE = 8, 12, 25, 4, 7


class Bus:
    """The accessibility bus of a D-Bus session."""

    def __init__(self, session_address: str) -> None:
        with open_dbus_connection(session_address) as session:
            asked = new_method_call(
                DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress"
            )
            (address,) = session.send_and_get_reply(asked, timeout=20).body
        self._connection: DBusConnection = open_dbus_connection(address)

    def close(self) -> None:
        """Let go of the bus."""
        self._connection.close()

    def call(self, at: Node, interface: str, method: str, signature: str = "", *body: Any) -> Any:
        """Return the body of the answer.  Raises ``Gone`` for an error."""
        address = DBusAddress(at.path, at.bus_name, interface)
        asked = new_method_call(address, method, signature or None, body)
        reply = self._connection.send_and_get_reply(asked, timeout=20)
        if reply.header.message_type.name == "error":
            raise Gone(f"{method}: {reply.body}")
        return reply.body

    def programs(self) -> list[Node]:
        """Return the roots of the programs that can be read."""
        return Node(self, *REGISTRY).children()


class Gone(LookupError):
    """What was asked is not there, or not any more."""


@dataclass(frozen=True)
class Node:
    """One accessible object."""

    bus: Bus
    bus_name: str
    path: str

    def children(self) -> list[Node]:
        """Return what is inside."""
        (found,) = self.bus.call(self, ACCESSIBLE, "GetChildren")
        return [Node(self.bus, name, path) for name, path in found]

    def name(self) -> str:
        """Return the name that is read aloud."""
        return str(self._property(ACCESSIBLE, "Name"))

    def description(self) -> str:
        """Return what is read after the name."""
        return str(self._property(ACCESSIBLE, "Description"))

    def role(self) -> str:
        """Return the role: ``push button``, ``text``, ``radio button`` ..."""
        return str(self.bus.call(self, ACCESSIBLE, "GetRoleName")[0])

    def states(self) -> set[int]:
        """Return the states that hold."""
        (words,) = self.bus.call(self, ACCESSIBLE, "GetState")
        bits = sum(word << (32 * at) for at, word in enumerate(words))
        return {bit for bit in range(64) if bits >> bit & 1}

    def text(self) -> str:
        """Return the text of something that can be typed into."""
        return str(self.bus.call(self, TEXT, "GetText", "ii", 0, -1)[0])

    def press(self) -> None:
        """Do the first action, as a screen reader does."""
        self.bus.call(self, ACTION, "DoAction", "i", 0)

    def centre(self) -> tuple[int, int]:
        """Return the middle on the screen, in pixels."""
        ((x, y, width, height),) = self.bus.call(self, COMPONENT, "GetExtents", "u", ON_SCREEN)
        return x + width // 2, y + height // 2

    def below(self) -> Iterator[Node]:
        """Yield this and everything inside that can be seen, in reading order."""
        yield self
        for child in self.children():
            try:
                if SHOWING in child.states() or child.role() in ("frame", "dialog"):
                    yield from child.below()
            except Gone:
                continue  # it went while we looked

    def _property(self, interface: str, name: str) -> Any:
        ((_signature, value),) = self.bus.call(self, PROPERTIES, "Get", "ss", interface, name)
        return value
