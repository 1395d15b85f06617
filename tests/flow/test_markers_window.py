"""What is done at the window is never written in the clear either (attacks V1, V2).

One journey of the real window, offscreen and under strace, with a marker word in every field, in
the passphrase, the names of files and of the vault's folder.  One word is planted on purpose at
its end: it, and nothing else, must be found.
"""

from __future__ import annotations

import msgspec
import pytest

from collector.session import open_session
from makers import TEST_POLICY
from markers import material
from markers.keys import keys_of
from markers.marks import labels, words
from markers.run import travelled
from markers.search import created

PLANTED = "words.planted"
TYPED = {
    "consent.teach-back",
    "correction.correction-note",
    "exhibits.exhibit-content",
    "exhibits.exhibit-made-by",
    "exhibits.line",
    "prior_accounts.earlier-form",
    "where.line",
    "words.about",
    "words.told-by",
    "words.words",
}


@pytest.fixture(scope="module")
def journey(tmp_path_factory):
    root = tmp_path_factory.mktemp("markers") / "root"
    return travelled(root, "gone again", script="window_journey.py")


def test_only_what_was_planted_is_found(journey):
    assert journey.lines[-1] == {"ended": True}
    leaks = journey.leaks(words())
    assert [it for it in leaks if it.label != PLANTED] == []
    assert leaks != []


def test_nothing_stands_in_log_arguments_or_environment_and_qt_warned_of_nothing(journey):
    (told,) = [it for it in journey.lines if "around" in it]
    assert (told["around"], told["warned"]) == ([], 0)
    assert told["typed"] > 30


def test_no_key_is_written_in_the_clear(journey):
    keys = keys_of(material.chosen(journey.root), material.PASSPHRASES["field"])
    assert len(keys.raw) >= 10
    assert journey.leaks(keys.patterns()) == []


def test_files_are_made_in_the_vaults_where_asked_and_for_what_was_set(journey):
    root = journey.root
    vaults = (root / material.FOLDER, root / "platform", root / "asked")
    settings = root / "home" / ".config" / "collector"
    places = tuple(f"{it}/" for it in (*vaults, settings))
    made = created(journey.calls)
    own = [it for it in made if not it.startswith((*places, f"{root}/.platform.new-"))]
    assert [it for it in own if it != str(root / "home" / "leftover")] == []
    assert [it.name for it in settings.iterdir()] == ["window.json"]
    assert b'"ru"' in (settings / "window.json").read_bytes()
    assert [it.name for it in (root / "home").iterdir()] == [".config"]
    assert list((root / "tmp").iterdir()) == []


def test_what_was_asked_for_is_there_and_holds_no_word(journey):
    card, bundle = sorted((journey.root / "asked").iterdir(), key=lambda it: it.stat().st_size)
    assert card.name == "card"
    data = bundle.read_bytes()
    assert len(data) > 50_000
    assert [it for it in words() if it.octets in data] == []


def test_what_was_typed_reached_the_vault(journey):
    folder = material.chosen(journey.root)
    with open_session(folder, material.PASSPHRASES["field"], TEST_POLICY) as session:
        account = session.testimonies.every()[0].id
        sealed, draft = session.testimonies.sealed(account), session.testimonies.draft(account)
    held = msgspec.json.encode([sealed.record, sealed.consent, sealed.exhibits, draft.form])
    assert set(labels(held)) >= TYPED
    assert sealed.record.identity.state == "sealed"
    assert "identity" not in {it.partition(".")[0] for it in labels(held)}


def test_a_whole_session_with_the_window_opens_no_socket_of_a_network(journey):
    """No update, no telemetry, no name looked up: only the display and the bus are spoken to."""
    made = [it.rest for it in journey.calls if it.name == "socket"]
    assert [it for it in made if not it.startswith("AF_UNIX")] == []
    connected = [it.rest for it in journey.calls if it.name == "connect"]
    assert [it for it in connected if "AF_UNIX" not in it] == []
