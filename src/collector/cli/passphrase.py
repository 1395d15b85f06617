"""Where a passphrase comes from: the terminal, a file, or standard input.

Never from an argument or the environment: other programs of the machine can read those.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, TextIO

from collector import desk
from collector.cli.errors import PassphraseNotText, PassphrasesDiffer
from collector.cli.terminal import Terminal

STANDARD_INPUT: Final = "-"
_LIMIT: Final = 64 * 1024
_WHAT: Final = "the passphrase"
_OPTION: Final = "--passphrase-file"


def get_passphrase(
    source: str | None,
    stdin: TextIO,
    terminal: Terminal,
    *,
    new: bool,
    note: Callable[[str], None],
) -> str:
    """Return the passphrase from ``source``: a path, ``-``, or None for the terminal.

    A ``new`` one is asked for twice.  One line end after it is not part of it; blanks around it
    are, and that is said.  Raises ``NoTerminal``, ``PassphrasesDiffer``, ``PassphraseNotText`` and
    what reading a file raises.
    """
    if source is None:
        given = terminal.secret("passphrase: ", _WHAT, _OPTION)
        if new and given != terminal.secret("the same again: ", _WHAT, _OPTION):
            raise PassphrasesDiffer
    else:
        given = _one_line(_from_stdin(stdin) if source == STANDARD_INPUT else _from_file(source))
    if given != given.strip():
        note("the passphrase begins or ends with a blank, which counts")
    return given


def _from_file(path: str) -> bytes:
    return desk.read_file(Path(path), _LIMIT, pipes=True)


def _from_stdin(stdin: TextIO) -> bytes:
    data = stdin.buffer.read(_LIMIT + 1)
    if len(data) > _LIMIT:
        raise PassphraseNotText
    return data


def _one_line(data: bytes) -> str:
    line = data.removesuffix(b"\n").removesuffix(b"\r")
    if b"\n" in line:
        raise PassphraseNotText
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        raise PassphraseNotText from None
