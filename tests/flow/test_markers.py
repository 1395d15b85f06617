"""No word, name, passphrase or key is ever written in the clear (attack V1, V2).

A whole journey runs under strace with a marker word in every field; then every buffer that was
written or sent is searched, every name, argument and environment, and every file that is left.
"""

from __future__ import annotations

from pathlib import Path

import msgspec.inspect as kinds
import pytest

from collector.model.testimony_input import TestimonyInput
from markers import material
from markers.marks import labels, words
from markers.run import travelled
from markers.search import created
from markers.written import pages

PRIVATE = ("identity", "content.identity", "passphrase")
# A terminal is asked for an account's words by 'show' and 'list'; nothing else prints any.
TOLD = {"about", "consent", "prior_accounts", "where", "words", "platform"}


@pytest.fixture(scope="module")
def journey(tmp_path_factory):
    return travelled(tmp_path_factory.mktemp("markers") / "root")


def test_every_field_of_the_form_has_a_marker_word():
    wanted = set(material.free_texts(kinds.type_info(TestimonyInput)))
    given = material.anything(kinds.type_info(TestimonyInput))
    assert wanted - set(material.marked(given)) == set()


def test_nothing_is_written_in_the_clear(journey):
    assert journey.lines[-1] == {"ended": True}
    assert journey.leaks(words()) == []


@pytest.mark.parametrize("who", ["field", "platform"])
def test_no_key_is_written_in_the_clear(journey, who):
    keys = journey.keys(who)
    assert len(keys.raw) >= 13
    assert journey.leaks(keys.patterns()) == []


def test_files_are_made_in_the_vaults_and_where_they_were_asked_for(journey):
    places = tuple(f"{journey.root / it}/" for it in ("field", "platform", "asked"))
    building = tuple(f"{journey.root}/.{it}.new-" for it in ("field", "platform"))
    made = created(journey.calls)
    assert len(made) > 20
    assert [it for it in made if not it.startswith((*places, *building))] == []
    for name in ("home", "tmp"):
        assert list((journey.root / name).iterdir()) == []


def test_no_memory_is_shared_with_a_file_and_nothing_is_sent(journey):
    """Bytes that reach a file through shared memory would pass the search unseen."""
    shared = [it for it in journey.calls if it.name == "mmap" and "MAP_SHARED" in it.rest]
    assert [it.rest for it in shared if "PROT_WRITE" in it.rest and "MAP_ANON" not in it.rest] == []
    assert [it.name for it in journey.calls if it.name.startswith("send")] == []
    # Python asks who the user is when a child starts without HOME, and with it the system's cache.
    connected = [b"".join(it.strings) for it in journey.calls if it.name == "connect"]
    assert set(connected) <= {b"/var/run/nscd/socket"}


def test_children_are_started_with_nothing_but_what_to_run(journey):
    """The search above covers arguments and environments; this makes sure that it saw some."""
    started = [it for it in journey.calls if it.name == "execve" and not it.failed]
    (own, *children) = started
    assert len(children) >= 2
    root = str(journey.root).encode()
    told = [b" ".join(it.strings) for it in children]
    assert root in b" ".join(own.strings)
    assert [it for it in told if root in it or b"HOME" in it] == []


@pytest.mark.parametrize("who", ["field", "platform"])
def test_identity_and_secrets_never_reach_a_page(journey, who):
    """The card was trusted first: at no moment did the vault's own files hold who the source is."""
    keys = journey.keys(who)
    seen: set[str] = set()
    for path, page in pages(journey.calls, keys.cabinets):
        seen.add(Path(path).name)
        found = [it for it in labels(page) if it.startswith(PRIVATE)]
        assert found == [], path
        assert material.BIRTH.encode() not in page
        assert [name for name, key in keys.private.items() if key in page] == []
        assert keys.raw["vault key"] not in page
    assert {"vault.db", "vault.db-wal", "000001.db", "000001.db-journal"} <= seen


def test_what_is_printed_is_what_was_asked_for(journey):
    for line in journey.lines:
        if "verb" in line:
            assert set(line["err"]) <= {"field", "file"}
            assert set(line["out"]) <= TOLD
            if line["verb"] not in {"testimony show", "testimony list"}:
                assert set(line["out"]) <= {"platform"}


PLANTS = (
    "utf-8",
    "utf-16-le",
    "utf-16-be",
    "escaped",
    "base64 0",
    "base64 1",
    "base64 2",
    "name",
    "gone again",
    "argument",
    "environment",
)


@pytest.mark.parametrize("planted", PLANTS)
def test_a_planted_word_is_found(tmp_path, planted):
    assert travelled(tmp_path / "root", planted).leaks(words()) != []


def test_a_planted_word_is_found_beside_a_whole_journey(tmp_path):
    leaks = travelled(tmp_path / "root", "journey", "gone again").leaks(words())
    assert {it.label for it in leaks} == {"words.planted"}
