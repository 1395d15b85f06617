"""What every screen is handed: the words, the settings, the jobs, and the way to other screens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from collector.session import PRODUCTION, KdfPolicy
from collector.settings import Settings
from collector.ui.courier import Courier
from collector.ui.tasks import Tasks
from collector.ui.words import Words


@dataclass(frozen=True)
class Place:
    """Where somebody is: a screen's name, what it shows, and the page of it.

    ``data`` is for what cannot be read again from the vault; it is lost when the vault is locked.
    """

    screen: str
    id: str = ""
    page: str = ""
    data: object = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Counts:
    """The numbers on the rail."""

    accounts: int = 0
    waiting: int = 0
    arrivals: int = 0


@dataclass
class Desktop:
    """The door between a screen and the rest of the window.

    ``role`` is that of the open vault (``self``, ``interviewer``, ``coordinator``), empty while
    none is open.  ``policy`` is the cost of opening; tests hand in a cheap one.
    """

    tasks: Tasks
    courier: Courier
    words: Words
    settings: Settings
    policy: KdfPolicy = PRODUCTION
    role: str = ""
    vault_folder: Path | None = None
    """Where the vault of this run lies, to open it again; None is the usual place.  Never kept."""
    go: Callable[[Place], None] = field(default=lambda _place: None, repr=False)
    """Show another screen."""
    lock: Callable[[], None] = field(default=lambda: None, repr=False)
    """Keep what was typed, close the vault, show the unlock screen."""
    change: Callable[[Settings], None] = field(default=lambda _settings: None, repr=False)
    """Change the settings, keep them, and draw the screen anew."""
    opened: Callable[[str], None] = field(default=lambda _role: None, repr=False)
    """A vault was opened: tell its role and show its first screen."""
    closed: Callable[[], None] = field(default=lambda: None, repr=False)
    """The vault was closed for good: show the first screen of all."""
    recount: Callable[[], None] = field(default=lambda: None, repr=False)
    """Read the numbers on the rail again."""
