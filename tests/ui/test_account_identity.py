"""Who the person is: sealed when the page is left, open while none is trusted, or left out."""

from __future__ import annotations

import threading

import pytest

from collector.errors import NoRoom
from collector.model.identity import IdentityForm, NameForm
from collector.model.testimony_input import TestimonyInput
from collector.store import testimonies
from collector.ui.screens.account.scripts import script_of
from makers import reopen
from ui.account_driver import Account, let_trust, press

NAME = "Марыя Кавалік"


@pytest.fixture
def at(shown):
    return shown("interviewer")


@pytest.fixture
def trusting(at, tmp_path):
    let_trust(at, tmp_path / "platform")
    return at


def draft(account):
    return account.at.ask(lambda session: session.testimonies.draft(account.id))


def give_name(account, name=NAME):
    account.answer("identity-answer", "gives")
    press(account.part("text"), name)


def test_with_a_trusted_platform_the_page_is_sealed_when_it_is_left(trusting):
    account = Account(trusting, step="identity")
    assert trusting.sees("is sealed for Example platform when you leave it, and cannot be read")
    give_name(account)
    assert draft(account).identity_sealed == 0
    trusting.press("continue")
    assert draft(account).identity_sealed == 1
    assert draft(account).identity_form is None
    account.step("identity")
    assert trusting.sees("Sealed already for Example platform: one file.")
    assert not trusting.sees(NAME)
    assert account.part("text").text() == ""


def test_what_is_added_later_is_sealed_beside_it(trusting):
    account = Account(trusting, step="identity")
    give_name(account)
    account.step("safety")
    account.step("identity")
    press(account.part("notes"), "шрам на руцэ")
    account.step("safety")
    assert draft(account).identity_sealed == 2


def test_looking_at_the_page_seals_nothing(trusting):
    account = Account(trusting, step="identity")
    account.answer("identity-answer", "gives")
    account.step("safety")
    assert draft(account).identity_sealed == 0


@pytest.mark.parametrize("how", ["lock", "close", "stop"])
def test_however_one_leaves_what_was_typed_is_sealed(trusting, how):
    account = Account(trusting, step="identity")
    give_name(account)
    if how == "lock":
        account.lock()
    elif how == "stop":
        trusting.press("stop")
    trusting.window.close()
    with reopen(trusting.folder) as session:
        assert session.testimonies.draft(account.id).identity_sealed == 1


def test_without_a_platform_it_is_kept_open_and_says_so(at):
    account = Account(at, step="identity")
    assert at.sees("No platform is trusted here yet.")
    give_name(account)
    account.step("safety")
    held = draft(account)
    wanted = NameForm(text=NAME, script="Cyrl-be", alias=False)
    assert held.identity_form == IdentityForm(names=(wanted,))
    assert held.identity_sealed == 0
    account.step("identity")
    assert account.part("text").text() == NAME
    at.press("to-platforms")
    assert at.window.screen_shown.place().screen == "platforms"


def test_without_a_platform_it_is_kept_while_one_types(at):
    account = Account(at, step="identity")
    give_name(account)
    at.pause(lambda: draft(account).identity_form is not None)
    at.window.close()


def test_the_person_would_rather_not(at):
    account = Account(at, step="identity")
    account.answer("identity-answer", "declined")
    account.step("review")
    assert account.kept().identity == IdentityForm(empty="declined")
    assert at.sees("Who the person is: left out, with the reason")
    assert at.find("step-identity").accessibleName().endswith("nothing is missing")


def test_a_person_who_changes_their_mind_leaves_nothing_open(at):
    account = Account(at, step="identity")
    give_name(account)
    account.step("safety")
    account.step("identity")
    account.answer("identity-answer", "declined")
    account.step("safety")
    held = draft(account)
    assert held.identity_form is None
    assert held.form.identity == IdentityForm(empty="declined")


def test_every_field_comes_back_while_it_is_open(at):
    account = Account(at, step="identity")
    give_name(account)
    press(account.part("pob"), "Гродна")
    account.choose("zone", "V-ZONE-06")
    at.press("contact-add")
    press(account.part("channel"), "пошта")
    press(account.part("handle"), "адрас")
    press(account.part("notes"), "нататка")
    account.step("safety")
    form = draft(account).identity_form
    assert (form.pob, form.zone, form.notes) == ("Гродна", "V-ZONE-06", "нататка")
    assert [(it.channel, it.handle, it.safe_word) for it in form.contacts] == [
        ("пошта", "адрас", None)
    ]
    account.step("identity")
    assert account.part("handle").text() == "адрас"


def test_sealing_while_the_identity_waits_leaves_it_open_and_says_so(at):
    account = Account(at, step="identity")
    give_name(account)
    account.step("review")
    assert at.sees("it is sealed without identity for now")


def test_what_could_not_be_sealed_is_tried_again_when_one_goes_on(trusting, monkeypatch):
    real, failures = testimonies.Testimonies.keep_identity, []

    def keep_identity(self, *given):
        if not failures:
            failures.append(given)
            raise NoRoom
        return real(self, *given)

    monkeypatch.setattr(testimonies.Testimonies, "keep_identity", keep_identity)
    account = Account(trusting, step="identity")
    give_name(account)
    account.step("safety")
    assert trusting.sees("room left on the disk")
    account.step("words")
    trusting.settle()
    assert draft(account).identity_sealed == 1


def test_sealing_waits_while_an_exhibit_is_being_taken_in_and_words_do_not(at):
    order, begun, given = [], threading.Event(), threading.Event()

    def take_in(job):
        begun.set()
        given.wait(10)
        job.let_urgent_pass()
        order.append("exhibit")

    screen = at.window.screen_shown
    screen.run(take_in)
    assert begun.wait(10)
    screen.keep(lambda _job: order.append("identity"), between=True)
    screen.keep(lambda _job: order.append("words"))
    given.set()
    at.settle()
    assert order == ["words", "exhibit", "identity"]


def test_identity_never_lies_in_the_form(trusting):
    account = Account(trusting, step="identity")
    give_name(account)
    account.step("words")
    assert account.kept() == TestimonyInput()


@pytest.mark.parametrize(
    ("name", "language", "script"),
    [
        ("Алеся Ўладзіміраўна", "ru", "Cyrl-be"),
        ("Ольга Щукина", "be", "Cyrl-ru"),
        ("Їжак", "be", "Cyrl-uk"),
        ("Ирина Волкова", None, "Cyrl-ru"),
        ("Анна", "be", "Cyrl-be"),
        ("Анна", "ru", "Cyrl-ru"),
        ("Alesia O’Neil", "be", "Latn"),
        ("Алеся Smith", "be", "other"),
        ("დავითი", None, "other"),
        ("", None, "other"),
    ],
)
def test_the_script_of_a_name_is_guessed_from_its_letters(name, language, script):
    assert script_of(name, language) == script
