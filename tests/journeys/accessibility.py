"""What a screen reader sees of a program: names, roles, states, texts; and what it can do there.

The interfaces are those of AT-SPI 2 (``org.a11y.atspi``), spoken over D-Bus.  A program answers
only between two pieces of its own work, so all questions about one level of the tree go at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from jeepney import DBusAddress, HeaderFields, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

ACCESSIBLE, ACTION = "org.a11y.atspi.Accessible", "org.a11y.atspi.Action"
COMPONENT, TEXT = "org.a11y.atspi.Component", "org.a11y.atspi.Text"
PROPERTIES = "org.freedesktop.DBus.Properties"
# Bits of AtspiStateType.
CHECKED, ENABLED, FOCUSED, SHOWING = 4, 8, 12, 25
WINDOWS = ("application", "frame", "dialog")
ON_SCREEN = 0
WAIT = 20  # seconds for one answer
AT_ONCE = 100  # questions


class Gone(LookupError):
    """What was asked is not there, or not any more."""


class Where(NamedTuple):
    """The address of one accessible object: a program on the bus, and a path in it."""

    program: str
    path: str


class Question(NamedTuple):
    """One method of one object, and what it is given."""

    at: Where
    interface: str
    method: str
    signature: str = ""
    body: tuple[Any, ...] = ()


REGISTRY = Where("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")


class Bus:
    """The accessibility bus of a D-Bus session."""

    def __init__(self, session_address: str) -> None:
        with open_dbus_connection(session_address) as session:
            asked = new_method_call(
                DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress"
            )
            (address,) = session.send_and_get_reply(asked, timeout=WAIT).body
        self._connection: DBusConnection = open_dbus_connection(address)

    def close(self) -> None:
        """Let go of the bus."""
        self._connection.close()

    def ask(self, *question: Any) -> Any:
        """Return the body of the answer to a ``Question``.  Raises ``Gone`` for an error."""
        (body,) = self.ask_all([Question(*question)])
        if body is None:
            raise Gone(question[2])
        return body

    def ask_all(self, questions: Sequence[Question]) -> list[Any]:
        """Return the bodies of the answers, in order; None in place of an error."""
        answers: list[Any] = []
        for start in range(0, len(questions), AT_ONCE):
            answers += self._exchange(questions[start : start + AT_ONCE])
        return answers

    def look(self) -> list[Node]:
        """Return everything that can be seen of all programs, in reading order, windows first."""
        roots = [Node(self, Where(*it)) for it in self.ask(REGISTRY, ACCESSIBLE, "GetChildren")[0]]
        level = self._shown(roots)
        while level:
            level = self._shown([child for node in level for child in node.inside])
        return [node for root in roots for node in root.below()]

    def _shown(self, nodes: list[Node]) -> list[Node]:
        """Fill in what can be seen of ``nodes``; return those whose insides can be seen."""
        states = self.ask_all([Question(it.at, ACCESSIBLE, "GetState") for it in nodes])
        roles = self.ask_all([Question(it.at, ACCESSIBLE, "GetRoleName") for it in nodes])
        for node, state, role in zip(nodes, states, roles, strict=True):
            if state and role:
                low, high = state[0]
                bits = low | high << 32
                node.states = {bit for bit in range(64) if bits >> bit & 1}
                node.role = role[0]
        seen = [it for it in nodes if SHOWING in it.states or it.role in WINDOWS]
        names = self.ask_all(
            [Question(it.at, PROPERTIES, "Get", "ss", (ACCESSIBLE, "Name")) for it in seen]
        )
        insides = self.ask_all([Question(it.at, ACCESSIBLE, "GetChildren") for it in seen])
        for node, name, inside in zip(seen, names, insides, strict=True):
            node.seen = True
            node.name = str(name[0][1]) if name else ""
            node.inside = [Node(self, Where(*it)) for it in inside[0]] if inside else []
        return seen

    def _exchange(self, questions: Sequence[Question]) -> list[Any]:
        waiting = {}
        for number, it in enumerate(questions):
            serial = next(self._connection.outgoing_serial)
            waiting[serial] = number
            address = DBusAddress(it.at.path, it.at.program, it.interface)
            asked = new_method_call(address, it.method, it.signature or None, it.body)
            self._connection.send(asked, serial=serial)
        answers: list[Any] = [None] * len(questions)
        while waiting:
            heard = self._connection.receive(timeout=WAIT)
            serial = heard.header.fields.get(HeaderFields.reply_serial)
            if serial in waiting:
                number = waiting.pop(serial)
                if heard.header.message_type is MessageType.method_return:
                    answers[number] = heard.body
        return answers


@dataclass
class Node:
    """One accessible object as it was in one look: role (``push button``, ``text``, ``radio
    button`` ...), the name that is read aloud, states.
    """

    bus: Bus = field(repr=False)
    at: Where = field(repr=False)
    role: str = ""
    name: str = ""
    states: set[int] = field(default_factory=set)
    inside: list[Node] = field(default_factory=list, repr=False)
    seen: bool = field(default=False, repr=False)

    def below(self) -> Iterator[Node]:
        """Yield this and everything inside that can be seen, in reading order."""
        if self.seen:
            yield self
            for child in self.inside:
                yield from child.below()

    def text(self) -> str:
        """Return the text of something that can be typed into or read."""
        return str(self.bus.ask(self.at, TEXT, "GetText", "ii", (0, -1))[0])

    def press(self) -> None:
        """Press it, as a screen reader does."""
        (actions,) = self.bus.ask(self.at, ACTION, "GetActions")
        names = [name for name, _what, _key in actions]
        self.bus.ask(self.at, ACTION, "DoAction", "i", (_best(names),))

    def focus(self) -> bool:
        """Bring the keyboard there, as a screen reader does; tell whether it can go there so."""
        return bool(self.bus.ask(self.at, COMPONENT, "GrabFocus")[0])

    def centre(self) -> tuple[int, int]:
        """Return the middle of it on the display, in pixels."""
        ((x, y, width, height),) = self.bus.ask(self.at, COMPONENT, "GetExtents", "u", (ON_SCREEN,))
        return x + width // 2, y + height // 2


def _best(actions: list[str]) -> int:
    """Return the number of the action: to press, else (a radio button) to turn."""
    return actions.index("Press") if "Press" in actions else actions.index("Toggle")
