"""Somebody tells alone: one question after the other, pauses, an end, and leaving nothing."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from collector.errors import NoRoom
from collector.model.consent import ConsentRecord
from collector.settings import Settings
from collector.store import testimonies
from collector.ui.parts.bounded import BoundedText
from collector.ui.parts.date_parts import DateParts
from collector.ui.screens.alone.steps import STEPS, new_form
from collector.ui.window import SMALLEST
from makers import reopen

TOLD = "They came at night. I did not see how many."


@pytest.fixture
def alone(shown):
    """A window with a vault of somebody who tells alone."""
    return shown("self")


@pytest.fixture
def draft(alone):
    """A draft that was begun, and its first question."""
    account = alone.ask(lambda session: session.testimonies.add(new_form("be")))
    alone.go("alone", account, "begin")
    return account


def kept(alone, account):
    """Return the form as the vault has it."""
    return alone.ask(lambda session: session.testimonies.draft(account).form)


def choose(alone, name, key):
    """Choose from a list that opens."""
    made = alone.find(name)
    made.setCurrentIndex(made.findData(key))
    made.activated.emit(made.currentIndex())


def answer(alone, question, key):
    """Press one answer of a question."""
    (box,) = alone.find(question).findChildren(QWidget, f"answer-{key}")
    box.click()


def accounts(folder):
    with reopen(folder) as session:
        return session.testimonies.every()


def test_the_whole_way_from_the_first_word_to_the_seal(alone):
    alone.pause(lambda: alone.sees("over days or weeks"))
    alone.press("tell")
    alone.settle()  # the draft first, then its first question
    assert alone.sees(f"Step 1 of {len(STEPS)}")
    alone.press("next")
    answer(alone, "language", "be")
    alone.press("next")
    QTest.keyClicks(alone.find("words"), TOLD)
    alone.find("basis-saw").click()
    alone.press("next")
    QTest.keyClicks(alone.find("when").findChild(DateParts).year, "2020")
    alone.press("next")
    QTest.keyClicks(alone.find("where"), "a yard")
    choose(alone, "where-precision", "settlement")
    alone.press("next")
    alone.press("next")
    answer(alone, "may-work", "yes")
    answer(alone, "may-who", "recipient_only")
    alone.find("may-voice").click()
    alone.press("next")
    alone.press("skip")
    QTest.keyClicks(alone.find("about"), "The night in the yard")
    alone.pause(lambda: alone.sees("Nothing is missing"))
    assert alone.find("seal").isEnabled()
    assert TOLD in alone.find("told").toPlainText()
    account = alone.window.screen_shown.place().id
    alone.press("seal")
    alone.settle()
    assert alone.sees("It is sealed")
    sealed = alone.ask(lambda session: session.testimonies.sealed(account))
    assert sealed.listed.human_code == alone.find("code").text()
    assert [it.text for it in sealed.record.words] == [TOLD]
    assert sealed.record.words[0].basis == ("saw",)
    assert (sealed.record.when.value, sealed.record.when.basis) == ("2020", "saw")
    assert (sealed.record.where.text, sealed.record.where.basis) == ("a yard", "saw")
    assert (sealed.record.interview_kind, sealed.record.mode) == ("V-IKIND-04", "V-MODE-04")
    assert sealed.record.language == "be"
    assert sealed.record.identity.state == "withheld"
    rows: dict[str, ConsentRecord] = {it.recipient: it for it in sealed.consent}
    assert rows["V-RECIP-02"].decision == "yes"
    assert rows["V-RECIP-02"].identity_level == "recipient_only"
    assert rows["V-RECIP-02"].media.voice
    assert not rows["V-RECIP-02"].media.face
    assert rows["onward"].decision == "no"
    alone.press("rest")
    alone.pause(lambda: alone.sees("The night in the yard"))


def test_every_question_can_be_skipped_and_the_end_says_kindly_what_is_open(alone, draft):
    alone.press("next")
    for _step in STEPS[1:-1]:
        alone.press("skip")
    alone.pause(lambda: alone.sees("A few answers are still open"))
    assert not alone.find("seal").isEnabled()
    assert alone.sees("“I do not know” is an answer too")
    for what in ("tell", "when", "where"):
        assert alone.find(f"missing-{what}").isEnabled()
    alone.press("missing-when")
    assert alone.sees("When was it?")
    assert kept(alone, draft).identity.empty == "declined"


def test_i_do_not_know_is_an_answer(alone, draft):
    alone.go("alone", draft, "where")
    assert alone.window.focusWidget() is alone.find("where")
    reason = [it for it in alone.window.findChildren(QWidget) if hasattr(it, "findData")]
    known = next(it for it in reason if it.isVisible() and it.findData("unknown") >= 0)
    known.setCurrentIndex(known.findData("unknown"))
    known.activated.emit(known.currentIndex())
    alone.press("next")
    assert kept(alone, draft).where.empty == "unknown"


def test_what_is_typed_is_kept_and_the_time_is_shown_only_then(alone, draft):
    alone.go("alone", draft, "tell")
    assert not alone.sees("Kept")
    QTest.keyClicks(alone.find("words"), TOLD)
    alone.pause(lambda: alone.sees("Kept at"))
    assert [it.text for it in kept(alone, draft).words] == [TOLD]


def test_what_could_not_be_kept_is_told_in_view_and_stays_whatever_is_pressed(
    alone, draft, monkeypatch
):
    real, full = testimonies.Testimonies.keep, [True]

    def keep(self, *given):
        if full:
            raise NoRoom
        return real(self, *given)

    alone.window.resize(*SMALLEST)
    alone.go("alone", draft, "tell")
    monkeypatch.setattr(testimonies.Testimonies, "keep", keep)
    QTest.keyClicks(alone.find("words"), "said")
    alone.pause(lambda: alone.sees("room left on the disk"))
    told = [it for it in alone.window.findChildren(QLabel) if "room left" in it.text()]
    alone.pause(lambda: all(not it.visibleRegion().isEmpty() for it in told))
    for name in ("next", "break", "skip", "back"):
        alone.press(name)
        assert alone.find("words").toPlainText() == "said"
    full.clear()
    alone.press("next")
    alone.pause(lambda: not alone.sees("room left on the disk"))
    alone.press("next")
    assert alone.window.screen_shown.place().page == "when"
    assert kept(alone, draft).words[0].text == "said"


def test_a_break_keeps_everything_and_leads_back(alone, draft):
    alone.go("alone", draft, "tell")
    QTest.keyClicks(alone.find("words"), TOLD)
    alone.press("break")
    assert alone.sees("Everything you typed is kept")
    assert [it.text for it in kept(alone, draft).words] == [TOLD]
    alone.press("go-on")
    assert alone.find("words").toPlainText() == TOLD


def test_close_and_lock_right_after_the_last_key_loses_nothing(alone, draft):
    alone.go("alone", draft, "tell")
    QTest.keyClicks(alone.find("words"), TOLD)
    alone.press("break")
    alone.press("close-and-lock")
    assert alone.window.desktop.role == ""
    alone.settle()
    with reopen(alone.folder) as session:
        assert [it.text for it in session.testimonies.draft(draft).form.words] == [TOLD]


@pytest.mark.parametrize("how", ["lock", "close"])
def test_locking_or_closing_in_the_middle_of_a_word_loses_nothing(alone, draft, how):
    alone.go("alone", draft, "tell")
    QTest.keyClicks(alone.find("words"), TOLD)
    getattr(alone.window, how)()
    if how == "lock":
        alone.settle()
    with reopen(alone.folder) as session:
        assert [it.text for it in session.testimonies.draft(draft).form.words] == [TOLD]


def test_another_language_of_the_window_brings_back_the_question_and_the_words(alone, draft):
    alone.go("alone", draft, "tell")
    QTest.keyClicks(alone.find("words"), TOLD)
    alone.window.desktop.change(Settings(language="be"))
    alone.settle()
    assert alone.sees("з самага пачатку")
    assert alone.find("words").toPlainText() == TOLD


def test_the_short_version_asks_a_smaller_question_of_the_same_words(alone, draft):
    alone.go("alone", draft, "tell")
    QTest.keyClicks(alone.find("words"), TOLD)
    alone.press("brief")
    assert alone.sees("In a few sentences")
    assert isinstance(alone.find("words"), BoundedText)
    assert alone.find("words").toPlainText() == TOLD


def test_lock_is_in_its_corner_on_every_question(alone, draft):
    for step in (*STEPS, "tell/break", "tell/leave"):
        alone.go("alone", draft, step)
        lock = alone.find("lock")
        assert lock.mapTo(alone.window, lock.rect().center()).x() < alone.window.width() // 4
        assert lock.mapTo(alone.window, lock.rect().center()).y() > alone.window.height() - 100


def test_nothing_is_red_when_somebody_tells_alone(alone, draft):
    places = [("alone-home", "", ""), *(("alone", draft, step) for step in STEPS)]
    for place in places:
        alone.go(*place)
        for widget in alone.window.findChildren(QWidget):
            if widget.isVisible():
                assert widget.property("tone") != "red"
                assert widget.property("kind") != "problem"


def test_a_draft_is_given_up_only_after_a_question(alone, draft):
    alone.go("alone", draft, "tell/leave")
    alone.press("leave-account")
    alone.press("leave-account-really-keep")
    assert len(alone.ask(lambda session: session.testimonies.every())) == 1
    alone.press("leave-account")
    alone.press("leave-account-really")
    alone.settle()
    assert alone.ask(lambda session: session.testimonies.every()) == []
    assert alone.sees("What you told")


def test_nothing_is_given_up_by_going_back(alone, draft):
    alone.go("alone", draft, "tell/leave")
    assert alone.sees("What this does not reach")
    alone.press("back")
    assert alone.find("words").isVisible()


def test_the_whole_vault_is_gone_after_a_question(alone):
    alone.pause(lambda: alone.sees("Leave nothing behind"))
    alone.press("leave-nothing")
    alone.press("leave-all")
    assert alone.folder.exists()
    alone.find("leave-all-really").click()
    alone.pause(lambda: not alone.window.desktop.role)
    assert not alone.folder.exists()


def test_going_on_opens_the_newest_draft(alone, draft):
    alone.go("alone-home")
    alone.pause(lambda: alone.sees("Go on telling"))
    alone.press("go-on")
    assert alone.window.screen_shown.place().id == draft
    assert alone.find("words").isVisible()


def test_the_page_about_oneself_stays_open_while_nobody_is_trusted(alone, draft):
    alone.go("alone", draft, "who")
    assert alone.sees("No platform is trusted yet")
    QTest.keyClicks(alone.find("who-name"), "A Name")
    QTest.keyClicks(alone.find("who-handle"), "123")
    alone.press("next")
    opened = alone.ask(lambda session: session.testimonies.draft(draft)).identity_form
    assert opened.names[0].text == "A Name"
    assert opened.contacts[0].handle == "123"
    alone.press("back")
    assert alone.find("who-name").text() == "A Name"
