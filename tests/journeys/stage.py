"""A display without a screen, a D-Bus session, and programs on it; all end with the stage."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from journeys.accessibility import ENABLED, FOCUSED, Bus, Gone, Node
from peers import tool

T = TypeVar("T")
SIZE = "1280x860x24"
PATIENCE = 90.0  # seconds; only a hang is that slow
BETWEEN_KEYS = "4"  # milliseconds


class Stage:
    """Where a program is shown, and the hands and ears of a person before it."""

    def __init__(self, display: str, session_bus: str, home: Path) -> None:
        self.home = home
        self.env = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("QT_", "XDG_", "DBUS_"))},
            "DISPLAY": display,
            "DBUS_SESSION_BUS_ADDRESS": session_bus,
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "LC_ALL": "C.UTF-8",
        }
        self.env.pop("WAYLAND_DISPLAY", None)
        self._bus = Bus(session_bus)
        self._running: list[subprocess.Popen[bytes]] = []

    def open(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start the program and wait until its window can be read."""
        started = subprocess.Popen(
            [sys.executable, "-m", "collector", *arguments],
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._running.append(started)
        self.until(self._window)
        return started

    def close(self) -> None:
        """End what still runs."""
        for started in self._running:
            if started.poll() is None:
                started.send_signal(signal.SIGKILL)
            started.communicate()
        self._bus.close()

    def all(self) -> list[Node]:
        """Return everything that can be read, topmost window last."""
        return [node for root in self._bus.programs() for node in root.below()]

    def find(self, role: str, name: str) -> Node:
        """Wait for a control by role and the beginning of its name."""

        def look() -> Node | None:
            found = [it for it in self.all() if it.role() == role and it.name().startswith(name)]
            return found[-1] if found else None

        return self.until(look, f"{role} {name!r}")

    def press(self, name: str, role: str = "push button") -> None:
        """Press a button once it can be pressed."""

        def ready() -> Node | None:
            found = self.find(role, name)
            return found if ENABLED in found.states() else None

        self.until(ready, name).press()

    def read(self, text: str) -> None:
        """Wait until some text on the screen contains ``text``."""

        def look() -> bool:
            return any(text in it.name() for it in self.all())

        self.until(look, repr(text))

    def type_into(self, role: str, name: str, text: str) -> None:
        """Click into a field and type."""
        field = self.find(role, name)
        x, y = field.centre()
        self._hand("mousemove", str(x), str(y), "click", "1")
        self.until(lambda: FOCUSED in self.find(role, name).states(), f"focus in {name!r}")
        self.type(text)

    def type(self, text: str) -> None:
        """Type where the focus is, each run of letters on the keyboard layout that has them."""
        for run in re.findall(r"[^Ѐ-ӿ]+|[^A-Za-z]+", text):
            layout = "us" if run.isascii() else "by"
            subprocess.run([tool("setxkbmap"), layout], env=self.env, check=True)
            self._hand("type", "--delay", BETWEEN_KEYS, "--", run)

    def key(self, *names: str) -> None:
        """Press keys, such as ``ctrl+l`` or ``Return``."""
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
                said = sorted({f"{it.role()} {it.name()!r}" for it in self.all() if it.name()})
                raise AssertionError(f"never there: {what}\n" + "\n".join(said))
            time.sleep(0.1)

    def picture(self, file: Path) -> None:
        """Keep what the display shows (XWD), for whoever wants to look."""
        subprocess.run(["xwd", "-root", "-out", str(file)], env=self.env, check=True)

    def _window(self) -> Node | None:
        shown = [it for it in self.all() if it.role() == "push button"]
        return shown[0] if shown else None

    def _hand(self, *words: str) -> None:
        subprocess.run([tool("xdotool"), *words], env=self.env, check=True, capture_output=True)


@contextmanager
def stage(home: Path) -> Iterator[Stage]:
    """Set up a display and a session; take both down at the end."""
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
        env={**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(home)},
    )
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert bus.stdout is not None
        address = bus.stdout.readline().decode().strip()
        made = Stage(f":{number}", address, home)
        try:
            yield made
        finally:
            made.close()
    finally:
        for process in (bus, display):
            process.terminate()
            process.communicate()
