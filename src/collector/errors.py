"""Errors a person can be told about.

Every error carries a code (stable, for support, tests and translation), words that say what
happened, a hint that says what to do, and the exit code of the command line.  Foreign exceptions
are translated into these at the border of each room.

Facts given to an error are shown to people and written into logs of events: they are ids, numbers,
or outside text that has already passed through ``model.untrusted.shown``.  Never secrets, never
words of a testimony, never file names.
"""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar


class Exit(IntEnum):
    """Exit codes of the command line."""

    DONE = 0
    UNACCEPTABLE = 1
    USAGE = 2
    NO_KEY = 3
    SIGNER_UNKNOWN = 4
    MACHINE = 5


class CollectorError(Exception):
    """Root of the tree.  ``words`` and ``hint`` are ``str.format`` templates over ``facts``."""

    code: ClassVar[str] = "error"
    exit: ClassVar[Exit] = Exit.UNACCEPTABLE
    words: ClassVar[str] = "something went wrong"
    hint: ClassVar[str] = "try again; if it happens again, keep the file and ask for help"

    def __init__(self, **facts: str | int) -> None:
        self.facts = facts
        super().__init__(self.words.format(**facts))

    def told(self) -> tuple[str, str]:
        """Return what happened and what to do, each one line."""
        return self.words.format(**self.facts), self.hint.format(**self.facts)


class Unacceptable(CollectorError):
    """The material is not acceptable: altered, truncated, forged, refused, too new."""

    exit = Exit.UNACCEPTABLE


class WrongUsage(CollectorError):
    """The call cannot be carried out as it was put."""

    exit = Exit.USAGE


class NoKeyOpens(CollectorError):
    """No key at hand opens this."""

    exit = Exit.NO_KEY


class SignerUnknown(CollectorError):
    """Valid, but nobody has vouched for the key that signed it."""

    exit = Exit.SIGNER_UNKNOWN


class MachineTrouble(CollectorError):
    """This machine stands in the way: in use, vanished, no room, no permission."""

    exit = Exit.MACHINE


class NoRoom(MachineTrouble):
    """The disk is full."""

    code = "machine.no-room"
    words = "there is no room left on the disk"
    hint = "what was kept before is safe; make room and do it again"


class NoRoomThere(NoRoom):
    """The disk that a finished file was to go to is full."""

    code = "machine.no-room-there"
    words = "there is not enough room on that stick or in that folder"
    hint = (
        "nothing of it was left there, and what is here is safe; make room there or choose another"
    )


class NoPermission(MachineTrouble):
    """The system does not allow it."""

    code = "machine.no-permission"
    words = "the system does not allow reading or writing here"
    hint = "nothing was changed; check who owns the folder and whether it can be written to"


class Vanished(MachineTrouble):
    """A file or disk went away."""

    code = "machine.vanished"
    words = "a file or disk went away while it was needed"
    hint = "what was kept before is safe; connect it again and do it again"


class MachineFault(MachineTrouble):
    """Reading or writing failed."""

    code = "machine.fault"
    words = "reading or writing failed"
    hint = "what was kept before is safe; check the disk and do it again"
