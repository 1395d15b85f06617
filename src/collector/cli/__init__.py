"""The command line: a second face of the core, without Qt and without a display.

Verbs and exit codes are part of the formats: others build on them.
"""

from collector.cli.run import main

__all__ = ["main"]
