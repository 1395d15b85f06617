"""Arrivals: a bundle in parts is brought in as it lies, and is one bundle in the list."""

from __future__ import annotations

import hashlib

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from collector import desk
from coordinating import Sender, at_arrivals, drop, vouch
from lying_in_parts import in_parts


@pytest.fixture
def face(shown):
    return at_arrivals(shown)


@pytest.fixture
def sender(face, tmp_path):
    """Somebody whose key is vouched for."""
    made = Sender(tmp_path / "sender", face.ask(lambda session: session.trust.own_card()))
    vouch(face, made)
    yield made
    made.session.close()


@pytest.mark.parametrize("named", ["all", "one", "folder"])
def test_a_bundle_in_parts_is_one_bundle(face, sender, tmp_path, named):
    bundle = sender.send()
    parts = in_parts(bundle, tmp_path / "stick", 4)
    drop(face, *{"all": parts[::-1], "one": parts[2:3], "folder": [tmp_path / "stick"]}[named])
    (imported,) = face.ask(lambda session: session.intake.imported())
    assert imported.file_sha256 == hashlib.sha256(bundle.read_bytes()).digest()
    assert face.find("bundles").model().rowCount() == 1
    assert face.sees(f"{bundle.name} is in")
    assert not face.sees("is here already")


def test_a_part_that_is_missing_is_named_once_and_nothing_is_kept(face, sender, tmp_path):
    bundle = sender.send()
    parts = in_parts(bundle, tmp_path / "stick", 4)
    parts.pop(1).unlink()
    drop(face, *parts)
    assert sum("was not brought in" in text for text in face.texts()) == 1
    assert face.sees("not all of them are here; missing: 2")
    assert face.ask(lambda session: session.intake.refused()) == []
    assert face.sees("Nothing has come in yet")


def test_several_parts_are_chosen_in_the_dialog(face, sender, tmp_path):
    parts = in_parts(sender.send(), tmp_path / "stick")
    face.press("bring-in")
    dialog = face.window.findChild(QFileDialog)
    assert dialog.fileMode() == QFileDialog.FileMode.ExistingFiles
    dialog.setDirectory(str(tmp_path / "stick"))
    names = " ".join(f'"{it.name}"' for it in parts)
    dialog.findChild(QLineEdit, "fileNameEdit").setText(names)
    dialog.accept()
    for _ in range(6):
        face.settle()
    assert len(face.ask(lambda session: session.intake.imported())) == 1


def test_who_stops_while_a_folder_is_looked_through_stops_all(face, sender, tmp_path, monkeypatch):
    folder = tmp_path / "stick"
    in_parts(sender.send(), folder)
    looked = desk.bundles_of

    def slowly(paths):
        found = looked(paths)
        if paths == [folder]:
            face.window.screen_shown._bringing.stop()
        return found

    monkeypatch.setattr(desk, "bundles_of", slowly)
    drop(face, folder)
    assert face.sees("Stopped")
    assert face.ask(lambda session: session.intake.imported()) == []
