"""The exhibits and the sealed account at 200 %, in each language: nothing is cut off or unnamed."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from collector.session import GivenFile
from collector.settings import Settings
from collector.ui.screens.account.exhibit_card import ExhibitCard
from collector.ui.screens.account.taking import entry_of
from collector.ui.window import SMALLEST, USUAL
from makers import OWN_SAMPLES, add, given
from ui.looking import (
    cut_off,
    latin,
    mark_exhibit,
    never_reached,
    outside_the_window,
    without_a_name,
)

LOOKS = {
    "be": (Settings(language="be", theme="dark"), USUAL),
    "ru-200": (Settings(language="ru", text_size=200), SMALLEST),
}
PHOTO = OWN_SAMPLES / "courtyard.jpg"
OF_THE_FILE = ("Exemplar Exemplar E7",)


@pytest.fixture
def at(shown):
    return shown("interviewer")


def wear(at, look):
    settings, size = LOOKS[look]
    at.window.desktop.change(settings)
    at.window.resize(*size)
    at.settle()


def complaints(at):
    for _ in range(5):
        QApplication.processEvents()
    window = at.window
    found = [*cut_off(window), *outside_the_window(window), *without_a_name(window)]
    found += never_reached(window)
    return [*found, *latin(at.texts(), OF_THE_FILE)]


@pytest.mark.parametrize("look", sorted(LOOKS))
def test_an_exhibit_of_a_draft(at, look):
    def begin(session):
        return session.testimonies.add(given(), [GivenFile(PHOTO, entry_of(PHOTO.name))])

    account = at.ask(begin)
    wear(at, look)
    at.go("account", account, "exhibits")
    mark_exhibit(at)
    card = at.window.findChild(ExhibitCard)
    at.pause(lambda: card.is_complete)
    at.press("exhibit-identity")
    at.press("exhibit-remove")
    assert complaints(at) == []


@pytest.mark.parametrize("look", sorted(LOOKS))
def test_a_sealed_account(at, look):
    def seal(session):
        account = add(session, PHOTO)
        session.testimonies.seal(account)
        return account

    account = at.ask(seal)
    wear(at, look)
    at.go("sealed", account)
    mark_exhibit(at)
    at.press("copy-save")
    at.press("withdraw-V-RECIP-02")
    assert complaints(at) == []
