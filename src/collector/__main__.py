"""The door: what a process must be before it touches anything, then window or command line."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec

from collector import starting
from collector.errors import Exit
from collector.examine import CHILD
from collector.ui.decoding import CHILD as DECODING_CHILD

_WINDOW = "collector.ui.main"


def main() -> int:
    """Run the program and return its exit code."""
    arguments = sys.argv[1:]
    if arguments == [CHILD]:
        from collector.examine import child  # noqa: PLC0415 - for the child process alone

        child.main()
        return Exit.DONE
    if arguments == [DECODING_CHILD]:
        from collector.ui.decoding import child as decoding  # noqa: PLC0415 - as above

        decoding.main()
        return Exit.DONE
    starting.start()
    if not arguments:
        return _window()
    from collector.cli.run import main as call  # noqa: PLC0415 - the window needs none of it

    return call(arguments)


def _window() -> int:
    if not _is_there(_WINDOW):
        sys.stderr.write("the window is not part of this installation\n")
        sys.stderr.write("use a verb instead: collector --help\n")
        return Exit.USAGE
    return int(import_module(_WINDOW).main())


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


if __name__ == "__main__":
    sys.exit(main())
