"""Somebody alone is spoken to: no page of theirs speaks of them as of somebody else."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QWidget

from collector.settings import Settings
from collector.ui.parts.reading import Reading
from collector.ui.screens.account.exhibit_card import ExhibitCard
from makers import OWN_SAMPLES, add, form, make, trust
from ui.looking import mark_exhibit

PHOTO = OWN_SAMPLES / "courtyard.jpg"
SOMEBODY = re.compile(r"\bthe person|\bthey say|чалаве|человек", re.IGNORECASE)
YES = form()["consent"][0]


@pytest.fixture(params=["en", "be", "ru"])
def alone(shown, request):
    """A window with a vault of somebody who tells alone, in each language."""
    made = shown("self")
    made.window.desktop.change(Settings(language=request.param))
    made.settle()
    return made


def trust_platform(seen, folder):
    """Let the vault trust a platform."""

    def trusting(session):
        with make(folder / "coordinator", "coordinator") as coordinator:
            trust(session, coordinator)

    seen.ask(trusting)


def sealed(seen, *paths, **changes):
    """Seal an account; return its id and its code."""

    def seal(session):
        account = add(session, *paths, **changes)
        session.testimonies.seal(account)
        return account, session.testimonies.show(account).listed.human_code

    return seen.ask(seal)


def spoken_of(seen) -> list[str]:
    """Return what can be seen, or heard of a screen reader, that speaks of somebody else."""
    said = [*seen.texts()]
    for widget in seen.window.findChildren(QWidget):
        if widget.isVisible():
            said += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
    return [text for text in said if SOMEBODY.search(text)]


def heading(seen) -> str:
    """Return what a screen reader calls the words of an account."""
    found = [it for it in seen.window.findChildren(Reading) if it.isVisible()]
    return found[0].accessibleName() if found else ""


def whole_card(seen) -> bool:
    card = seen.window.findChild(ExhibitCard)
    return card is not None and card.is_complete


@pytest.mark.parametrize("compartment", ["exhibit", "identity"])
def test_the_form_of_an_exhibit(alone, compartment):
    account = alone.ask(lambda session: add(session, PHOTO))
    if compartment == "identity":

        def move(session):
            (held,) = session.testimonies.draft(account).exhibits
            session.testimonies.to_identity(account, held.media)

        alone.ask(move)
    alone.go("alone", account, "exhibits")
    mark_exhibit(alone)
    alone.pause(lambda: whole_card(alone))
    alone.settle()
    assert alone.find("shows-face").isVisible()
    assert spoken_of(alone) == []


@pytest.mark.parametrize("is_trusted", [False, True])
@pytest.mark.parametrize("identity", [form()["identity"], {"empty": "declined"}])
def test_the_sealed_account(alone, tmp_path, is_trusted, identity):
    rows = [
        YES | {"media": dict.fromkeys(YES["media"], False), "onward": "ask"},
        YES | {"recipient": "V-RECIP-13", "decision": "ask", "onward": "later"},
        YES | {"recipient": "V-RECIP-04", "decision": "later"},
    ]
    account, _ = sealed(alone, PHOTO, consent=rows, identity=identity)
    if is_trusted:
        trust_platform(alone, tmp_path)
    alone.go("sealed", account)
    alone.pause(lambda: heading(alone))
    mark_exhibit(alone)
    assert spoken_of(alone) == []


def test_handing_over(alone, tmp_path):
    trust_platform(alone, tmp_path)
    sealed(alone, PHOTO, consent=[YES | {"decision": "no"}])
    sealed(alone, PHOTO, consent=[YES | {"identity_level": "pseudonym"}])
    sealed(alone, consent=[YES])
    _, code = sealed(alone, consent=[YES | {"decision": "ask"}])
    alone.go("hand-over")
    alone.pause(lambda: alone.window.findChild(QWidget, f"no-{code}"))
    alone.settle()
    assert spoken_of(alone) == []
    alone.press(f"no-{code}")
    alone.pause(lambda: alone.window.findChild(QWidget, "change-answer"))
    alone.settle()
    assert spoken_of(alone) == []


def test_whoever_listens_to_others_is_told_of_the_person(shown):
    seen = shown("interviewer")
    account, _ = sealed(seen)
    seen.go("sealed", account)
    seen.pause(lambda: heading(seen) == "The person’s words")


def test_another_language_goes_on_speaking_to_the_person(alone):
    account, _ = sealed(alone)
    alone.go("sealed", account)
    for language, said in (("be", "Вашы словы"), ("ru", "Ваши слова"), ("en", "Your words")):
        alone.window.desktop.change(Settings(language=language))
        alone.pause(lambda said=said: heading(alone) == said)
