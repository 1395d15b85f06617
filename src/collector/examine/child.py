"""The child process: reads one request, parses it under limits, says one line.

Started by :mod:`collector.examine.process`.  It gets no path, no environment and no argument; its
standard error goes nowhere, because parsers quote what they read.
"""

from __future__ import annotations

import logging
import sys

from collector.examine.facts import Claims
from collector.examine.parse import parse
from collector.examine.wire import read_request, reply
from collector.system import close_this_process, limit_this_process

MEMORY = 512 << 20
"""Bytes of address space: the parts of the file, twice, and the interpreter."""
CPU_SECONDS = 5
"""Honest files take a tenth of one."""


def main() -> None:
    """Serve one request."""
    limit_this_process(MEMORY, CPU_SECONDS)
    close_this_process()
    logging.disable(logging.CRITICAL)
    try:
        claims = parse(read_request(sys.stdin.buffer))
    except MemoryError:
        claims = Claims(metadata="unreadable", notes=("memory",))
    sys.stdout.buffer.write(reply(claims))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
