"""Arrivals: names of files are made harmless, and every reason has words."""

from __future__ import annotations

import pytest

from collector.settings import Settings
from collector.sync.bundle.flaws import Flaw
from collector.ui.screens.coordinator.reasons import MEANINGS, meaning
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
