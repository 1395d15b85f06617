"""Calls as such: what is understood, what is said when it is not, and what a fault looks like."""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys

import pytest

from calls import call
from collector import __version__, log
from collector.cli.dispatch import find
from collector.cli.parser import Parser, parse
from collector.cli.verb_table import ROLES, add_verbs
from collector.cli.verbs import schema
from collector.session import ROLES as SESSION_ROLES

VERBS = {
    "demo.run",
    "vault.create",
    "vault.check",
    "vault.wipe",
    "testimony.add",
    "testimony.list",
    "testimony.show",
    "testimony.seal",
    "media.add",
    "media.export",
    "platform.new",
    "platform.renew",
    "platform.revoke",
    "platform.update",
    "platform.show",
    "platform.trust",
    "platform.key-export",
    "platform.key-copy",
    "platform.key-check",
    "signer.list",
    "signer.trust",
    "signer.revoke",
    "bundle.export",
    "bundle.verify",
    "bundle.import",
    "receipt.apply",
    "receipt.export",
    "outbox.add",
    "outbox.list",
    "outbox.send",
    "outbox.carry",
    "outbox.choose",
    "outbox.login",
    "outbox.again",
    "outbox.first",
    "outbox.pause",
    "outbox.resume",
    "outbox.withdraw",
    "schema.show",
}
SECRET = "correct horse"


def verbs_of(parser: argparse.ArgumentParser) -> set[str]:
    """Return every verb a parser knows, at any depth."""
    found = {name} if (name := parser.get_default("verb")) else set()
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                found |= verbs_of(inner)
    return found


def test_these_verbs_and_no_others_and_each_has_a_function():
    parser = Parser(prog="collector")
    add_verbs(parser)
    assert verbs_of(parser) == VERBS
    assert all(callable(find(name)) for name in VERBS)


def test_roles_are_those_of_a_vault():
    assert ROLES == SESSION_ROLES


def test_version_and_help_answer():
    assert call("--version").out == f"collector {__version__}\n"
    assert "exit codes" in call("--help").out
    assert "OUT_DIR" in call("bundle", "export", "--help").out


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("nonsense",),
        ("vault",),
        ("vault", "create"),
        ("vault", "create", "dir", "--role", SECRET),
        ("vault", "create", "dir", "--role", "self", "--passphrase", SECRET),
        ("vault", "create", "dir", "--role", "self", f"--passphrase={SECRET}"),
        ("vault", "create", "dir", SECRET, "--role", "self"),
        ("vault", "create", "dir", "--role", "self", f"--json={SECRET}"),
        ("vault", "create", "dir", "--rol", "self"),
        ("testimony", "seal", "--vault", "dir"),
        ("bundle", "import", "--vault", "dir"),
        ("bundle", "verify", "file"),
        ("bundle", "verify", "file", "--identity", "key"),
        ("bundle", "verify", "file", "--vault", "v", "--identity", "key", "--signer", "key"),
        ("bundle", "verify", "file", "--vault", "v", "--identity", "key"),
        ("outbox", "carry", "file"),
        ("receipt", "apply", "--vault", "dir"),
        ("receipt", "export", "--vault", "dir"),
        ("platform", "renew", "--vault", "dir"),
        ("platform", "renew", "--vault", "dir", "--days", SECRET, "out"),
        ("signer", "revoke", "--vault", "dir"),
        ("schema", "nothing-of-the-kind"),
    ],
)
def test_a_wrong_call_is_told_in_two_lines_and_repeats_no_value(argv):
    called = call(*argv)
    assert called.code == 2
    assert called.out == ""
    assert len(called.err.splitlines()) == 2
    assert SECRET not in called.err


@pytest.mark.parametrize(
    ("argv", "ids", "out"),
    [
        (["--to", "p", "--vault", "v", "out"], [], "out"),
        (["a", "b", "out", "--to", "p", "--vault", "v"], ["a", "b"], "out"),
        (["--to", "p", "a", "--vault", "v", "b", "--json", "out"], ["a", "b"], "out"),
        (["a", "--to", "p", "--vault", "v", "out"], ["a"], "out"),
    ],
)
def test_names_may_stand_between_options(argv, ids, out):
    args = parse(["bundle", "export", *argv], io.StringIO())
    assert (args.ids, args.out) == (ids, out)
    files = parse(["bundle", "import", "a", "--vault", "v", "b", "--json", "c"], io.StringIO())
    assert files.files == ["a", "b", "c"]


def test_an_option_before_its_verb_is_said_to_stand_in_the_wrong_place():
    called = call("--json", "vault", "check", "dir")
    assert called.code == 2
    assert "there is no option --json in this place" in called.err
    assert called.json["code"] == "usage"


def test_a_card_is_not_renewed_to_beyond_the_calendar():
    called = call("platform", "renew", "--vault", "dir", "--days", "99999999999", "out")
    assert called.code == 2
    assert "argument --days: it takes at most 36500" in called.err


def test_a_wrong_call_with_json_is_an_object_as_well():
    called = call("vault", "create", "--json")
    assert called.code == 2
    assert called.json["ok"] is False
    assert called.json["code"] == "usage"
    assert called.json["ids"] == []
    assert called.json["findings"][0]["hint"] == "see: collector vault create --help"
    assert len(called.err.splitlines()) == 2


def test_a_fault_of_the_program_is_one_line_with_a_place_and_nothing_else(monkeypatch):
    def broken(_name):
        raise KeyError(SECRET)

    monkeypatch.setattr(schema, "json_schema", broken)
    called = call("schema", "testimony", "--json")
    assert called.code == 1
    assert called.json["code"] == "internal"
    what, _ = called.err.splitlines()
    assert "cli/verbs/schema.py:" in what
    assert "KeyError" in what
    assert "Traceback" not in called.err
    assert SECRET not in called.err + called.out + "\n".join(log.recent())


def test_the_keyboard_stops_it_with_130_and_words(monkeypatch):
    def stopped(_name):
        raise KeyboardInterrupt

    monkeypatch.setattr(schema, "json_schema", stopped)
    called = call("schema", "testimony", "--json")
    assert called.code == 130
    assert called.json["ok"] is False
    assert called.json["code"] == "interrupted"
    assert len(called.err.splitlines()) == 2


def test_a_schema_is_printed_and_is_the_same_inside_the_object():
    plain = json.loads(call("schema", "testimony").out)
    assert plain["title"].startswith("An account to be added")
    assert call("schema", "testimony", "--json").json["schema"] == plain


HEAVY = {"msgspec", "cryptography", "sqlcipher3", "rich", "mnemonic", "PySide6", "exifread"}


@pytest.mark.parametrize("argv", [["--version"], ["--help"], ["vault", "create"]])
def test_help_version_and_wrong_calls_load_nothing_heavy(argv):
    script = (
        "import sys; sys.argv[1:] = " + repr(argv) + "; from collector.__main__ import main;"
        "main(); print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert not HEAVY & set(ran.stdout.splitlines()[-1].split())


def test_no_verb_loads_qt():
    script = (
        "import sys; from collector.cli import dispatch;"
        "[family() for family in dispatch._FAMILIES.values()];"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    loaded = set(ran.stdout.split())
    assert "sqlcipher3" in loaded
    assert not {"PySide6", "shiboken6"} & loaded
