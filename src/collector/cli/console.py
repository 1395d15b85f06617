"""Where lines go: results to standard output, everything else to standard error.

Every line passes ``model.untrusted.shown`` on its way, so that no name and no word of an account
can break out of its line, hide, or steer the terminal (attack Q4, S14).  ``--json`` prints one
object, in ASCII for the same reason, and nothing else on standard output.  Half a letter, as in
the name of a file that is no UTF-8, stands there as in a line: strict readers take no such object.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import UnsupportedOperation
from typing import Final, TextIO

from collector.cli.errors import OutputLost
from collector.cli.reply import Reply
from collector.errors import CollectorError
from collector.model.untrusted import shown

# ``<U+10FFFF>`` is what one character can become.
_LONGEST_ESCAPE: Final = 10
_HALF: Final = re.compile("[\ud800-\udfff]")


class Console:
    """The two streams of one call."""

    def __init__(self, stdout: TextIO, stderr: TextIO, *, as_json: bool) -> None:
        self.stdout = stdout
        self.stderr = stderr
        self.as_json = as_json
        self._lost = False

    def say(self, line: str = "") -> None:
        """Print one line of the result."""
        if not self.as_json:
            self._print(self.stdout, _visible(line))

    def note(self, line: str) -> None:
        """Print one line beside the result."""
        self._print(self.stderr, _visible(line))

    def complain(self, error: CollectorError) -> None:
        """Print what happened and what to do, a line each."""
        for line in error.told():
            self.note(line)

    def conclude(self, reply: Reply) -> None:
        """Print the object, and bring everything out.  Raises ``OutputLost``."""
        if self.as_json:
            self._print(self.stdout, _object(reply))
        for stream in (self.stdout, self.stderr):
            with self._whatever_comes(stream):
                stream.flush()
        if self._lost:
            raise OutputLost

    def _print(self, stream: TextIO, line: str) -> None:
        with self._whatever_comes(stream):
            stream.write(line + "\n")

    @contextmanager
    def _whatever_comes(self, stream: TextIO) -> Iterator[None]:
        """Go on without a reader: what is being done matters more than who watches."""
        try:
            yield
        except OSError as error:
            self._lost = self._lost or not isinstance(error, BrokenPipeError)
            _point_nowhere(stream)


def _object(reply: Reply) -> str:
    text = json.dumps(reply.as_json(), ensure_ascii=False)
    return json.dumps(json.loads(_HALF.sub(lambda half: shown(half[0]), text)))


def _visible(line: str) -> str:
    return shown(line, len(line) * _LONGEST_ESCAPE + 1)


def _point_nowhere(stream: TextIO) -> None:
    """Let what is still buffered, and all that follows, vanish without another error."""
    try:
        place = stream.fileno()
    except UnsupportedOperation:
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, place)
    os.close(nowhere)
