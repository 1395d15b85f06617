"""Whether the codes in a value exist: found by its types, looked up in the lists.

``model`` checks the shape of codes only.  What comes from elsewhere may hold codes of a later
version of a list; whether that matters is for the caller to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast

import msgspec
from msgspec import inspect

from collector.model.problems import FieldProblem, at
from collector.vocabularies.loading import load


def check_codes(value: msgspec.Struct) -> tuple[FieldProblem, ...]:
    """Return a problem for every code in ``value``, at any depth, that its list does not have."""
    return tuple(_in_struct(value, ""))


def _in_struct(value: msgspec.Struct, path: str) -> Iterator[FieldProblem]:
    for name, described in _fields(type(value)).items():
        yield from _in(getattr(value, name), described, at(path, name))


def _in(value: object, described: inspect.Type, path: str) -> Iterator[FieldProblem]:
    if isinstance(value, msgspec.Struct):
        yield from _in_struct(value, path)
    elif isinstance(described, inspect.UnionType):
        for choice in described.types:
            yield from _in(value, choice, path)
    elif isinstance(described, inspect.Metadata):
        rules = described.extra or {}
        if isinstance(value, str) and "vocabulary" in rules:
            yield from _unknown(value, rules, path)
        else:
            yield from _in(value, described.type, path)
    elif isinstance(described, inspect.VarTupleType) and isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _in(item, described.item_type, f"{path}[{index}]")


def _unknown(value: str, rules: dict[str, object], path: str) -> Iterator[FieldProblem]:
    known = load(str(rules["vocabulary"])).by_stored
    if value not in known and value != rules.get("also"):
        yield FieldProblem(path, "field.unknown-code")


@cache
def _fields(kind: type[msgspec.Struct]) -> dict[str, inspect.Type]:
    described = cast("inspect.StructType", inspect.type_info(kind))
    return {field.name: field.type for field in described.fields}
