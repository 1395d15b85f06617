"""The list of flawed bundles: one flaw each, named after it, with the code it is refused by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from collector.crypto.age import X25519Identity
from collector.sync.bundle.policy import KnownSigners
from vectors.bundles import PLATFORM, SENDER
from vectors.contents import signing_key

OTHER: Final = X25519Identity.generate()
"""A key of the platform's that no bundle is addressed to."""

ENROLLED: Final = signing_key("another enrolled sender")
REVOKED: Final = signing_key("a revoked sender")
POLICY: Final = KnownSigners(
    trusted=frozenset({SENDER.public, ENROLLED.public}), revoked=frozenset({REVOKED.public})
)
IDENTITIES: Final = [PLATFORM, OTHER]


@dataclass(frozen=True)
class Flawed:
    """A flawed bundle: its name, the code it must be refused by, and how it is made."""

    name: str
    code: str
    build: Callable[[], bytes]


FLAWED: dict[str, Flawed] = {}


def flawed(code: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Enter a function that makes a flawed bundle into the list, under its own name."""

    def enter(build: Callable[[], bytes]) -> Callable[[], bytes]:
        name = build.__name__.replace("_", "-")
        assert name not in FLAWED, name
        FLAWED[name] = Flawed(name, code, build)
        return build

    return enter
