"""Calling the command line in this process: no display, no terminal, a cheap key derivation."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from collector.cli.errors import NoTerminal
from collector.cli.run import main
from makers import PASSPHRASE, TEST_POLICY


@dataclass
class Person:
    """A terminal with somebody at it, who types these things one after the other."""

    secrets: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def present(self) -> bool:
        return True

    def secret(self, prompt: str, what: str, option: str) -> str:
        return self._typed(self.secrets, prompt, what, option)

    def line(self, prompt: str, what: str, option: str) -> str:
        return self._typed(self.lines, prompt, what, option)

    def _typed(self, things: list[str], prompt: str, what: str, option: str) -> str:
        self.asked.append(prompt)
        if not things:
            raise NoTerminal(what=what, option=option)
        return things.pop(0)


class Nobody(Person):
    """No terminal at all."""

    def present(self) -> bool:
        return False


@dataclass(frozen=True)
class Called:
    """What came of a call."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        (line,) = self.out.splitlines()
        return json.loads(line)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


def call(*argv: object, stdin: bytes = b"", person: Person | None = None) -> Called:
    """Call ``collector ARGV...``."""
    out, err = io.StringIO(), io.StringIO()
    code = main(
        [str(word) for word in argv],
        stdin=io.TextIOWrapper(io.BytesIO(stdin)),
        stdout=out,
        stderr=err,
        terminal=person or Nobody(),
        policy=TEST_POLICY,
    )
    return Called(code, out.getvalue(), err.getvalue())


def known(*argv: object, person: Person | None = None) -> Called:
    """Call a verb that opens a vault, with the passphrase on standard input."""
    return call(*argv, "--passphrase-file", "-", stdin=f"{PASSPHRASE}\n".encode(), person=person)


def done(*argv: object, person: Person | None = None) -> Called:
    """Call a verb that opens a vault and must end well."""
    called = known(*argv, person=person)
    assert called.code == 0, called.err
    return called


def written(path: Path, content: object) -> Path:
    """Write a JSON file."""
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path
