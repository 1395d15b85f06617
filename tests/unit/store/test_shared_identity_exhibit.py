"""Two people may give the same document: it is destroyed when the last open identity is sealed."""

from __future__ import annotations

import hashlib

from collector.store import identity
from collector.store.exhibits import GivenFile
from collector.store.platform_cards import identity_target
from makers import OWN_SAMPLES, PLATFORM, exhibit, given, make

PAPER = OWN_SAMPLES / "notice.jpg"
DIGEST = hashlib.sha256(PAPER.read_bytes()).digest()


def begin(session):
    form = given(exhibits=[exhibit(PAPER.name, compartment="identity")])
    return session.testimonies.add(form, [GivenFile(PAPER, form.exhibits[0])])


def test_a_document_of_two_open_identities_goes_with_the_last_of_them(tmp_path):
    with make(tmp_path / "platform", "coordinator") as coordinator:
        target = identity_target(coordinator.trust.new_card(PLATFORM))
    with make(tmp_path / "vault") as session:
        first, second = begin(session), begin(session)
        session.testimonies.seal(first, [target])
        assert identity.open_exhibits(session.vault.db, first) == []
        assert b"".join(session.vault.media.read(DIGEST)) == PAPER.read_bytes()
        session.testimonies.seal(second, [target])
        assert session.vault.media.known(DIGEST) is None
        assert session.check() == []


def test_giving_up_one_draft_leaves_the_document_of_the_other(tmp_path):
    with make(tmp_path / "vault") as session:
        first, second = begin(session), begin(session)
        session.testimonies.remove_draft(first)
        assert session.vault.media.is_intact(DIGEST)
        session.testimonies.remove_draft(second)
        assert not session.vault.media.is_intact(DIGEST)
        assert session.check() == []
