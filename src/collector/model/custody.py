"""A custody event: one leaf of the log, true and free of content.

An event says that something was done to items, not to which: items stand as commitments, which
name nothing once their nonces are destroyed.  Details are codes, so that no words can slip in.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from collector.model.envelope import Document, Stamp
from collector.model.terms import CustodyCode, Role
from collector.model.values import Random16, Sha256, Size, Value, whole

Label = Annotated[str, Meta(pattern=whole("[a-z][a-z-]{0,31}"), description="kind of item")]
Software = Annotated[
    str, Meta(pattern=whole("[a-z][a-z0-9-]{0,31}/[0-9a-z.+-]{1,31}"), description="name/version")
]
DetailCode = Annotated[str, Meta(pattern=whole(r"[a-z0-9]([a-z0-9.-]{0,62}[a-z0-9])?"))]


class Agent(Value, frozen=True, kw_only=True):
    """In which role, and with which program.  Never who."""

    role: Role
    software: Software


class CustodyObject(Value, frozen=True, kw_only=True):
    """An item by its commitment; ``previous`` is the leaf index of its last event, from 0."""

    label: Label
    commitment: Sha256
    previous: Size | None


class CustodyEvent(Document, frozen=True, kw_only=True, tag="event"):
    """One leaf.  ``random`` makes two events that are otherwise alike into different leaves."""

    event: CustodyCode
    random: Random16
    at: Stamp
    agent: Agent
    objects: tuple[CustodyObject, ...]
    outcome: Literal["success", "fail", "warning"]
    detail: tuple[DetailCode, ...]
