"""What of a person a medium can show, each asked for separately."""

from __future__ import annotations

from typing import Final

from collector.model.values import Value

ASPECTS: Final = ("voice", "face", "document", "body")


class Aspects(Value, frozen=True, kw_only=True):
    """As a fact: what a medium holds.  As a permission: what may be passed on."""

    voice: bool
    face: bool
    document: bool
    body: bool

    def beyond(self, permitted: Aspects) -> tuple[str, ...]:
        """Return the names of what is here and not in ``permitted``."""
        return tuple(
            name for name in ASPECTS if getattr(self, name) and not getattr(permitted, name)
        )
