"""The pages for people: what they point to is there."""

from __future__ import annotations

import io
import re
import shlex
from pathlib import Path

import pytest

from collector.cli.parser import Parser, parsed
from collector.cli.verb_table import add_verbs
from fluent_files import texts
from peers import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
PARTS = ["What", "Why", "What else was considered", "What it costs"]
TARGETS = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_to_a_file_leads_to_one(page):
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_target_of_make_that_is_named_is_one(page):
    text = page.read_text(encoding="utf-8")
    said = re.findall(r"(?:^ *|`)make ([a-z]+)(?=`|$|  )", text, re.M)
    assert set(said) <= TARGETS


def test_every_call_that_is_written_out_is_one():
    calls = [
        line
        for page in PAGES
        for line in re.findall(r"^    collector (.+)$", page.read_text(encoding="utf-8"), re.M)
    ]
    assert len(calls) > 15
    parser = Parser(prog="collector")
    add_verbs(parser)
    assert all(parsed(parser, shlex.split(call), io.StringIO()) for call in calls)


def test_what_the_guide_calls_by_the_words_of_the_window_is_called_so_there():
    guide = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?<![*\w])\*([^*\n]+)\*", guide))
    assert len(named) > 10
    assert named - {text.whole for text in texts("en").values()} == set()


def test_make_help_names_every_target_a_person_needs():
    phony = (ROOT / "Makefile").read_text(encoding="utf-8").partition(".PHONY:")[2].splitlines()[0]
    assert set(phony.split()) == TARGETS


def test_every_room_stands_in_the_table_of_rooms():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text.partition("\n## The rooms\n")[2].partition("\n## ")[0]
    told = {name for row in re.findall(r"^\|(.+?)\|", table, re.M) for name in row.split("`")[1::2]}
    source = ROOT / "src" / "collector"
    rooms = {f"{path.parent.relative_to(source)}/" for path in source.glob("*/__init__.py")}
    modules = {path.stem for path in source.glob("[a-z]*.py")}
    assert (rooms | modules) - told == set()


@pytest.mark.parametrize("page", DECISIONS, ids=named)
def test_a_decision_has_its_parts_its_day_and_its_line_in_the_list(page):
    text = page.read_text(encoding="utf-8")
    number, title = re.match(r"# (\d+)\. (.+)\n\n\d{4}-\d\d-\d\d\n", text).groups()
    assert page.name.startswith(f"{int(number):04d}-")
    assert re.findall(r"^## (.+)$", text, re.M) == PARTS
    index = (page.parent / "README.md").read_text(encoding="utf-8")
    assert f"{number}. [{title}]({page.name})" in index
