"""Once an identity is sealed no page tells it: no freed one, no slack, no log, no journal.

Before any card is trusted the form lies open in the vault; every place where its words were is read
with the key here, while the vault is still open and after it was closed.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess

import pytest

from collector.crypto import fingerprint
from collector.model.testimony_input import read_input
from collector.store import identity
from collector.store.exhibits import GivenFile
from collector.store.platform_cards import identity_target
from collector.store.sqlite import transaction
from makers import PASSPHRASE, PLATFORM, make
from markers import material
from markers.keys import keys_of
from markers.marks import labels, mark

PRIVATE = ("identity", "content.identity")
ACCOUNTS = 30


@pytest.fixture
def card(tmp_path):
    with make(tmp_path / "platform", "coordinator") as coordinator:
        return coordinator.trust.new_card(PLATFORM)


@pytest.fixture
def given(tmp_path):
    material.lay(tmp_path / "given")
    return tmp_path / "given" / material.IDENTITY_PAPER


def begin(session, given, *, long=False, tag="other"):
    """Begin an account with an identity form and an exhibit for the identity."""
    who = material.identity()
    who["notes"] = f"{mark(f'identity.{tag}')} " * (250 if long else 5)
    entry = material.claimed(given.name, "identity")
    form = read_input(json.dumps(material.account(identity=who, exhibits=[entry])).encode())
    return session.testimonies.add(form, [GivenFile(given, form.exhibits[0])])


def told(vault, copy):
    """Return what of the identity any page in the files of a vault tells, as they lie there now.

    They are copied by another process: closing a file would drop this one's locks on it.
    """
    subprocess.run(["cp", "-r", str(vault), str(copy)], check=True)
    pristine = copy.with_name(f"{copy.name}-opened")
    shutil.copytree(copy, pristine)
    keys, found, pages = keys_of(pristine, PASSPHRASE), set(), 0
    for path, cabinet in keys.cabinets.items():
        file = copy / path.relative_to(pristine)
        beside = {end: file.with_name(file.name + end) for end in ("-wal", "-journal")}
        read = [cabinet.in_file(file)]
        read += [cabinet.in_log(beside["-wal"])] if beside["-wal"].exists() else []
        read += [cabinet.in_journal(beside["-journal"])] if beside["-journal"].exists() else []
        for page in (page for them in read for page in them):
            pages += 1
            found |= {(file.name, it) for it in labels(page) if it.startswith(PRIVATE)}
            if material.BIRTH.encode() in page:
                found.add((file.name, "identity.dob"))
    assert pages > 40
    return found


def test_before_it_is_sealed_it_is_found(tmp_path, given):
    with make(tmp_path / "vault") as session:
        begin(session, given)
        found = told(tmp_path / "vault", tmp_path / "open")
    assert {"identity.other", "identity.dob", "identity.contacts.safe_word"} <= {
        it for file, it in found if file == "vault.db"
    }
    assert ("000001.db", "content.identity") in found


def test_after_a_card_is_trusted_nothing_tells_it(tmp_path, card, given):
    vault = tmp_path / "vault"
    with make(vault) as session:
        for number in range(ACCOUNTS):
            begin(session, given, long=number % 5 == 0)
        session.trust.trust_card(card.data, fingerprint.words(card.root))
        assert session.testimonies.with_open_identity() == []
        assert told(vault, tmp_path / "open") == set()
        assert session.check() == []
    assert told(vault, tmp_path / "closed") == set()


@pytest.mark.parametrize("long", [False, True])
def test_after_one_of_many_is_sealed_nothing_tells_it(tmp_path, card, given, long):
    """The others stay open, and the pages they share with it are still in use."""
    vault = tmp_path / "vault"
    with make(vault) as session:
        for number in range(ACCOUNTS):
            begin(session, given, long=number % 5 == 0)
        only = begin(session, given, tag="only", long=long)
        for number in range(ACCOUNTS):
            begin(session, given, long=number % 5 == 0)
        session.testimonies.seal(only, [identity_target(card)])
        assert ("vault.db", "identity.only") not in told(vault, tmp_path / "open")
    assert ("vault.db", "identity.only") not in told(vault, tmp_path / "closed")


def test_after_a_draft_is_given_up_nothing_tells_it(tmp_path, given):
    vault = tmp_path / "vault"
    with make(vault) as session:
        drafts = [begin(session, given, long=number % 5 == 0) for number in range(ACCOUNTS)]
        for draft in drafts:
            session.testimonies.remove_draft(draft)
        assert told(vault, tmp_path / "open") == set()
    assert told(vault, tmp_path / "closed") == set()


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_no_form_leaves_a_copy_in_the_space_between_others(tmp_path, seed):
    """SQLite overwrites what it deletes; with these seeds a row that moved before left a copy."""
    dice, vault, alive, gone = random.Random(seed), tmp_path / "vault", {}, set()  # noqa: S311
    with make(vault) as session, transaction(session.vault.db):
        for number in range(300):
            name, word = dice.randbytes(16).hex(), f"form-{number:04d};".encode()
            identity.keep_open(session.vault.db, name, word * dice.randrange(20, 900), "2021")
            alive[name] = word
            if dice.random() < 0.4:
                name = dice.choice(sorted(alive))
                identity.remove_open(session.vault.db, name)
                gone.add(alive.pop(name))
    file = vault / "vault.db"
    found = b"".join(keys_of(vault, PASSPHRASE).cabinets[file].in_file(file))
    assert all(word in found for word in alive.values())
    assert [word for word in sorted(gone) if word in found] == []
