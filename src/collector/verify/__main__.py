"""``collector-verify``: the verb ``bundle verify`` alone, for courts and laboratories.

It opens no vault, makes no file and no connection, and can be had without all that can.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Final, TextIO

from collector import __version__, starting
from collector.cli.bundle_named import one_bundle
from collector.cli.console import Console
from collector.cli.ending import brought_to_an_end
from collector.cli.parser import JSON, Parser, parsed
from collector.cli.progress import shown_progress
from collector.cli.reply import Reply
from collector.cli.verbs.bundle_report import SignedByAnother, Verified, told
from collector.verify.bundle import bundle_size, verify
from collector.verify.keys import read_signer

_NAME: Final = "collector-verify"
_ABOUT: Final = """\
Checks a bundle with the key file that opens it, against the key that must have signed it, and says
what was checked and what that does not say.  Nothing is written, and no connection is made."""
_EXITS: Final = """\
exit codes:
  0    the bundle keeps every rule of its format, and the named key signed it
  1    not acceptable: altered, truncated, forged, written by a newer version; or a fault of
       the program
  2    the call is wrong
  3    the key file does not open it
  4    valid, but another key signed it than the one that was named
  5    this machine: vanished, no permission
  130  stopped by the keyboard

With --json: one object on standard output with ok, code, ids, findings, checked and not_said."""


def run() -> int:
    """Run the program and return its exit code."""
    starting.start()
    return main(sys.argv[1:])


def main(argv: Sequence[str], *, stdout: TextIO | None = None, stderr: TextIO | None = None) -> int:
    """Check one bundle and return the exit code; streams left out are those of this process."""
    console = Console(stdout or sys.stdout, stderr or sys.stderr, as_json=JSON in argv)
    return brought_to_an_end(console, lambda: _carry_out(argv, console))


def _carry_out(argv: Sequence[str], console: Console) -> Reply:
    args = parsed(_parser(), argv, console.stdout)
    if args is None:
        console.as_json = False  # help or version was asked for, and is no object
        return Reply()
    return _checked(args, console)


def _parser() -> Parser:
    parser = Parser(prog=_NAME, description=_ABOUT, epilog=_EXITS)
    parser.add_argument("--version", action="version", version=f"{_NAME} {__version__}")
    parser.add_argument(
        "files", metavar="FILE", nargs="+", help="the bundle, or one or all of its parts"
    )
    parser.add_argument(
        "--identity", metavar="KEYFILE", required=True, help="an age identity file that opens it"
    )
    parser.add_argument(
        "--signer",
        metavar="PUBKEY",
        required=True,
        help="the key that must have signed: a .pub file, its line, or 64 digits 0-9 a-f",
    )
    parser.add_argument(JSON, action="store_true", help="print one JSON object")
    parser.set_defaults(prog=_NAME, names=("files",))
    return parser


def _checked(args: Namespace, console: Console) -> Reply:
    signer, path = read_signer(args.signer), one_bundle(args.files, args.prog)
    with shown_progress(console.stderr, "checking the bundle", bundle_size(path)) as progress:
        bundle = verify(path, Path(args.identity), signer, progress=progress)
    return told(console, Verified(bundle, bundle.dated()), SignedByAnother())


if __name__ == "__main__":
    sys.exit(run())
