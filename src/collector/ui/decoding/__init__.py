"""Pictures from outside: decoded by Qt in a child process, never where the vault is open.

The door is :class:`collector.ui.decoding.decoder.Decoder`.  This file imports nothing, so that the
program can tell its child by the argument before anything else.
"""

CHILD = "--decode-child"
"""The argument by which a packed program, beside which no interpreter lies, is its own child."""
