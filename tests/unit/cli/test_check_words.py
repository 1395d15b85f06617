"""Every code that ``vault check`` can give has words of its own."""

from __future__ import annotations

import re

from collector.cli.verbs.check_words import WORDS, words_of
from collector.store.check_custody import TRUSTED
from peers import ROOT

STORE = ROOT / "src" / "collector" / "store"
CODE = re.compile(r'"((?:vault|record|custody|draft|file|media|bundle|outbox|receipt)\.[a-z-]+)"')


def codes() -> set[str]:
    sources = [*STORE.glob("check*.py"), STORE / "media" / "check.py", STORE / "stamps.py"]
    return {code for path in sources for code in CODE.findall(path.read_text("utf-8"))}


def test_every_code_has_words():
    assert len(codes()) > 15
    assert not codes() - set(WORDS)


def test_codes_that_are_put_together_have_words_for_every_part():
    for label in ("record", "media", "identity", "receipt", "stamp"):
        assert {f"custody.{label}-without-event", f"custody.{label}-missing"} <= set(WORDS)
    assert {f"trust.{decision}" for decision in TRUSTED} <= set(WORDS)
    assert {f"vault.{kind}" for kind in ("page-changed", "structure", "reference")} <= set(WORDS)


def test_a_code_of_another_room_is_damage_all_the_same():
    assert words_of("sqlite.whatever") == "this part is damaged or cannot be read"
