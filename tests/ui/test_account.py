"""An account from its first step to the seal, driven as a person does."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from collector.model.emptiness import Unanswered
from collector.model.partial_date import PartialDate
from collector.model.place import Place
from makers import given
from ui.account_driver import Account, let_trust


@pytest.fixture
def at(shown):
    return shown("interviewer")


@pytest.fixture
def account(at):
    return Account(at, step="safety")


def line(within: QWidget, name: str) -> QLineEdit:
    (found,) = (it for it in within.findChildren(QLineEdit, name) if it.isVisible())
    return found


def date_line(account, part: str) -> QLineEdit:
    lines = account.part("when").findChildren(QLineEdit)
    (found,) = (it for it in lines if it.isVisible() and it.accessibleName().endswith(part))
    return found


def sealable(at, **changes) -> Account:
    draft = given(**{"identity": None, **changes})
    return Account(at, at.ask(lambda session: session.testimonies.add(draft)), "review")


def test_from_the_first_question_to_the_seal(at, account):
    account.answer("interview-kind", "V-IKIND-02")
    account.answer("mode", "V-MODE-01")
    account.choose("language", "be")
    at.press("continue")
    account.answer("earlier", "none")
    at.press("continue")
    account.answer("consent-V-RECIP-02", "yes")
    account.choose("confidentiality", "C2")
    at.press("continue")
    account.type("about", "Затрыманне ў двары")
    account.type("words", "Мы выйшлі з двара.")
    account.tick("basis-saw")
    at.press("continue")
    date_line(account, "Year").setText("2021")
    basis(account, "when", "saw")
    line(account.part("where"), "").setText("двор")
    precision(account, "settlement")
    basis(account, "where", "saw")
    at.press("continue")
    at.press("continue")
    account.answer("identity-answer", "declined")
    at.press("continue")
    assert at.sees("Nothing is missing.")
    at.press("seal")
    shown = at.ask(lambda session: session.testimonies.sealed(account.id))
    record = shown.record
    assert record.about == "Затрыманне ў двары"
    assert [paragraph.text for paragraph in record.words] == ["Мы выйшлі з двара."]
    assert record.when == PartialDate(value="2021", precision="year", basis="saw")
    assert record.where == Place(text="двор", precision="settlement", basis="saw")
    assert record.prior_accounts == ()
    assert record.identity.state == "withheld"
    (row,) = shown.consent
    assert (row.recipient, row.decision, row.onward) == ("V-RECIP-02", "yes", "no")
    assert not any((row.media.voice, row.media.face, row.media.document, row.media.body))
    assert row.identity_level == "pseudonym"
    assert at.window.screen_shown.place().screen == "sealed"


def basis(account, part, key):
    _nth_list(account, part, "How does the person know this?", key)


def precision(account, key):
    _nth_list(account, "where", "How exact is it?", key)


def _nth_list(account, part, name, key):
    lists = account.part(part).findChildren(QComboBox)
    (made,) = (it for it in lists if it.isVisible() and it.accessibleName() == name)
    made.setCurrentIndex(made.findData(key))
    made.activated.emit(made.currentIndex())


def test_an_empty_draft_lists_what_is_missing_and_leads_there(at, account):
    account.step("review")
    assert not at.find("seal").isEnabled()
    assert at.sees("What it is about: not said yet")
    at.press("missing-earlier")
    assert at.sees("Has this been told before?")


def test_a_step_is_ticked_for_whoever_sees_and_whoever_hears(at):
    account = sealable(at)
    names = {step: at.find(f"step-{step}").accessibleName() for step in ("words", "exhibits")}
    assert names["words"] == "Account, nothing is missing"
    assert names["exhibits"] == "Exhibits"
    assert isinstance(at.find("step-words").icon(), QIcon)
    account.step("words")
    at.find("about").clear()
    account.step("review")
    assert at.find("step-words").accessibleName() == "Account"
    assert not at.find("seal").isEnabled()


def test_the_last_words_are_in_what_is_sealed(at):
    account = sealable(at)
    account.step("words")
    account.type("words", " І яшчэ.")
    account.step("review")
    at.press("seal")
    record = at.ask(lambda session: session.testimonies.sealed(account.id).record)
    assert record.words[0].text.endswith("вечара. І яшчэ.")


def test_removing_asks_once(at):
    account = sealable(at)
    at.press("remove-draft")
    at.press("remove-draft-no")
    at.press("remove-draft")
    at.press("remove-draft-really")
    assert at.ask(lambda session: session.testimonies.every()) == []
    assert at.window.screen_shown.place().screen == "accounts"
    assert account.id


def test_consent_is_the_narrower_answer_until_more_is_said(at):
    account = Account(at, step="consent")
    assert at.sees("What is not answered counts as no")
    account.answer("consent-V-RECIP-02", "ask")
    card = account.part("consent-V-RECIP-02")
    account.tick("media-voice", card)
    account.choose("consent-add", "V-RECIP-13")
    account.answer("consent-V-RECIP-13", "no")
    account.type("teach-back", "Яны захаваюць і спытаюць мяне.")
    account.answer("understood", "yes")
    account.step("safety")
    rows = {row.recipient: row for row in account.kept().consent}
    assert set(rows) == {"V-RECIP-02", "V-RECIP-13"}
    row = rows["V-RECIP-02"]
    assert (row.decision, row.media.voice, row.media.face) == ("ask", True, False)
    assert (row.identity_level, row.onward, row.purposes) == ("pseudonym", "no", ())
    assert row.method == "V-CMETH-99"
    (told,) = row.teach_back
    assert told.answer == "Яны захаваюць і спытаюць мяне."
    assert told.passed
    assert "own words" in told.question


def test_what_was_told_back_is_kept_before_anything_is_decided(at):
    account = Account(at, step="consent")
    account.type("teach-back", "Нікуды не пойдзе.")
    account.step("safety")
    account.step("consent")
    assert at.find("teach-back").typed() == "Нікуды не пойдзе."
    (row,) = account.kept().consent
    assert row.decision == "later"


def test_nothing_may_be_said_but_no_to_whom_nothing_may_ever_go(at):
    account = Account(at, step="consent")
    account.choose("consent-add", "V-RECIP-16")
    answers = account.part("consent-V-RECIP-16").findChildren(QWidget, "answer-yes")
    assert answers == []
    account.answer("consent-V-RECIP-16", "no")
    account.step("safety")
    assert account.kept().consent[0].recipient == "V-RECIP-16"


def test_the_platforms_that_are_trusted_are_asked_about_by_name(at, tmp_path):
    let_trust(at, tmp_path / "platform")
    Account(at, step="consent")
    assert at.sees("Trusted here: Example platform")


def test_earlier_accounts_to_whom_and_when(at):
    account = Account(at, step="earlier")
    account.answer("earlier", "some")
    account.choose("to-whom", "V-ORGB-17")
    account.type("earlier-form", "заява")
    account.step("safety")
    (prior,) = account.kept().prior_accounts
    assert (prior.to_whom, prior.form, prior.signed) == ("V-ORGB-17", "заява", "unknown")
    account.step("earlier")
    account.answer("earlier", "declined")
    account.step("safety")
    assert account.kept().prior_accounts == Unanswered(empty="declined")


def test_several_ways_of_knowing_hold_for_all_paragraphs(at):
    account = Account(at, step="words")
    account.part("words").setPlainText("адзін\n\nдва")
    account.tick("basis-saw")
    account.tick("basis-told_by")
    account.type("told-by", "сукамернік")
    account.step("safety")
    first, second = account.kept().words
    assert first.basis == second.basis == ("saw", "told_by")
    assert first.told_by == "сукамернік"


def test_paragraphs_that_were_marked_elsewhere_keep_their_own_basis(at):
    words = [
        {"text": "Бачыў сам.", "basis": ["saw"]},
        {"text": "Казалі.", "basis": ["told_by"], "told_by": "сусед"},
    ]
    account = sealable(at, words=words)
    account.step("words")
    account.type("words", "\nІ яшчэ.")
    account.step("review")
    first, second = account.kept().words
    assert first.basis == ("saw",)
    assert "told_by" in second.basis


def test_a_correction_says_what_it_corrects_and_asks_why(at):
    account = sealable(at)
    at.press("seal")
    at.ask(lambda session: session.testimonies.begin_correction(account.id))
    at.go("account", account.id, "review")
    assert at.sees("corrects version 1")
    assert not at.find("seal").isEnabled()
    account.type("correction-note", "Іншы дзень")
    at.pause(lambda: at.find("seal").isEnabled())
    at.press("seal")
    shown = at.ask(lambda session: session.testimonies.sealed(account.id))
    assert shown.record.correction_note == "Іншы дзень"
    assert len(shown.revisions) == 2


def test_text_from_outside_is_shown_harmless(at, tmp_path):
    hostile = "<b>x</b> &amp; <img src=x>"
    let_trust(at, tmp_path / "platform", hostile)
    Account(at, step="consent")
    assert at.sees(hostile)
    at.go("account", at.window.screen_shown.place().id, "identity")
    assert at.sees(hostile)
