"""What can go wrong with a call itself, before or around what it does."""

from __future__ import annotations

from collector.errors import MachineTrouble, Unacceptable, WrongUsage


class UsageRefused(WrongUsage):
    """The call is incomplete or not understood."""

    code = "usage"
    words = "this call is not understood: {problem}"
    hint = "see: {prog} --help"


class NoTerminal(WrongUsage):
    """Something must be typed, and there is nowhere to type it."""

    code = "usage.no-terminal"
    words = "{what} must be typed, and there is no terminal"
    hint = "call it from a terminal, or use {option}"


class PassphrasesDiffer(WrongUsage):
    """Typed twice, not alike."""

    code = "passphrase.differ"
    words = "the two passphrases are not the same"
    hint = "nothing was made; type it again, slowly"


class PassphraseNotText(WrongUsage):
    """What was given is not text of one line; a file must be UTF-8."""

    code = "passphrase.not-text"
    words = "what was given as passphrase is not one line of text"
    hint = "type it again, or put it alone into the file, in one line of UTF-8"


class InternalFault(Unacceptable):
    """A fault of the program."""

    code = "internal"
    words = "something went wrong inside the program, at {place}"
    hint = "this is the program's fault, not yours: report the line above to its makers"


class Interrupted(MachineTrouble):
    """Stopped by the person."""

    code = "interrupted"
    words = "stopped"
    hint = "what was not finished was not kept; what was kept before is safe"


class OutputLost(MachineTrouble):
    """What was printed did not arrive."""

    code = "machine.output"
    words = "the result could not be written to where it was sent"
    hint = "what the verb did is done; look at it with another verb"
