"""The twelve words that the other side reads: an argument, or typed after how to get them."""

from __future__ import annotations

from collections.abc import Iterable

from collector.cli.call import Call


def twelve_words(call: Call, how: Iterable[str]) -> str:
    """Return what was heard.  The words themselves are never shown here: they are to be compared.

    Raises ``NoTerminal``.
    """
    if call.args.expect is not None:
        return str(call.args.expect)
    for line in how:
        call.console.note(line)
    return call.terminal.line("the twelve words: ", "the twelve words", '--expect "WORDS"')
