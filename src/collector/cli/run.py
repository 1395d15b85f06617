"""One call of ``collector``, from its arguments to its exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from collector import log
from collector.cli.console import Console
from collector.cli.ending import brought_to_an_end
from collector.cli.parser import JSON, parse
from collector.cli.reply import Reply

if TYPE_CHECKING:
    from collector.cli.terminal import Terminal
    from collector.session import KdfPolicy


def main(
    argv: Sequence[str],
    *,
    stdin: TextIO | None = None,
    stdout: TextIO | None = None,
    stderr: TextIO | None = None,
    terminal: Terminal | None = None,
    policy: KdfPolicy | None = None,
) -> int:
    """Carry out one call and return its exit code.

    What is left out is that of this process; ``policy`` is the vault's own.
    """
    console = Console(stdout or sys.stdout, stderr or sys.stderr, as_json=JSON in argv)
    return brought_to_an_end(
        console, lambda: _carry_out(argv, console, stdin or sys.stdin, terminal, policy)
    )


def _carry_out(
    argv: Sequence[str],
    console: Console,
    stdin: TextIO,
    terminal: Terminal | None,
    policy: KdfPolicy | None,
) -> Reply:
    args = parse(argv, console.stdout)
    if args is None:
        console.as_json = False  # help or version was asked for, and is no object
        return Reply()
    log.event("verb", verb=args.verb)
    # Late, so that help, version and wrong calls answer at once.
    from collector.cli.call import Call  # noqa: PLC0415
    from collector.cli.dispatch import find  # noqa: PLC0415
    from collector.cli.terminal import Terminal as Real  # noqa: PLC0415

    return find(args.verb)(Call(args, console, stdin, terminal or Real(), policy))
