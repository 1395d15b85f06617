"""Arrivals: what comes in is checked, said in plain words, let in by words, or kept apart."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QPushButton

from collector import desk
from collector.crypto.age import AgeWriter
from collector.session import open_session
from collector.ui.desktop import Place
from collector.ui.screens.coordinator.digits import grouped
from collector.ui.screens.coordinator.report_view import short_name
from collector.ui.words import Words
from coordinating import Sender, at_arrivals, bring, choose, drop, vouch
from makers import OWN_SAMPLES, PASSPHRASE, TEST_POLICY, add, reopen
from ui.looking import in_view


@pytest.fixture
def face(shown):
    return at_arrivals(shown)


@pytest.fixture
def sender(face, tmp_path):
    made = Sender(tmp_path / "sender", face.ask(lambda session: session.trust.own_card()))
    yield made
    made.session.close()


def test_a_bundle_of_a_known_signer_is_imported_and_told(face, sender):
    vouch(face, sender)
    bring(face, sender.send())
    assert [it.id for it in face.ask(lambda session: session.testimonies.every())] == [
        sender.account
    ]
    name = short_name(Words("en"), desk.public_key(sender.session.trust.own_signer))
    assert face.sees(f"Signed by {name}")
    assert face.sees("exhibits 1\xa0of\xa01, accounts 1\xa0of\xa01")
    assert face.sees("This is the first bundle of this sender")
    assert face.sees("A receipt for the sender is written")
    assert face.sees("Verified: 1")
    places = []
    face.window.desktop.go = places.append
    face.press(f"account-{sender.account}")
    assert places == [Place("sealed", sender.account)]


def test_the_same_bundle_again_is_said_as_a_repeat(face, sender):
    vouch(face, sender)
    path = sender.send()
    bring(face, path)
    bring(face, path)
    assert face.sees(f"{path.name} is here already")
    assert len(face.ask(lambda session: session.intake.imported())) == 1


def test_a_new_signer_waits_and_no_word_of_the_key_is_shown(face, sender):
    bring(face, sender.send())
    assert face.sees("Signed by a key nobody here has vouched for")
    assert face.ask(lambda session: session.testimonies.every()) == []
    words = sender.words.split()
    seen = {word for text in face.texts() for word in text.lower().split()}
    assert len(seen.intersection(words)) < 3
    assert short_name(Words("en"), desk.public_key(sender.session.trust.own_signer)) not in seen


def test_a_new_signer_is_let_in_by_the_words(face, sender):
    bring(face, sender.send())
    QTest.keyClicks(face.find("twelve-words"), sender.words.upper())
    face.press("let-in")
    for _ in range(4):
        face.settle()
    assert face.ask(lambda session: session.intake.waiting()) == []
    assert len(face.ask(lambda session: session.testimonies.every())) == 1
    assert face.sees("its signer is known from now on")
    assert face.sees("Verified: 1")


def test_other_words_change_nothing_and_can_be_typed_again(face, sender):
    bring(face, sender.send())
    QTest.keyClicks(face.find("twelve-words"), "abandon " * 12)
    face.press("let-in")
    face.settle()
    assert face.sees("These are not the words of the key")
    assert len(face.ask(lambda session: session.intake.waiting())) == 1
    assert face.ask(lambda session: session.trust.signers()) == []
    assert face.find("let-in").isEnabled()
    assert face.find("twelve-words").selectedText()


def test_a_slip_of_the_pen_is_named_and_what_was_typed_stays(face, sender):
    bring(face, sender.send())
    QTest.keyClicks(face.find("twelve-words"), sender.words + " zzyzx")
    face.press("let-in")
    face.settle()
    assert face.sees("Word 13 of those you typed, zzyzx, is on neither list of words.")
    assert face.ask(lambda session: session.trust.signers()) == []
    QTest.keyClicks(face.find("twelve-words"), "\b" * len(" zzyzx"))
    assert not face.sees("is on neither list")
    face.press("let-in")
    face.pause(lambda: face.sees("Verified: 1"))


def test_a_changed_bundle_is_kept_apart_with_its_reason_and_code(face, sender):
    vouch(face, sender)
    path = sender.send()
    data = bytearray(path.read_bytes())
    data[-100] ^= 1
    path.write_bytes(data)
    bring(face, path)
    refused = face.ask(lambda session: session.intake.refused())
    assert len(refused) == 1
    assert face.sees(f"{path.name} is kept apart")
    assert face.sees("It was changed or damaged on its way")
    assert face.sees(f"Code: {refused[0].code}")
    assert face.ask(lambda session: session.testimonies.every()) == []


def test_a_file_that_is_no_bundle_is_not_kept(face):
    bring(face, OWN_SAMPLES / "courtyard.jpg")
    assert face.sees("courtyard.jpg was not brought in")
    assert face.ask(lambda session: session.intake.refused()) == []
    assert face.sees("Nothing has come in yet")


def test_a_bundle_for_somebody_else_is_said_plainly(face, tmp_path):
    other = tmp_path / "other.age"
    desk.new_key_file(tmp_path / "other.key")
    (recipient,) = desk.read_keys(tmp_path / "other.key")
    with other.open("wb") as out:
        writer = AgeWriter(out, [recipient.recipient()])
        writer.write(b"something")
        writer.finish()
    bring(face, other)
    assert face.sees("other.age was not brought in")
    assert face.sees("None of the keys at hand opens this file")


def test_a_log_that_was_put_back_is_told_with_both_states(face, sender, tmp_path):
    vouch(face, sender)
    sender.session.close()
    shutil.copytree(tmp_path / "sender", tmp_path / "copy")
    heads = []
    for name in ("sender", "copy"):
        sender.session = reopen(tmp_path / name)
        sender.session.testimonies.seal(add(sender.session))
        bring(face, sender.send())
        heads.append(sender.session.outbox.every()[-1].ready.head_root)
        sender.session.close()
    assert face.sees("The sender’s log was rewritten, or put back to an older copy")
    for root in heads:
        assert face.sees(grouped(root))
    # Both came within one second, so that either may stand first.
    assert sorted("log rewritten" in it for it in listed(face)) == [False, True]


def listed(face):
    """Return what the list says of each bundle."""
    shown = next(it for it in face.window.findChildren(QListView) if it.isVisible()).model()
    return [shown.index(row, 0).data() for row in range(shown.rowCount())]


def test_what_a_revoked_key_signed_is_marked(face, sender):
    vouch(face, sender)
    own = sender.session.trust.own_signer
    bring(face, sender.send())
    assert not face.sees("Its key was revoked here")
    face.ask(lambda session: session.trust.revoke_signer(own))
    (bundle,) = face.ask(lambda session: session.intake.imported())
    face.go("platforms")
    face.go("arrivals", bundle.id)
    for _ in range(3):
        face.settle()
    assert face.sees("Its key was revoked here")


def test_several_files_are_dropped_one_after_the_other(face, sender, tmp_path):
    vouch(face, sender)
    first, second = sender.send(), sender.send()
    folder = tmp_path / "empty"
    folder.mkdir()
    drop(face, second, OWN_SAMPLES / "notice.jpg", folder, first)
    imported = face.ask(lambda session: session.intake.imported())
    assert len(imported) == 2
    assert not face.sees("before this one has not come"), "it came with the others"
    assert face.sees("notice.jpg was not brought in")
    assert face.sees(f"{first.name} is in")
    assert face.sees("A folder was named where a file belongs")


def test_the_keyboard_goes_through_the_list_and_lets_somebody_in(face, sender):
    bring(face, sender.send())
    waiting = face.window.screen_shown.place().id
    refused = bad_bundle(face, sender)
    bundles = face.find("bundles")
    lines = [it.key for it in bundles.model().entries]
    assert sorted(lines) == sorted([waiting, refused])
    bundles.setFocus()
    bundles.setCurrentIndex(bundles.model().index(lines.index(refused)))
    assert face.window.screen_shown.place().id == refused
    way = Qt.Key.Key_Down if lines[0] == refused else Qt.Key.Key_Up
    QTest.keyClick(bundles, way)
    face.settle()
    assert face.window.screen_shown.place().id == waiting
    QTest.keyClicks(face.find("twelve-words"), sender.words)
    QTest.keyClick(face.find("twelve-words"), Qt.Key.Key_Return)
    for _ in range(4):
        face.settle()
    assert face.ask(lambda session: session.intake.waiting()) == []


def bad_bundle(face, sender) -> str:
    path = sender.send()
    path.write_bytes(path.read_bytes()[:-100])
    bring(face, path)
    return face.ask(lambda session: session.intake.refused()[0].file)


def test_going_elsewhere_stops_what_is_under_way(face, sender):
    vouch(face, sender)
    face.window.screen_shown.bring_in([sender.send()])
    face.go("card")
    assert face.ask(lambda session: session.intake.imported()) == []
    assert face.ask(lambda session: session.intake.refused()) == []


def test_what_somebody_does_with_a_bundle_goes_on_while_others_come(face, sender, tmp_path):
    vouch(face, sender)
    earlier, path = sender.send(), sender.send()
    bring(face, path)
    marked = face.window.screen_shown.place().id
    face.press("revoke-ask")
    face.press("save-report")
    drop(face, path)
    face.settle()
    assert face.sees("is here already")
    assert face.find("revoke-yes").isEnabled()
    assert face.sees("before this one has not come")
    drop(face, earlier)
    assert not face.sees("before this one has not come")
    assert face.window.screen_shown.place().id == marked
    choose(tmp_path / "report.txt")
    face.settle()
    asked_for = (tmp_path / "report.txt").read_text("utf-8")
    assert "[!] A bundle of this sender before this one has not come" in asked_for
    assert face.sees("The report is written: report.txt")
    face.pause(lambda: in_view(face, "The report is written: report.txt"))


def test_the_report_is_written_with_the_lines_of_the_screen(face, sender, tmp_path):
    vouch(face, sender)
    path = sender.send()
    bring(face, path)
    face.press("save-report")
    choose(tmp_path / "report.txt")
    face.settle()
    report = (tmp_path / "report.txt").read_text(encoding="utf-8")
    imported = face.ask(lambda session: session.intake.imported()[0])
    dated = face.ask(lambda session: session.intake.report_of(imported.id).dating.items)
    compact = report.replace(" ", "")
    assert imported.file_sha256.hex() in compact
    assert imported.id in compact
    shown_lines = [text for text in face.texts() if text in report]
    assert any("accounts 1\xa0of\xa01" in text for text in shown_lines)
    assert face.sees("What came was in the sender’s log by")
    assert report.count("In the sender’s log: ") == len(dated)
    assert all(it.digest in compact for it in dated)
    assert "Затрыманне" not in report, "nothing of what was told"
    assert PASSPHRASE.strip() not in report


def test_the_bundle_that_is_shown_survives_another_language(face, sender):
    vouch(face, sender)
    bring(face, sender.send())
    key = face.window.screen_shown.place().id
    assert key == face.ask(lambda session: session.intake.imported()[0].id)
    face.window.go(face.window.screen_shown.place())
    face.settle()
    face.settle()
    assert face.window.screen_shown.place().id == key


def test_what_came_is_there_when_the_vault_is_opened_again(face, sender):
    vouch(face, sender)
    bring(face, sender.send())
    face.window.lock()
    face.settle()
    with open_session(face.folder, PASSPHRASE, TEST_POLICY) as again:
        assert [it.id for it in again.testimonies.every()] == [sender.account]
        assert again.check() == []


def test_receipts_are_put_into_a_folder_and_counted(face, sender, tmp_path):
    folder = tmp_path / "served"
    folder.mkdir()
    bring(face, sender.send())
    face.press("give-receipts")
    choose(folder)
    face.settle()
    assert face.sees("There are no receipts yet")
    vouch(face, sender)
    bring(face, sender.send())
    assert not face.sees("There are no receipts yet")
    for counted in ("New: 1.", "There already: 1."):
        face.press("give-receipts")
        choose(folder)
        face.settle()
        assert face.sees("The receipts are in “served”")
        assert face.sees(counted)
    (receipt,) = folder.iterdir()
    taken = sender.session.receipts.take(receipt.read_bytes())
    assert taken.receipt.refused is None


def test_a_receipt_that_was_taken_away_outside_is_told(face, sender, tmp_path):
    vouch(face, sender)
    bring(face, sender.send())
    face.ask(lambda session: [it.unlink() for it in session.vault.outbox.iterdir()])
    face.press("give-receipts")
    choose(tmp_path)
    face.settle()
    assert not face.sees("The receipts are in")
    assert face.window.screen_shown._trouble.isVisible()


def test_a_signer_is_revoked_after_one_question(face, sender):
    vouch(face, sender)
    bring(face, sender.send())
    face.press("revoke-ask")
    assert face.sees("Stop trusting this key?")
    face.pause(lambda: not face.find("revoke-yes-keep").visibleRegion().isEmpty())
    face.press("revoke-yes-keep")
    assert face.ask(lambda session: session.trust.signers())[0].revoked_at is None
    face.press("revoke-ask")
    face.press("revoke-yes")
    for _ in range(3):
        face.settle()
    assert face.ask(lambda session: session.trust.signers())[0].revoked_at
    assert face.sees("The key is revoked")
    assert face.sees("One bundle that it signed stays here, marked.")
    assert face.sees("Its key was revoked here")
    assert "key revoked" in face.find("bundles").model().index(0, 0).data()
    assert not face.window.screen_shown.findChildren(QPushButton, "revoke-ask")
    add(sender.session)
    path = sender.send()
    bring(face, path)
    assert face.sees(f"{path.name} is kept apart")
    assert face.sees("It is signed by a key that was revoked")


def test_what_was_told_of_one_bundle_does_not_stand_above_another(face, sender):
    vouch(face, sender)
    bring(face, sender.send())
    good = face.window.screen_shown.place().id
    refused = bad_bundle(face, sender)
    bundles = face.find("bundles")
    lines = [it.key for it in bundles.model().entries]
    bundles.setCurrentIndex(bundles.model().index(lines.index(good)))
    face.settle()
    face.press("revoke-ask")
    face.press("revoke-yes")
    face.pause(lambda: face.sees("Its key was revoked here"))
    assert face.sees("The key is revoked")
    bundles.setCurrentIndex(bundles.model().index(lines.index(refused)))
    face.settle()
    assert not face.sees("The key is revoked")


def test_every_account_says_when_it_entered_the_log_and_how_far_the_clock_is_trusted(
    face, sender, tmp_path
):
    vouch(face, sender)
    bring(face, sender.send())
    assert face.sees("The account and its exhibit: in the sender’s log by")
    assert face.sees("The sender’s clock showed")
    assert face.sees("How far that clock can be trusted:")
    face.press("save-report")
    choose(tmp_path / "report.txt")
    face.settle()
    assert "The account and its exhibit: in the sender’s log by" in (
        tmp_path / "report.txt"
    ).read_text("utf-8")
