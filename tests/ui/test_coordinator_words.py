"""Arrivals: names of files are made harmless, and every reason has words."""

from __future__ import annotations

import pytest

from collector.session import Listed
from collector.settings import Settings
from collector.sync.bundle.flaws import Flaw
from collector.ui.screens.coordinator.arrivals_work import Came, Details, Entry
from collector.ui.screens.coordinator.bringing_work import Outcome
from collector.ui.screens.coordinator.outcomes import outcome_lines
from collector.ui.screens.coordinator.reasons import MEANINGS, meaning
from collector.ui.screens.coordinator.report_view import as_text
from collector.ui.window import SMALLEST
from collector.ui.words import Words
from coordinating import at_arrivals, drop
from ui.looking import outside_the_window


@pytest.fixture
def face(shown):
    return at_arrivals(shown)


def test_names_of_files_are_shown_harmless(face, tmp_path):
    path = tmp_path / ("<b>\u202egnp.\u200b" + "x" * 100)
    path.write_bytes(b"nothing")
    drop(face, path)
    assert face.sees("<b><U+202E>gnp.<U+200B>xxx")
    assert not any("\u202e" in text or "x" * 41 in text for text in face.texts())


def test_endless_names_of_files_stay_in_the_smallest_window(face, tmp_path):
    face.window.desktop.change(Settings(language="ru", text_size=200))
    face.window.resize(*SMALLEST)
    path = tmp_path / ("x" * 200)
    path.write_bytes(b"nothing")
    drop(face, path)
    assert face.find("outcomes")
    assert not outside_the_window(face.window)


def test_an_account_that_two_keys_signed_is_told_when_it_comes_and_in_the_report(qtbot):
    words, claimed = Words("en"), Outcome("a.age", "imported", accounts=1, claimed=1)
    told = outcome_lines(words, claimed, claimed.name)
    for it in told:
        qtbot.addWidget(it)
    assert told[-1].accessibleName() == "One account is here already, signed with another key"
    listed = Listed("a" * 32, "K7-QMD-4", "sealed", 1, "About", "be", "2026-05-04T12:00:00Z", 0)
    entry = Entry("imported", "b" * 32, bytes(32), "2026-05-04T12:00:00Z")
    shown = Details(entry, bundle="b" * 32, day="2026-05-04", came=(Came(listed, (), apart=1),))
    report = as_text(words, shown, "2026-05-04T13:00:00Z")
    assert "K7-QMD-4\n    [!] One version of this account was signed with another key." in report


@pytest.mark.parametrize("language", ["en", "be", "ru"])
def test_every_reason_has_words(language):
    words = Words(language)
    said = {words(f"arrivals-reason-{it}") for it in MEANINGS}
    assert len(said) == len(MEANINGS)


def test_every_flaw_of_a_bundle_means_something():
    assert {meaning(flaw.value) for flaw in Flaw} <= MEANINGS
    assert meaning(Flaw.MANIFEST_DIGEST.value) == "changed"
    assert meaning(Flaw.MANIFEST_SYNTAX.value) == "form"
    assert meaning("something.new") == "form"
