"""A sealed account: read whole, never changed, corrected beside it, its consent taken back."""

from __future__ import annotations

import json

import msgspec
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton

from collector.model.canonical import canonical
from collector.model.consent import ConsentRecord
from collector.model.records import read_record
from collector.model.testimony_input import read_input
from collector.session import GivenFile
from collector.store import platforms
from collector.store.sqlite import transaction
from collector.ui.parts.reading import Reading
from collector.ui.screens.account.sealed_consent import consent_sentences
from collector.ui.screens.account.sealed_versions import Versions
from collector.ui.screens.accounts.model import COLUMNS
from collector.ui.words import Words
from makers import OWN_SAMPLES, PLATFORM, add, exhibit, form, make, reopen, trust
from ui.looking import mark_exhibit
from vectors import contents

PHOTO = OWN_SAMPLES / "courtyard.jpg"
ANSWERS = {"signed": "unknown", "copy_held": "yes", "may_link": "no"}
EARLIER = {"to_whom": "V-ORGB-99", "when": {"empty": "not_asked"}, "form": "<u>ліст</u>", **ANSWERS}
MARKUP = "<img src=file:///etc/hostname><b>двор</b>\u202eabc"


@pytest.fixture
def at(shown):
    return shown("interviewer")


def sealed(at, *paths, **changes):
    """Seal an account with these files as exhibits; return its id."""

    def seal(session):
        account = add(session, *paths, **changes)
        session.testimonies.seal(account)
        return account

    return at.ask(seal)


def trust_platform(at, folder):
    """Let the vault trust a platform that holds identity keys."""

    def trusting(session):
        with make(folder / "coordinator", "coordinator") as coordinator:
            return trust(session, coordinator).card.root_key

    return at.ask(trusting)


def show(at, account):
    """Show a sealed account and wait until all of it is there."""
    at.go("sealed", account)
    wait_for_words(at)


def wait_for_words(at):
    at.pause(lambda: (it := at.window.findChild(Reading)) is not None and it.isVisible())


def test_the_words_are_shown_whole_and_cannot_be_changed(at):
    text = "Мы выйшлі з двара.\n\n" + MARKUP
    show(at, sealed(at, words=[{"text": text, "basis": ["saw"]}]))
    sheet = at.find("reading")
    assert sheet.toPlainText() == text
    assert sheet.isReadOnly()
    assert at.sees("October 19, 2021")
    assert at.sees("двор (the town or village)".capitalize())
    assert at.sees("No, never"), "whether it was told before"


def test_what_is_said_from_outside_is_plain_and_harmless(at):
    show(
        at,
        sealed(
            at,
            about="Двор <b>1</b>",
            where={"text": "<a href=x>двор</a>", "precision": "near", "basis": "saw"},
            words=[{"text": "Двор", "basis": ["told_by"], "told_by": "<i>сусед</i>"}],
            prior_accounts=[EARLIER],
            scope="V-SCOPE-01",
        ),
    )
    assert at.find("title").text() == "Двор <b>1</b>"
    assert at.sees("<a href=x>двор</a>".capitalize()) or at.sees("<a href=x>двор</a>")
    assert at.sees("<i>сусед</i>")
    asked = "Did the person sign it? Not known\nDoes the person have a copy? Yes"
    assert at.sees(f"<u>ліст</u>\n{asked}\nMay the two accounts be put together? No")
    assert at.sees("What it is relevant for")
    labels = at.window.findChildren(QLabel)
    assert all(it.textFormat() == Qt.TextFormat.PlainText for it in labels)


def test_consent_is_told_in_sentences(at):
    rows = [
        {
            "recipient": "V-RECIP-02",
            "decision": "yes",
            "identity_level": "recipient_only",
            "media": {"voice": True, "face": False, "document": False, "body": False},
            "method": "V-CMETH-02",
            "language": "be",
            "purposes": ["V-PURP-04"],
        },
        {"recipient": "V-RECIP-13", "decision": "no", "method": "V-CMETH-02", "language": "be"},
    ]
    show(at, sealed(at, consent=rows))
    assert at.sees("It may go there.")
    assert at.sees("The name may be given, but not passed on.")
    assert at.sees("May be seen or heard: voice.")
    assert at.sees("For: universal jurisdiction.")
    assert at.sees("It may not go there.")


def test_consent_is_taken_back_after_one_question_and_stays_so(at):
    account = sealed(at)
    show(at, account)
    at.press("withdraw-V-RECIP-02")
    at.press("withdraw-yes-V-RECIP-02-keep")
    assert not at.ask(lambda session: session.testimonies.sealed(account).consent[0].withdrawn)
    at.press("withdraw-V-RECIP-02")
    at.find("answer-V-WEFF-05").click()
    at.press("withdraw-yes-V-RECIP-02")
    at.settle()
    assert at.sees("The consent was taken back")
    at.window.lock()
    at.settle()
    with reopen(at.folder) as session:
        (row,) = session.testimonies.sealed(account).consent
    assert row.withdrawn and row.withdrawal.effect == "V-WEFF-05"


def test_a_correction_is_begun_and_gone_on_with(at):
    account = sealed(at)
    show(at, account)
    at.press("sealed-correct")
    assert at.window.screen_shown.place().screen == "account"
    assert at.ask(lambda session: session.testimonies.draft(account).corrects)
    show(at, account)
    assert at.sees("A correction of this account is being written.")
    assert not at.window.screen_shown.findChild(QLabel, "sealed-correct")
    at.press("correction-go-on")
    assert at.window.screen_shown.place().id == account


def correct(at, account):
    """Seal a second version of an account."""

    def work(session):
        session.testimonies.begin_correction(account)
        changed = form(
            words=[{"text": "A дзясятай.", "basis": ["saw"]}],
            corrects=account,
            correction_note="The hour",
        )
        del changed["identity"]
        session.testimonies.keep(account, read_input(json.dumps(changed).encode()))
        session.testimonies.seal(account)

    at.ask(work)


def test_an_earlier_version_can_still_be_read(at):
    account = sealed(at)
    correct(at, account)
    show(at, account)
    assert at.find("reading").toPlainText() == "A дзясятай."
    assert at.sees("The hour")
    at.press("read-version-1")
    assert at.find("reading").toPlainText().startswith("Мы выйшлі")
    assert at.find("reading").accessibleName() == "The person’s words, version 1"
    assert at.find("which-version").text() == "The person’s words, version 1"


@pytest.mark.parametrize(
    ("number", "told"),
    [(50, []), (51, ["and one earlier version (not shown here)"]), (3_050, ["3,000 earlier"])],
)
def test_a_sender_cannot_make_the_page_endless_by_versions(qtbot, number, told):
    author = contents.signing_key("sender").public
    first = read_record(canonical(contents.testimony("account", author, [])))
    sent = [replace(first, revision=n + 1) for n in range(number)]
    read = []
    shown = Versions(Words("en"), sent, [first], lambda *version: read.append(version))
    qtbot.addWidget(shown)
    buttons = shown.findChildren(QPushButton)
    assert len(buttons) == 50 + 1
    buttons[0].click()
    buttons[-1].click()
    assert read == [
        (sent[-1], f"The person’s words, version {number:,}"),
        (first, "Words signed with another key, version 1"),
    ]
    more = [it.text() for it in shown.findChildren(QLabel) if "earlier" in it.text()]
    assert len(more) == len(told)
    assert all(want in text for want, text in zip(told, more, strict=True))


def test_an_exhibit_is_looked_at_in_its_place(at):
    show(at, sealed(at, PHOTO))
    mark_exhibit(at)
    picture = at.find("picture")
    at.pause(lambda: picture.has_image)
    assert at.sees("What the file says of itself")
    assert at.sees("Nothing was said of it.") or at.sees("Other people in it")


def test_a_copy_is_written_only_after_the_warning(at, tmp_path):
    account = sealed(at, PHOTO)
    show(at, account)
    mark_exhibit(at)
    at.press("copy-save")
    assert at.sees("The copy is not encrypted.")
    at.press("copy-choose-keep")
    assert at.window.findChild(QFileDialog) is None
    at.press("copy-save")
    at.press("copy-choose")
    dialog = at.window.findChild(QFileDialog)
    target = tmp_path / "copy.jpg"
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(target))
    dialog.accept()
    at.pause(lambda: at.sees("The copy was written."))
    assert target.read_bytes() == PHOTO.read_bytes()


def test_a_copy_never_takes_the_place_of_another_file(at, tmp_path):
    show(at, sealed(at, PHOTO))
    mark_exhibit(at)
    there = tmp_path / "there.jpg"
    there.write_bytes(b"mine")
    at.press("copy-save")
    at.press("copy-choose")
    dialog = at.window.findChild(QFileDialog)
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(there))
    dialog.accept()
    at.settle()
    at.settle()
    assert there.read_bytes() == b"mine"
    assert not at.sees("The copy was written.")


def test_an_identity_that_is_open_leads_to_the_platforms(at):
    show(at, sealed(at))
    assert at.sees("can still be read on this computer")
    at.press("to-platforms")
    assert at.window.screen_shown.place().screen == "platforms"


def test_an_identity_that_stayed_open_can_be_sealed_later(at, tmp_path):
    account = sealed(at)

    def interrupted(session):
        """Trust a platform as far as a power cut lets it come: nothing was sealed to it yet."""
        with make(tmp_path / "coordinator", "coordinator") as coordinator:
            card = coordinator.trust.new_card(PLATFORM)
        with transaction(session.vault.db):
            platforms.trust(session.vault.db, card.root, card.kept(), "2026-11-22T12:00:00Z")

    at.ask(interrupted)
    show(at, account)
    assert at.sees(PLATFORM)
    at.press("seal-identity")
    at.pause(lambda: at.sees("Sealed apart. It cannot be read here."))
    assert at.ask(lambda session: session.testimonies.with_open_identity()) == []
    assert at.ask(lambda session: session.testimonies.sealed(account).identity_sealed) == 1


def test_an_identity_that_was_sealed_is_not_shown(at, tmp_path):
    trust_platform(at, tmp_path)
    show(at, sealed(at))
    assert at.sees("Sealed apart. It cannot be read here.")
    assert not at.sees("Імя Прозвішча")


def test_a_sealed_identity_exhibit_shows_nothing_of_itself(at, tmp_path):
    trust_platform(at, tmp_path)
    hidden = exhibit(PHOTO.name, compartment="identity")

    def seal(session):
        given = read_input(json.dumps(form(exhibits=[hidden])).encode())
        account = session.testimonies.add(given, [GivenFile(PHOTO, given.exhibits[0])])
        session.testimonies.seal(account)
        return account

    show(at, at.ask(seal))
    mark_exhibit(at)
    assert at.sees("Only the platform’s identity key opens it")
    assert not at.sees("courtyard")
    assert at.window.findChild(QLabel, "copy-save") is None


def test_a_long_account_scrolls_on_its_own_sheet(at):
    words = [{"text": f"{number} " + "слова " * 80, "basis": ["saw"]} for number in range(300)]
    show(at, sealed(at, words=words))
    sheet = at.find("reading")
    assert sheet.toPlainText().count("\n\n") == 299
    assert sheet.height() < 2000


def test_the_place_comes_back_when_the_language_changes(at):
    account = sealed(at)
    show(at, account)
    settings = type(at.window.desktop.settings)(language="be")
    at.window.desktop.change(settings)
    at.pause(lambda: at.sees("Хто гэты чалавек"))
    wait_for_words(at)
    assert at.find("reading").toPlainText().startswith("Мы выйшлі")
    assert at.sees("Хто гэты чалавек")


def delivered(at, account, folder):
    """Let a platform take the account and sign for it; return the time of its receipt."""

    def deliver(session):
        with make(folder, "coordinator") as platform:
            card = trust(session, platform)
            done = platform.intake.take(session.outbox.export(card, [account]).file)
            receipt = (platform.vault.outbox / done.receipt).read_bytes()
        return session.receipts.take(receipt).receipt.at

    return at.ask(deliver)


@pytest.mark.parametrize(
    ("language", "chip"), [("en", "Delivered"), ("be", "Дастаўлена"), ("ru", "Доставлено")]
)
def test_what_a_platform_signed_for_is_delivered(at, tmp_path, language, chip):
    account = sealed(at, identity=None)
    show(at, account)
    assert not at.sees(PLATFORM)
    when = delivered(at, account, tmp_path / "away")
    at.window.change(replace(at.window.desktop.settings, language=language))
    show(at, account)
    assert chip in at.texts()
    (said,) = [text for text in at.texts() if PLATFORM in text]
    assert Words(language).date_and_time(when) in said
    at.go("accounts")
    at.pause(at.window.screen_shown._table.isVisible)
    at.settle()
    assert not at.sees(Words(language)("accounts-waiting", count=1)), "nothing is left to hand over"
    model = at.window.screen_shown._table.model()
    state = model.index(0, COLUMNS.index("state"))
    assert (state.data(), state.data(Qt.ItemDataRole.UserRole)) == (chip, "green")


def test_a_receipt_for_an_earlier_version_says_so(at, tmp_path):
    account = sealed(at, identity=None)
    delivered(at, account, tmp_path / "away")
    correct(at, account)
    show(at, account)
    assert "Sealed" in at.texts()
    assert at.sees("has version 1, signed on")


@pytest.mark.parametrize("language", ["en", "be", "ru"])
def test_a_purpose_that_a_sender_repeats_is_told_once(language):
    author = contents.signing_key("sender").public
    row = contents.consent("row", author, contents.testimony("account", author, []))
    told = [
        consent_sentences(
            Words(language), msgspec.convert({**row, "purposes": those}, ConsentRecord)
        )
        for those in (["V-PURP-01", "V-PURP-02"], ["V-PURP-01", "V-PURP-02"] * 1000)
    ]
    assert told[0] == told[1]


def test_an_exhibit_leads_to_every_account_that_has_the_same_file(at):
    account, other = sealed(at, PHOTO), sealed(at, PHOTO)
    sealed(at, OWN_SAMPLES / "notice.jpg")
    show(at, account)
    mark_exhibit(at)
    went = []
    at.window.desktop.go = went.append
    at.press("same-file")
    (place,) = went
    found = at.ask(lambda session: session.testimonies.search(place.page))
    assert (place.screen, {it.listed.id for it in found}) == ("accounts", {account, other})
