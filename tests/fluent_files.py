"""The Fluent files as the tests see them: every message with its texts and placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fluent.syntax import FluentParser, ast
from fluent.syntax.serializer import serialize_pattern
from fluent.syntax.visitor import Visitor

from collector import settings

LANGUAGES = tuple(settings.LANGUAGES)
_FORMS = frozenset(("zero", "one", "two", "few", "many", "other"))
TRANSLATED = tuple(language for language in LANGUAGES if language != "en")
IN_CYRILLIC = ("be", "ru")


@dataclass(frozen=True)
class Text:
    """One text: of a message, or of one of its attributes (``error-x.hint``)."""

    file: str
    pattern: ast.Pattern

    @property
    def placeholders(self) -> frozenset[str]:
        """Return the names of the facts it takes."""
        return frozenset(_found(self.pattern, ast.VariableReference))

    @property
    def references(self) -> frozenset[str]:
        """Return the names of the messages it takes words from."""
        return frozenset(_found(self.pattern, ast.MessageReference))

    @property
    def plurals(self) -> tuple[frozenset[str], ...]:
        """Return the forms of each number of things in it."""
        visitor = _Plurals()
        visitor.visit(self.pattern)
        return tuple(forms for forms in visitor.forms if forms <= _FORMS)

    @property
    def said(self) -> tuple[str, ...]:
        """Return what it says, placeholders left out, one text for each variant."""
        return tuple(_said(self.pattern))

    @property
    def whole(self) -> str:
        """Return it as it is written."""
        return serialize_pattern(self.pattern).strip()


@cache
def texts(language: str) -> dict[str, Text]:
    """Return every text of a language by its name."""
    found: dict[str, Text] = {}
    for file in sorted(files("collector.ui").joinpath("locales", language).iterdir(), key=str):
        parsed = FluentParser().parse(file.read_text(encoding="utf-8"))
        for entry in parsed.body:
            assert not isinstance(entry, ast.Junk), f"{language}/{file.name}: {entry.content}"
            if isinstance(entry, ast.Message):
                assert entry.value is not None, entry.id.name
                assert entry.id.name not in found, f"{entry.id.name} is there twice"
                found[entry.id.name] = Text(file.name, entry.value)
                for attribute in entry.attributes:
                    name = f"{entry.id.name}.{attribute.id.name}"
                    found[name] = Text(file.name, attribute.value)
    return found


def words_of(text: str, letters: str) -> list[str]:
    """Return the runs of these letters, as a pattern's character class names them."""
    return re.findall(f"[{letters}][{letters}0-9.’'-]*", text)


class _Names(Visitor):
    def __init__(self, kind: type[ast.BaseNode]) -> None:
        self.kind, self.names = kind, []

    def generic_visit(self, node: ast.BaseNode) -> None:
        if isinstance(node, self.kind):
            self.names.append(node.id.name)
        super().generic_visit(node)


class _Plurals(Visitor):
    def __init__(self) -> None:
        self.forms: list[frozenset[str]] = []

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802 - its name
        keys = [it.key for it in node.variants if isinstance(it.key, ast.Identifier)]
        self.forms.append(frozenset(key.name for key in keys))
        self.generic_visit(node)


def _found(pattern: ast.Pattern, kind: type[ast.BaseNode]) -> list[str]:
    visitor = _Names(kind)
    visitor.visit(pattern)
    return visitor.names


def _said(pattern: ast.Pattern) -> Iterator[str]:
    plain = ""
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            plain += element.value
        elif isinstance(element.expression, ast.SelectExpression):
            for variant in element.expression.variants:
                yield from _said(variant.value)
        else:
            plain += " "
    yield plain
