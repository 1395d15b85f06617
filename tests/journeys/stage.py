"""A display without a screen, a D-Bus session, and programs on it; all end with the stage."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from journeys.accessibility import CHECKED, ENABLED, FOCUSED, Bus, Gone, Node
from peers import absent, program, tool

T = TypeVar("T")
READER = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
SIZE = "1280x860x24"
PATIENCE = 60.0  # seconds; only a hang is that slow
SOON = 3.0  # seconds
ASKED_TOO_LATE = "qt.accessibility.atspi: Could not find accessible"  # it went while we looked
BETWEEN_KEYS = "4"  # milliseconds
BETWEEN_LOOKS = 0.1  # seconds
TYPED = ("text", "radio button", "check box", "push button")
LAYOUTS = (("us", r"[^Ѐ-ӿ]+"), ("ru", r"[^A-Za-zіўІЎ]+"), ("by", r"[^A-Za-zищъИЩЪ]+"))


class Stage:
    """Where a program is shown, and the hands and ears of a person before it."""

    def __init__(self, display: str, session_bus: str, home: Path, runtime: Path) -> None:
        self.home = home
        self.env = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("QT_", "XDG_", "DBUS_"))},
            "DISPLAY": display,
            "DBUS_SESSION_BUS_ADDRESS": session_bus,
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(runtime),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "LC_ALL": "C.UTF-8",
        }
        self.env.pop("WAYLAND_DISPLAY", None)
        self._bus = Bus(session_bus)
        self._running: list[subprocess.Popen[bytes]] = []
        self._layout = ""

    def open(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start the program and wait until its window can be read."""
        started = subprocess.Popen(
            [*program(), *arguments],
            env=self.env,
            cwd=self.home,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._running.append(started)
        self.until(lambda: len(self.all()) > 2, "a window")
        return started

    def end(self, started: subprocess.Popen[bytes]) -> str:
        """End the program as a computer does that is shut down; return what it printed.

        What Qt prints of our own questions is left out.
        """
        started.terminate()
        out, err = started.communicate(timeout=PATIENCE)
        lines = (out + err).decode().splitlines(keepends=True)
        return "".join(it for it in lines if not it.startswith(ASKED_TOO_LATE))

    def close(self) -> None:
        """End what still runs."""
        for started in self._running:
            if started.poll() is None:
                started.send_signal(signal.SIGKILL)
            started.communicate()
        self._bus.close()

    def all(self) -> list[Node]:
        """Return everything that can be read, topmost window last."""
        return self._bus.look()

    def find(self, role: str, name: str, under: str = "") -> Node:
        """Wait for a control by role and the beginning of its name: the last one there is, or the
        first one that stands ``under`` some text (and ``under > another`` below that).
        """
        return self.until(lambda: self._look_for(role, name, under), f"{role} {name!r} {under!r}")

    def press(self, name: str, role: str = "push button", under: str = "") -> None:
        """Press a button once it can be pressed."""

        def ready() -> Node | None:
            found = self._look_for(role, name, under)
            return found if found and ENABLED in found.states else None

        self.until(ready, f"{role} {name!r} that can be pressed").press()

    def choose(self, name: str, under: str = "", role: str = "radio button") -> None:
        """Choose an answer, and see that it is chosen."""
        self.press(name, role, under)
        self.until(
            lambda: CHECKED in self.find(role, name, under).states,
            f"{name!r} chosen",
        )

    def tick(self, name: str, under: str = "") -> None:
        """Tick a box, and see that it is ticked."""
        self.choose(name, under, "check box")

    def untick(self, name: str, under: str = "") -> None:
        """Take the tick out of a box, and see that it is gone."""
        self.press(name, "check box", under)
        self.until(
            lambda: CHECKED not in self.find("check box", name, under).states,
            f"{name!r} not ticked",
        )

    def pick(self, shown: str, chosen: str, under: str = "") -> None:
        """Choose from a list that opens; it says ``shown`` until then."""
        self.reach("combo box", shown, under)
        self.type(chosen.split(maxsplit=1)[0])
        self.find("combo box", chosen, under)

    def read(self, text: str) -> str:
        """Wait until some text on the screen contains ``text``; return the whole of it."""

        def look() -> str:
            return next((it.name for it in self.all() if text in it.name), "")

        return self.until(look, repr(text))

    def click(self, role: str, name: str, under: str = "") -> None:
        """Click on something with the pointer."""
        x, y = self.find(role, name, under).centre()
        self._hand("mousemove", str(x), str(y), "click", "1")

    def type_into(self, name: str, text: str, under: str = "") -> None:
        """Bring the keyboard into a field, and type; once more where a key went astray.

        Under load one in some ten thousand was seen to be lost on its way.
        """
        self.reach("text", name, under)
        field = self.find("text", name, under)
        was_empty = not field.text()
        self.type(text)
        if was_empty and not self._soon(lambda: _says(field, text)):
            self.key("ctrl+a", "BackSpace")
            self.type(text)

    def open_file(self, file: Path) -> None:
        """Write the place of a file into the file dialog that is open, and go on."""
        field = self.until(
            lambda: next((it for it in self.all() if it.role == "text" and _keyboard(it)), None),
            "the keyboard in the file dialog",
        )

        def typed() -> bool:
            """Type it; again where keys went astray, since the dialog had only just come."""
            self.reach("text", field.name)
            self.key("ctrl+a")
            self.type(str(file))
            return self._soon(lambda: field.text() == str(file))

        self.until(typed, f"{file} typed")
        self.key("Return")

    def type(self, text: str) -> None:
        """Type where the keyboard is, each run of letters on a keyboard layout that has them.

        With letters of another layout xdotool changes the map of keys while it types, and loses
        some.
        """
        at = 0
        while at < len(text):
            runs = [(layout, re.compile(letters).match(text, at)) for layout, letters in LAYOUTS]
            layout, run = max(
                ((layout, run.group()) for layout, run in runs if run),
                key=lambda it: len(it[1]),
            )
            if layout != self._layout:
                subprocess.run([tool("setxkbmap"), layout], env=self.env, check=True)
                self._layout = layout
            self._hand("type", "--delay", BETWEEN_KEYS, "--", run)
            at += len(run)

    def key(self, *names: str) -> None:
        """Press keys, such as ``ctrl+l`` or ``Return``."""
        if self._layout != "us":
            subprocess.run([tool("setxkbmap"), "us"], env=self.env, check=True)
            self._layout = "us"
        self._hand("key", *names)

    def until(self, look: Callable[[], T | None], what: str = "") -> T:
        """Wait until ``look`` finds something."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                found = look()
            except Gone:
                found = None
            if found:
                return found
            if time.monotonic() > end:
                said = [f"{it.role} {it.name!r}" for it in self.all() if it.name]
                raise AssertionError(f"never there: {what}\n" + "\n".join(said))
            time.sleep(BETWEEN_LOOKS)

    def _soon(self, look: Callable[[], bool]) -> bool:
        """Look for a while, as a person does before doing the same again."""
        end = time.monotonic() + SOON
        while not (found := look()) and time.monotonic() < end:
            time.sleep(BETWEEN_LOOKS)
        return found

    def picture(self, file: Path) -> None:
        """Keep what the display shows (XWD), for whoever wants to look."""
        subprocess.run([tool("xwd"), "-root", "-out", str(file)], env=self.env, check=True)

    def reach(self, role: str, name: str, under: str = "") -> None:
        """Bring the keyboard to a control: at once, or by Tab from the one before it."""
        wanted = self.find(role, name, under)
        self._hand("search", "--onlyvisible", "--name", ".", "windowfocus", "%@")
        if not wanted.focus():
            shown = self.all()
            before = shown[: [it.at for it in shown].index(wanted.at)]
            nearest = next(it for it in reversed(before) if it.role in TYPED and it.focus())
            self.until(lambda: _keyboard(self._again(nearest)), f"the keyboard on {nearest}")
            between = before[before.index(nearest) :]
            for it in [*(it for it in between if it.role == "combo box"), wanted]:
                self.key("Tab")
                self.until(lambda it=it: _keyboard(self._again(it)), f"Tab to {it}")
        self.until(lambda: _keyboard(self._again(wanted)), f"the keyboard on {wanted}")

    def _again(self, node: Node) -> Node:
        found = next((it for it in self.all() if it.at == node.at), None)
        if found is None:
            raise Gone(str(node))
        return found

    def _look_for(self, role: str, name: str, under: str) -> Node | None:
        shown = self.all()
        for head in under.split(" > ") if under else ():
            heads = [number for number, it in enumerate(shown) if it.name.startswith(head)]
            shown = shown[heads[0] + 1 :] if heads else []
        found = [it for it in shown if it.role == role and it.name.startswith(name)]
        return (found[0] if under else found[-1]) if found else None

    def _hand(self, *words: str) -> None:
        subprocess.run([tool("xdotool"), *words], env=self.env, check=True, capture_output=True)


def _keyboard(node: Node) -> bool:
    return FOCUSED in node.states


def _says(field: Node, text: str) -> bool:
    """Tell whether a field holds a text, or as many dots as a passphrase has letters."""
    found = field.text()
    return found == text or (len(found) == len(text) and len(set(found)) == 1)


@contextmanager
def stage(folder: Path) -> Iterator[Stage]:
    """Set up a display, a session and a home in ``folder``; take display and session down after."""
    for needed in ("Xvfb", "dbus-daemon", "xdotool", "setxkbmap"):
        tool(needed)
    if not READER.is_file():
        absent("at-spi2-core")
    home, runtime = folder / "home", folder / "runtime"
    for made in (home, runtime):
        made.mkdir(mode=0o700)
    reading, writing = os.pipe()
    display = subprocess.Popen(
        [tool("Xvfb"), "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    bus = subprocess.Popen(
        [tool("dbus-daemon"), "--session", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(runtime), "XDG_RUNTIME_DIR": str(runtime)},
    )
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert bus.stdout is not None
        address = bus.stdout.readline().decode().strip()
        set_up = Stage(f":{number}", address, home, runtime)
        try:
            yield set_up
        finally:
            set_up.close()
    finally:
        for process in (bus, display):
            process.terminate()
            process.communicate()
