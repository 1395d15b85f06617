"""The terminal of the person, whatever standard input and output are connected to."""

from __future__ import annotations

import getpass
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from collector.cli.errors import NoTerminal, PassphraseNotText

_FROM, _TO = ("CONIN$", "CONOUT$") if os.name == "nt" else ("/dev/tty", "/dev/tty")


class Terminal:
    """Asks a person.  ``option`` is what can be used instead, for the error where none is."""

    def present(self) -> bool:
        """Tell whether there is a terminal."""
        try:
            with Path(_FROM).open("rb", buffering=0):
                return True
        except OSError:
            return False

    def secret(self, prompt: str, what: str, option: str) -> str:
        """Return a line typed without echo.  Raises ``NoTerminal`` and ``PassphraseNotText``."""
        with _asked(what, option), warnings.catch_warnings():
            # Without this, a missing terminal would mean typing in the open.
            warnings.simplefilter("error", getpass.GetPassWarning)
            try:
                return getpass.getpass(prompt)
            except UnicodeDecodeError:  # half a letter, as some terminals leave after a deletion
                raise PassphraseNotText from None

    def line(self, prompt: str, what: str, option: str) -> str:
        """Return a line typed in the open, without its end.  Raises ``NoTerminal``."""
        with (
            _asked(what, option),
            Path(_FROM).open(encoding="utf-8", errors="replace") as source,
            Path(_TO).open("w", encoding="utf-8") as target,
        ):
            target.write(prompt)
            target.flush()
            typed = source.readline()
            if not typed:
                raise EOFError
            return typed.rstrip("\n")


@contextmanager
def _asked(what: str, option: str) -> Iterator[None]:
    try:
        yield
    except (OSError, EOFError, getpass.GetPassWarning):
        raise NoTerminal(what=what, option=option) from None
