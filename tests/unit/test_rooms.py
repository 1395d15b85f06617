"""The rules of the house that no import contract can say, and proof that the contract can fail."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import grimp
import pytest

from peers import ROOT
from room_contract import RoomContract

SOURCE = ROOT / "src" / "collector"

# Standard library and third parties that open sockets, or would on the way.
NETWORK = frozenset(
    [
        "socket",
        "socketserver",
        "ssl",
        "http",
        "urllib.request",
        "ftplib",
        "smtplib",
        "poplib",
        "imaplib",
        "xmlrpc",
        "asyncio",
        "requests",
        "urllib3",
        "httpx",
        "httpcore",
        "aiohttp",
        "pycurl",
        "socks",
        "niquests",
        "websockets",
        "paramiko",
    ]
)
THREADS = frozenset({"threading", "_thread", "concurrent.futures"})

# What may be imported only in the places named (files, or folders with all below them).
KEPT_IN = [
    pytest.param(frozenset({"PySide6", "shiboken6"}), {"ui"}, id="qt"),
    # log.py starts no thread: it sets the hook that hears of one that failed.  system.py starts one
    # on Windows, where a pipe cannot be written to without waiting.
    pytest.param(
        THREADS,
        {
            "ui/tasks.py",
            "store/media/pipeline.py",
            "log.py",
            "system.py",
            "sync/transport/aside.py",
            "sync/transport/ssh.py",
        },
        id="threads",
    ),
    pytest.param(NETWORK, {"sync/transport"}, id="network"),
]
MOST_LINES = 400


def imports_of(tree: ast.AST) -> set[str]:
    """Return every name that an import statement or a constant call of import_module names."""
    names: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                names.update(alias.name for alias in node.names)
            case ast.ImportFrom(module=str(module), level=0):
                names.add(module)
                names.update(f"{module}.{alias.name}" for alias in node.names)
            case ast.Call(
                func=ast.Name(id=called) | ast.Attribute(attr=called),
                args=[ast.Constant(value=str(name)), *_],
            ) if called in {"import_module", "__import__"}:
                names.add(name)
            case _:
                pass
    return names


def trespasses(names: set[str], kept: frozenset[str]) -> set[str]:
    return {name for name in names if any(f"{name}.".startswith(f"{one}.") for one in kept)}


@pytest.mark.parametrize(("kept", "places"), KEPT_IN)
def test_kept_in_its_place(kept, places):
    found = {}
    for path in SOURCE.rglob("*.py"):
        where = path.relative_to(SOURCE).as_posix()
        if any(where == place or where.startswith(f"{place}/") for place in places):
            continue
        if guilty := trespasses(imports_of(ast.parse(path.read_bytes())), kept):
            found[where] = sorted(guilty)
    assert not found


@pytest.mark.parametrize(
    "text",
    [
        "import socket",
        "from socket import create_connection as c",
        "import urllib.request",
        "from urllib import request",
        "import http.client as hc",
        "def f():\n    import ssl",
        "importlib.import_module('socket')",
        "__import__('asyncio')",
    ],
)
def test_an_import_in_any_dress_is_seen(text):
    assert trespasses(imports_of(ast.parse(text)), NETWORK)


@pytest.mark.parametrize("text", ["import urllib.parse", "from .socket import x", "import httpsy"])
def test_an_innocent_import_is_left_alone(text):
    assert not trespasses(imports_of(ast.parse(text)), NETWORK)


def test_no_file_is_too_long():
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_bytes().splitlines())
        for folder in ("src", "tests", "packaging")
        for path in (ROOT / folder).rglob("*.py")
    }
    assert not {name: lines for name, lines in lengths.items() if lines > MOST_LINES}


def table() -> list[str]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        (contract,) = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    return contract["table"]


def judged(*imports: tuple[str, str], alone: tuple[str, ...] = ()) -> dict:
    """Return what the project's own table says about the imports given."""
    graph = grimp.ImportGraph()
    graph.add_module("collector")
    for module in alone:
        graph.add_module(module)
    for importer, imported in imports:
        graph.add_import(importer=importer, imported=imported)
    contract = RoomContract("", {"root_packages": ["collector"]}, {"table": table()})
    check = contract.check(graph, verbose=False)
    assert check.kept == (not any(check.metadata.values()))
    return check.metadata


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("errors", "clock"),
        ("model.testimony", "store.records"),
        ("model.testimony", "crypto.keys"),
        ("crypto.age", "model.untrusted"),
        ("examine.exif", "store"),
        ("store.media.intake", "sync.outbox"),
        ("sync.bundle.reader", "store.records"),
        ("sync.bundle.reader", "sync.export"),
        ("sync.transport.folder", "crypto.age"),
        ("sync.transport.folder", "model"),
        ("sync.export", "session"),
        ("report.dossier", "sync.bundle"),
        ("session", "ui.window"),
        ("desk", "cli"),
        ("session", "demo.run"),
        ("demo.run", "store.vault"),
        ("demo.run", "crypto.age"),
        ("demo.forge", "session"),
        ("cli", "store.vault"),
        ("cli", "ui"),
        ("ui.screens.unlock", "crypto"),
        ("ui.screens.unlock", "sync.sender"),
    ],
)
def test_a_wrong_door_is_closed(importer, imported):
    pair = (f"collector.{importer}", f"collector.{imported}")
    assert judged(pair)["trespasses"] == [pair]


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("model.testimony", "model.consent"),
        ("store.media.intake", "crypto.keys"),
        ("sync.export", "sync.bundle.writer"),
        ("sync.export", "sync.receipts"),
        ("session", "store.vault"),
        ("ui.window", "session"),
        ("cli.verbs.demo", "demo.run"),
        ("demo.run", "demo.forge"),
        ("demo.forge", "sync.bundle.layout"),
    ],
)
def test_a_right_door_is_open(importer, imported):
    assert not judged((f"collector.{importer}", f"collector.{imported}"))["trespasses"]


def test_a_module_without_a_row_is_refused():
    assert judged(alone=("collector.helpers",))["homeless"] == ["collector.helpers"]


def test_everyone_may_read_the_version_which_imports_nothing():
    assert not judged(("collector.crypto.age", "collector"))["trespasses"]
    assert judged(("collector", "collector.errors"))["trespasses"]


def test_every_package_is_a_real_package():
    """A folder without ``__init__.py`` is invisible to the import contract."""
    folders = {path.parent for path in SOURCE.rglob("*.py")}
    bare = {Path(f) for f in folders if not (f / "__init__.py").is_file()}
    assert not bare
