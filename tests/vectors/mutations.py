"""Mutations of the reader: each takes one single check out of it.

The list is computed from the source, so that it is complete by construction.  A check is

- an ``if`` whose body is one ``raise BundleRefused``: it is made never to hold, and where it is
  made of parts joined by ``or``, each part alone is, too;
- a statement that only calls a function of the reader's: it is left out.

A mutation is carried out in the running program: the code of the one function it concerns is
compiled anew from the changed source and put in place for as long as the mutation lasts.
"""

from __future__ import annotations

import ast
import copy
import importlib
import inspect
import types
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import collector.sync.bundle

FOLDER = Path(collector.sync.bundle.__file__).parent
# What writes, what only names things or finds them on a disk, and the sinks' calls, which tell a
# sink and check nothing.
NOT_THE_READER = {"__init__", "writer", "plan", "readme", "flaws", "given", "parts"}
NO_CHECKS = {"begin", "open", "write", "close", "commit", "abort", "update", "forget", "rewind"}
NO_CHECKS |= {"append", "add_note", "listed", "_progress", "add", "assert_never", "signed"}


@dataclass(frozen=True)
class Mutation:
    """One check taken out: the file, its line, the function it stands in, and what is done."""

    module: str
    line: int
    function: str
    what: str
    node: ast.stmt
    part: int | None = None

    @property
    def name(self) -> str:
        """Return a name for the list."""
        return f"{self.module}:{self.function}:{self.line}-{self.what}"

    @cached_property
    def raises(self) -> range:
        """Return the lines the check covers."""
        return range(self.line, (self.node.end_lineno or self.line) + 1)

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Run the reader without this check."""
        module = importlib.import_module(f"collector.sync.bundle.{self.module}")
        function = _function(module, self.function)
        before = function.__code__
        function.__code__ = _code(self)
        try:
            yield
        finally:
            function.__code__ = before


def mutations() -> list[Mutation]:
    """Return every mutation, by file and line."""
    return [
        mutation
        for path in sorted(FOLDER.glob("*.py"))
        if path.stem not in NOT_THE_READER
        for mutation in _of_file(path)
    ]


def _of_file(path: Path) -> Iterator[Mutation]:
    for function, name in _functions(ast.parse(path.read_text("utf-8"))):
        for node in ast.walk(function):
            if isinstance(node, ast.If) and _refuses(node):
                yield Mutation(path.stem, node.lineno, name, _flaw(node), node)
                if isinstance(node.test, ast.BoolOp) and isinstance(node.test.op, ast.Or):
                    for part in range(len(node.test.values)):
                        what = f"{_flaw(node)}-part-{part + 1}"
                        yield Mutation(path.stem, node.lineno, name, what, node, part)
            elif isinstance(node, ast.Expr) and _calls_a_check(node):
                called = _called(node)
                yield Mutation(path.stem, node.lineno, name, f"without-{called}", node)


def _functions(tree: ast.Module) -> Iterator[tuple[ast.FunctionDef, str]]:
    """Yield functions and methods with their qualified names; inner functions with the outer."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node, node.name
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    yield inner, f"{node.name}.{inner.name}"


def _refuses(node: ast.If) -> bool:
    return (
        len(node.body) == 1
        and isinstance(node.body[0], ast.Raise)
        and "BundleRefused" in ast.unparse(node.body[0])
    )


def _flaw(node: ast.If) -> str:
    call = node.body[0].exc
    return ast.unparse(call.args[0]).removeprefix("Flaw.")


def _calls_a_check(node: ast.Expr) -> bool:
    return isinstance(node.value, ast.Call) and _called(node) not in NO_CHECKS


def _called(node: ast.Expr) -> str:
    function = node.value.func
    return function.attr if isinstance(function, ast.Attribute) else ast.unparse(function)


class _Without(ast.NodeTransformer):
    """Takes the check of a mutation out of a module's tree."""

    def __init__(self, mutation: Mutation) -> None:
        self._mutation = mutation
        self.done = 0

    def visit(self, node: ast.AST) -> ast.AST:
        """Return the node, or what stands in its place."""
        wanted = self._mutation.node
        if type(node) is not type(wanted) or ast.dump(node, include_attributes=True) != ast.dump(
            wanted, include_attributes=True
        ):
            return self.generic_visit(node)
        self.done += 1
        if isinstance(node, ast.Expr):
            return ast.copy_location(ast.Pass(), node)
        node = copy.deepcopy(node)
        false = ast.copy_location(ast.Constant(value=False), node)
        if self._mutation.part is None:
            node.test = false
        else:
            node.test.values[self._mutation.part] = false
        return node


def _code(mutation: Mutation) -> types.CodeType:
    path = FOLDER / f"{mutation.module}.py"
    without = _Without(mutation)
    tree = ast.fix_missing_locations(without.visit(ast.parse(path.read_text("utf-8"))))
    assert without.done == 1, mutation.name
    return _find(compile(tree, str(path), "exec", dont_inherit=True), mutation.function)


def _find(code: types.CodeType, name: str) -> types.CodeType:
    found = [it for it in _all(code) if it.co_qualname == name]
    assert len(found) == 1, name
    return found[0]


def _all(code: types.CodeType) -> Iterator[types.CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield constant
            yield from _all(constant)


def _function(module: types.ModuleType, name: str) -> types.FunctionType:
    found: object = module
    for part in name.split("."):
        found = inspect.getattr_static(found, part)
    for inside in ("fget", "func"):
        found = getattr(found, inside, found)
    assert isinstance(found, types.FunctionType)
    return found
