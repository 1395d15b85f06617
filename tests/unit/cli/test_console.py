"""Lines cannot be broken out of, and a reader that goes away stops nothing."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from collector.cli.console import Console
from collector.cli.errors import OutputLost
from collector.cli.reply import Finding, Reply, refusal
from collector.errors import NoRoom

TRICKS = "name\nerror: forged\r\x1b[2J\u202egpj.exe\u200b\udcff"


def console(*, as_json: bool = False) -> Console:
    return Console(io.StringIO(), io.StringIO(), as_json=as_json)


@pytest.mark.parametrize("way", ["say", "note"])
def test_outside_text_stays_in_its_line_and_steers_nothing(way):
    here = console()
    getattr(here, way)(TRICKS)
    printed = here.stdout.getvalue() + here.stderr.getvalue()
    assert printed == (
        "name<U+000A>error: forged<U+000D><U+001B>[2J<U+202E>gpj.exe<U+200B><U+DCFF>\n"
    )


def test_long_lines_are_printed_whole():
    here = console()
    here.say("я" * 100_000)
    here.say("\u202e" * 5_000)
    first, second = here.stdout.getvalue().splitlines()
    assert first == "я" * 100_000
    assert second == "<U+202E>" * 5_000


def test_with_json_standard_output_holds_the_object_and_nothing_else():
    here = console(as_json=True)
    here.say("a line")
    here.note("a remark")
    found = [Finding("c", TRICKS, {"x": 2})]
    here.conclude(Reply(ids=["1"], findings=found, fields={"y": "я\U0001f4f7"}))
    printed = here.stdout.getvalue()
    assert printed.isascii()
    assert printed.count("\n") == 1
    assert json.loads(printed) == {
        "ok": True,
        "code": "done",
        "ids": ["1"],
        "findings": [{"code": "c", "words": TRICKS.replace("\udcff", "<U+DCFF>"), "x": 2}],
        "y": "я\U0001f4f7",
    }
    assert here.stderr.getvalue() == "a remark\n"


def test_a_refusal_carries_the_errors_code_and_ends_its_findings_with_it():
    reply = refusal(NoRoom(), [Finding("before", "words")], more=1).as_json()
    assert reply["ok"] is False
    assert reply["code"] == "machine.no-room"
    assert [it["code"] for it in reply["findings"]] == ["before", "machine.no-room"]
    assert reply["more"] == 1


@pytest.mark.skipif(os.name != "posix", reason="pipes of posix")
def test_a_reader_that_went_away_stops_nothing():
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", buffering=1) as stream:
        here = Console(stream, io.StringIO(), as_json=False)
        for _ in range(3):
            here.say("a line")
        here.conclude(Reply())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("lines", [1, 5_000])
def test_a_result_that_could_not_be_written_is_told(lines):
    with Path("/dev/full").open("w") as stream:
        here = Console(stream, io.StringIO(), as_json=False)
        for _ in range(lines):
            here.say("a line")
        with pytest.raises(OutputLost):
            here.conclude(Reply())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_that_a_result_was_lost_is_not_forgotten_when_nobody_reads_the_remarks():
    reading, writing = os.pipe()
    os.close(reading)
    with Path("/dev/full").open("w", buffering=1) as full, os.fdopen(writing, "w") as gone:
        here = Console(full, gone, as_json=False)
        here.say("a line")
        here.note("a remark")
        with pytest.raises(OutputLost):
            here.conclude(Reply())


def test_a_console_of_this_process_can_be_made():
    Console(sys.stdout, sys.stderr, as_json=False).conclude(Reply())
