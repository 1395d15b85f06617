"""JSON Schemas (draft 2020-12) of everything that is written down, made from the types.

They let others read and write without us.  What they cannot say is in the rules beside the types:
canonical form, digests, and what one field demands of another.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Final

import msgspec

from collector.errors import WrongUsage
from collector.model.card import PlatformCard
from collector.model.consent import ConsentRecord
from collector.model.custody import CustodyEvent
from collector.model.identity import IdentityForm, IdentityRecord
from collector.model.identity_plain import IdentityPlain
from collector.model.media import MediaRecord
from collector.model.receipt import Receipt
from collector.model.testimony import TestimonyRecord
from collector.model.testimony_input import REQUIRED, TestimonyInput

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_TYPES: Final = MappingProxyType(
    {
        "testimony": (TestimonyInput, "An account to be added (input of 'testimony add')"),
        "record-testimony": (TestimonyRecord, "A sealed testimony"),
        "consent": (ConsentRecord, "A sealed consent row"),
        "media": (MediaRecord, "A sealed media item"),
        "identity": (IdentityRecord, "A sealed pointer to an identity file"),
        "identity-plain": (IdentityPlain, "The first line inside an identity file"),
        "identity-form": (IdentityForm, "The form of who a source is"),
        "event": (CustodyEvent, "A leaf of the custody log"),
        "card": (PlatformCard, "The body of a platform card"),
        "receipt": (Receipt, "The body of a receipt"),
    }
)


class UnknownSchema(WrongUsage):
    """No kind of that name."""

    code = "schema.unknown"
    words = "there is no schema of that name"
    hint = "there are: {names}"

    def __init__(self) -> None:
        super().__init__(names=", ".join(kinds()))


def kinds() -> tuple[str, ...]:
    """Return the names that have a schema."""
    return tuple(_TYPES)


def json_schema(kind: str) -> dict[str, Any]:
    """Return the schema of one kind.  Raises ``UnknownSchema``.

    ``x-vocabulary`` on a field names the controlled list that its codes come from.
    """
    if kind not in _TYPES:
        raise UnknownSchema
    described, title = _TYPES[kind]
    # Through bytes and back: what comes out is JSON and nothing else.
    schema: dict[str, Any] = msgspec.json.decode(
        msgspec.json.encode(msgspec.json.schema(described))
    )
    for definition in schema["$defs"].values():
        if "description" in definition:
            definition["description"] = definition["description"].replace("``", "'")
    if described is TestimonyInput:
        _close(schema["$defs"])
    return {"$schema": _DRAFT, "title": title, **schema}


def _close(definitions: dict[str, Any]) -> None:
    """Say that a form must be complete to be sealed, and may hold nothing it does not know.

    The type allows a form that is still being written; the schema is for one that is finished.
    """
    form = definitions["TestimonyInput"]
    form["required"] = list(REQUIRED)
    for name in REQUIRED:
        field = form["properties"][name]
        field.pop("default", None)
        choices = [choice for choice in field.pop("anyOf", []) if choice != {"type": "null"}]
        field.update(choices[0] if len(choices) == 1 else {"anyOf": choices} if choices else {})
    form["properties"]["words"]["minItems"] = 1
    for definition in definitions.values():
        if definition.get("type") == "object":
            definition["additionalProperties"] = False
