"""Verbs and options: what can be called, and what is said when it is called wrongly.

Values that were given are not repeated in errors, since a passphrase may have been put in the
wrong place.
"""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Sequence
from typing import Any, Final, NoReturn, TextIO

from collector import __version__
from collector.cli.errors import UsageRefused
from collector.cli.verb_table import add_verbs

JSON: Final = "--json"
_ABOUT: Final = """\
Takes in accounts and what belongs to them, keeps them encrypted, and makes signed, encrypted
bundles of them that anyone can check.  Without a verb the window opens."""
_EXITS: Final = """\
exit codes:
  0    done, also when consent held a part back (it is listed)
  1    the material is not acceptable: altered, truncated, forged, refused by consent as a
       whole, written by a newer version; or a fault of the program
  2    the call is wrong
  3    no key opens it: wrong passphrase, or not for us
  4    valid, but the signer is unknown
  5    this machine: in use, vanished, no room, no permission
  130  stopped by the keyboard

Every verb takes --json: one object on standard output with ok, code, ids and findings.
Passphrases are asked for on the terminal, or read with --passphrase-file."""


class Parser(argparse.ArgumentParser):
    """Raises what is wrong instead of printing it; takes no shortened options."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - argparse has twenty
        options.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        """Raise ``UsageRefused`` with the part of argparse's words that repeats no value."""
        raise UsageRefused(problem=_without_values(message), prog=self.prog)


def parse(argv: Sequence[str], stdout: TextIO) -> argparse.Namespace | None:
    """Return the arguments of a verb; None if help or version was asked for and printed.

    Raises ``UsageRefused``.
    """
    parser = Parser(prog="collector", description=_ABOUT, epilog=_EXITS)
    parser.add_argument("--version", action="version", version=f"collector {__version__}")
    add_verbs(parser)
    return parsed(parser, argv, stdout)


def parsed(
    parser: argparse.ArgumentParser, argv: Sequence[str], stdout: TextIO
) -> argparse.Namespace | None:
    """Return what a parser finds; its result holds ``prog`` and ``names`` as a verb's does.

    As ``parse``.
    """
    try:
        with contextlib.redirect_stdout(stdout):
            args, unknown = parser.parse_known_args(argv)
    except SystemExit:
        return None
    options = [text for text in unknown if text.startswith("-")]
    if options:
        name = options[0].partition("=")[0] if options[0].startswith("--") else options[0][:2]
        raise UsageRefused(problem=f"there is no option {name} in this place", prog=args.prog)
    _gather(args, unknown)
    return args


def _gather(args: argparse.Namespace, more: list[str]) -> None:
    """Put names that an option stood between where they belong; argparse gives up on them."""
    if not more:
        return
    if args.names is None:
        raise UsageRefused(problem="there is something too much", prog=args.prog)
    many, *single = args.names
    found = [*getattr(args, many), *(getattr(args, name) for name in single), *more]
    for name in reversed(single):
        setattr(args, name, found.pop())
    setattr(args, many, found)


def _without_values(message: str) -> str:
    """Return argparse's words without the value they quote."""
    argument, _, rest = message.partition(": ")
    if rest.startswith("invalid choice"):
        _, _, choices = rest.rpartition("(choose from ")
        return f"{argument}: choose from {choices.removesuffix(')')}"
    if rest.startswith("invalid ") and " value: " in rest:
        return f"{argument}: it takes a whole number"
    if rest.startswith("ignored explicit argument"):
        return f"{argument}: it takes no value"
    return message
