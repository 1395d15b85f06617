"""The command line: a second face of the core, without Qt and without a display.

Verbs, exit codes and behaviour are those of formats.md section 5.
"""

from collector.cli.run import main

__all__ = ["main"]
