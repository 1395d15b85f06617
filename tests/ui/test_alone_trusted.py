"""Somebody tells alone and trusts a platform: the page about oneself is sealed when it is left."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest

from collector import desk
from collector.ui.screens.alone.steps import new_form
from makers import PLATFORM, make, reopen


@pytest.fixture
def trusting(shown, tmp_path):
    """A vault of somebody alone that trusts a platform which keeps identities apart."""
    recipient = desk.new_key_file(tmp_path / "identity.key")
    with make(tmp_path / "platform", "coordinator") as platform:
        card = platform.trust.new_card(PLATFORM, (recipient,))
    alone = shown("self")
    spoken = desk.public_key(card.root).english
    alone.ask(lambda session: session.trust.trust_card(card.data, spoken))
    return alone


@pytest.fixture
def draft(trusting):
    return trusting.ask(lambda session: session.testimonies.add(new_form("be")))


def test_the_page_is_sealed_when_it_is_left_and_cannot_be_read_again(trusting, draft):
    trusting.go("alone", draft, "who")
    assert trusting.sees(PLATFORM)
    QTest.keyClicks(trusting.find("who-name"), "A Name")
    trusting.press("next")
    shown = trusting.ask(lambda session: session.testimonies.draft(draft))
    assert (shown.identity_form, shown.identity_sealed) == (None, 1)
    trusting.press("back")
    assert trusting.find("who-name").text() == ""
    assert trusting.find("who-sealed").isVisible()
    trusting.press("next")
    again = trusting.ask(lambda session: session.testimonies.draft(draft))
    assert again.identity_sealed == 1


def test_locking_seals_what_was_typed_about_oneself(trusting, draft):
    trusting.go("alone", draft, "who")
    QTest.keyClicks(trusting.find("who-name"), "A Name")
    trusting.window.lock()
    trusting.settle()
    with reopen(trusting.folder) as session:
        assert session.testimonies.draft(draft).identity_sealed == 1
